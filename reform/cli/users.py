"""The users of a county without an identity provider: add, list, change, reset, remove."""

import click

from reform.cli import CliContext, echo_json, form_option, main
from reform.common.actor import COMMAND_LINE
from reform.common.i18n import gettext as _
from reform.common.permissions import ROLE_NAMES, Role
from reform.storage import event_log
from reform.storage.users import Users

role_option = click.option(
    "--role", type=click.Choice([role.value for role in Role]), required=True, help="What the user may do."
)
unit_option = click.option(
    "--unit", "units", multiple=True, metavar="DEPARTMENT", help="Of the role unit: a department; repeatable."
)


@main.group()
def users() -> None:
    """Manage who may sign in: add, list, role, reset, remove."""


@users.command("add")
@click.argument("name")
@role_option
@unit_option
@click.pass_obj
def add(settings: CliContext, name: str, role: str, units: tuple[str, ...]) -> None:
    """Add the user NAME and print a first password."""
    password = _users(settings).add(name, Role(role), list(units))
    event_log.event(settings.warehouse.folder, "user_added", COMMAND_LINE, user=name)
    _say_password(name, password)


@users.command("list")
@form_option("text", "json")
@click.pass_obj
def list_users(settings: CliContext, form: str) -> None:
    """List the users and their roles."""
    accounts = _users(settings).all()
    if form == "json":
        echo_json(
            {"users": [{"name": name, "role": a.role, "units": a.units} for name, a in accounts.items()]}
        )
    elif not accounts:
        click.echo(_("There are no users yet."))
    for name, account in accounts.items() if form == "text" else ():
        role = _(ROLE_NAMES[Role(account.role)])
        click.echo(" · ".join([name, role, *account.units]))


@users.command("role")
@click.argument("name")
@role_option
@unit_option
@click.pass_obj
def change_role(settings: CliContext, name: str, role: str, units: tuple[str, ...]) -> None:
    """Give the user NAME another role; open sessions of the user end."""
    _users(settings).change(name, Role(role), list(units))
    event_log.event(settings.warehouse.folder, "role_changed", COMMAND_LINE, user=name)
    click.echo(_("{name}: {role}.").format(name=name, role=_(ROLE_NAMES[Role(role)])))


@users.command("reset")
@click.argument("name")
@click.pass_obj
def reset(settings: CliContext, name: str) -> None:
    """Give the user NAME a new first password and print it."""
    password = _users(settings).reset(name)
    event_log.event(settings.warehouse.folder, "password_reset", COMMAND_LINE, user=name)
    _say_password(name, password)


@users.command("remove")
@click.argument("name")
@click.pass_obj
def remove(settings: CliContext, name: str) -> None:
    """Remove the user NAME; open sessions of the user end."""
    _users(settings).remove(name)
    event_log.event(settings.warehouse.folder, "user_removed", COMMAND_LINE, user=name)
    click.echo(_("{name} can no longer sign in.").format(name=name))


def _users(settings: CliContext) -> Users:
    return Users(settings.warehouse.folder)


def _say_password(name: str, password: str) -> None:
    click.echo(
        _("First password of {name}, to be changed at once: {password}").format(name=name, password=password)
    )
