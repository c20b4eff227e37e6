"""Why cases are not counted: each a sentence that says what is wrong, where, and what to do."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reform.common import code_lists
from reform.common.errors import ReformError
from reform.common.i18n import gettext
from reform.common.i18n import mark as _
from reform.pipeline import load_messages
from reform.pipeline.load_report import LoadReport
from reform.schema.datasets import datasets

TWICE = _(
    "{n} rows tell of a case that another row tells of. Give each case once: its last state, no file twice."
)
NO_CODE = _(
    "{dataset}: the column {column} holds {words}, which are no codes. Write the codes instead: {accepted}."
)
NOT_EMPTY = _("The folder {folder} is not empty. Name a new one, or remove what is in it.")
NO_CASES = _("There is no case in the files. Check the path.")
NO_MENTIONS = _(
    "{file} is not a Parquet file with the columns {columns}. Export the view mentions as Parquet again."
)
NONE_COMPLETED = _("No case in the files is completed, so there is nothing to count.")
BAD_ROWS = _("{n} rows of {dataset} are refused, column {column}: {sentence}")
GOOD_ONLY = _("Correct them, or count the good rows with --accept-good.")
_MOST_WORDS = 5
_LONGEST_WORD = 20


class NotCounted(ReformError):
    """Nothing was written."""


class ListsRefused(NotCounted):
    """A file of the small ones is refused: its report says why."""

    def __init__(self, refused: LoadReport) -> None:
        super().__init__("")
        self._report = refused

    @property
    def sentence(self) -> str:
        """See ``NotCounted``."""
        return load_messages.as_text(self._report, checked_only=True)


class RowsRefused(NotCounted):
    """Rows of the cases or pauses that a load would refuse: (dataset, fault) → how many."""

    def __init__(self, faults: Mapping[tuple[str, str], int]) -> None:
        super().__init__("")
        self._faults = faults

    @property
    def sentence(self) -> str:
        """See ``NotCounted``."""
        return "\n".join([*told(self._faults), gettext(GOOD_ONLY)])


def told(faults: Mapping[tuple[str, str], int]) -> list[str]:
    """A line for each fault: ``column rule other``, as pipeline/aggregate/job/validate names them."""
    return [_line(dataset, fault, n) for (dataset, fault), n in sorted(faults.items(), key=lambda f: -f[1])]


def _line(dataset: str, fault: str, n: int) -> str:
    name, rule, *others = fault.split()
    declared = datasets()[dataset]
    header = declared.column(name).header
    other = declared.column(others[0]).header if others else ""
    words = {
        "one_of_missing": {"columns": f"{header}、{other}"},
        "order_dates": {"earlier": other, "later": header},
        "date_out_of_range": {"first": "1990-01-01", "last": "2069-12-31"},
    }.get(rule, {})
    sentence = load_messages.why(rule, {"today": "", "limit": "", **words})
    return gettext(BAD_ROWS).format(n=n, dataset=dataset, column=name, sentence=sentence)


def check_codes(words: Iterable[Mapping[str, Any]]) -> None:
    """Words where codes belong are refused: what they mean is decided at a load, by a person."""
    for dataset, name in (("cases", "channel"), ("cases", "result"), ("pauses", "kind")):
        listed = datasets()[dataset].column(name).codes or ""
        known = code_lists.code_lists()[listed]
        given = [row["word"] for row in words if (row["dataset"], row["name"]) == (dataset, name)]
        wrong = sorted(word for word in given if word is not None and word not in known)
        if wrong:
            accepted = ", ".join(f"{code} {code_lists.label(listed, code)}" for code in known)
            raise NotCounted(NO_CODE, dataset=dataset, column=name, words=_quoted(wrong), accepted=accepted)


def _quoted(words: Sequence[str]) -> str:
    shown = [word[:_LONGEST_WORD] for word in words[:_MOST_WORDS]]
    return "、".join(shown) + ("…" if len(words) > _MOST_WORDS else "")
