"""会议材料: the slides, the two papers and the workbook for a meeting, from the filters on screen."""

from reform.common.i18n import gettext as _
from reform.reports.meeting_pack.chart_list import pictures
from reform.reports.meeting_pack.tables import all_figures
from reform.ui.components import chart_card, table_columns
from reform.ui.context import st
from reform.ui.layout import page_frame
from reform.ui.sections import meeting_pack

with page_frame.title(_("Meeting pack")):
    pass
material = meeting_pack.material()
shown, figures = pictures(material), all_figures(material)

with chart_card.card(
    _("Slides, two papers and a workbook, made now from the filters on screen"),
    _(
        "The papers are in Chinese, in the format of official documents. A figure the data do not have is "
        "left blank, （　　）, and judgements are left for a person to write."
    ),
    height="content",
):
    meeting_pack.buttons()

with chart_card.card(
    _("{n} slides, one chart each").format(n=len(shown)),
    _("The title of each slide is its finding; a chart without data is left out"),
    height="content",
):
    if shown:
        st.markdown(meeting_pack.numbered(shown))
    else:
        chart_card.nothing(
            _("Nothing to show in this selection"), _("Load data on the page Files, or widen the filters.")
        )

if figures is not None:
    with chart_card.card(
        _("The figures in the pack"),
        _("Every indicator at the as-of date with its numerator and denominator"),
        height="content",
    ):
        chart_card.table(
            figures.frame,
            {name: name for name in figures.frame.columns},
            key="pack_figures",
            title=figures.title,
            config=table_columns.numbers(2, _("Figure")),
            height=460,
        )
    st.caption(chart_card.source_line())
