"""The page on which users sign in, with its texts in the reader's language."""

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from starlette.responses import HTMLResponse

from reform.cli.authentication import SIGN_IN
from reform.cli.sign_in.cookie import own_address
from reform.common.i18n import gettext as _
from reform.common.i18n import language
from reform.storage.users import SHORTEST


def message(sentence: str, *, target: str = "/", status: int = 200) -> HTMLResponse:
    """A page with one marked sentence and a link on which to sign in, which leads to ``target``."""
    shown = _template("message.html").render(
        tag=_tag(),
        action=f"{SIGN_IN}?next={quote(own_address(target), safe='')}",
        title=_("Reform progress"),
        sentence=_(sentence),
        again=_("Sign in"),
    )
    return HTMLResponse(shown, status_code=status)


@cache
def _template(name: str) -> Any:
    return Environment(autoescape=True, loader=FileSystemLoader(Path(__file__).parent)).get_template(name)


def _tag() -> str:
    return {"zh": "zh-CN"}.get(language(), language())


def page(
    target: str | None, name: str = "", problem: str = "", *, change: bool = False, status: int = 200
) -> HTMLResponse:
    """The page on which to sign in; ``change``: with a new password."""
    shown = _template("page.html").render(
        tag=_tag(),
        action=SIGN_IN,
        target=own_address(target or "/"),
        name=name,
        problem=problem,
        change=change,
        shortest=SHORTEST,
        title=_("Reform progress"),
        texts={
            "name": _("User name"),
            "password": _("Password"),
            "new": _("New password, at least {n} characters").format(n=SHORTEST),
            "again": _("New password once more"),
            "send": _("Change it and sign in") if change else _("Sign in"),
            "other": _("Change the password"),
            "help": _("Forgotten? A lead can give a new one: reform users reset NAME."),
        },
    )
    return HTMLResponse(shown, status_code=status)
