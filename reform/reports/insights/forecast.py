"""What the projection of the transfer says: by when, how likely, or why nothing is projected."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.metrics import forecast as forecasts
from reform.metrics.forecast import FEWEST, HORIZON, Forecast
from reform.reports.insights.wording import say


class Projection(NamedTuple):
    """``band`` is None where there is nothing to draw; the sentences end the chart's caption."""

    band: pd.DataFrame | None
    sentences: list[str]

    @property
    def text(self) -> str:
        """The sentences, one after another."""
        return formatting.sentences(self.sentences)


def of(curve: pd.DataFrame, scope: pd.Series) -> Projection:
    """The projection of the current scope, in words also that of the original one.

    ``curve`` and ``scope`` answer the lists ``transfer_curve`` and ``transfer_scope``.
    """
    now = forecasts.of_curve(curve, int(scope["transferred"]), int(scope["total"]))
    first = forecasts.of_curve(curve, int(scope["original_transferred"]), int(scope["original_total"]))
    sentences = [
        sentence(now, scope["plan_ends"]),
        original_sentence(first, int(scope["original_total"]), int(scope["added"]), int(scope["taken_out"])),
    ]
    band = None if now is None or now.remaining == 0 else now.band
    return Projection(band, list(filter(None, sentences)))


def chance(percent: float) -> str:
    """A chance cut off, never rounded up: certain and impossible are what a draw cannot say."""
    whole = int(np.floor(percent))
    if whole < 1:
        return _("less than 1%")
    return _("more than 99%") if whole >= 100 else say(_("about {n}%"), n=whole)


def sentence(forecast: Forecast | None, plan_ends: Any) -> str:
    """The projection in one sentence: half likely, 85 % likely, and the chance to be done as planned."""
    if forecast is None:
        return say(_("Fewer than {n} weeks of transfers: too few to project a finish"), n=FEWEST)
    if forecast.remaining == 0:
        return _("All items are transferred")
    speed = say(_("at the speed of the last {n} weeks"), n=forecast.weeks)
    speed = speed[:1].upper() + speed[1:]
    half, most = forecast.by(50), forecast.by(85)
    if half is None:
        years = HORIZON // 52
        return say(_("{speed}, no finish is in sight within {years} years"), speed=speed, years=years)
    text = _(
        "{speed}, all items are transferred by the end of {half:month} with even odds, "
        "by {most:month} with 85%"
    )
    if most is None:
        text = _("{speed}, all items are transferred by the end of {half:month} with even odds")
    projected = say(text, speed=speed, half=half, most=most)
    ends = None if formatting.is_missing(plan_ends) else pd.Timestamp(plan_ends).date()
    if ends is None or ends <= forecast.as_of:
        return projected
    text = _("{projected}; by the end of the plan ({day:day}) the chance is {chance}")
    return say(text, projected=projected, day=ends, chance=chance(forecast.chance(ends)))


def original_sentence(forecast: Forecast | None, total: int, added: int, taken_out: int) -> str:
    """The same for the scope as it was first set, and how the scope has changed; nothing where it has not."""
    if forecast is None or not (added or taken_out):
        return ""
    half, most = forecast.by(50), forecast.by(85)
    when = _("no finish in sight")
    if half is not None and most is not None:
        when = say(_("{half:month} with even odds, {most:month} with 85%"), half=half, most=most)
    text = _("Original scope ({n} items; since then {added} added, {out} taken out): {when}")
    return say(text, n=total, added=added, out=taken_out, when=when)
