"""What loading or checking the sample county's own files comes to."""

from collections.abc import Sequence

from reform.ingest.readers import FileRefused, Source
from reform.ingest.result import Options
from reform.pipeline import county
from reform.pipeline.load import check
from reform.pipeline.load_report import LoadReport
from reform.pipeline.progress import Progress, quiet


def sample_report(sources: Sequence[Source], progress: Progress = quiet) -> LoadReport | None:
    """What loading or checking the sample county's own files comes to; None where there is none of them.

    They are in the sample county already and get into no other, where invented rows would pass for real ones.
    Beside files of one's own they are refused.
    """
    ours = [source for source in sources if _is_of_the_sample(source)]
    if not ours:
        return None
    if len(ours) < len(sources):
        return LoadReport(problems=[source.refused("sample_among_others") for source in ours])
    report = check(
        county.prepare_sample(progress), sources, Options(), today=county.SAMPLE_READ_ON, progress=progress
    )
    report.is_sample = True
    return report


def _is_of_the_sample(source: Source) -> bool:
    """By content, whatever it is called now; only what has the size of one of them is read for it."""
    try:
        size = len(source.data) if isinstance(source.data, bytes) else source.data.stat().st_size
        alike = [
            path for path in county.SAMPLE_FILES.iterdir() if path.is_file() and path.stat().st_size == size
        ]
        return any(path.read_bytes() == source.content()[:] for path in alike)
    except (OSError, FileRefused):  # what cannot be read is told by whoever reads it
        return False
