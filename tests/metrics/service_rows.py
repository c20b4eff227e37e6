"""Random rows of the service centre, its hall, and what an item or a case says of visits and online depth."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.metrics.county import Count, Hall

# One power of the office's own accord (penalty), two on application, none given.
_ITEM_TYPES = ("01", "20", "02", None)
_few = st.none() | st.integers(0, 2)
_yes_no = st.sampled_from([None, True, False])


def of_item(draw: st.DrawFn) -> dict[str, Any]:
    """What the list says of an item's handling: visits and depths round every boundary."""
    return {
        "item_type": draw(st.sampled_from(_ITEM_TYPES)),
        "visits": draw(_few),
        "online_depth": draw(st.sampled_from([None, 0, 1, 2, 4, 5, 7, 8])),
        "in_centre": draw(_yes_no),
        "one_window": draw(_yes_no),
        "should_enter": draw(_yes_no),
        "visit_reason": draw(st.sampled_from([None, "须核验原件"])),
    }


def of_case(draw: st.DrawFn) -> dict[str, Any]:
    """What is known of how a case was handed in."""
    return {"visits": draw(_few), "one_window": draw(_yes_no)}


def centre(draw: st.DrawFn, days: st.SearchStrategy[date]) -> list[Count]:
    """Some counts of the centre, at most one a day."""
    counts = draw(
        st.lists(st.builds(Count, days, st.integers(0, 4), st.sampled_from([None, 0, 3, 8])), max_size=4)
    )
    return list({count.recorded_on: count for count in counts}.values())


def hall(draw: st.DrawFn, days: st.SearchStrategy[date]) -> list[Hall]:
    """Some days, some of them by the hour, some told both ways; cells are missing here and there."""
    rows = draw(
        st.lists(
            st.builds(
                Hall,
                day=days,
                visits=st.integers(0, 9),
                hour=st.sampled_from([None, 8, 9, 10]),
                taken=_few,
                waiting_minutes=_few,
                self_service=_few,
                windows_open=_few,
            ),
            max_size=12,
        )
    )
    return list({(row.day, row.hour): row for row in rows}.values())
