"""The figures of the pack: every indicator at the as-of date with what it stands on, and as it is written."""

from dataclasses import dataclass
from typing import Any

from reform.common import formatting
from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.metrics import query
from reform.reports.meeting_pack.context import Material

# Indicators that are counts print whole; means print with decimals as their pages do.
WHOLE = {"T01", "T02", "T06", "T09", "T10", "T11", "T12", "T13", "D05", "D05b", "D05c", "D13", "D17"}


@dataclass(frozen=True, slots=True)
class PackFigure:
    """One indicator's answer, as numbers; missing values are None."""

    metric: query.Metric
    value: float | None
    numerator: float | None
    denominator: float | None
    n: float | None

    @property
    def code(self) -> str:
        """Its code."""
        return self.metric.code

    @property
    def name(self) -> str:
        """Its name in the language of the paper."""
        return either(self.metric.name)

    @property
    def unit(self) -> str:
        """Its unit."""
        return either(self.metric.unit)

    @property
    def text(self) -> str:
        """The figure as the pages write it: a rate with its sign, a count whole, a mean with decimals."""
        return written(self.code, self.value)

    @property
    def definition(self) -> str:
        """Name, meaning, numerator and denominator, basis: for notes."""
        sentence = _("{name} ({code}): {figure}; n/N {share}; {means}. Basis: {source}")
        return sentence.format(
            name=self.name,
            code=self.code,
            figure=self.text if self.metric.unit == "%" else f"{self.text} {self.unit}",
            share=formatting.share(self.numerator, self.denominator),
            means=either(self.metric.definition),
            source=either(self.metric.source),
        )


def written(code: str, value: Any) -> str:
    """A value of an indicator in words' form."""
    metric = query.find(code)
    if metric.unit == "%":
        return formatting.rate(value)
    if code == "T05":
        return formatting.number(value, 2, signed=True)
    return formatting.number(value, 0 if code in WHOLE else 2)


def figure(material: Material, code: str) -> PackFigure:
    """The figure of an indicator in the reader's scope."""
    row = material.row(code)
    parts = (row[part] for part in ("value", "numerator", "denominator", "n"))
    known = (None if formatting.is_missing(part) else float(part) for part in parts)
    return PackFigure(material.metric(code), *known)


def figures(material: Material) -> list[PackFigure]:
    """Every indicator that answers in one figure, in the reader's scope, by code."""
    return [figure(material, code) for code in query.indicators() if len(material.rows(code)) == 1]
