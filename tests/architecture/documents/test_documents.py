"""Every command, option and setting stands in docs/commands.md, and every page in the README."""

import re
import shlex

import click
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
    if option.startswith("--") and option != "--format"
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


GUIDES = sorted((ROOT / "docs/guides").glob("*.md"))
LINES = [
    (guide.name, line.removeprefix("$ "))
    for guide in (ROOT / "README.md", *GUIDES)
    for line in guide.read_text(encoding="utf-8").splitlines()
    if line.startswith("$ python cli.py")
]


@pytest.mark.parametrize("guide, line", LINES)
def test_a_command_of_the_guides_can_be_given(guide, line):
    """Its names, options and arguments are read as the command line reads them; nothing is run."""
    _read(commands, shlex.split(line)[2:], None)


def _read(command: click.Command, words: list[str], parent: click.Context | None) -> None:
    context = command.context_class(command, parent=parent)
    left = command.parse_args(context, words)
    if isinstance(command, click.Group):
        name, chosen, rest = command.resolve_command(context, [*getattr(context, "_protected_args", ()), *left])
        _read(chosen, rest, context)


@pytest.mark.parametrize(
    "line", ["imports --nothing", "nothing", "share nothing", "share revoke", "close 2026-01 more"]
)
def test_a_command_that_cannot_be_given_is_noticed(line):
    with pytest.raises(click.UsageError):
        _read(commands, line.split(), None)


def test_guides_stand_in_the_readme_and_name_make_targets_that_exist():
    readme, makefile = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "Makefile"))
    assert GUIDES and all(f"(docs/guides/{guide.name})" in readme for guide in GUIDES)
    named = {name for guide in GUIDES for name in re.findall(r"`make (\w+)", guide.read_text(encoding="utf-8"))}
    assert named and all(re.search(rf"^{name}:", makefile, re.MULTILINE) for name in named)


def test_pictures_of_the_readme_are_those_that_are_taken():
    from pictures import PICTURES

    shown = re.findall(r"\(docs/pictures/([\w-]+)\.png\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert set(shown) == set(PICTURES)
