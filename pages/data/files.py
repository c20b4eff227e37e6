"""数据管理: check a file, load it, see what was loaded, undo it, see who did what; templates."""

from reform.i18n import gettext as _
from reform.ui import audit, departments, frame, health, keeping, known, panel, st, upload, who
from reform.ui.view import view

with frame.title(_("Files")):
    who.ask()
if view().county.is_sample:
    st.info(
        _(
            "These are the sample county's fictional figures. The first file you load "
            "starts an empty county of your own."
        ),
        icon=":material/info:",
    )
known.current_only()
health.line()

with panel.card(
    _("Load files"), _("First a check report; nothing is kept until you press the button under it")
):
    upload.show()
with panel.card(_("What is loaded")):
    keeping.coverage()
with panel.card(
    _("Departments' names"),
    _("One department under many names counts once; dates say when a name was in use"),
):
    departments.show()
with panel.card(_("History"), _("rows read = new + corrections + unchanged + rejected + skipped")):
    keeping.history()
    keeping.waiting()
with panel.card(
    _("Record of operations"), _("Who did what when: loads, undoing, names, downloads, what was typed")
):
    audit.show()
with panel.card(
    _("Templates and data dictionary"), _("Headers match by name; order and extra columns do not matter")
):
    keeping.templates_and_dictionary()
