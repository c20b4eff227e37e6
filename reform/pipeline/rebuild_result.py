"""What rebuilding did, or why it could not: for the person who asked."""

from dataclasses import dataclass

from reform.common.errors import ReformError
from reform.common.i18n import gettext as _
from reform.common.i18n import mark


class NotRepeatable(ReformError):
    """The imports of a snapshot were made by an older program, which kept no records."""

    def __init__(self, snapshot: str) -> None:
        message = mark(
            "Snapshot {name} holds imports of an older version of the program, which kept no records of "
            "them: they cannot be repeated. Load their files again into an empty warehouse."
        )
        super().__init__(message, name=snapshot)


class UnknownImport(ReformError):
    """No import in use has this number."""

    def __init__(self, number: int) -> None:
        message = mark("Import {name} is not in use. The command history lists the imports.")
        super().__init__(message, name=number)


class Overtaken(ReformError):
    """Somebody published another snapshot meanwhile; nothing was done."""

    def __init__(self) -> None:
        message = mark(
            "Somebody has published another snapshot meanwhile. Nothing was done; look and try again."
        )
        super().__init__(message)


_DONE = {
    "rebuilt": mark("Snapshot {of} was built again from its {n} imports."),
    "took_back": mark("The import was taken back; snapshot {snapshot} holds the other {n}."),
    "upgraded": mark(
        "Snapshot {of} was made by another version of the program. Its {n} imports were built again as "
        "snapshot {snapshot}; the old one is kept."
    ),
    "restored": mark("The backup is in place: {n} imports, built anew as snapshot {snapshot}."),
    "derived": mark(
        "Snapshot {of} was made by another version of the program. The figures of snapshot {snapshot} were "
        "computed anew from the rows kept in it, for its imports cannot be repeated; the old one is kept."
    ),
    "outdated": mark(
        "Snapshot {of} was made by another version of the program and cannot be brought up to this one "
        "({reason}): it is shown as it is, and may have been counted differently."
    ),
    "newer": mark(
        "Snapshot {of} was made by a newer version of the program than this one, and may have been counted "
        "differently. Update the program."
    ),
}


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was done to snapshot ``of``, and the ``snapshot`` that came of it (None for a check).

    ``did`` is ``rebuilt``, ``took_back``, ``upgraded`` (from the imports) or ``derived`` (from the rows kept:
    without records, or with the files ``damaged``). ``differing`` names the tables that came out otherwise
    than they are in ``of``; None where there is no file to compare with. ``aside`` is where the state lies
    whose place was taken by one that was ``restored``, and ``not_built`` its named snapshots that could not
    be built again. ``outdated`` and ``newer``: nothing was done, the former for that ``reason``.
    """

    did: str
    of: str
    snapshot: str | None
    imports: int
    differing: list[str] | None = None
    damaged: str | None = None
    aside: str | None = None
    not_built: tuple[str, ...] = ()
    reason: str = ""

    @property
    def sentences(self) -> list[str]:
        """What was done, and what to know about it."""
        done = _(_DONE[self.did]).format(
            of=self.of, n=self.imports, snapshot=self.snapshot, reason=self.reason
        )
        return [done, *self._of_rebuilding(), *self._to_know()]

    def _of_rebuilding(self) -> list[str]:
        if self.did != "rebuilt":
            return []
        lines = [_("It comes out equal in every table, row for row.")]
        if self.differing is None:
            lines = [_("Its own file is gone or damaged: there is nothing to compare with.")]
        elif self.differing:
            lines = [_("These tables come out otherwise than in its file: {tables}.").format(
                tables="、".join(self.differing)
            )]  # fmt: skip
        if self.snapshot is None:
            return [*lines, _("Only compared: nothing was written.")]
        return [*lines, _("Published as snapshot {id}.").format(id=self.snapshot)]

    def _to_know(self) -> list[str]:
        lines = []
        if self.aside is not None:
            said = _("What was there before lies in {folder} until the next restore.")
            lines.append(said.format(folder=self.aside))
        if self.not_built:
            said = _("These named snapshots could not be built again: {names}.")
            lines.append(said.format(names="、".join(self.not_built)))
        if self.damaged is not None:
            said = _("Missing or damaged: {names}. Bring them back from a backup.")
            lines.append(said.format(names=self.damaged))
        return lines
