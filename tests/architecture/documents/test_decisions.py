"""Every decision names its code and its test; what stands in backticks there, and in the guides, exists today."""

import re
from pathlib import Path

import pytest
from paths import ROOT

DECISIONS = sorted(path for path in (ROOT / "docs" / "decisions").glob("*.md") if path.name != "README.md")
GUIDES = [
    ROOT / name
    for name in (
        "README.md",
        "SECURITY.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "docs/architecture.md",
        "docs/deploying.md",
        "docs/signing-in.md",
        *(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs" / "guides").glob("*.md"))),
    )
]
ROOMS = ("data/", "models/", "pages/", "tests/", "docs/")
# Names of others that look like a module of ours with something in it.
NOT_OURS = {"st", "alt", "server", "runner", "sector", "month", "chosen_period"}
SUFFIXES = {"py", "md", "toml", "sql", "json", "jsonl", "duckdb", "txt", "lock", "key"}
NOT_IN_THE_TREE = {"data/store", "data/store/", "data/own"}  # the homes of make run and make own


def entries(text: str) -> list[str]:
    """Return the entries of a file of decisions, each from its heading on."""
    return re.split(r"^## ", text, flags=re.M)[1:]


def ticked(text: str) -> list[str]:
    """Return what stands in backticks."""
    return re.findall(r"`([^`\n]+)`", text)


def missing_paths(text: str) -> list[str]:
    """Return the paths in backticks that lead nowhere."""
    named = [one.split("::")[0] for one in ticked(text) if one.startswith(ROOMS)]
    plain = [one for one in named if re.fullmatch(r"[\w./-]+", one) and one not in NOT_IN_THE_TREE]
    return [one for one in plain if not (ROOT / one).exists()]


def unknown_names(text: str) -> list[str]:
    """Return what looks like `module.name` or `module.py` and is in no file of the tree."""
    gone = [one for one in ticked(text) if re.fullmatch(r"\w+\.py", one) and not files_called(one)]
    for one in ticked(text):
        found = re.fullmatch(r"([a-z_]+)\.([A-Za-z_]+)(\(.*\))?", one)
        if found and found[1] not in NOT_OURS and found[2] not in SUFFIXES:
            gone += [] if is_in_a_file(found[1], found[2]) else [one]
    return gone


def is_in_a_file(stem: str, name: str) -> bool:
    """Return whether a file of this name holds the word."""
    files = [*files_called(f"{stem}.py"), *files_called(f"{stem}.sql")]
    return any(re.search(rf"\b{name}\b", path.read_text(encoding="utf-8")) for path in files)


def files_called(name: str) -> list[Path]:
    """Return the project's files of a name."""
    return [*ROOT.glob(name), *(path for room in ROOMS for path in (ROOT / room).rglob(name))]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_every_decision_names_its_code_and_its_test(path):
    for entry in entries(path.read_text(encoding="utf-8")):
        code, test = (re.search(rf"^{word}: `([^`]+)`|\. {word}: `([^`]+)`", entry, re.M) for word in ("Code", "Test"))
        assert code and test, entry.splitlines()[0]
        assert any(one.startswith("tests/") for one in ticked(entry[test.start() :])), entry.splitlines()[0]


@pytest.mark.parametrize("path", [*DECISIONS, *GUIDES], ids=lambda path: path.stem)
def test_what_stands_in_backticks_exists(path):
    text = path.read_text(encoding="utf-8")
    assert missing_paths(text) == [] and unknown_names(text) == []


def test_the_list_of_decisions_is_whole():
    listed = re.findall(r"\]\(([\w-]+\.md)\)", (ROOT / "docs/decisions/README.md").read_text("utf-8"))
    assert sorted(listed) == [path.name for path in DECISIONS]


@pytest.mark.parametrize(
    "text", ["`filters._judge`", "`plainsheet.py`", "`data/unpacking`", "`tests/test_gone.py::test_x`"]
)
def test_a_name_that_moved_on_is_caught(text):
    assert missing_paths(text) + unknown_names(text)
