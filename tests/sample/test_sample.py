"""The sample county: the same bytes every time, and the facts its description promises."""

import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from reform import sample
from reform.common.code_lists import code_lists
from reform.common.workdays import CHINA
from reform.sample import cases, county, files

COMMITTED = Path(__file__).parents[2] / "data" / "sample"
LAST = pd.Timestamp("2026-10-31")
Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return sample.tables()


@pytest.fixture(scope="module")
def base(tables: Tables) -> pd.DataFrame:
    """The items of the headline: parent and sub-items that were not left out (X2)."""
    items = tables["items"]
    base = items[items["granularity"].isin(["主项", "子项"]) & (items["fate"] != "X2")].copy()
    base["transferred"] = base["signed_on"].notna() & (base["fate"] != "X3")
    base["overdue"] = (base["planned_on"] <= LAST) & ~base["transferred"]
    return base


def test_another_seed_makes_another_county(written: list[Path], tmp_path: Path) -> None:
    """For the whole county the committed files prove it (below)."""
    other = sample.write(tmp_path, cases=3_000, seed=8)
    assert [path.name for path in other] == [path.name for path in written]
    assert other[2].read_bytes() != written[2].read_bytes()


def test_a_small_county_has_days_without_a_pause(tmp_path: Path) -> None:
    """A chunk without a row writes nothing."""
    sample.write(tmp_path, cases=1_000, seed=20231101)
    text = (tmp_path / files.PAUSES).read_bytes()
    assert b"\0" not in text
    assert all(line.startswith(b"20") for line in text.splitlines()[1:])


def _content(path: Path) -> bytes | list[tuple[str, bytes]]:
    """A file's bytes; of a zip its members: how one is wrapped differs between releases of Python."""
    if path.suffix != ".zip":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def test_committed_sample_is_what_write_makes(tmp_path: Path) -> None:
    made = sample.write(tmp_path)
    assert sorted(path.name for path in COMMITTED.iterdir()) == sorted(path.name for path in made)
    assert [path.name for path in made if _content(path) != _content(COMMITTED / path.name)] == []
    assert sum(path.stat().st_size for path in made) < 5_000_000


def test_files_hold_the_rows_of_the_tables(tables: Tables) -> None:
    """Every case and rating stands in the zips once, cells in their columns."""
    for name, table, headers in (
        (files.CASES, "cases", 17),
        (files.RATINGS, "ratings", 17),
    ):
        numbers: list[str] = []
        with zipfile.ZipFile(COMMITTED / name) as archive:
            for member in archive.namelist():
                raw = archive.read(member)
                text = raw.decode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "gb18030")
                rows = [line.split(",") for line in text.removesuffix("\r\n").split("\r\n")]
                assert {len(row) for row in rows} == {headers}
                assert "\0" not in text
                numbers += [row[1] for row in rows if row[1].isdigit()]
        assert sorted(numbers) == sorted(tables[table]["case_no"])


def test_items(tables: Tables) -> None:
    items = tables["items"]
    assert 880 <= len(items) <= 930
    assert items["department"].nunique() == 34
    assert set(items["batch"]) == {1, 2, 3, 4}
    assert set(items["domain"]) == set(code_lists()["domain"])
    assert items["item_code"].is_unique
    assert items["item_name"].is_unique
    assert (items["item_code"].str.len() == 31).all()
    assert (items["item_code"].str[18:20] == "40").all()
    assert (items["item_type"] == "01").mean() > 0.7
    assert (items["granularity"] == "业务办理项").mean() == pytest.approx(0.08, abs=0.02)
    sizes = items["department"].value_counts()
    assert (sizes >= 60).sum() >= 3
    assert (sizes < 20).sum() >= 15
    same_unit = items.dropna(subset=["statutory_days", "promised_days"])
    assert (same_unit["promised_days"] <= same_unit["statutory_days"]).all()
    assert (items["statutory_text"] == "无").mean() == pytest.approx(0.04, abs=0.01)
    assert (items["promised_text"] == "").mean() == pytest.approx(0.03, abs=0.01)
    moved = items["original_planned_on"] < items["planned_on"]
    assert 0.07 < moved.mean() < 0.13


def test_credit_codes_have_valid_check_digits(tables: Tables) -> None:
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    for code in tables["items"]["item_code"].str[:18].unique():
        total = sum(signs.index(sign) * 3**n for n, sign in enumerate(code[:17]))
        assert signs[-total % 31] == code[17]


