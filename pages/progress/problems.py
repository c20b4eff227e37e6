"""问题与对策: the county's problems, what is done about each, who owes what; then its assessment sheet."""

from reform.i18n import gettext as _
from reform.ui import frame, problems, sheet

with frame.title(_("Problems and measures")):
    pass

problems.show()
sheet.show()
