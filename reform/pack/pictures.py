"""The charts of the pack: one a slide, its title the finding, its numbers those of the pages."""

from collections.abc import Callable
from dataclasses import replace

from reform.marked import bare
from reform.pack import pictures_service as service
from reform.pack import pictures_transfer as transfer
from reform.pack.material import Material
from reform.pack.picture import Picture

ALL: tuple[Callable[[Material], Picture | None], ...] = (
    transfer.transfer,
    transfer.batches,
    transfer.departments,
    transfer.funnel,
    transfer.handovers,
    service.three_limits,
    service.before_after,
    service.months,
    service.slowest,
    service.levels,
    service.bad_reviews,
    service.online,
    service.hall,
    service.centre,
    transfer.disputes,
    transfer.owed,
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
