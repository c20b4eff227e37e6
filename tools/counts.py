"""How large the tree is: ``python -m tools.counts`` prints files, lines and lengths of functions by part."""

import ast
import statistics
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from reform import ROOT

# part → its files, as patterns below the root
PARTS: Final = {
    "product": ("reform/**/*.py", "pages/**/*.py", "dashboard.py"),
    "tests": ("tests/**/*.py",),
    "tools": ("tools/**/*.py",),
    "SQL": ("reform/**/*.sql",),
}
LONG: Final = 50  # lines of a function


@dataclass(frozen=True)
class Counts:
    """Size of one part; the functions by name with their lines, decorators left out."""

    files: int
    lines: int
    functions: dict[str, int] = field(default_factory=dict)

    @property
    def longest(self) -> str:
        """The name of the longest function."""
        return max(self.functions, key=self.functions.__getitem__)

    @property
    def long(self) -> int:
        """How many functions have more than ``LONG`` lines."""
        return sum(lines > LONG for lines in self.functions.values())


def count(root: Path, part: str) -> Counts:
    """Count one of ``PARTS`` below ``root``."""
    paths = sorted(path for pattern in PARTS[part] for path in root.glob(pattern))
    texts = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    functions = {
        f"{name}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for name, text in texts.items()
        if name.endswith(".py")
        for node in ast.walk(ast.parse(text, name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    return Counts(len(texts), sum(len(text.splitlines()) for text in texts.values()), functions)


def report(root: Path) -> str:
    """The table that is printed."""
    counts = {part: count(root, part) for part in PARTS}
    lines = [f"{'':8} {'files':>7} {'lines':>7} {'functions':>10} {'median':>7} {f'over {LONG}':>8}  longest"]
    for part, counted in counts.items():
        line = f"{part:8} {counted.files:7,} {counted.lines:7,}"
        if counted.functions:
            median = statistics.median(counted.functions.values())
            line += f" {len(counted.functions):10,} {median:7g} {counted.long:8}"
            line += f"  {counted.functions[counted.longest]} lines, {counted.longest}"
        lines.append(line)
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(ROOT))
