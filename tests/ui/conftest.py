"""Counties to look at: the sample (an empty warehouse) and a small one with known figures."""

import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from reform.common import i18n
from reform.ingest.result import Options
from reform.pipeline.county import County, county
from reform.pipeline.load import load
from reform.schema.datasets import datasets
from reform.storage import Warehouse
from tests import markup
from tests.ui.screen import opened
from tests.ui.small import sources

TODAY = "2026-11-23"


@pytest.fixture(scope="session", autouse=True)
def components_looked_up_once() -> Iterator[None]:
    """Which installed packages bring components: AppTest searches all of them for every page it opens."""
    with pytest.MonkeyPatch.context() as patch:
        known = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", known)
        yield


@pytest.fixture(autouse=True)
def on_a_fixed_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty warehouse, so that the sample is shown; the loading day given; Chinese to begin with."""
    monkeypatch.setenv("REFORM_WAREHOUSE", str(tmp_path / "empty"))
    monkeypatch.setenv("REFORM_TODAY", TODAY)
    # A page run by AppTest takes the place of __main__, and processes begun by later tests would run it.
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    st.set_option("client.showErrorDetails", "full")
    with i18n.speaking("zh"):
        yield


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> County:
    """The sample county, built when it has to be."""
    return county(Warehouse(tmp_path_factory.mktemp("nothing")))


@pytest.fixture(scope="session")
def sample_page(sample: County) -> Callable[[str, str], AppTest]:
    """A page of the sample in a language, everything unfolded: each is run once, and only looked at."""
    return cache(lambda name, language: opened(name, lang=language))


@pytest.fixture(scope="session")
def data_values(sample: County) -> frozenset[str]:
    """Every text that stands in the sample's rows, whatever its language."""
    found: set[str] = set()
    with sample.warehouse.open() as connection:
        for dataset in datasets():
            found |= _texts(connection, dataset)
    return frozenset(found)


def _texts(connection: duckdb.DuckDBPyConnection, dataset: str) -> set[str]:
    table = connection.table(f"raw.{dataset}")
    columns = datasets()[dataset].columns
    coded = {"row_key", *(column.name for column in columns if column.codes)}
    names = [
        name
        for name, kind in zip(table.columns, table.types, strict=True)
        if str(kind) == "VARCHAR" and name not in coded
    ]
    return {
        value for name in names for (value,) in table.select(name).distinct().fetchall() if value is not None
    }


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Five items in three departments, one of which has no case; loaded by the ordinary intake."""
    warehouse = Warehouse(tmp_path_factory.mktemp("small"))
    result = load(warehouse, sources(), Options(), today=date.fromisoformat(TODAY))
    assert result.snapshot, (result.problems, result.rejects)
    return warehouse


@pytest.fixture
def small(small_warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> County:
    """The small county on screen."""
    monkeypatch.setenv("REFORM_WAREHOUSE", str(small_warehouse.folder))
    return county(small_warehouse)


@pytest.fixture
def own(small_warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """The small county in a folder of its own: what is typed meets no other test."""
    shutil.copytree(small_warehouse.folder, tmp_path / "own")
    monkeypatch.setenv("REFORM_WAREHOUSE", str(tmp_path / "own"))
    return Warehouse(tmp_path / "own")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A county full of markup, loaded and typed; nobody changes it."""
    return markup.loaded(tmp_path_factory.mktemp("hostile"))
