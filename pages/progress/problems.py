"""问题与对策: the county's problems, what is done about each, who owes what; then its assessment sheet."""

from reform.common.i18n import gettext as _
from reform.ui.layout import page_frame
from reform.ui.sections import problems, scorecard

with page_frame.title(_("Problems and measures")):
    pass

problems.show()
scorecard.show()
