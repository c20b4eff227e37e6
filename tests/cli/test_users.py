"""``reform users``, and what ``serve`` asks of the settings before it begins."""

import json
from pathlib import Path

import pytest

from reform.cli import server
from reform.common import settings
from reform.common.permissions import Role
from reform.storage.users import Users
from tests.ingest.files import County
from tests.quick_hashes import quick_hashes

__all__ = ["quick_hashes"]


def test_users_come_change_and_go(tmp_path: Path) -> None:
    county = County(tmp_path)
    users = Users(county.warehouse.folder)

    def run(*words: str) -> str:
        met = county.run("users", *words, lang="en")
        assert met.exit_code == 0, met.output
        return str(met.output)

    assert run("list") == "There are no users yet.\n"
    first = run("add", "jd", "--role", "unit", "--unit", "县住建局").split()[-1]
    assert users.verified("jd", first) is not None
    assert run("list") == "jd · department's user · 县住建局\n"
    assert run("role", "jd", "--role", "clerk") == "jd: clerk.\n"
    assert json.loads(run("list", "--format", "json")) == {
        "users": [{"name": "jd", "role": "clerk", "units": []}]
    }
    assert users.verified("jd", run("reset", "jd").split()[-1]) is not None
    assert users.verified("jd", first) is None
    run("remove", "jd")
    assert users.all() == {}


def test_what_is_refused_is_a_sentence(tmp_path: Path) -> None:
    met = County(tmp_path).run("users", "remove", "jd", lang="en")
    assert (met.exit_code, met.stderr) == (1, "There is no user “jd”.\n")


@pytest.mark.parametrize(
    ("declared", "address", "is_open", "refused"),
    [
        ("", "127.0.0.1", False, ""),
        ("", "::1", False, ""),
        ("", "0.0.0.0", False, "nobody has to sign in"),
        ("", "192.0.2.1", False, "nobody has to sign in"),
        ("", "0.0.0.0", True, ""),
        ('[sign_in]\nmethod = "local"', "0.0.0.0", False, "users add NAME --role lead"),
        ('[sign_in]\nmethod = "local"', "127.0.0.1", True, "users add NAME --role lead"),
        ('[sign_in]\nmethod = "ldap"', "127.0.0.1", True, "is not served"),
        ("[targets\n[sign_in]", "127.0.0.1", True, "is not served"),
        ("[targets\n", "127.0.0.1", False, ""),
        ("[targets\n", "0.0.0.0", False, "nobody has to sign in"),
    ],
)
def test_nobody_is_served_unguarded_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, declared: str, address: str, is_open: bool, refused: str
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(declared, encoding="utf-8")
    monkeypatch.setattr(server, "sign_in_settings", lambda: settings.sign_in_settings(file))
    try:
        server.sign_in_for(tmp_path, address, is_open=is_open)
        said = ""
    except server.NotServed as problem:
        said = problem.message
    assert (refused in said) if refused else not said


def test_with_a_lead_it_is_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[sign_in]\nmethod = "local"', encoding="utf-8")
    monkeypatch.setattr(server, "sign_in_settings", lambda: settings.sign_in_settings(file))
    Users(tmp_path).add("a", Role.LEAD, [])
    assert server.sign_in_for(tmp_path, "0.0.0.0", is_open=False).method == "local"
