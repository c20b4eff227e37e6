"""The figures of the pack: every indicator at the as-of date with what it stands on, and as it is written."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from reform.common import formatting
from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.metrics import query
from reform.reports.meeting_pack.context import Material

# Indicators that are counts print whole; means print with decimals as their pages do.
WHOLE = {"T01", "T02", "T06", "T09", "T10", "T11", "T12", "T13", "D05", "D05b", "D05c", "D13", "D17"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator's answer, as numbers; missing values are None."""

    code: str
    value: float | None
    numerator: float | None
    denominator: float | None
    n: float | None

    @property
    def name(self) -> str:
        """Its name in the language of the paper."""
        return either(query.find(self.code).name)

    @property
    def unit(self) -> str:
        """Its unit."""
        return either(query.find(self.code).unit)

    @property
    def text(self) -> str:
        """The figure as the pages write it: a rate with its sign, a count whole, a mean with decimals."""
        return written(self.code, self.value)

    @property
    def definition(self) -> str:
        """Name, meaning, numerator and denominator, basis: for notes."""
        question = query.find(self.code)
        said = _("{name} ({code}): {figure}; n/N {share}; {means}. Basis: {source}")
        return said.format(
            name=self.name,
            code=self.code,
            figure=self.text if question.unit == "%" else f"{self.text} {self.unit}",
            share=formatting.share(self.numerator, self.denominator),
            means=either(question.definition),
            source=either(question.source),
        )


def written(code: str, value: Any) -> str:
    """A value of an indicator in words' form."""
    question = query.find(code)
    if question.unit == "%":
        return formatting.rate(value)
    if code == "T05":
        return formatting.number(value, 2, signed=True)
    return formatting.number(value, 0 if code in WHOLE else 2)


def figure(code: str, row: pd.Series) -> Figure:
    """The figure of one answer."""
    parts = (row["value"], row["numerator"], row["denominator"], row["n"])
    return Figure(code, *(None if formatting.is_missing(part) else float(part) for part in parts))


def figures(material: Material) -> list[Figure]:
    """Every indicator that answers in one figure, in the reader's scope, by code."""
    return [figure(code, material.one(code)) for code in query.indicators() if len(material.rows(code)) == 1]
