"""What the projection of the transfer says: by when, how likely, or why nothing is projected."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from reform.common import formatting
from reform.common.formatting import number
from reform.common.i18n import gettext as _
from reform.metrics import forecast as forecasts
from reform.metrics.forecast import FEWEST, HORIZON, Forecast


class Projection(NamedTuple):
    """``band`` is None where there is nothing to draw; the sentences end the chart's caption."""

    band: pd.DataFrame | None
    sentences: list[str]

    @property
    def said(self) -> str:
        """The sentences, one after another."""
        return formatting.sentences(self.sentences)


def of(curve: pd.DataFrame, scope: pd.Series) -> Projection:
    """The projection of the current scope, in words also that of the original one.

    ``curve`` and ``scope`` answer the lists ``transfer_curve`` and ``transfer_scope``.
    """
    now = forecasts.of_curve(curve, int(scope["transferred"]), int(scope["total"]))
    first = forecasts.of_curve(curve, int(scope["original_transferred"]), int(scope["original_total"]))
    said = [
        sentence(now, scope["plan_ends"]),
        original_sentence(first, int(scope["original_total"]), int(scope["added"]), int(scope["taken_out"])),
    ]
    drawn = None if now is None or now.remaining == 0 else now.band
    return Projection(drawn, [one for one in said if one])


def chance(percent: float) -> str:
    """A chance cut off, never rounded up: certain and impossible are what a draw cannot say."""
    whole = int(np.floor(percent))
    if whole < 1:
        return _("less than 1%")
    return _("more than 99%") if whole >= 100 else _("about {n}%").format(n=whole)


def sentence(forecast: Forecast | None, plan_ends: Any) -> str:
    """The projection in one sentence: half likely, 85 % likely, and the chance to be done as planned."""
    if forecast is None:
        return _("Fewer than {n} weeks of transfers: too few to project a finish").format(n=FEWEST)
    if forecast.remaining == 0:
        return _("All items are transferred")
    speed = _("at the speed of the last {n} weeks").format(n=forecast.weeks)
    half, most = forecast.by(50), forecast.by(85)
    if half is None:
        return _("{speed}, no finish is in sight within {years} years").format(
            speed=_capital(speed), years=HORIZON // 52
        )
    said = _("{speed}, all items are transferred by the end of {half} with even odds, by {most} with 85%")
    if most is None:
        said = _("{speed}, all items are transferred by the end of {half} with even odds")
    said = said.format(
        speed=_capital(speed), half=formatting.month(half), most=most and formatting.month(most)
    )
    ends = None if formatting.is_missing(plan_ends) else pd.Timestamp(plan_ends).date()
    if ends is None or ends <= forecast.as_of:
        return said
    return _("{said}; by the end of the plan ({day}) the chance is {chance}").format(
        said=said, day=formatting.day(ends), chance=chance(forecast.chance(ends))
    )


def original_sentence(forecast: Forecast | None, total: int, added: int, taken_out: int) -> str:
    """The same for the scope as it was first set, and how the scope has changed; nothing where it has not."""
    if forecast is None or not (added or taken_out):
        return ""
    half, most = forecast.by(50), forecast.by(85)
    if half is None or most is None:
        when = _("no finish in sight")
    else:
        when = _("{half} with even odds, {most} with 85%").format(
            half=formatting.month(half), most=formatting.month(most)
        )
    return _("Original scope ({n} items; since then {added} added, {out} taken out): {when}").format(
        n=number(total), added=number(added), out=number(taken_out), when=when
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
