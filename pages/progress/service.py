"""服务能力: the centre and its hall, how often people come, what could be done online beside what is."""

from reform.common.i18n import gettext as _
from reform.ui.layout import page_frame
from reform.ui.sections import data_sharing, one_window, service_hall, staff, visits_and_online

with page_frame.title(_("Service")):
    pass

service_hall.show()
visits_and_online.visits()
visits_and_online.online()
one_window.show()
data_sharing.show()
staff.show()
