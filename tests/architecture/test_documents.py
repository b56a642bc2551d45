"""Every command, option and setting stands in docs/commands.md, and every page in the README."""

import pytest
from paths import ROOT

from cli import commands
from data.import_options import COLUMN_SETTINGS, FILE_SETTINGS
from pages.parts.i18n.language import say

COMMANDS = (ROOT / "docs/commands.md").read_text(encoding="utf-8").replace("\\|", "|")
OPTIONS = [
    (name, option)
    for name, command in commands.commands.items()
    for parameter in command.params
    for option in parameter.opts
    if option.startswith("--") and option not in ("--format", "--engine")
]


@pytest.mark.parametrize("name", commands.commands)
def test_command_is_documented(name):
    assert f"| `{name}" in COMMANDS


@pytest.mark.parametrize("name, option", OPTIONS)
def test_option_is_documented(name, option):
    (line,) = [line for line in COMMANDS.splitlines() if line.startswith((f"| `{name} ", f"| `{name}`"))]
    assert option in line


@pytest.mark.parametrize("setting", COLUMN_SETTINGS)
def test_setting_of_a_column_is_documented_with_its_choices(setting):
    choices = COLUMN_SETTINGS[setting]
    assert f"`COLUMN.{setting}={'|'.join(choices) if choices else ''}" in COMMANDS


@pytest.mark.parametrize("setting", FILE_SETTINGS)
def test_setting_of_a_file_is_documented_with_its_choices(setting):
    choices = FILE_SETTINGS[setting]
    assert f"`{setting}={'|'.join(choices) if choices else ''}" in COMMANDS


def test_the_readme_names_every_page():
    readme = (ROOT / "README.md").read_text(encoding="utf-8").lower()
    pages = [say("en", f"nav.{path.stem}").lower() for path in (ROOT / "pages").glob("*.py")]
    assert pages and all(f"| {page} |" in readme for page in pages)
