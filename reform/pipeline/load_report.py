"""What a load or a check did: the account of every table, and what was refused."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reform.ingest.reject_ids import mark_of, member_of
from reform.ingest.result import IngestResult, Reject
from reform.storage.row_balance import RowBalance

if TYPE_CHECKING:
    from reform.ingest.readers import FileRefused
    from reform.pipeline.rebuild_result import Rebuilt


@dataclass(slots=True)
class TableReport:
    """What happens to one sheet or text file.

    ``withdrawn``: rows kept until now that a replaced period no longer holds. ``unmatched``: accepted
    rows whose item is in no list. ``resolved``: earlier refused rows that came back corrected.
    """

    result: IngestResult
    balance: RowBalance
    sha256: str
    import_id: int
    withdrawn: int = 0
    unmatched: int = 0
    resolved: int = 0

    def mark(self, row: int) -> str:
        """The mark under which a refused row of this table is known."""
        return mark_of(self.sha256, self.result.sheet, row, member_of(self.result.file))


@dataclass(frozen=True, slots=True)
class Ignored:
    """A sheet or file that was left out, with the reason if it half matched a dataset."""

    file: str
    sheet: str | None
    reason: "FileRefused | None" = None


@dataclass
class LoadReport:
    """What happens to the files of one call. ``problems`` are files refused with one sentence each.

    ``renewed`` says how what was loaded before was brought up to this program, if it had to be.
    ``is_sample``: they are the sample county's own files, looked at there.
    ``apart``: names side by side in the item list that may be one department, and are counted apart until
    somebody says what they are.
    """

    tables: list[TableReport] = field(default_factory=list)
    problems: "list[FileRefused]" = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    accept_good: bool = False
    replaces: bool = False
    snapshot: str | None = None
    apart: list[tuple[str, ...]] = field(default_factory=list)
    renewed: "Rebuilt | None" = None
    is_sample: bool = False

    @property
    def balance(self) -> RowBalance:
        """The account over all tables."""
        return sum((table.balance for table in self.tables), RowBalance())

    @property
    def rejects(self) -> list[Reject]:
        """All refused cells in the order of the files."""
        return [reject for table in self.tables for reject in table.result.rejects]

    @property
    def refused(self) -> bool:
        """Whether nothing may be published. A period is replaced only by a file that is good as a whole:
        a refused row would take its earlier version out."""
        good_rows_do = self.accept_good and not self.replaces
        return bool(self.problems) or (self.balance.rejected > 0 and not good_rows_do)

    @property
    def changes(self) -> bool:
        """Whether any row is new, corrected or taken out, or an earlier refusal is settled."""
        balance = self.balance
        moved = sum(table.withdrawn + table.resolved for table in self.tables)
        return balance.accepted_new + balance.accepted_correction + moved > 0
