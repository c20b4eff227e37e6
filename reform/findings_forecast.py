"""What the projection of the transfer says: by when, how likely, or why nothing is projected."""

from datetime import date

import numpy as np

from reform import wording
from reform.forecast import FEWEST, HORIZON, Forecast
from reform.i18n import gettext as _
from reform.wording import number


def chance(percent: float) -> str:
    """A chance cut off, never rounded up: certain and impossible are what a draw cannot say."""
    whole = int(np.floor(percent))
    if whole < 1:
        return _("less than 1%")
    return _("more than 99%") if whole >= 100 else _("about {n}%").format(n=whole)


def sentence(forecast: Forecast | None, plan_ends: date | None) -> str:
    """The projection in one sentence: half likely, 85 % likely, and the chance to be done by the plan's end."""
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
    said = said.format(speed=_capital(speed), half=wording.month(half), most=most and wording.month(most))
    if plan_ends is None or plan_ends <= forecast.as_of:
        return said
    return _("{said}; by the end of the plan ({day}) the chance is {chance}").format(
        said=said, day=wording.day(plan_ends), chance=chance(forecast.chance(plan_ends))
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
            half=wording.month(half), most=wording.month(most)
        )
    return _("Original scope ({n} items; since then {added} added, {out} taken out): {when}").format(
        n=number(total), added=number(added), out=number(taken_out), when=when
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
