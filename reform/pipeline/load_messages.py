"""What a load did, and answers as text: for the command line and for exports."""

from collections.abc import Mapping
from typing import Any

from reform.common import code_lists, formatting
from reform.common.i18n import either, mark
from reform.common.i18n import gettext as _
from reform.common.json_files import parsed
from reform.ingest.result import Reject
from reform.pipeline.load_report import Ignored, LoadReport, TableReport
from reform.pipeline.table_remarks import hidden, kept_apart, not_kept, warning, worth_a_look
from reform.schema import indicator_names, messages
from reform.schema.datasets import datasets
from reform.storage.row_balance import RowBalance

OUTCOMES = {
    "read": mark("rows read"),
    "accepted_new": mark("new"),
    "accepted_correction": mark("corrections"),
    "unchanged": mark("unchanged"),
    "rejected": mark("rejected"),
    "skipped": mark("skipped (blank, subtotal, footer)"),
}


def sentence(reject: Reject) -> str:
    """Why a cell was refused and what to do, in the language of the screen."""
    return why(reject.rule, reject.words)


def why(rule: str, given: Mapping[str, str]) -> str:
    """The sentence of a broken rule, in the language of the screen."""
    words = dict(given)
    if "codes" in words:
        words["accepted"] = code_lists.words(words["codes"])
    if "indicators" in words:
        words["near"] = formatting.listed(_with_name(code) for code in words["indicators"].split("、"))
    return messages.sentence(rule, **words)


def why_kept(rule: str, words: str) -> str:
    """The same from the words as they are kept; where they fit no rule of this program, the rule's name."""
    try:
        return why(rule, parsed(words, dict[str, Any]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return rule


def _with_name(code: str) -> str:
    return f"{code} {either(indicator_names.names()[code])}" if code in indicator_names.names() else code


# loads ----------------------------------------------------------------------------------------


def as_json(result: LoadReport) -> dict[str, Any]:
    """A load or check for programs."""
    return {
        "published": result.snapshot is not None,
        "snapshot": result.snapshot,
        "refused": result.refused,
        "sample": result.is_sample,
        "balance": result.balance.as_dict(),
        "dropped_columns": sorted({name for table in result.tables for name in table.result.dropped}),
        "tables": [_table_as_json(table) for table in result.tables],
        "departments_kept_apart": [list(names) for names in result.apart],
        "ignored": [
            {"file": one.file, "sheet": one.sheet, "reason": one.reason.sentence if one.reason else None}
            for one in result.ignored
        ],
        "problems": [
            {"file": p.file, "sheet": p.sheet, "rule": p.rule, "message": p.sentence} for p in result.problems
        ],
        "rejects": [_reject_as_json(reject) for reject in result.rejects],
    }


def _table_as_json(table: TableReport) -> dict[str, Any]:
    result = table.result
    return {
        "file": result.file,
        "sheet": result.sheet,
        "dataset": result.dataset,
        "header_row": result.header_row,
        "columns": result.columns,
        "dropped_columns": result.dropped,
        "scrubbed": result.scrubbed,
        "personal": dict(sorted(result.hidden_personal.items())),
        "hidden": {"sheet": result.hidden, "rows": result.hidden_rows, "columns": result.hidden_columns},
        "noticed": [
            {"column": column, "flag": flag, "cells": n} for (column, flag), n in sorted(result.flags.items())
        ],
        "warned": [
            {"rule": w.rule, "rows": w.rows, "examples": list(w.examples), "message": warning(w)}
            for w in result.warned
        ],
        "balance": table.balance.as_dict(),
        "withdrawn": table.withdrawn,
        "unmatched": table.unmatched,
        "resolved": table.resolved,
    }


def _reject_as_json(reject: Reject) -> dict[str, Any]:
    return {
        "file": reject.file,
        "sheet": reject.sheet,
        "row": reject.row,
        "column": reject.column,
        "value": reject.value,
        "rule": reject.rule,
        "message": sentence(reject),
    }


def as_text(result: LoadReport, *, checked_only: bool, most: int = 20) -> str:
    """A load or check for a person: accounts, dropped columns, then what must be corrected."""
    lines: list[str] = []
    for table in result.tables:
        lines += _table_as_text(table)
    lines += [left_out(one) for one in result.ignored]
    lines += [kept_apart(names) for names in result.apart]
    for problem in result.problems:
        lines.append(f"✗ {place(problem.file, problem.sheet)}: {problem.sentence}")
    for reject in result.rejects[:most]:
        lines.append(f"✗ {_where(reject)}: {sentence(reject)}")
    if len(result.rejects) > most:
        lines.append(_("… and {n} more rejected cells").format(n=len(result.rejects) - most))
    lines.append(verdict(result, checked_only=checked_only))
    return "\n".join(lines)


def left_out(one: Ignored) -> str:
    """A sheet or file that was left out, and why."""
    where = place(one.file, one.sheet)
    if one.reason is None:
        return _("{place}: no dataset recognised, left out").format(place=where)
    return _("{place}: left out. {reason}").format(place=where, reason=one.reason.sentence)


def _table_as_text(table: TableReport) -> list[str]:
    result = table.result
    lines = [f"{place(result.file, result.sheet)} → {either(datasets()[result.dataset].title)}"]
    lines.append("  " + balance_line(table.balance))
    lines += [f"  {line}" for line in not_kept(result)]
    lines += ["  " + _("noticed: {what}").format(what=what) for what in hidden(result) + worth_a_look(table)]
    return lines


def balance_line(balance: RowBalance) -> str:
    """The account as one line: rows read = new + corrections + …"""
    parts = [f"{_(label)} {getattr(balance, name):,}" for name, label in OUTCOMES.items()]
    return f"{parts[0]} = " + " + ".join(parts[1:])


def verdict(result: LoadReport, *, checked_only: bool) -> str:
    """What came of it, in one sentence."""
    if result.problems or result.refused:
        return _("Refused: nothing was written. Correct the cells named above and load the file again.")
    if result.is_sample:
        return _(
            "These are the sample county's files (示例数据, invented). They are in the sample county "
            "already, and nothing of them gets into your own. Load your own files the same way."
        )
    if checked_only:
        return _("The check found nothing to refuse. Nothing was written.")
    if result.snapshot is None and result.balance.rejected:
        return _("Nothing was written: no row is both good and new.")
    if result.snapshot is None:
        return _("Nothing changed: every row is already loaded.")
    return _("Published as snapshot {id}.").format(id=result.snapshot)


def place(file: str, sheet: str | None) -> str:
    """A file, and the sheet in it."""
    return f"{file} [{sheet}]" if sheet else file


def _where(reject: Reject) -> str:
    where = _("{place} row {row}").format(place=place(reject.file, reject.sheet), row=reject.row)
    if reject.column:
        where += " " + _("column {column}").format(column=reject.column)
    return f"{where} “{reject.value}”" if reject.value else where
