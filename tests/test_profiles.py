"""Profiles: what one may say, and a sentence for what it may not."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from reform import profiles
from reform.profiles import UnknownProfile, WrongProfile
from tests.intake.files import County, text

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
