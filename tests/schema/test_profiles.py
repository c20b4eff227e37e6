"""Profiles: what one may say, and a sentence for what it may not."""

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.common.settings import WrongSettings, settings
from reform.schema import profiles
from reform.schema.datasets import datasets
from reform.schema.profiles import Profile, UnknownProfile, WrongProfile
from reform.schema.profiles.saved import as_toml
from tests.ingest.files import County, text
from tests.pipeline.test_crash import files_no_larger_than

GOOD = """
title = "某系统 | Some system"
dataset = "cases"
calendar = "weekdays"
time_zone = "Asia/Shanghai"
satisfaction = "stars"

[columns]
"Zaak nr." = "case_no"

[codes.channel]
"Balie" = "1"

[constants]
item_name = "某"
"""


def test_every_shipped_profile_loads() -> None:
    assert "permits-nl" in profiles.available()
    for name in profiles.available():
        assert profiles.load(name).title


def test_a_profile_says_all_it_can(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD, encoding="utf-8")
    profile = profiles.load(str(path))
    assert (profile.name, profile.dataset, profile.calendar) == ("mine", "cases", "weekdays")
    assert (profile.time_zone, profile.satisfaction) == (ZoneInfo("Asia/Shanghai"), "stars")
    assert profile.columns == {"zaaknr.": "case_no"}
    assert profile.codes == {"channel": {"Balie": "1"}}
    assert profile.constants == {"item_name": "某"}


def test_an_empty_profile_is_the_county_itself(tmp_path: Path) -> None:
    path = tmp_path / "空.toml"
    path.write_text("", encoding="utf-8")
    assert profiles.load(str(path)) == profiles.Profile(name="空", title="空")


@pytest.mark.parametrize("name", ["nobody", "../settings", "no/such.toml", "data/settings", ""])
def test_a_profile_that_is_not_there(name: str) -> None:
    with pytest.raises(UnknownProfile):
        profiles.load(name)


WRONG = {
    'calendar = "moon"': "calendar = moon",
    'satisfaction = "smileys"': "satisfaction = smileys",
    'dataset = "people"': "dataset = people",
    'time_zone = "Mars/Olympus"': "time_zone = Mars/Olympus",
    "time_zone = 8": "time_zone",
    'columns = "x"': "columns",
    '[columns]\n"x" = 5': "columns.x = 5",
    '[columns]\n"x" = "case_nr"': "columns.x = case_nr",
    'dataset = "items"\n[columns]\n"x" = "case_no"': "columns.x = case_no",
    'codes = { channel = "x" }': "codes.channel",
    "[codes.channel]\nx = 1": "codes.channel",
    "[codes.colour]\nx = '1'": "codes.colour",
    "[constants]\nbatch = 1": "constants.batch",
    'colour = "red"': "colour",
    'headers = "x"': "headers",
    "headers = [1]": "headers",
}


