"""The locks hold what the requirements ask for, on every Python and machine, with hashes and without addresses."""

import re
from pathlib import Path

import lock
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

APP, TESTS, OTHER = (lock.ROOT / name for name in (lock.APP, lock.TESTS, lock.OTHER))
SPARK, SAIL = (lock.ROOT / name for name in (lock.SPARK, lock.SAIL))
ASKED = {path: path.with_suffix(".txt") for path in (APP, TESTS, SPARK, SAIL)}
MACHINES = [
    {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": system, "platform_system": name}
    for python in lock.PYTHONS
    for system, name in (("linux", "Linux"), ("darwin", "Darwin"), ("win32", "Windows"))
]
AS_ON_ALL = {"implementation_name": "cpython", "platform_python_implementation": "CPython"}


def asked(path: Path) -> dict[str, Requirement]:
    """Return what a requirements file asks for, by name."""
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return {canonicalize_name(one.name): one for one in map(Requirement, filter(None, lines))}


def locked(path: Path) -> list[tuple[Requirement, list[str], str]]:
    """Return the entries of a lock: the pinned requirement, its hashes, and who asked for it."""
    entries = re.split(r"\n(?=[a-z])", path.read_text(encoding="utf-8"))[1:]
    return [
        (Requirement(entry.split(" \\\n")[0]), re.findall(r"--hash=sha256:([0-9a-f]{64})\b", entry), entry)
        for entry in entries
    ]


def pins(path: Path, machine: dict) -> dict[str, str]:
    """Return name and version of every package that one machine installs."""
    there = [one for one, _, _ in locked(path) if one.marker is None or one.marker.evaluate(machine | AS_ON_ALL)]
    found = {canonicalize_name(one.name): str(one.specifier).removeprefix("==") for one in there}
    assert len(found) == len(there), "a package stands twice for one machine"
    return found


@pytest.mark.parametrize("path", ASKED, ids=lambda path: str(path.relative_to(lock.ROOT)))
def test_what_is_asked_for_is_locked_inside_its_range_on_every_machine(path):
    for machine in MACHINES:
        versions = pins(path, machine)
        for name, wanted in asked(ASKED[path]).items():
            assert wanted.specifier.contains(versions.get(name, "0")), f"{name}: run make lock"


@pytest.mark.parametrize("path", ASKED, ids=lambda path: str(path.relative_to(lock.ROOT)))
def test_what_is_no_longer_asked_for_is_no_longer_locked(path):
    source = f"-r {ASKED[path].relative_to(lock.ROOT)}"
    direct = {canonicalize_name(one.name) for one, _, entry in locked(path) if source in entry.replace("\n", " ")}
    assert direct == set(asked(ASKED[path])), "run make lock"


@pytest.mark.parametrize("path", [APP, TESTS, OTHER, SPARK, SAIL], ids=lambda path: path.stem)
def test_every_pin_has_hashes_and_no_address(path):
    assert all(hashes and str(one.specifier).startswith("==") for one, hashes, _ in locked(path))
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host|file:| @ ", text)


@pytest.mark.parametrize("one, other", [(APP, TESTS), (APP, SPARK), (TESTS, SPARK)])
def test_what_is_installed_side_by_side_shares_its_versions(one, other):
    for machine in MACHINES:
        first, second = pins(one, machine), pins(other, machine)
        assert {name: first[name] for name in first.keys() & second.keys()} == {
            name: second[name] for name in first.keys() & second.keys()
        }


def test_the_other_duckdb_is_the_other_end_of_the_range():
    ((other, _, _),) = locked(OTHER)
    versions = {pins(APP, machine)["duckdb"] for machine in MACHINES}
    assert other.name == "duckdb" and str(other.specifier).removeprefix("==") not in versions
    assert asked(ASKED[APP])["duckdb"].specifier.contains(str(other.specifier).removeprefix("=="))
