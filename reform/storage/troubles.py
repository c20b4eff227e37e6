"""What is wrong with what is kept, each in a sentence for whoever looks after it."""

from dataclasses import dataclass, field

from reform.common.i18n import gettext, mark

TROUBLES = {
    "pointer": mark(
        "The file CURRENT, which says what is published, is missing or damaged. Snapshot {served} is shown, "
        "the newest intact one. The next load puts it right."
    ),
    "damaged": mark(
        "Snapshot {id} is damaged: its file is missing or no longer what was written. Snapshot {served} is "
        "shown instead. Load these files again, or rebuild the snapshot: {files}."
    ),
    "damaged_built": mark(
        "Snapshot {id} is damaged: its file is missing or no longer what was written. Snapshot {served} is "
        "shown instead. No files were loaded with it; rebuild it: python -m reform rebuild."
    ),
    "lost": mark(
        "Snapshot {id} was damaged when the next load came, so these files are missing. "
        "Load them again: {files}."
    ),
    "lost_unnamed": mark(
        "Snapshot {id} and its file {file} were damaged when the next load came. Which files were loaded "
        "with it cannot be told from here: the page Files lists what is there; load again what is missing."
    ),
    "manifest": mark(
        "The file {file}, which says what snapshot {id} holds, is damaged: {reason}. Snapshot {served} is "
        "shown instead. Bring the file back from a backup, or load the files of that snapshot again."
    ),
    "older_manifest": mark(
        "The file {file}, which says what snapshot {id} holds, is damaged: {reason}. That snapshot is not in "
        "the history; what is shown is whole. Bring the file back from a backup."
    ),
    "names": mark(
        "The file {file}, which holds the names of snapshots, is damaged: {reason}. Until it is mended no "
        "name is shown or given, and no old snapshot is cleaned away. Bring the file back from a backup, or "
        "move it away: then the snapshots have no names."
    ),
    "nothing_left": mark(
        "Snapshot {id} is damaged and no intact one is left. Rebuild it from the imports (python -m reform "
        "rebuild) or restore a backup; until then nothing can be loaded."
    ),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something else than the published snapshot is shown. ``kind`` is a key of ``TROUBLES``."""

    kind: str
    snapshot: str
    words: dict[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in the language of this context."""
        kind = "damaged_built" if self.kind == "damaged" and not self.words.get("files") else self.kind
        return gettext(TROUBLES[kind]).format(id=self.snapshot, **self.words)
