"""What is kept under version control is source: no database, no lock of a process, nothing heavy that is not listed;
in folders and files of a size one can look through."""

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from paths import ROOT

HEAVY: set[str] = set()  # files over a megabyte that belong here, each with its reason
MEGABYTE = 1_000_000
MOST_FILES = 16  # of Python in one folder of the product: beyond that nobody sees what belongs together
MOST_LINES = 250  # of a test file, as of any other
DATABASES = (".duckdb", ".duckdb.wal", ".wal", ".db", ".sqlite", ".sqlite3")
LOCKS = {  # of versions, not of processes
    "requirements.lock",
    "requirements-spark.lock",
    "tests/requirements.lock",
    "tests/requirements-sail.lock",
    "tests/other-duckdb.lock",
}


def faults(names: list[str], size_of) -> list[str]:
    """Return the names that do not belong into the tree."""
    databases = [name for name in names if name.endswith(DATABASES)]
    locks = [name for name in names if name.endswith((".lock", ".pid")) and name not in LOCKS]
    heavy = [name for name in names if size_of(name) > MEGABYTE and name not in HEAVY]
    return sorted({*databases, *locks, *heavy})


def test_only_source_is_kept():
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("what is tracked, without git")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    there = [name for name in names.split("\0") if name and (ROOT / name).exists()]
    assert there and faults(there, lambda name: (ROOT / name).stat().st_size) == []


@pytest.mark.parametrize(
    "name", ["h1m/ledger.duckdb", "ledger.duckdb.wal", "home/exchange.lock", "server.pid", "data/million.csv"]
)
def test_what_does_not_belong_is_found(name):
    assert faults(["README.md", name, *LOCKS], lambda one: 10**7 if one.endswith(".csv") else 10) == [name]


@pytest.mark.parametrize(
    "name",
    ["data/store/any", "mine/ledger.duckdb", "mine/ledger.duckdb.wal", "mine/originals/ab12", "mine/texts/i1.parquet"],
)
def test_homes_are_ignored(name):
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("what is ignored, without git")
    assert subprocess.run(["git", "check-ignore", "--quiet", "--no-index", name], cwd=ROOT).returncode == 0


def test_no_source_is_ignored():
    """A folder of source that bears the name of a folder of homes would be missing from every clone."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("what is ignored, without git")
    source = [f"{folder}/*.{kind}" for folder in ("data", "models", "pages", "tests") for kind in ("py", "sql", "toml")]
    asked = ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "--", *source]
    assert subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout == ""


def test_every_test_file_has_a_name_of_its_own():
    """Two of one name in different folders: the second is not collected, and its tests never run."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(set(names)) == sorted(names)


def too_full(folder: Path) -> dict[str, int]:
    """Return the folders that hold more Python files than one can look through, with how many."""
    counted = Counter(path.parent.relative_to(folder).as_posix() for path in folder.rglob("*.py"))
    return {name: count for name, count in counted.items() if count > MOST_FILES}


@pytest.mark.parametrize("room", ["data", "models", "pages"])
def test_no_folder_of_the_product_is_too_full(room):
    assert too_full(ROOT / room) == {}, "cut it by subject, as docs/architecture.md shows"


def test_a_folder_that_is_too_full_is_found(tmp_path):
    (tmp_path / "costs").mkdir()
    for number in range(MOST_FILES + 1):
        (tmp_path / "costs" / f"cost_{number}.py").touch()
    assert too_full(tmp_path) == {"costs": MOST_FILES + 1}


def test_test_files_stay_short():
    lines = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "tests").rglob("*.py")}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}, "cut it by subject"
