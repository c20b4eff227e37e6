"""The region in front of a department's name: 示例省示例市示例县公安局 is the 公安局 of 示例县.

A name loses its region only where what is left is a department's name, and only the county's own region
goes for nothing: 市公安局 beside 县公安局 is another office, and so is 邻县公安局 beside 示例县公安局.
"""

import re
from collections.abc import Iterable, Iterator

# From the province down to the county; the last character says the level.
_LEVELS = ("省", "市州盟", "县区旗")
_ENDS = {"自治区": 0, "地区": 1}
_SELF = ("", "本", "我", "全", "该")

# No region, though it ends like one: an office, or a place with an office of its own.
_NO_REGION = re.compile(
    r"[局委办厅队所]|(?:开发|高新|新技术|保税|示范|试验|实验|合作|保护|产业|园|景|社|城|小|库|灌|矿|林|牧|渔)区$"
)
_BRANCH = re.compile(r"(?:.{0,40}[市州盟])?(?P<office>[^局]{1,40})局(?P<region>.{1,40}[县区旗市])分局")
_LONGEST = 100  # of the regions in front of a name


def splits(name: str) -> Iterator[tuple[str, str]]:
    """Every way to read a name as a region and an office in it, the shortest region first."""
    if branch := _BRANCH.fullmatch(name):
        yield branch["region"], f"{branch['office']}分局"
    for end, sign in enumerate(name[:-1][:_LONGEST], start=1):
        if any(sign in signs for signs in _LEVELS) and not _NO_REGION.search(name[:end]):
            yield name[:end], name[end:]


class Regions:
    """Which regions are the county's own: those of the lowest level that the names have, if it is one.

    ``found`` are the regions in front of all names that are known without them.
    """

    def __init__(self, found: Iterable[str]) -> None:
        places = {_read(region) for region in found}
        self._own = max((level for level, _ in places), default=len(_LEVELS) - 1)
        self._named = {level: {name for at, name in places if at == level and name} for level, _ in places}

    def of(self, region: str) -> str:
        """What tells offices of the same name apart: nothing for the county's own region."""
        level, name = _read(region)
        if name and len(self._named.get(level, ())) > 1:
            return name
        return "" if level == self._own else _LEVELS[level][0]


def _read(region: str) -> tuple[int, str]:
    """Level and name of the last region in a chain of them; no name for 县, 本县 and the like."""
    end, level = next(
        ((end, level) for end, level in _ENDS.items() if region.endswith(end)),
        (region[-1], next(n for n, signs in enumerate(_LEVELS) if region[-1] in signs)),
    )
    name = re.split("[省市州盟县区旗]", region.removesuffix(end))[-1]
    return level, "" if name in _SELF else name + end
