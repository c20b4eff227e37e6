"""数据管理: check a file, load it, see what was loaded, undo it, see who did what; templates."""

from reform.common.i18n import gettext as _
from reform.common.permissions import Action
from reform.ui.components import chart_card
from reform.ui.context import snapshot_picker, st, user
from reform.ui.context.view import view
from reform.ui.data_admin import audit_trail, department_queue, health, history, upload
from reform.ui.layout import page_frame

with page_frame.title(_("Files")):
    user.ask()
if view().county.is_sample and user.may(Action.LOAD):
    st.info(
        _(
            "These are the sample county's fictional figures. The first file you load "
            "starts an empty county of your own."
        ),
        icon=":material/info:",
    )
snapshot_picker.current_only()
if user.may(Action.SEE_FILES):
    health.line()

if user.may(Action.LOAD):
    with chart_card.card(
        _("Load files"), _("First a check report; nothing is kept until you press the button under it")
    ):
        upload.show()
with chart_card.card(_("What is loaded")):
    history.coverage()
if user.may(Action.SEE_FILES):
    with chart_card.card(
        _("Departments' names"),
        _("One department under many names counts once; dates say when a name was in use"),
    ):
        department_queue.show()
    with chart_card.card(_("History"), _("rows read = new + corrections + unchanged + rejected + skipped")):
        history.snapshots()
        if user.may(Action.LOAD):
            history.waiting()
if user.may(Action.SEE_TRAIL):
    with chart_card.card(
        _("Record of operations"), _("Who did what when: loads, undoing, names, downloads, what was typed")
    ):
        audit_trail.show()
with chart_card.card(
    _("Templates and data dictionary"), _("Headers match by name; order and extra columns do not matter")
):
    history.templates_and_dictionary()
