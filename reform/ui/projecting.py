"""The transfer curve's projection in the reader's scope: the band to draw and the sentences under it."""

from typing import NamedTuple

import pandas as pd

from reform import findings_forecast, forecast, wording
from reform.ui.view import one


class Projection(NamedTuple):
    """``band`` is None where there is nothing to draw; the sentences end the caption."""

    band: pd.DataFrame | None
    sentences: list[str]

    @property
    def said(self) -> str:
        """The sentences of the caption."""
        return wording.sentences(self.sentences)


def of(curve: pd.DataFrame) -> Projection:
    """The projection of the current scope, in words also that of the original one."""
    scope = one("transfer_scope")
    now = forecast.of_curve(curve, int(scope["transferred"]), int(scope["total"]))
    first = forecast.of_curve(curve, int(scope["original_transferred"]), int(scope["original_total"]))
    said = [
        findings_forecast.sentence(now, forecast.plan_ends(curve)),
        findings_forecast.original_sentence(
            first, int(scope["original_total"]), int(scope["added"]), int(scope["taken_out"])
        ),
    ]
    drawn = None if now is None or now.remaining == 0 else now.band
    return Projection(drawn, [sentence for sentence in said if sentence])
