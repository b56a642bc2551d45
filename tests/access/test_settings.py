"""The settings of an installation: one table, in the documents, and nothing starts with one that cannot be."""

import re

import pytest
from paths import ROOT

import cli
from data import settings
from data.problems import Problem
from pages.parts.access import auth_config

TOKEN = "0123456789abcdef"


def test_the_page_of_settings_is_what_the_table_says():
    assert (ROOT / "docs/settings.md").read_text(encoding="utf-8") == settings.document()


def test_every_variable_the_program_asks_for_stands_in_the_table():
    files = [path for room in ("data", "models", "pages") for path in (ROOT / room).rglob("*.py")]
    asked = re.compile(r"[\"'](LEDGER_[A-Z_]+)[\"']")
    used = {name for path in files for name in asked.findall(path.read_text(encoding="utf-8"))}
    assert used == set(settings.BY_NAME)


@pytest.mark.parametrize(
    "name, read, code",
    [
        ("LEDGER_HOEM", "x", "SETTING_UNKNOWN_NEAR"),
        ("LEDGER_OF_SOMETHING_ELSE_ENTIRELY", "", "SETTING_UNKNOWN"),
        ("LEDGER_HOME", __file__, "SETTING_NO_FOLDER"),
        ("LEDGER_URL", "ledger.example.com", "SETTING_NO_ADDRESS"),
        ("LEDGER_QUERY_SECONDS", "0", "SETTING_NO_NUMBER"),
        ("LEDGER_QUERY_SECONDS", "1.5", "SETTING_NO_NUMBER"),
        ("LEDGER_QUERY_SECONDS", "-5", "SETTING_NO_NUMBER"),
        ("LEDGER_BACKUP_KEEP", "0", "SETTING_NO_NUMBER"),
        ("LEDGER_LOG", "JSON", "SETTING_NO_CHOICE"),
        ("LEDGER_METRICS_TOKEN", TOKEN[1:], "SETTING_SHORT_SECRET"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_one_sentence(monkeypatch, capsys, name, read, code):
    monkeypatch.setenv(name, read)
    with pytest.raises(Problem) as refused:
        auth_config.check()  # what asgi.py asks first
    assert refused.value.code == code and name in str(refused.value)
    assert TOKEN[1:] not in str(refused.value)  # a secret is not said again
    assert cli.main(["figures"]) == cli.REFUSED and capsys.readouterr().err == f"{refused.value}\n"


def test_settings_that_can_be_are_taken():
    good = {
        "LEDGER_HOME": "not/yet/there",
        "LEDGER_URL": "https://ledger.example.com",
        "LEDGER_QUERY_SECONDS": "",
        "LEDGER_LOG": "json",
        "LEDGER_METRICS_TOKEN": TOKEN,
        "LEDGER_BACKUP_HOURS": "24",
        "LEDGERS": "another program's",
    }
    assert settings.check(good) is None
