"""The columns of a Parquet file that a dataset declares: found by their names, taken where the kind fits."""

from collections.abc import Mapping
from dataclasses import dataclass

from reform.common.i18n import mark as _
from reform.pipeline.aggregate.engine import EngineFailed
from reform.schema.datasets import Dataset, header_key

TEXT, WHOLE, NUMBER, DAY, YES_NO = "text", "whole", "number", "day", "yes_no"
# On somebody's clock; fixed on the time line; the same in the form of old Hadoop, which does not say so.
TIME, MOMENT, OLD_MOMENT = "time", "moment", "old moment"

_WORDS, _DAYS, _COUNTS = {TEXT, WHOLE}, {DAY, TIME, MOMENT, OLD_MOMENT}, {WHOLE, NUMBER}
# What a declared column may be stored as.
_FITS = {
    **dict.fromkeys(("code", "text", "free_text", "choice"), _WORDS),
    **dict.fromkeys(("date", "datetime"), _DAYS),
    **dict.fromkeys(("count", "duration_days", "figure"), _COUNTS),
    "yes_no": {YES_NO},
}
_SAID = {
    "text": _("text or whole numbers"),
    "day": _("dates or times"),
    "number": _("numbers"),
    "yes_no": _("true or false"),
}
_MISSING = _(
    "{dataset}: the required column {column} was not found in {place}. Columns found: {found}. "
    "Name it {column} or {header}."
)
_UNFIT = _(
    "{dataset}: the column {column} of {place} does not hold {wanted}. Write it as {wanted}; "
    "words must be the codes of the dictionary, days real dates."
)


@dataclass(frozen=True, slots=True)
class Given:
    """Where a declared column is found, and as what it is stored."""

    name: str
    kind: str


def find(dataset: Dataset, stored: Mapping[str, str | None], place: str) -> dict[str, Given]:
    """The declared columns among the stored ones (name → kind, None for what is no single value).

    Raises ``EngineFailed`` where a required one is missing or one is of a kind that does not fit.
    """
    by_key = {header_key(name): name for name in reversed(list(stored))}
    found: dict[str, Given] = {}
    for column in dataset.columns:
        name = next((by_key[key] for key in map(header_key, column.headers) if key in by_key), None)
        words = {"dataset": dataset.name, "column": column.name, "place": place}
        if name is None:
            if column.required:
                listed = ", ".join(str(known) for known in stored if known in _harmless(dataset))
                raise EngineFailed(_MISSING, header=column.header, found=listed or "—", **words)
            continue
        kind = stored[name]
        if kind is None or kind not in _FITS[column.type]:
            wanted = next(said for key, said in _SAID.items() if key in _FITS[column.type])
            raise EngineFailed(_UNFIT, wanted=wanted, **words)
        found[column.name] = Given(name, kind)
    return found


def _harmless(dataset: Dataset) -> set[str]:
    """Names that may be told: those the dataset declares. Another column's could be anything."""
    return {header for column in dataset.columns for header in column.headers}
