"""SQL that repeats a part for each dataset or measure."""

import pytest
from jinja2 import UndefinedError

from reform import ROOT
from reform.models.sql_templates import render
from tools.lint_sql import templates


def test_what_is_no_template_stays_as_it_is() -> None:
    text = "select {'day': day} as dims -- { a note }\nfrom raw.cases"
    assert render(text) is text


def test_a_name_that_nothing_declares_is_a_fault() -> None:
    with pytest.raises(UndefinedError):
        render("select {{ measure }}")


def test_templates_are_left_out_where_files_are_linted_as_they_stand() -> None:
    ignored = (ROOT / ".sqlfluffignore").read_text(encoding="utf-8").splitlines()[1:]
    assert ignored == [path.relative_to(ROOT).as_posix() for path in templates()]
