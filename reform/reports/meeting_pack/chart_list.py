"""The charts of the pack: one a slide, its title the finding, its numbers those of the pages."""

from collections.abc import Callable
from dataclasses import replace

from reform.common.markdown import bare
from reform.reports.meeting_pack import chart_list_service, chart_list_transfers
from reform.reports.meeting_pack.chart_spec import Picture
from reform.reports.meeting_pack.context import Material

ALL: tuple[Callable[[Material], Picture | None], ...] = (
    chart_list_transfers.transfer,
    chart_list_transfers.batches,
    chart_list_transfers.departments,
    chart_list_transfers.funnel,
    chart_list_transfers.handovers,
    chart_list_service.three_limits,
    chart_list_service.before_after,
    chart_list_service.months,
    chart_list_service.slowest,
    chart_list_service.levels,
    chart_list_service.bad_reviews,
    chart_list_service.online,
    chart_list_service.hall,
    chart_list_service.centre,
    chart_list_transfers.disputes,
    chart_list_transfers.owed,
)


def pictures(material: Material) -> list[Picture]:
    """Every chart that has something to show, its words free of the pages' Markdown."""
    made = (make(material) for make in ALL)
    return [_spoken(picture) for picture in made if picture is not None]


def _spoken(picture: Picture) -> Picture:
    return replace(
        picture,
        title=bare(picture.title),
        caption=bare(picture.caption),
        said=bare(picture.said),
    )
