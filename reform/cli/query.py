"""Commands that answer: ask, indicators, rows."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

import click
import duckdb

from reform.cli import CliContext, as_of_option, days, echo_json, form_option, main
from reform.cli.messages import NOT_ANSWERED, bring_up_to_date, failing_in_words, refuse
from reform.common import plain_rows
from reform.common.code_lists import code_lists
from reform.common.i18n import either, mark, speaking
from reform.common.i18n import gettext as _
from reform.common.settings import known_settings
from reform.metrics import answer_rows, calendars, freshness
from reform.metrics.answer_rows import Answer
from reform.metrics.catalog import Metric, UnknownMetric, find
from reform.metrics.catalog import indicators as known_indicators
from reform.metrics.filter_options import choices, label, nearest, told_apart
from reform.metrics.questions import calendars_used, last_day, why_missing
from reform.metrics.scope import DIMENSIONS, Scope
from reform.pipeline.county import County, county
from reform.schema.datasets import datasets

MOST_QUOTED = 40  # characters shown of an unknown value
_format = form_option("table", "csv", "json")


@contextmanager
def open_county(settings: CliContext) -> Iterator[tuple[County, duckdb.DuckDBPyConnection]]:
    """The loaded county, upgraded and open; ends with a sentence if it cannot be read."""
    renewed = bring_up_to_date(settings)
    with failing_in_words(settings, NOT_ANSWERED):
        chosen = county(settings.warehouse)
    if chosen.is_sample:
        click.echo(_("Nothing is loaded: this is the fictional sample county (示例数据)."), err=True)
    try:
        with chosen.warehouse.open(chosen.snapshot) as connection:
            yield chosen, connection
    except duckdb.Error as problem:
        if renewed is None or renewed.snapshot is not None:
            raise
        refuse(_("This snapshot cannot answer ({reason}).").format(reason=type(problem).__name__))


def _show(answer: Answer, form: str, head: dict[str, object]) -> None:
    if form == "json":
        echo_json({**head, "rows": plain_rows.plain(answer.rows)})
    elif form == "csv":
        click.echo(plain_rows.as_csv(*answer), nl=False)
    else:
        click.echo(plain_rows.as_table(*answer))


@main.command()
@click.argument("indicator")
@as_of_option
@click.option("--from", "from_on", metavar="D", help="First day of the period.")
@click.option("--to", "to_on", metavar="D", help="Last day of the period.")
@click.option(
    "--department",
    "departments",
    multiple=True,
    help="Department that held the item before its transfer; of a case without an item, its own.",
)
@click.option("--domain", "domains", multiple=True)
@click.option("--batch", "batches", multiple=True, type=int)
@click.option("--channel", "channels", multiple=True, help="How a case came in: a code.")
@click.option("--rating-channel", "rating_channels", multiple=True, help="How a rating was given: a code.")
@click.option("--by", multiple=True, type=click.Choice(list(DIMENSIONS)), help="Split the answer.")
@_format
@click.pass_obj
def ask(
    settings: CliContext,
    indicator: str,
    as_of: str | None,
    from_on: str | None,
    to_on: str | None,
    departments: tuple[str, ...],
    domains: tuple[str, ...],
    batches: tuple[int, ...],
    channels: tuple[str, ...],
    rating_channels: tuple[str, ...],
    by: tuple[str, ...],
    form: str,
) -> None:
    """Answer INDICATOR: a code such as D03, or a file's name."""
    try:
        metric = find(indicator)
    except UnknownMetric as problem:
        raise click.BadParameter(problem.sentence) from problem
    channels, rating_channels, moved = told_apart(channels, rating_channels)
    filters = {
        "department": departments,
        "domain": domains,
        "batch": tuple(map(str, batches)),
        "channel": channels,
        "rating_channel": rating_channels,
    }
    _refuse_what_is_not_known(metric, [name for name, words in filters.items() if words], by)
    given = days(as_of, from_on, to_on)
    with open_county(settings) as (chosen, connection):
        last = given[0] or last_day(connection)
        say_what_is_unknown(connection, last, **filters)
        scope = Scope(
            last, given[1], given[2], departments or None, domains, batches, channels, rating_channels
        )
        answer = answer_rows.ask(connection, metric, scope, by)
        old = _stale(settings, chosen, connection, metric)
        missing = why_missing(connection, metric, last)
        kinds, apart = _calendars(connection, metric, scope)
        beyond = freshness.beyond(last, last_day(connection))
    read_as = _("{words}: a channel of ratings, read as --rating-channel.").format(words=", ".join(moved))
    reasons = {"channel": read_as if moved else "", "beyond": beyond, "missing": missing, "calendars": apart}
    waiting = {name: sentence for name, sentence in reasons.items() if sentence}
    for sentence in waiting.values():
        click.echo(sentence, err=True)
    with speaking("en"):
        unit = either(metric.counted_on(kinds).unit)
    head = {"indicator": metric.code, "as_of": last.isoformat(), "unit": unit}
    _show(answer, form, {**head, "stale": freshness.as_json(old), **waiting})


