"""One line of the indicator dictionary: definition, target, who owes the data, how old they are."""

from reform.common import formatting
from reform.common.i18n import either, mark
from reform.common.i18n import gettext as _
from reform.metrics.freshness import Freshness, standing_in
from reform.metrics.query import Metric
from reform.ui.components import staleness_badge
from reform.ui.context.view import metric_of, target

BETTER = {"higher": mark("higher"), "lower": mark("lower"), "neither": mark("neither")}
# Freshness of datasets, worst first: an indicator takes the worst of its datasets.
_WORST = (Freshness.NONE, Freshness.STALE, Freshness.AGEING, Freshness.UNTIMED, Freshness.FRESH)


def row(code: str) -> dict[str, str]:
    """The indicator's line in the dictionary, in the language of the screen."""
    metric = metric_of(code)
    of_datasets = staleness_badge.ages()
    used = standing_in(of_datasets, metric.uses)
    ages = [age for name, age in of_datasets.items() if name in used]
    owners = dict.fromkeys(either(age.owner) for age in ages)
    worst = min((age.state for age in ages), key=_WORST.index, default=Freshness.NONE)
    return {
        "code": metric.code,
        "name": either(metric.name),
        "unit": either(metric.unit),
        "better": _(BETTER[metric.better]),
        "target": _target(metric),
        "owner": formatting.listed(owners),
        "freshness": worst.word,
        "means": either(metric.definition),
        "source": either(metric.source),
    }


def _target(metric: Metric) -> str:
    set_target = target(metric.code)
    if set_target is None:
        return formatting.MISSING
    in_words = formatting.rate if metric.unit == "%" else formatting.number
    return in_words(set_target.value, 0 if set_target.value.is_integer() else 2)
