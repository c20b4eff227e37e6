"""sqlfluff over the SQL that is a template, as it is run; ``sqlfluff lint`` leaves these files out."""

import subprocess
import sys
import tempfile
from pathlib import Path

from reform import ROOT
from reform.models.sql_templates import is_template, render

# What a declaration or a template decides: lengths of lines, blanks, the end of the text, names of types.
GENERATED = "CP05,LT01,LT05,LT12"


def templates() -> list[Path]:
    """The SQL files that are templates; .sqlfluffignore names them."""
    files = sorted((ROOT / "reform").rglob("*.sql"))
    return [path for path in files if is_template(path.read_text(encoding="utf-8"))]


def main() -> int:
    """The exit code of sqlfluff."""
    with tempfile.TemporaryDirectory() as folder:
        for path in templates():
            rendered = Path(folder) / path.relative_to(ROOT)
            rendered.parent.mkdir(parents=True, exist_ok=True)
            rendered.write_text(render(path.read_text(encoding="utf-8")), encoding="utf-8")
        config = ["--config", str(ROOT / "pyproject.toml"), "--exclude-rules", GENERATED]
        command = [str(Path(sys.executable).with_name("sqlfluff")), "lint", *config, folder]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
