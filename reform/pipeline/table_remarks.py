"""What a load or a check tells of a table besides its rows: what is hidden, not kept, or worth a look."""

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.ingest.cell_notices import NOTICES
from reform.ingest.result import IngestResult, Warned
from reform.pipeline.load_report import TableReport
from reform.schema import messages, personal_data
from reform.schema.datasets import datasets


def worth_a_look(table: TableReport) -> list[str]:
    """What was accepted, and why somebody should look at it: a sentence each."""
    lines = [*_warned(table.result), *noticed(table.result)]
    if table.unmatched:
        lines.append(_("{n} rows belong to no item of the list").format(n=formatting.number(table.unmatched)))
    return lines


def kept_apart(names: tuple[str, ...]) -> str:
    """What to ask about departments that stand side by side in the item list."""
    return _(
        "Are these one department? {names} stand side by side in the item list and are counted apart. If "
        "they are one, say so in the table of department names (data page, or the dataset departments)."
    ).format(names=joined(list(names)))


def _warned(result: IngestResult) -> list[str]:
    """The rules that warn, with how many rows break them and the numbers of some."""
    return [
        _("{n} rows (row {rows}): {what}").format(
            n=formatting.number(warned.rows),
            rows=", ".join(map(str, warned.examples)),
            what=warning(warned),
        )
        for warned in result.warned
    ]


def hidden(result: IngestResult) -> list[str]:
    """What cannot be seen in the file and was read all the same."""
    lines = [_("a hidden sheet, read like the others")] if result.hidden else []
    for count, line in (
        (result.hidden_rows, _("{n} hidden rows, read like the others")),
        (result.hidden_columns, _("{n} hidden columns, read like the others")),
    ):
        lines += [line.format(n=formatting.number(count))] if count else []
    return lines


def not_kept(result: IngestResult) -> list[str]:
    """What does not come in besides refused rows: columns, personal data."""
    lines = []
    if result.dropped:
        lines.append(_("columns not kept: {columns}").format(columns=joined(result.dropped)))
    if result.duplicates:
        lines.append(_("columns that stand there twice: {columns}").format(columns=joined(result.duplicates)))
    if result.scrubbed:
        lines.append(hidden_personal(result))
    return lines


def joined(names: list[str]) -> str:
    """Headers of a county's files one after another: they are Chinese on an English screen too."""
    return "、".join(names)


def hidden_personal(result: IngestResult) -> str:
    """How many personal data of which kind were hidden in texts."""
    kinds = result.hidden_personal.most_common()
    told = "、".join(f"{personal_data.told([kind])} × {formatting.number(n)}" for kind, n in kinds)
    return _("personal data hidden in texts: {kinds}").format(kinds=told)


def noticed(result: IngestResult) -> list[str]:
    """What was accepted but deserves a look: column, how many cells, what was read into them."""
    dataset = datasets()[result.dataset]
    return [
        f"{dataset.column(name).header} × {count}: {_(NOTICES[flag])}"
        for (name, flag), count in sorted(result.flags.items())
        if flag in NOTICES
    ]


def warning(warned: Warned) -> str:
    """What a kept row contradicts and what to look at, in the language of the screen."""
    return _(messages.WARNINGS[warned.rule]).format(**warned.words)