def test_somewhat_behind_plan(base: pd.DataFrame) -> None:
    assert (base["planned_on"] <= LAST).mean() == pytest.approx(0.83, abs=0.015)
    assert base["transferred"].mean() == pytest.approx(0.80, abs=0.015)
    assert 15 <= base["overdue"].sum() <= 30
    late = base[base["overdue"]]
    waited = [CHINA.between(day.date(), LAST.date()) for day in late["planned_on"]]
    assert sum(days > 40 for days in waited) >= 5


def test_transfers_come_in_bursts(base: pd.DataFrame) -> None:
    weeks = base["signed_on"].dropna().dt.to_period("W").value_counts()
    everything = pd.period_range("2024-02-01", LAST, freq="W")
    assert weeks.max() > 30
    assert len(weeks) < 0.6 * len(everything)  # many weeks see nothing
    assert not base["signed_on"].between("2025-01-20", "2025-02-10").any()


def test_stages_are_in_order_and_nine_in_ten_in_place(tables: Tables, base: pd.DataFrame) -> None:
    stages = tables["stages"]
    assert not stages.duplicated(["item_code", "stage"]).any()
    reached = stages.pivot(index="item_code", columns="stage", values="entered_on")
    for earlier in range(8):
        for later in range(earlier + 1, 8):
            assert not (reached[f"S{later}"] < reached[f"S{earlier}"]).any()
    there = reached.loc[base.loc[base["transferred"], "item_code"]]
    in_place = there[["S7", "F1", "F2", "F3", "F4", "F5"]].notna().all(axis=1)
    assert in_place.mean() == pytest.approx(0.90, abs=0.02)
    counts = stages["stage"].value_counts()
    assert (counts["X1"], counts["X2"], counts["X3"]) == (10, 6, 4)
    assert (stages.loc[stages["stage"].isin(["X1", "X2", "X3"]), "reason"] != "").all()


def test_nothing_happened_after_the_last_day(tables: Tables) -> None:
    happened = {
        "stages": ["entered_on"],
        "cases": ["applied_at", "accepted_at", "completed_at"],
        "pauses": ["started_on"],
        "ratings": ["rated_at", "rectified_on", "called_back_on"],
    }
    latest = max(tables[name][column].max() for name, columns in happened.items() for column in columns)
    assert latest.normalize() == LAST
    assert tables["cases"]["accepted_at"].min().normalize() == pd.Timestamp("2023-11-01")


def test_dates_of_a_case_are_in_order(tables: Tables) -> None:
    c, p = tables["cases"], tables["pauses"].merge(tables["cases"], on="case_no")
    assert not (c["applied_at"] > c["accepted_at"]).any()
    assert not (c["accepted_at"] > c["completed_at"]).any()
    assert not (p["started_on"] < p["accepted_at"].dt.normalize()).any()
    suspended = p[p["kind"] != "1"]
    assert not (suspended["ended_on"] > suspended["completed_at"].dt.normalize()).any()
    rated = tables["ratings"].merge(c, on="case_no")
    assert len(rated) == len(tables["ratings"])
    assert not (rated["rated_at"] < rated["completed_at"]).any()


def test_days_used_are_the_laws_working_days(tables: Tables) -> None:
    done = (
        tables["cases"]
        .dropna(subset=["completed_at"])
        .merge(tables["pauses"], on="case_no", how="left")
        .iloc[::50]
    )
    done = pd.concat(
        [done, tables["cases"].merge(tables["pauses"], on="case_no").dropna(subset=["completed_at"])]
    )
    for case in done.to_dict("records"):
        used = CHINA.between(case["accepted_at"].date(), case["completed_at"].date())
        if pd.notna(case["kind"]) and case["kind"] != "1":
            used -= CHINA.between(case["started_on"].date(), case["ended_on"].date())
        assert used == case["used"]


def test_shares_of_the_cases(tables: Tables) -> None:
    c = tables["cases"]
    assert len(c) == sample.CASES
    assert c["case_no"].is_unique
    assert (~c["item_code"].isin(tables["items"]["item_code"])).mean() == pytest.approx(
        cases.UNMATCHED, abs=0.001
    )
    assert c["completed_at"].isna().mean() == pytest.approx(0.005, abs=0.002)
    assert c["due_at"].notna().mean() == pytest.approx(0.6, abs=0.02)
    assert c["result"].isin(["withdrawn", "terminated"]).mean() == pytest.approx(0.01, abs=0.002)
    assert (c["accepted_at"].dt.day_of_week >= 5).mean() < 0.04
    volumes = c["item_code"].value_counts()
    assert (volumes >= 1000).sum() >= 2
    assert volumes.median() < 30
    counter = (c["channel"] == "1").groupby(c["accepted_at"].dt.year).mean()
    assert counter.is_monotonic_decreasing
    promised = tables["items"].query("case_kind == '2'")["item_code"]
    paused = c["case_no"].isin(tables["pauses"]["case_no"])[c["item_code"].isin(promised)]
    assert paused.mean() == pytest.approx(0.022, abs=0.004)


