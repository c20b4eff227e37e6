"""Calls of the log in the product name declared events and fields only: another would be dropped unseen."""

import ast
from collections.abc import Iterator

from reform.monitoring import audit_trail
from reform.storage import event_log
from tests.source import name_of, python, tree


def calls(module: ast.Module) -> Iterator[tuple[str, str, list[str]]]:
    """Function, event and fields of each ``event_log.event(…)`` and ``event_log.timed(…)``."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = node.func.value
            if isinstance(of, ast.Name) and of.id == "event_log" and node.func.attr in ("event", "timed"):
                name = node.args[1]
                said = name.value if isinstance(name, ast.Constant) else ast.unparse(name)
                yield node.func.attr, str(said), [word.arg for word in node.keywords if word.arg]


def undeclared(module: ast.Module) -> list[str]:
    found = []
    for function, event, fields in calls(module):
        names = [event] if function == "event" else [f"{event}_started", event, f"{event}_failed"]
        found += [name for name in names if name not in audit_trail.EVENTS]
        found += [field for field in fields if field not in (*event_log.FIELDS, "now", "clock", "by")]
    return found


def test_a_call_with_an_undeclared_event_or_field_is_found() -> None:
    source = (
        "event_log.event(f, 'exprt', rows=1)\n"
        "event_log.event(f, 'export', cell=1)\n"
        "event_log.timed(f, 'undo', who=w)"
    )
    found = undeclared(ast.parse(source))
    assert found == ["exprt", "cell", "undo_started", "undo_failed"]


def test_every_call_is_of_declared_events_and_fields() -> None:
    found = {name_of(path): undeclared(tree(path)) for path in python("reform", "pages", "dashboard.py")}
    assert {name: words for name, words in found.items() if words} == {}
