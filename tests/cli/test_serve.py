"""The server's way in and out: the port, the language, the end; and Java, where Spark is asked for."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from reform.cli import main, server
from reform.common import i18n
from reform.pipeline.aggregate.engine import EngineFailed
from reform.pipeline.aggregate.spark_engine import require_java
from tests.ingest.files import County


@pytest.mark.parametrize(("lang", "words"), [("zh", "已被占用"), ("en", "is in use")])
def test_a_port_in_use_is_said_with_the_way_out(tmp_path: Path, lang: str, words: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        met = County(tmp_path).run("serve", "--port", str(port), "--headless", lang=lang)
    assert met.exit_code == 1
    assert words in met.stderr
    assert f"make run PORT={port + 1}" in met.stderr
    assert "http" not in met.output


def test_an_address_of_another_machine_is_said(tmp_path: Path) -> None:
    met = County(tmp_path).run("serve", "--address", "192.0.2.1", "--open", "--port", "0", lang="en")
    assert met.exit_code == 1
    assert "cannot be opened at 192.0.2.1:0" in met.stderr


def test_ctrl_c_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setenv("REFORM_LANG", "")  # which the command sets for the pages
    monkeypatch.setattr(server, "require_free", lambda *_: None)
    monkeypatch.setattr(server, "serve", stopped)
    met = County(tmp_path).run("serve", lang="en")
    assert (met.exit_code, met.stderr) == (0, "The dashboard has stopped.\n")


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        (("en", "zh", "zh-CN"), "en"),
        ((None, "en", "zh-CN"), "en"),
        ((None, None, "en-GB,en;q=0.9"), "en"),
        ((None, None, "zh-Hans-CN"), "zh"),
        ((None, None, "fr-FR"), "zh"),
        ((None, "xx", None), "zh"),
    ],
)
def test_the_first_language_that_is_known(wishes: tuple[str | None, ...], language: str) -> None:
    assert i18n.first_known(*wishes) == language


@pytest.mark.parametrize(
    "words",
    [
        ["--lang", "en", "history"],
        ["history", "--lang", "en"],
        ["history", "--lang=en"],
        ["history", "--format", "text", "--lang", "en", "--today", "2026-11-23"],
    ],
    ids=" ".join,
)
def test_options_for_all_stand_anywhere(tmp_path: Path, words: list[str]) -> None:
    met = CliRunner().invoke(main, [*words, "--warehouse", str(tmp_path / "w")])
    assert (met.exit_code, met.output) == (0, "Nothing has been loaded yet.\n")


def test_what_follows_two_dashes_is_no_option(tmp_path: Path) -> None:
    met = CliRunner().invoke(main, ["--warehouse", str(tmp_path), "check", "--", "--lang"])
    assert "--lang" in met.output


@pytest.mark.parametrize(("says", "found"), [("", "there is no Java"), ('openjdk version "11.0.2"', "is 11")])
def test_java_that_is_missing_or_old_is_said_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, found: str
) -> None:
    if says:
        java = tmp_path / "java"
        java.write_text(f"#!/bin/sh\necho '{says}' >&2\n", encoding="utf-8")
        java.chmod(0o755)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineFailed) as failed:
        require_java()
    with i18n.speaking("en"):
        assert found in failed.value.sentence
    assert "Java 17" in failed.value.sentence
    assert "{" not in failed.value.sentence + str(failed.value)
