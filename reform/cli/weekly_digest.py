"""The command that writes the weekly check as a letter, for mail or chat."""

from datetime import timedelta
from functools import partial

import click

from reform.cli import CliContext, as_of_option, day, form_option, main
from reform.cli.messages import NOT_ANSWERED, failing_in_words
from reform.cli.query import open_county, say_what_is_unknown
from reform.common.i18n import gettext as _
from reform.common.settings import known_settings
from reform.metrics import freshness, query
from reform.metrics.query import Scope
from reform.models.calendar_table import china_calendar
from reform.monitoring import signoffs, weekly_review
from reform.monitoring.decisions import KIND
from reform.reports import weekly_digest
from reform.storage import event_log
from reform.storage.journal import Journal

FORMS = {"md": weekly_digest.markdown, "html": weekly_digest.as_html}


@main.command("digest")
@click.option("--department", "departments", multiple=True, help="Only what this department owes.")
@as_of_option
@form_option(*FORMS)
@click.pass_obj
def digest_command(settings: CliContext, departments: tuple[str, ...], as_of: str | None, form: str) -> None:
    """Write this week's check: what changed and what is due, a list a department."""
    given, known = day(as_of), known_settings()
    with open_county(settings) as (chosen, connection), failing_in_words(settings, NOT_ANSWERED):
        last = query.last_day(connection)
        scope = Scope(given or last, departments=departments or None)
        say_what_is_unknown(connection, scope.as_of, department=departments)
        on = chosen.looked_on(last, settings.today)
        monday = signoffs.week_of(scope.as_of, last, on)
        journal = Journal(chosen.warehouse.folder)
        inputs = weekly_review.ReviewInputs(
            on,
            freshness.ages_in(connection, on, known),
            known.owners,
            china_calendar(connection),
            () if chosen.is_sample else event_log.events(chosen.warehouse.folder),
            journal.latest(KIND),
            signoffs.signed_off(journal, monday),
        )
        ask = partial(query.ask, connection)
        check = weekly_review.review(ask, scope, scope.as_of - timedelta(7), monday, inputs)
    county = _("Sample county") if chosen.is_sample else known.county
    beyond = freshness.beyond(scope.as_of, last)
    letter = weekly_digest.Letter(
        county, chosen.is_sample, scope.as_of, chosen.snapshot, departments, check, beyond
    )
    click.echo(FORMS[form](letter), nl=False)
