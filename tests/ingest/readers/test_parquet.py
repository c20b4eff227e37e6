"""Parquet files: read like a csv of the same table, by content, only the columns asked for."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reform.common.i18n import speaking
from reform.ingest.readers import FileRefused, Source, limits, open_tables
from tests.ingest.files import County

MOMENT = datetime(2026, 2, 3, 23, 30, 15, 700_000)


def parquet(columns: dict[str, Any], **options: Any) -> bytes:
    data = io.BytesIO()
    pq.write_table(pa.table(columns), data, **options)
    return data.getvalue()


def cells(data: bytes, *names: str) -> dict[str, list[Any]]:
    (table,) = open_tables(Source("a.csv", data))
    places = {name: table.head[0].index(name) for name in names}
    found = pa.concat_tables(table.body(0, places))
    return {name: found.column(name).to_pylist() for name in found.column_names}


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        (pa.array(["0012", "", " ", None]), ["0012", None, None, None]),
        (pa.array(["甲", "乙"]).dictionary_encode(), ["甲", "乙"]),
        (pa.array([3, None]), ["3", None]),
        (pa.array([3.0, 1.5]), ["3", "1.5"]),
        (pa.array([Decimal("1.50")]), ["1.50"]),
        (pa.array([True, False]), ["true", "false"]),
        (pa.array([date(2026, 2, 3)]), ["2026-02-03"]),
        (pa.array([MOMENT], pa.timestamp("us")), ["2026-02-03 23:30:15"]),
        (pa.array([MOMENT], pa.timestamp("ms")), ["2026-02-03 23:30:15"]),
        # an instant is told by the clocks of China
        (pa.array([MOMENT.replace(tzinfo=UTC)]), ["2026-02-04 07:30:15+0800"]),
    ],
    ids=str,
)
def test_cells_are_the_text_of_a_csv(column: pa.Array, texts: list[str | None]) -> None:
    assert cells(parquet({"a": column}), "a")["a"] == texts


def test_moments_of_old_hadoop_are_utc() -> None:
    data = parquet({"a": pa.array([MOMENT], pa.timestamp("ns"))}, use_deprecated_int96_timestamps=True)
    assert cells(data, "a")["a"] == ["2026-02-04 07:30:15+0800"]


def test_only_what_is_asked_for_leaves_the_reader() -> None:
    data = parquet({"姓名": ["张三", "李四"], "b": [None, "2"], "a": ["1", "3"]})
    assert cells(data, "a", "b") == {
        "a": ["1", "3"],
        "b": [None, "2"],
        "_row": [2, 3],
        "_first": ["1", "2"],
        "_width": [None, None],
    }


@pytest.mark.parametrize("column", [[[1]], [{"a": 1}]], ids=str)
def test_cells_that_are_no_single_values(column: list[Any]) -> None:
    with pytest.raises(FileRefused) as refused:
        cells(parquet({"a": column}), "a")
    assert (refused.value.rule, refused.value.words) == ("parquet_nested", {"column": "a"})
    with speaking("en"):
        assert "The column a of the Parquet file" in refused.value.sentence


def test_text_that_is_no_utf8() -> None:
    wrong = pa.array([b"\xb0\xa1"], pa.binary()).view(pa.string())
    with pytest.raises(FileRefused) as refused:
        cells(parquet({"a": wrong}), "a")
    assert refused.value.rule == "parquet_damaged"


def test_a_file_cut_off_or_changed_anywhere_never_ends_in_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "PARQUET_ALONE", 1 << 40)  # hundreds of processes would take minutes
    data = parquet({"a": [str(n) for n in range(500)], "b": pa.array(range(500), pa.timestamp("s"))})
    for at in range(4, len(data) - 1, 37):
        for broken in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
            try:
                cells(broken, "a", "b")
            except (FileRefused, AssertionError) as refused:
                assert not isinstance(refused, FileRefused) or refused.rule.startswith("parquet_")
            except ValueError as lost:  # the name of a column was hit
                assert "not in list" in str(lost)


def test_an_encrypted_file_is_named() -> None:
    with pytest.raises(FileRefused) as refused:
        open_tables(Source("a.parquet", b"PARE\0\0\0\0"))
    assert refused.value.rule == "file_not_table"


def test_cases_come_in_as_parquet(tmp_path: Path) -> None:
    county = County(tmp_path)
    data = parquet(
        {
            "case_no": ["A1", "A2"],
            "申请人姓名": ["张三", "李四"],
            "事项编码": ["0001", "0001"],
            "accepted_at": pa.array([datetime(2026, 2, 3, 9), datetime(2026, 2, 4, 9)]),
            "办结时间": pa.array([date(2026, 2, 5), None]),
        }
    )
    report = county.load(county.file("办件.parquet", data))
    assert report["balance"]["accepted_new"] == 2
    assert [row["completed_at"] for row in county.rows("cases")] == ["2026-02-05T00:00:00", None]
    assert county.load(county.file("又.parquet", data))["balance"]["unchanged"] == 2
    assert "张三" not in county.run("history").output


def test_a_broken_parquet_is_told_in_a_sentence(tmp_path: Path) -> None:
    county = County(tmp_path)
    file = county.file("a.parquet", parquet({"case_no": ["A1"]})[:-9])
    for lang, words in (("zh", "Parquet 文件已损坏"), ("en", "The Parquet file is damaged")):
        result = county.run("load", file, lang=lang)
        assert result.exit_code == 1
        assert words in result.output
