"""Asks what bare digits in a satisfaction column mean.

Both readings stand side by side with the resulting ratings, so that a wrong one can be seen.
"""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.markdown import Marked, bold
from reform.ingest.rating_scale import levels
from reform.pipeline.load_report import LoadReport
from reform.ui.context import st

RULE = "level_coding_unknown"
KEY = "satisfaction_coding"
LEVELS = range(1, 6)  # GB/T 39046 A.8: 1 is very satisfied

READINGS = {
    "gb": mark("By the national standard (GB/T 39046): 1 is very satisfied … 5 is very dissatisfied"),
    "stars": mark("By stars: 5 is very satisfied … 1 is very dissatisfied"),
}
_SHORT = {"gb": mark("By the standard"), "stars": mark("By stars")}


def show(report: LoadReport, counts: Mapping[str, Counter[int]]) -> str | None:
    """Ask which coding the digits follow: ``gb``, ``stars``, or None until one is chosen.

    ``counts``: for each file the digit → number of cells. Pass them also after the choice, when the report no
    longer refuses the digits, so that the choice stays on the page.
    """
    digits: Counter[int] = sum(counts.values(), Counter())
    if not digits.total() and not any(table.result.broken[RULE] for table in report.tables):
        return None
    with st.container(border=True):
        st.markdown(Marked(_("**The satisfaction is given in digits. Which way do they run?**")))
        if digits.total():
            _preview(counts, digits)
        chosen: str | None = st.radio(
            _("The digits are to be read"),
            list(READINGS),
            index=None,
            format_func=lambda coding: _(READINGS[coding]),
            key=KEY,
        )
        st.caption(
            _(
                "Most people are satisfied nearly everywhere: a reading in which most are very dissatisfied "
                "is probably the wrong one. In doubt ask whoever exported the file."
            )
        )
    return chosen


def _preview(counts: Mapping[str, Counter[int]], digits: Counter[int]) -> None:
    for column, coding in zip(st.columns(2), READINGS, strict=True):
        with column:
            st.markdown(bold(_(_SHORT[coding])))
            st.dataframe(
                distribution(digits, coding),
                hide_index=True,
                column_config={
                    _("Share"): st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)
                },
                key=f"coding_{coding}",
            )
            st.caption(sentence(digits, coding))
    if len(counts) > 1:
        st.caption(_("If the files run different ways, load them one after the other:"))
        st.markdown(
            Marked("\n").join(
                Marked("- {file}: {said}").format(file=file, said=sentence(own, coding))
                for file, own in counts.items()
                for coding in READINGS
                if own.total()
            )
        )


def distribution(digits: Counter[int], coding: str) -> pd.DataFrame:
    """The ratings by level, best first: word, cells, share (0 to 1)."""
    cells, total = levels(digits, coding), digits.total()
    return pd.DataFrame(
        [
            {
                _("Level"): code_lists.label("level", str(number)),
                _("Cells"): cells[number],
                _("Share"): cells[number] / total,
            }
            for number in LEVELS
        ]
    )


def sentence(digits: Counter[int], coding: str) -> str:
    """The two ends of the distribution in words."""
    best, *_between, worst = distribution(digits, coding)[_("Share")]
    return _("{reading}: {best} {best_share}, {worst} {worst_share}").format(
        reading=_(_SHORT[coding]),
        best=code_lists.label("level", "1"),
        best_share=formatting.rate(100 * best, 0),
        worst=code_lists.label("level", "5"),
        worst_share=formatting.rate(100 * worst, 0),
    )
