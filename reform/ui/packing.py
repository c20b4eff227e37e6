"""The meeting's papers on the page: each file is made when it is asked for, from the filters on screen."""

from collections.abc import Callable, Sequence
from functools import partial

from reform import ask as asking
from reform import needs
from reform.i18n import gettext as _
from reform.marked import Marked
from reform.pack import files, pdf
from reform.pack.material import Ask, Material
from reform.pack.picture import Picture
from reform.ui import decisions, known, panel, st, staleness, typed, who
from reform.ui.view import ask, connection, last_day, view


def material() -> Material:
    """What the page shows, from answers that all readers share."""
    return _material(lambda code, by, scope: ask(code, by, of=view().county, scope=scope))


def _material(answer: Ask) -> Material:
    place = view()
    held = connection(place.county)  # a file is made outside the script's run: it keeps what it asks
    return Material(
        county=place.settings.county,
        snapshot=place.county.snapshot,
        is_sample=place.county.is_sample,
        scope=place.scope,
        ask=answer,
        ages=staleness.ages(),
        waits_for=lambda code: needs.sentence(asking.lacking(held, asking.find(code))),
        last_on=last_day(place.county),
        past=known.sentence(place.county.past) if place.county.past else "",
        decisions=decisions.look().all,
        notes=typed.noted(),
    )


def numbered(shown: Sequence[Picture]) -> Marked:
    """The slides' findings as a numbered list."""
    return Marked("\n").join(
        Marked("{place}. {title}").format(place=place, title=picture.title)
        for place, picture in enumerate(shown, start=1)
    )


def buttons() -> None:
    """One button for all of it, then one a file."""
    held = connection(view().county)  # a file is made outside the script's run: it keeps what it asks
    made_of = _material(lambda code, by, scope: asking.ask(held, code, scope, by))
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
    told = who.exporting(panel.in_this_language(make), file=file, what=key, rows=0)
    st.download_button(
        label,
        told,
        file_name=file,
        mime=mime,
        key=key,
        on_click="ignore",
        icon=":material/folder_zip:" if first else ":material/download:",
        type="primary" if first else "secondary",
    )
