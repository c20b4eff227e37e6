"""会商视图: one message a screen in large type, for a projector and the people at the back of the room."""

from reform.common.i18n import gettext as _
from reform.reports.meeting_pack.chart_list import pictures
from reform.ui.layout import page_frame
from reform.ui.sections import meeting_pack, presentation

with page_frame.title(_("Meeting room")):
    pass
presentation.show(pictures(meeting_pack.material()))
