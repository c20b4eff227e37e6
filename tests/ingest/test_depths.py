"""Online depths of a source with digits of its own: its profile says what they stand for here."""

from tests.ingest.files import County, Rows, text

ITEMS: Rows = [
    ["事项编码", "事项名称", "网上办理深度"],
    ["0001", "食品经营许可", "1"],
    ["0002", "施工许可", "2^3"],
    ["0003", "采伐许可", "在线办理"],
    ["0004", "取水许可", ""],
    ["0005", "排水许可", "不支持"],
]
PROFILE = """title = "某省政务服务平台 | A province's platform"
dataset = "items"

[codes.online_depth]
"1" = "5"
"2" = "3"
"3" = "1"
"4" = "4"
"在线办理" = "4"
"""


def depths(county: County) -> dict[str, int | None]:
    return {row["item_code"]: row["online_depth"] for row in county.rows("items")}


def test_digits_are_read_as_the_profile_says(county: County) -> None:
    """1 is 全程网办 there: nothing of it may be read with this country's meaning."""
    profile = county.file("province.toml", PROFILE.encode())
    county.load(county.file("items.csv", text(ITEMS)), "--profile", profile)
    assert depths(county) == {"0001": 5, "0002": 3, "0003": 4, "0004": None, "0005": 0}


def test_without_a_profile_they_are_the_national_ones(county: County) -> None:
    county.load(county.file("items.csv", text([*ITEMS[:3], *ITEMS[4:]])))
    assert depths(county) == {"0001": 1, "0002": 3, "0004": None, "0005": 0}


def test_a_word_nobody_knows_is_refused(county: County) -> None:
    report = county.load(county.file("items.csv", text([ITEMS[0], ITEMS[3]])), status=1)
    assert [reject["rule"] for reject in report["rejects"]] == ["depth_unreadable"]