def _calendars(connection: duckdb.DuckDBPyConnection, metric: Metric, scope: Scope) -> tuple[set[str], str]:
    """On which calendars the days are counted, and why figures across several of them are missing."""
    used = calendars_used(connection) if metric.calendars else []
    if len(used) < 2:
        return set(used), ""
    from reform.metrics import query  # and with it pandas: few counties count on several

    told = query.calendars(connection, metric, scope)
    return set(told["calendar_kind"]), calendars.sentence(told)


UNKNOWN = {
    "department": mark("No department {word} is loaded. Nearest: {near}."),
    "domain": mark("No domain {word} is loaded. Nearest: {near}."),
    "batch": mark("No batch {word} is loaded. Nearest: {near}."),
    "channel": mark("There is no channel {word}. Nearest: {near}."),
    "rating_channel": mark("There is no rating channel {word}. Nearest: {near}."),
}
# For questions with the other channel: what it means, and which option to use.
OF_THE_OTHER = {
    "channel": mark(
        "{code} counts ratings: --channel, the channel of a case, does not narrow it. "
        "Use --rating-channel: {known}"
    ),
    "rating_channel": mark(
        "{code} counts cases: --rating-channel, the channel of a rating, does not narrow it. "
        "Use --channel: {known}"
    ),
}


def _refuse_what_is_not_known(metric: Metric, filters: Iterable[str], by: tuple[str, ...]) -> None:
    """Refuse a split or a filter that the question does not have."""
    lacks = _("{code} has no {dimension}; it has: {known}")
    for dimension in by:
        if dimension not in metric.by:
            sentence = lacks.format(code=metric.code, dimension=dimension, known=", ".join(metric.by))
            raise click.BadParameter(sentence)
    for name in filters:
        if name in metric.filters or not _declares(metric, name):
            continue
        other = {"channel": "rating_channel", "rating_channel": "channel"}.get(name)
        if other in metric.filters:
            known = ", ".join(code_lists()[other])
            raise click.BadParameter(_(OF_THE_OTHER[name]).format(code=metric.code, known=known))
        known = ", ".join(map(_option, metric.filters)) or _("none")
        raise click.BadParameter(lacks.format(code=metric.code, dimension=_option(name), known=known))


def _declares(metric: Metric, name: str) -> bool:
    """Whether questions of this kind declare the filter: indicators declare all, lists their channel only."""
    return metric.code in known_indicators() or name.endswith("channel")


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def say_what_is_unknown(connection: duckdb.DuckDBPyConnection, as_of: date, **asked: Iterable[str]) -> None:
    """Print to stderr which values of filters are unknown, with similar ones."""
    if not any(asked.values()):
        return
    held = answer_rows.ask(connection, "choices", Scope(as_of))
    known = choices({name: [row[name] for row in held.rows] for name in held.columns})
    for name, words in asked.items():
        for word in [word for word in dict.fromkeys(words) if word not in known[name]]:
            near = [_with_label(name, value) for value in nearest(name, word, known[name])]
            sentence = _(UNKNOWN[name]).format(word=word[:MOST_QUOTED], near=", ".join(near) or _("none"))
            click.echo(sentence, err=True)


def _with_label(name: str, value: str) -> str:
    """A value, with its label if that differs."""
    return value if label(name, value) == value else f"{value} ({label(name, value)})"


def _stale(
    settings: CliContext, shown: County, connection: duckdb.DuckDBPyConnection, metric: Metric
) -> list[freshness.Age]:
    """Print to stderr which datasets of the answer are stale."""
    on = shown.looked_on(last_day(connection), settings.today)
    old = freshness.stale(freshness.ages_in(connection, on, known_settings()), metric.uses)
    for age in old:
        click.echo(age.sentence, err=True)
    return old


@main.command()
@form_option("table", "json")
def indicators(form: str) -> None:
    """List every indicator with its definition."""
    rows = [
        {
            "code": q.code,
            "file": q.file,
            "name": either(q.name),
            "unit": either(q.unit),
            "better": q.better,
            "by": list(q.by),
            "means": either(q.definition),
            "source": either(q.source),
        }
        for q in known_indicators().values()
    ]
    if form == "json":
        echo_json({"indicators": rows})
        return
    for row in rows:
        click.echo(f"{row['code']:5} {row['name']} ({row['unit']})  {row['means']}")


@main.command()
@click.argument("dataset", type=click.Choice(list(datasets())))
@form_option("table", "csv", "json", default="csv")
@click.pass_obj
def rows(settings: CliContext, dataset: str, form: str) -> None:
    """Print the rows kept of DATASET; for cases the fact, with working days and deadline."""
    with open_county(settings) as (_chosen, connection):
        kept = answer_rows.rows(connection, dataset)
    _show(kept, form, {"dataset": dataset})
