"""The badge of stale data beside figures: two words and a date, more on click."""

from collections.abc import Iterable, Mapping, Sequence

from reform.common import frames
from reform.common.markdown import Marked
from reform.metrics import calendars, freshness, query
from reform.metrics.freshness import Age
from reform.metrics.query import Scope
from reform.ui.context import st
from reform.ui.context.view import ask, calendars_of, connection, last_day, per_view, today, view

ICON = Marked(":material/history:")


@per_view
def ages() -> Mapping[str, Age]:
    """How old each dataset of the county on screen is."""
    county = view().county
    on = county.looked_on(last_day(county), today())
    datasets = frames.records(ask("health_freshness", scope=Scope(on)))
    return freshness.ages(datasets, on, view().settings)


def behind(codes: Iterable[str]) -> Sequence[Age]:
    """The stale datasets behind some figures."""
    return freshness.stale(ages(), (name for code in codes for name in query.find(code).uses))


def badge(codes: Iterable[str]) -> None:
    """Show the badge if any dataset of these figures is stale."""
    old = behind(codes)
    if old:
        st.badge(freshness.mark_of(old), color="orange", icon=ICON, width="content")


def marked(caption: str, codes: Iterable[str]) -> str:
    """A caption, followed by the badge if it is due."""
    old = behind(codes)
    if not old:
        return caption
    return Marked("{caption} :orange-badge[{icon} {mark}]").format(
        caption=caption, icon=ICON, mark=freshness.mark_of(old)
    )


def explain(codes: Iterable[str]) -> None:
    """Show one sentence for each stale dataset of these figures: its last day, and who owes it."""
    for age in behind(codes):
        st.caption(Marked("{icon} {sentence}").format(icon=ICON, sentence=age.sentence))


@per_view
def _missing(code: str) -> str:
    return query.why_missing(connection(view().county), query.find(code), view().scope.as_of)


def explain_missing(codes: Iterable[str]) -> None:
    """Show one sentence for each missing figure: the file or column it waits for."""
    for sentence in dict.fromkeys(filter(None, map(_missing, codes))):
        st.caption(sentence)


def explain_calendars(codes: Iterable[str], scope: Scope | None = None) -> None:
    """Say which calendars the days of some figures are counted on, if several, so that these are missing."""
    counted = [calendars_of(code, scope) for code in codes if query.find(code).calendars]
    for sentence in dict.fromkeys(map(calendars.sentence, counted)):
        if sentence:
            st.caption(sentence)
