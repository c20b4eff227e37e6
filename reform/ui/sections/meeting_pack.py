"""The meeting's papers on the page; each file is made on click, from the filters on screen."""

from collections.abc import Callable, Sequence
from functools import partial

from reform.common.i18n import gettext as _
from reform.common.markdown import Marked
from reform.metrics import query
from reform.reports.meeting_pack import files, pdf
from reform.reports.meeting_pack.chart_spec import Picture
from reform.reports.meeting_pack.context import Ask, Material
from reform.ui.components import staleness_badge
from reform.ui.context import journal_form, snapshot_picker, st, user
from reform.ui.context.view import ask, connection, last_day, view
from reform.ui.sections import decisions


def material() -> Material:
    """The material of the papers, from cached answers."""
    return _material(lambda code, by, scope: ask(code, by, scope=scope))


def _material(answer: Ask) -> Material:
    county, scope = view().county, view().scope
    held = connection(county)  # a file is made outside the script's run: it keeps what it asks
    return Material(
        county=view().settings.county,
        snapshot=county.snapshot,
        is_sample=county.is_sample,
        scope=scope,
        ask=answer,
        ages=staleness_badge.ages(),
        waits_for=lambda code: query.why_missing(held, query.find(code), scope.as_of),
        calendar_kinds=lambda code, of: query.calendar_kinds(held, query.find(code), of),
        last_on=last_day(county),
        past=snapshot_picker.sentence(county.past) if county.past else "",
        decisions=decisions.look().all,
        notes=journal_form.noted(),
    )


def numbered(shown: Sequence[Picture]) -> Marked:
    """The slides' findings as a numbered list."""
    return Marked("\n").join(
        Marked("{number}. {title}").format(number=number, title=picture.title)
        for number, picture in enumerate(shown, start=1)
    )


def buttons() -> None:
    """Show a download button for all files, then one a file."""
    held = connection(view().county)  # a file is made outside the script's run: it keeps what it asks
    made_of = _material(lambda code, by, scope: query.ask(held, code, scope, by))
    missing = pdf.what_is_missing()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _button(
            _("All files (zip)"),
            files.file_name(made_of, _("Meeting pack"), ".zip"),
            "application/zip",
            lambda: files.pack(made_of).zipped(),
            key="pack_all",
            first=True,
        )
        for kind, of in files.KINDS.items():
            if of.suffix == ".pdf" and missing:
                continue
            _button(
                f"{_(of.title)} {of.suffix.removeprefix('.').upper()}",
                files.name(made_of, kind),
                of.mime,
                partial(of.make, made_of),
                key=f"pack_{kind}",
            )
    if missing:
        st.caption(missing)


def _button(
    label: str, file: str, mime: str, make: Callable[[], bytes], *, key: str, first: bool = False
) -> None:
    st.download_button(
        label,
        user.exporting(make, file=file, what=key, rows=0),
        file_name=file,
        mime=mime,
        key=key,
        on_click="ignore",
        icon=":material/folder_zip:" if first else ":material/download:",
        type="primary" if first else "secondary",
    )
