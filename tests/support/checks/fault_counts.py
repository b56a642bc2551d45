"""How many faults of each family were survived, told in one line a family at the end of a run."""

from collections import Counter

import pytest

FAULT = "fault"


def pytest_configure(config):
    """Explain the mark."""
    config.addinivalue_line("markers", "fault(family): one fault of a family whose count is told at the end")


@pytest.fixture(autouse=True)
def _fault(request, record_property):
    """Let the report of a test say which family it belongs to, whichever process ran it."""
    if mark := request.node.get_closest_marker(FAULT):
        record_property(FAULT, mark.args[0])


def counts(reports: dict) -> list[str]:
    """Return "kill -9: 200 of 200 whole" for each family among the reports by outcome."""
    passed, failed = (
        Counter(value for one in reports.get(kind, []) for name, value in one.user_properties if name == FAULT)
        for kind in ("passed", "failed")
    )
    return [
        f"{family}: {passed[family]} of {passed[family] + failed[family]} whole" for family in sorted(passed | failed)
    ]


def pytest_terminal_summary(terminalreporter):
    """Say the counts."""
    for line in counts(terminalreporter.stats):
        terminalreporter.write_line(line)
