"""数据健康 on screen: one row a check, its findings on click, and the age of each dataset."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pandas as pd

from reform.common.caching import cached
from reform.common.i18n import either, language, mark
from reform.common.i18n import gettext as _
from reform.common.markdown import bold
from reform.monitoring import health
from reform.monitoring.checks import CHECKS, CheckContext, Finding, Severity
from reform.pipeline.county import County
from reform.schema.datasets import datasets
from reform.ui.components import chart_card
from reform.ui.components.column_headers import columns
from reform.ui.context import st
from reform.ui.context.view import connection, today, view, warehouse

BADGES = {
    Severity.OK: ("green", ":material/check_circle:"),
    Severity.LOOK: ("orange", ":material/error:"),
    Severity.BAD: ("red", ":material/flag:"),
}
FILES = "pages/data/files.py"
HEALTH = "pages/data/health.py"

# The columns of each check's rows, and the headers that only these tables have.
COLUMNS = {
    "snapshot": "what",
    "loads": "what file at",
    "unmatched": "item_code item_name department cases first_on last_on",
    "strays": "dataset reference rows first_on last_on",
    "calendar": "kind subject reference department day",
    "calendars": "calendar_kind cases first_on last_on",
    "extensions": "reference item_code item_name department accepted_on extension_days",
    "freshness": "dataset state last_on days max_age owner",
}
HEADERS = {
    "at": mark("When"),
    "calendar_kind": mark("Calendar"),
    "dataset": mark("Dataset"),
    "day": mark("Due"),
    "days": mark("Days since"),
    "extension_days": mark("Days of extension"),
    "first_on": mark("First day"),
    "last_on": mark("Last day"),
    "max_age": mark("Days allowed"),
    "rows": mark("Rows"),
    "what": mark("What happened"),
}
HEADERS_OF = {"snapshot": {"what": mark("Fault")}, "freshness": {"last_on": mark("Up to")}}
# What words of the program in these columns mean.
WORDS = {
    "unfinished": mark("a load was cut short"),
    "failed": mark("a load failed"),
    "refused": mark("a load was refused"),
    "case": mark("open case"),
    "review": mark("bad review"),
}


def headers(check: str) -> dict[str, str]:
    """The columns of a check's rows with their headers."""
    own = HEADERS | HEADERS_OF.get(check, {})
    return columns(COLUMNS[check], **{name: _(header) for name, header in own.items()})


def findings() -> Sequence[Finding]:
    """The findings for the county on screen; those that depend on the snapshot alone are cached."""
    county = view().county
    folders = str(warehouse().folder), str(county.warehouse.folder)
    seen = (*folders, county.stamp, today(), language(), repr(view().settings))
    kept = {finding.name: finding for finding in _of_snapshot(seen, county)}
    with _examined(county) as context:
        return [health.run(check, context) if check.live else kept[check.name] for check in CHECKS]


@contextmanager
def _examined(county: County) -> Iterator[CheckContext]:
    with connection(county).cursor() as cursor:
        yield CheckContext(warehouse(), county, cursor, today(), view().settings)


@cached(12, lambda seen, _place: seen)
def _of_snapshot(_seen: tuple[object, ...], county: County) -> Sequence[Finding]:
    with _examined(county) as context:
        return health.examine(context, [check for check in CHECKS if not check.live])


def line() -> None:
    """Show the verdict in one sentence, with a link to the page."""
    results = findings()
    well = health.is_well(results)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _badge(Severity.OK if well else _worst(results), _("Health"))
        st.markdown(health.verdict(results), width="content")
        if not well:
            st.page_link(HEALTH, label=_("See what"), icon=":material/arrow_forward:")


def _worst(results: Sequence[Finding]) -> Severity:
    return max((finding.state for finding in results), key=list(Severity).index)


def _badge(level: Severity, word: str) -> None:
    colour, icon = BADGES[level]
    st.badge(word, color=colour, icon=icon, width="content")  # type: ignore[arg-type]


def show(results: Sequence[Finding]) -> None:
    """Show the verdict, then a row a check: first those that need attention."""
    _badge(_worst(results), health.verdict(results))
    with st.container(border=True, gap="small"):
        for finding in sorted(results, key=lambda finding: finding.state is Severity.OK):
            _row(finding)


def _row(finding: Finding) -> None:
    what, sentence = st.columns([7, 17], vertical_alignment="center")
    with what.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width=76):  # the titles stand in one line
            _badge(finding.state, finding.word)
        st.markdown(bold(finding.title), width="content")
    with sentence:
        st.markdown(finding.sentence)
        if finding.state is not Severity.OK and finding.page == "files":
            st.page_link(FILES, label=_("To the page Files"), icon=":material/arrow_forward:")
        if finding.state is not Severity.OK and finding.name != "freshness":
            _rows(finding)


def _rows(finding: Finding) -> None:
    if finding.rows is None or finding.rows.empty:
        return
    folded = st.expander(_("Rows and download"), key=f"health_{finding.name}", on_change="rerun")
    if folded.open:
        with folded:
            table(finding)


def table(finding: Finding) -> None:
    """The rows a check found, with their downloads."""
    rows = pd.DataFrame() if finding.rows is None else finding.rows
    chart_card.table(
        rows.assign(
            **{name: list(map(_in_words, rows[name])) for name in ("what", "kind", "dataset") if name in rows}
        ),
        headers(finding.name),
        key=f"health_{finding.name}",
        title=finding.title,
    )


def _in_words(word: str) -> str:
    """The title of a dataset or the meaning of a word; other values stay."""
    if word in datasets():
        return either(datasets()[word].title)
    return _(WORDS[word]) if word in WORDS else word
