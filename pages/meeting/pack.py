"""会议材料: the slides, the two papers and the workbook for a meeting, from the filters on screen."""

from reform.i18n import gettext as _
from reform.pack.pictures import pictures
from reform.pack.tables import all_figures
from reform.ui import frame, packing, panel, st, tables

with frame.title(_("Meeting pack")):
    pass
material = packing.material()
shown, figures = pictures(material), all_figures(material)

with panel.card(
    _("Slides, two papers and a workbook, made now from the filters on screen"),
    _(
        "The papers are in Chinese, in the format of official documents. A figure the data do not have is "
        "left blank, （　　）, and judgements are left for a person to write."
    ),
    height="content",
):
    packing.buttons()

with panel.card(
    _("{n} slides, one chart each").format(n=len(shown)),
    _("The title of each slide is its finding; a chart without data is left out"),
    height="content",
):
    if shown:
        st.markdown(packing.numbered(shown))
    else:
        panel.nothing(
            _("Nothing to show in this selection"), _("Load data on the page Files, or widen the filters.")
        )

if figures is not None:
    with panel.card(
        _("The figures in the pack"),
        _("Every indicator at the as-of date with its numerator and denominator"),
        height="content",
    ):
        panel.table(
            figures.frame,
            {name: name for name in figures.frame.columns},
            key="pack_figures",
            title=figures.title,
            config=tables.numbers(2, _("Figure")),
            height=460,
        )
    st.caption(panel.source_line())
