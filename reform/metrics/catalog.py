"""The catalogue of questions: every indicator and list, read from its file.

The head comment of a file is the question's definition, the rest its SQL. A file of ``lists/`` holds those of
a topic, each below ``-- list: NAME`` with the same head.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from reform.common.errors import ReformError
from reform.common.i18n import mark
from reform.common.sql_files import sections
from reform.metrics import calendars, requirements

FOLDERS = {kind: Path(__file__).with_name(kind) for kind in ("indicators", "lists")}
FILTERS = ("department", "domain", "batch", "channel", "rating_channel")


@dataclass(frozen=True, slots=True)
class Metric:
    """One question: its definition (bilingual fields as ``中文 | English``), why a past day is not told as on
    that day (``past``), the datasets its figures rest on, the list of the ``rows`` it counts, the list and
    column of their ``calendars``, what narrows it though it is not split by it, whose the rows of a list are
    and what only their department sees (``row_limit``), and its SQL."""

    code: str
    file: str
    name: str
    unit: str
    better: str
    by: tuple[str, ...]
    channels: str
    means: str
    past: str
    source: str
    over_nothing: str
    uses: tuple[str, ...]
    needs: requirements.Needs
    calendars: str
    rows: str
    also_filters: tuple[str, ...]
    belongs_to: tuple[str, ...]
    withheld: tuple[str, ...]
    is_list: bool
    sql: str

    @property
    def filters(self) -> tuple[str, ...]:
        """The filters that narrow it, by their names in ``FILTERS``; a question knows one kind of channel."""
        channel = "rating_channel" if self.channels == "ratings" else "channel"
        known = (channel if name == "channel" else name for name in (*self.by, *self.also_filters))
        return tuple(name for name in known if name in FILTERS)

    def counted_on(self, kinds: Collection[str]) -> "Metric":
        """The same in the words of the calendars (``calendar_kinds``) on which its days are counted."""
        if not self.calendars:
            return self
        name, unit, means = (calendars.worded(said, kinds) for said in (self.name, self.unit, self.means))
        return replace(self, name=name, unit=unit, means=means)

    @property
    def definition(self) -> str:
        """What it means, and what of a past day nobody can tell any more."""
        if not self.past:
            return self.means
        (zh, _, en), (zh_past, _, en_past) = self.means.partition(" | "), self.past.partition(" | ")
        return f"{zh}。{zh_past} | {en}. {en_past}"


class UnknownMetric(ReformError):
    """No indicator or list has that code or file name."""

    def __init__(self, name: str) -> None:
        message = mark("no indicator {name}. Known: {known}")
        super().__init__(message, name=name, known=", ".join(indicators()))


def _read(name: str, text: str) -> Metric:
    head: dict[str, str] = {}
    lines = text.strip().removesuffix(";").splitlines()
    body = 0
    for body, line in enumerate(lines):  # noqa: B007  (the first line that is no head comment)
        if not line.startswith("-- "):
            break
        key, _, value = line.removeprefix("-- ").partition(":")
        head[key.strip()] = value.strip()
    plain = ("unit", "better", "means", "past", "source", "over_nothing", "calendars", "rows")
    return Metric(
        code=head.get("code", name),
        file=name,
        name=head["name"],
        by=_words(head.get("by", "")),
        channels=head.get("channels", "cases"),
        uses=_words(head.get("uses", "")),
        needs=requirements.read(_words(head.get("needs", ""))),
        also_filters=_words(head.get("filters", "")),
        belongs_to=_words(head.get("belongs_to", "")),
        withheld=_words(head.get("withheld", "")),
        is_list="code" not in head,
        sql="\n".join(lines[body:]) + "\n",
        **{key: head.get(key, "") for key in plain},
    )


def _words(listed: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in listed.split(",") if part.strip())


@cache
def metrics_of(kind: str) -> dict[str, Metric]:
    """All ``indicators`` or ``lists`` by code."""
    found = (_read(*named) for path in FOLDERS[kind].rglob("*.sql") for named in _texts(kind, path))
    return {metric.code: metric for metric in sorted(found, key=lambda q: q.code)}


def _texts(kind: str, path: Path) -> Iterable[tuple[str, str]]:
    """Name and text of each question in a file: one indicator, or several lists."""
    if kind == "indicators":
        return [(path.stem, path.read_text(encoding="utf-8"))]
    return sections(path, "list").items()


def indicators() -> dict[str, Metric]:
    """All indicators by code."""
    return metrics_of("indicators")


@cache
def find(word: str) -> Metric:
    """The question with that code (any case) or file name; raises ``UnknownMetric``."""
    for kind in FOLDERS:
        for metric in metrics_of(kind).values():
            if word.upper() == metric.code.upper() or word == metric.file:
                return metric
    raise UnknownMetric(word)