@pytest.mark.parametrize("said", WRONG)
def test_a_wrong_entry_is_named(tmp_path: Path, said: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(said, encoding="utf-8")
    with pytest.raises(WrongProfile) as wrong:
        profiles.load(str(path))
    assert wrong.value.entry == WRONG[said]


@pytest.mark.parametrize("data", [b'calendar = "chi', b"\xff\xfe\x00", "标题 = 1".encode()])
@pytest.mark.parametrize(("lang", "words"), [("zh", "来源配置"), ("en", "The profile")])
def test_what_is_no_toml_gets_a_sentence(tmp_path: Path, data: bytes, lang: str, words: str) -> None:
    county = County(tmp_path)
    profile = county.file("mine.toml", data)
    result = county.run("check", county.file("a.csv", text([["a"]])), "--profile", profile, lang=lang)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "permits-nl.toml" in result.stderr
    assert "Traceback" not in result.output


def test_a_profile_counts_its_own_calendar_and_clock(tmp_path: Path) -> None:
    county = County(tmp_path)
    profile = county.file(
        "nl.toml", b'calendar = "natural"\ntime_zone = "Europe/Amsterdam"\n[codes.channel]\n"Balie" = "1"\n'
    )
    rows = [
        ["办件编号", "事项名称", "受理时间", "办结时间", "渠道"],
        ["A", "x", "2026-02-12T23:30:00+00:00", "2026-02-26 10:00:00", "Balie"],
        ["B", "x", "2026-02-12 23:30:00", "2026-02-26 10:00:00", "窗口"],
    ]
    path = county.file("a.csv", text(rows))
    county.load(path, "--profile", profile)
    facts = county.rows("cases")
    assert [row["working_days"] for row in facts] == [13, 14]
    assert facts[0]["accepted_at"] == "2026-02-13T00:30:00"
    assert [row["channel"] for row in facts] == ["1", "1"]
    assert county.query("select profile, calendar from imports") == [("nl", "natural")]


# saved ones -----------------------------------------------------------------------------------

MINE = Profile(
    name="甲",
    title="甲系统",
    dataset="cases",
    columns={"单号": "case_no", "开始": "accepted_at"},
    headers=frozenset({"单号", "开始", "经办"}),
)


def names(folder: Path) -> list[str]:
    return [profile.name for profile in profiles.saved(folder)]


def test_what_is_saved_comes_back_and_can_be_forgotten(tmp_path: Path) -> None:
    assert profiles.saved(tmp_path / "warehouse") == []
    path = profiles.save(tmp_path / "warehouse", MINE)
    assert path.relative_to(tmp_path).as_posix() == "warehouse/profiles/甲.toml"
    assert [p.name for p in path.parent.iterdir()] == ["甲.toml"]
    assert profiles.saved(tmp_path / "warehouse") == [MINE]
    assert profiles.load(str(path)) == MINE
    profiles.forget(tmp_path / "warehouse", "甲")
    profiles.forget(tmp_path / "warehouse", "甲")
    assert profiles.saved(tmp_path / "warehouse") == []


def test_the_last_word_on_a_header_set_counts(tmp_path: Path) -> None:
    profiles.save(tmp_path, MINE)
    profiles.save(tmp_path, replace(MINE, name="丙", headers=frozenset({"单号", "开始"})))
    profiles.save(tmp_path, replace(MINE, name="丁", dataset="pauses", columns={"单号": "case_no"}))
    profiles.save(tmp_path, replace(MINE, name="乙", columns={"经办": "case_no"}))
    assert sorted(names(tmp_path)) == sorted(["乙", "丙", "丁"])
    profiles.save(tmp_path, replace(MINE, name="乙", title="新"))
    assert {p.title for p in profiles.saved(tmp_path)} == {"新", "甲系统"}


def test_a_saved_profile_that_cannot_be_read_stops_nothing_and_is_named(tmp_path: Path) -> None:
    profiles.save(tmp_path, MINE)
    (tmp_path / "profiles" / "旧.toml").write_text('[columns]\n"x" = "gone"', encoding="utf-8")
    (tmp_path / "profiles" / "坏.toml").write_bytes(b"\xff\xfe")
    assert names(tmp_path) == ["甲"]
    assert sorted(profiles.unusable(tmp_path)) == sorted(["旧", "坏"])


@pytest.mark.parametrize("name", ["", ".", "..", "../甲", "a/b", "a\\b", "a.b", "-a", "C:", "a\n", "x" * 200])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    for change in (
        lambda: profiles.save(tmp_path, replace(MINE, name=name)),
        lambda: profiles.forget(tmp_path, name),
    ):
        with pytest.raises(ValueError, match="safe"):
            change()
    assert list(tmp_path.iterdir()) == []


TITLES = [
    "甲系统",
    "新点 4.0",
    "a/b",
    "a-b",
    "A-B",
    "..",
    "",
    "con",
    "COM1",
    "表" * 200,
    "\n",
    "名" + "𠮷" * 60,
]


def test_each_title_has_a_safe_name_of_its_own(tmp_path: Path) -> None:
    made = [profiles.name_for(title) for title in TITLES]
    assert len({name.casefold() for name in made}) == len(TITLES)
    assert made[0] == "甲系统"
    assert {"con", "com1"}.isdisjoint(made)
    for name in made:
        profiles.save(tmp_path, replace(MINE, name=name, headers=frozenset()))
    assert len(names(tmp_path)) == len(TITLES)


COLUMNS = st.sampled_from([column.name for column in datasets()["cases"].columns])


@given(
    title=st.text(),
    zone=st.sampled_from([None, ZoneInfo("Asia/Shanghai")]),
    coding=st.sampled_from([None, "gb", "stars"]),
    columns=st.dictionaries(st.text(), COLUMNS),
    codes=st.dictionaries(COLUMNS, st.dictionaries(st.text(), st.text(), min_size=1)),
    constants=st.dictionaries(COLUMNS, st.text()),
    headers=st.frozensets(st.text(), min_size=1),
)
def test_any_profile_survives_its_file(
    tmp_path_factory: pytest.TempPathFactory,
    title: str,
    zone: ZoneInfo | None,
    coding: str | None,
    columns: dict[str, str],
    codes: dict[str, dict[str, str]],
    constants: dict[str, str],
    headers: frozenset[str],
) -> None:
    made = Profile("名", title, "cases", "natural", zone, coding, columns, codes, constants, headers)
    path = tmp_path_factory.getbasetemp() / "名.toml"
    path.write_bytes(as_toml(made).encode())
    assert profiles.load(str(path)) == made


DEEP = {
    "lists": "a = " + "[" * 100_000,
    "tables in lists": 'title = "t"\ncolumns = ' + "[{a=" * 300 + "1" + "}]" * 300,
    "one long name": "columns" + ".a" * 100_000 + " = 1",
    "huge": 'title = "' + "x" * 1_100_000 + '"',
    "endless number": "title = " + "9" * 10_000,
}


@pytest.mark.parametrize("case", DEEP)
def test_a_profile_made_to_hurt_gets_a_sentence(tmp_path: Path, case: str) -> None:
    county = County(tmp_path)
    path = county.file("hurt.toml", DEEP[case].encode())
    result = county.run("check", path, "--profile", path, lang="en")
    assert result.exit_code == 2
    assert "cannot be used" in result.stderr


@pytest.mark.parametrize("case", DEEP)
def test_settings_made_to_hurt_are_told_as_wrong(tmp_path: Path, case: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(DEEP[case], encoding="utf-8")
    with pytest.raises(WrongSettings):
        settings(file)


@pytest.mark.parametrize("entry", [f"[targets]\nD01 = {10**400}", "[max_age]\ncases = inf"])
def test_settings_of_endless_numbers_are_told_as_wrong(tmp_path: Path, entry: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(entry, encoding="utf-8")
    with pytest.raises(WrongSettings):
        settings(file)


def test_a_profile_that_cannot_be_written_leaves_the_one_there(tmp_path: Path) -> None:
    path = profiles.save(tmp_path, MINE)
    before = path.read_bytes()
    with files_no_larger_than(10), pytest.raises(OSError):
        profiles.save(tmp_path, replace(MINE, title="另一个"))
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == before