def _timed(tables: Tables) -> pd.DataFrame:
    """Completed cases of items that promise working days, with whether they were late."""
    c = tables["cases"].merge(tables["items"], on="item_code", suffixes=("_at", ""))
    c = c.merge(tables["pauses"][["case_no", "approved_days"]], on="case_no", how="left")
    c = c[c["completed_at"].notna() & ~c["result"].isin(["withdrawn", "terminated"])]
    c = c[c["promised_days"].notna() & (c["unit"] == "工作日")]
    return c.assign(late=c["used"] > c["promised_days"] + c["approved_days"].fillna(0))


def test_on_time_and_who_is_not(tables: Tables) -> None:
    timed = _timed(tables)
    assert 1 - timed["late"].mean() == pytest.approx(0.986, abs=0.003)
    slow = timed["department"] == county.SLOW_DEPARTMENT
    assert timed.loc[slow, "late"].mean() == pytest.approx(0.085, abs=0.02)
    assert timed.loc[~slow, "late"].mean() < 0.015
    assert 20 < (timed["used"] > timed["statutory_days"] + timed["approved_days"].fillna(0)).sum() < 200
    at_once = timed[timed["case_kind"] == "1"]
    assert (at_once["used"] == 0).mean() > 0.95


def test_the_reforms_effect_can_be_found(tables: Tables) -> None:
    timed = _timed(tables).query("case_kind == '2'")
    sides = [
        timed[timed["is_after"] == side].groupby("item_code")["used"].agg(["mean", "size"]) for side in (0, 1)
    ]
    both = sides[0].join(sides[1], lsuffix="_before", rsuffix="_after", how="inner")
    both = both[(both["size_before"] >= 5) & (both["size_after"] >= 5)]
    weight = both["size_after"]
    effect = (both["mean_after"] * weight).sum() / (both["mean_before"] * weight).sum()
    assert len(both) > 200
    assert effect == pytest.approx(sample.TRUE_EFFECT, abs=0.03)
    month = timed["accepted_at"].dt.to_period("M") == pd.Period("2025-03")
    assert timed.loc[month, "used"].mean() / timed.loc[~month, "used"].mean() == pytest.approx(1.6, abs=0.25)


def test_ratings(tables: Tables) -> None:
    ratings = tables["ratings"]
    assert len(ratings) / tables["cases"]["completed_at"].notna().sum() == pytest.approx(0.71, abs=0.02)
    assert ratings["is_default"].mean() == pytest.approx(0.08, abs=0.01)
    bad = ratings[ratings["level"] >= 4]
    assert 40 <= len(bad) <= 60
    assert 1 - len(bad) / len(ratings) > 0.998
    department = bad["item_code"].map(tables["items"].set_index("item_code")["department"])
    assert department.value_counts().index[0] == county.SLOW_DEPARTMENT
    assert bad["channel"].isin(["phone", "sms"]).mean() > 0.4
    open_ones = bad[bad["rectified_on"].isna()]
    assert 2 <= (open_ones["due_on"] < LAST).sum() <= 4
    assert 1 <= (open_ones["due_on"] >= LAST).sum() <= 3
    phones = ratings["comment"].str.contains("138|139")
    assert 5 <= phones.sum() <= 40


def test_ten_times_the_cases_in_the_same_memory() -> None:
    """Chunks stay whole days and small, whatever the size."""
    items = sample.transfers.plan(county.items(1), 1)
    sizes = [len(chunk) for chunk in cases.chunks(items, 600_000, 1)]
    assert sum(sizes) == 600_000
    assert max(sizes) <= cases.CHUNK
    assert len(sizes) >= 7


def test_every_word_is_one_the_code_lists_know() -> None:
    assert set(cases.RESULTS) <= set(code_lists()["result"])
    assert set(cases.CHANNELS) <= set(code_lists()["channel"])
    assert np.all([name in code_lists()["item_type"] for name in ("01", "07", "10", "20", "05")])
