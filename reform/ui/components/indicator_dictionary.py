"""One line of the indicator dictionary: definition, target, who owes the data, how old they are."""

from reform.common import formatting
from reform.common.i18n import either, mark
from reform.common.i18n import gettext as _
from reform.metrics.freshness import Freshness, standing_in
from reform.metrics.query import Question
from reform.ui.components import staleness_badge
from reform.ui.context.view import question_of, target

BETTER = {"higher": mark("higher"), "lower": mark("lower"), "neither": mark("neither")}
# What to say of an indicator whose datasets are not equally fresh: the worst comes first.
_WORST = (Freshness.NONE, Freshness.STALE, Freshness.AGEING, Freshness.UNTIMED, Freshness.FRESH)


def row(code: str) -> dict[str, str]:
    """The indicator's line, in the language of the screen and the days of the reader's scope."""
    question = question_of(code)
    of_datasets = staleness_badge.ages()
    used = standing_in(of_datasets, question.uses)
    ages = [age for name, age in of_datasets.items() if name in used]
    owners = dict.fromkeys(either(age.owner) for age in ages)
    worst = min((age.state for age in ages), key=_WORST.index, default=Freshness.NONE)
    return {
        "code": question.code,
        "name": either(question.name),
        "unit": either(question.unit),
        "better": _(BETTER[question.better]),
        "target": _target(question),
        "owner": formatting.listed(owners),
        "freshness": worst.word,
        "means": either(question.definition),
        "source": either(question.source),
    }


def _target(question: Question) -> str:
    set_target = target(question.code)
    if set_target is None:
        return formatting.MISSING
    in_words = formatting.rate if question.unit == "%" else formatting.number
    return in_words(set_target.value, 0 if set_target.value.is_integer() else 2)
