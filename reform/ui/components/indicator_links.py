"""Links to the page that explains an indicator."""

from reform import ROOT
from reform.ui.context import st, url_params

# Pages by prefix of the code; the longest matching prefix decides.
PAGES = {
    "T": "progress/transfers.py",
    "T08": "weekly/disputes.py",
    "T09": "weekly/disputes.py",
    "T13": "weekly/disputes.py",
    "D": "progress/days_saved.py",
    "S": "progress/satisfaction.py",
    "O": "progress/service.py",
    "V": "progress/service.py",
    "W": "progress/service.py",
    "G": "progress/service.py",
    "H": "progress/service.py",
    "P": "progress/service.py",
    "R": "progress/supervision.py",
    "M": "weekly/decisions.py",
}
ROWS = "data/rows.py"


def page_of(code: str) -> str | None:
    """The page under pages/ that explains an indicator; None for a code with an unknown prefix."""
    fitting = [start for start in PAGES if code.startswith(start)]
    return PAGES[max(fitting, key=len)] if fitting else None


def way(code: str, label: str) -> None:
    """A link to the indicator's page with the filters chosen now; without a page, to the rows behind it."""
    page = page_of(code)
    asked = url_params.query() if page else url_params.query() | {url_params.OF: [code]}
    st.page_link(ROOT / "pages" / (page or ROWS), label=label, query_params=asked)
