"""CONTRIBUTING names exactly the files each addition touches: one of each is added in a copy, and checked there."""

import re
import shutil
import subprocess
import sys

import pytest
from additions import ADDITIONS, Addition
from paths import ROOT
from translations import TRANSLATIONS

from data.languages import LANGUAGES

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "store", "*.png", "browser", "bench")
# What a newcomer would break: the texts, the rules, the documents, and the facts of what was added.
CHECKS = [
    "tests/architecture/test_contracts.py",
    "tests/architecture/documents/test_documents.py",
    "tests/architecture/documents/test_languages.py",
    "tests/architecture/test_layers.py",
    "tests/architecture/test_rules.py",
    "tests/pages/test_figure_words.py",
    "tests/pages/test_pages.py",
    "tests/models/figures/test_figures.py",
]
OF_WHAT_WAS_ADDED = (
    "open_complaint or courier or visits or punctuality or figure_words or test_contracts or readme or list_of_pages "
    "or test_languages or every_sentence or raw_tables or source_of_a_figure or stale or detour "
    "or every_file_has_a_floor"
)


def section(title: str) -> str:
    """Return what CONTRIBUTING says under a heading."""
    return TEXT.split(f"\n## {title}\n")[1].split("\n## ")[0]


def listed(title: str, addition: Addition) -> set[str]:
    """Return the files of the numbered list, with the names of the addition in place of <…>."""
    text = section(title)
    for word, name in addition.names.items():
        text = text.replace(f"<{word}>", name)
    items = re.findall(r"^\d\. ((?:`[^`]+`(?: and )?)+)", text, re.M)
    paths = {path for item in items for path in re.findall(r"`([^`]+)`", item)}
    return {
        path.replace("<translation>", translation).replace("<language>", language)
        for path in paths
        for translation in TRANSLATIONS
        for language in LANGUAGES
    }


@pytest.mark.parametrize("title", ADDITIONS)
def test_the_list_names_the_files_that_are_touched(title):
    addition = ADDITIONS[title]
    assert listed(title, addition) == {*addition.new, *addition.edits}


def test_every_path_named_exists():
    named = {path for path in re.findall(r"`((?:data|models|pages|tests|docs)/[^`]*|[\w.]+\.\w+)`", TEXT)}
    plain = {path for path in named if "<" not in path and "/" in path}
    assert len(plain) > 20 and [path for path in plain if not (ROOT / path).exists()] == []
    folders = {path[: path.index("<")] for path in named if "<" in path}
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the tree with one of each added, and a language "gl"."""
    tree = tmp_path_factory.mktemp("copy") / "tree"
    shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
    for addition in ADDITIONS.values():
        add(tree, addition)
    for folder in re.findall(r"^\d\. `([^`]+)/<new>/`", section("A language"), re.M):
        shutil.copytree(tree / folder / "es", tree / folder / "gl")
    return tree


def add(tree, addition: Addition) -> None:
    """Write an addition into the files of a tree."""
    for name, text in addition.new.items():
        (tree / name).parent.mkdir(exist_ok=True)
        (tree / name).write_text(text, encoding="utf-8")
    for name, edits in addition.edits.items():
        text = (tree / name).read_text(encoding="utf-8")
        for place, more in edits:
            assert place in text, f"{name}: {place}"
            text = text.replace(place, more + place, 1) if place else text + more
        (tree / name).write_text(text, encoding="utf-8")


def run(tree, *arguments: str) -> str:
    """Run Python in a tree and return what it printed; fail with it when it failed."""
    done = subprocess.run([sys.executable, *arguments], cwd=tree, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def documented(copy):
    """The tree with what was added, and the documents that are made from it."""
    run(copy, "-m", "data.contracts.document")
    run(copy, "-m", "models.documents")
    return copy


@pytest.mark.long
def test_what_was_added_in_these_files_passes_the_checks(documented):
    said = run(documented, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", OF_WHAT_WAS_ADDED, *CHECKS)
    assert int(re.search(r"(\d+) passed", said)[1]) > 50


@pytest.mark.long
def test_the_documents_that_are_made_are_the_ones_named(documented):
    for title, addition in ADDITIONS.items():
        made = section(title).partition("Made by `make docs`: ")[2].partition(".\n")[0].split(" and the pages")[0]
        for path in re.findall(r"`([^`]+)`", made):
            for word, name in addition.names.items():
                path = path.replace(f"<{word}>", name)
            assert (documented / path).exists(), path


def test_a_language_is_the_folders_named_and_no_code(copy):
    assert "gl" in re.findall(r"\w+", run(copy, "cli.py", "share", "create", "--help"))
    asked = "from pages.parts.i18n.language import preferred; print(preferred('gl-ES'))"
    assert run(copy, "-c", asked) == "gl\n"
