"""The program of a process in which one more dataset is declared: what it makes of a file of it, as JSON.

Arguments: the folder with the declaration, a folder to work in, the file.
"""

import io
import json
import sys
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from reform.schema import datasets as declarations

# Before anything else asks for the datasets.
declarations.FOLDERS = (*declarations.FOLDERS, Path(sys.argv[1]))

from tests.ingest.files import County  # noqa: E402

DATASET = "drills"


def dictionary() -> None:
    """The page's part that offers templates and lists the columns."""
    from reform.ui.data_admin.history import templates_and_dictionary

    templates_and_dictionary()


def rows_of(county: County, metric: str) -> list[dict[str, Any]]:
    """The rows of a list that are about the new dataset."""
    return [row for row in county.json("ask", metric)["rows"] if row["dataset"] == DATASET]


def template(county: County) -> list[Any]:
    """The header row of the template."""
    path = county.folder / "template.xlsx"
    assert county.run("template", DATASET, str(path)).exit_code == 0
    return CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())).get_sheet_by_index(0).to_python()[0]


def life(county: County, file: str) -> dict[str, Any]:
    """From the first look at the file to its undo."""
    told: dict[str, Any] = {"check": county.check(file), "load": county.load(file)}
    told["rows"] = county.rows(DATASET)
    told |= {name: rows_of(county, name) for name in ("coverage", "health_freshness")}
    told["last_day"] = county.json("ask", "last_day")["rows"]
    told["template"] = template(county)
    screen = AppTest.from_function(dictionary, default_timeout=60).run()
    assert not screen.exception, screen.exception
    told["expanders"] = [expander.label for expander in screen.expander]
    told["columns"] = [list(table.value.iloc[:, 1]) for table in screen.dataframe]
    assert county.run("undo").exit_code == 0
    told["undone"] = {"rows": county.rows(DATASET), "coverage": rows_of(county, "coverage")}
    return told


if __name__ == "__main__":
    work = Path(sys.argv[2])
    county = County(work)
    county.load(county.file("first.csv", "事项编码,事项名称,原实施部门\n0001,采伐许可,县林业局\n".encode()))
    print(json.dumps(life(county, sys.argv[3]), ensure_ascii=False))
