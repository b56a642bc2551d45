"""What `make test` leaves to `make torture` is chosen alike at every run."""

from pathlib import Path
from types import SimpleNamespace

import pytest
import sampling
from fault_counts import counts
from sampling import kept

pytest_plugins = ["pytester"]


@pytest.mark.parametrize(
    ("count", "keep", "places"),
    [(5, 1, [0]), (5, 2, [0, 4]), (9, 3, [0, 4, 8]), (3, 3, [0, 1, 2]), (2, 8, [0, 1]), (10, 4, [0, 3, 6, 9])],
)
def test_cases_are_kept_evenly_from_the_first_to_the_last(count, keep, places):
    assert kept(count, keep) == places


FILE = """
import pytest

@pytest.mark.long
def test_long():
    pass

@pytest.mark.sampled(2)
@pytest.mark.parametrize("number", range(5))
def test_family(number):
    pass

def test_short():
    pass
"""


@pytest.fixture
def some(pytester, monkeypatch):
    """A folder of its own with the tests above; pytest there knows the marks."""
    monkeypatch.setenv("PYTHONPATH", str(Path(sampling.__file__).parent))
    pytester.makepyfile(test_some=FILE)
    return lambda *arguments: pytester.runpytest_subprocess("-p", "sampling", "-q", *arguments)


def test_the_long_ones_and_most_cases_are_left_out_and_said(some):
    found = some("-n", "2")
    found.assert_outcomes(passed=3)
    found.stdout.fnmatch_lines(["*Left to make torture: 4 long tests and cases.*"])


def test_every_test_runs_when_all_are_wanted_or_one_is_named(some):
    some("--every").assert_outcomes(passed=7)
    some("test_some.py::test_long").assert_outcomes(passed=1)


def test_faults_are_counted_by_family_with_those_that_were_not_survived():
    def report(*families):
        return SimpleNamespace(user_properties=[("fault", family) for family in families])

    reports = {"passed": [report("kill -9"), report("kill -9"), report()], "failed": [report("kill -9"), report("log")]}
    assert counts(reports) == ["kill -9: 2 of 3 whole", "log: 0 of 1 whole"]
