"""会商视图: one message a screen in large type, for a projector and the people at the back of the room."""

from reform.i18n import gettext as _
from reform.pack.pictures import pictures
from reform.ui import frame, packing, room

with frame.title(_("Meeting room")):
    pass
room.show(pictures(packing.material()))
