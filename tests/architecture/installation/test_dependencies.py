"""The audit of dependencies fails when it audits nothing, skips something, or finds something."""

import dependencies
import pytest

WANTED = {"streamlit", "xlsxwriter"}
CLEAN = [
    {"name": "streamlit", "version": "1.67.0", "vulns": []},
    {"name": "XlsxWriter", "version": "3.2.0", "vulns": []},
]
WEAK = {"id": "PYSEC-1", "fix_versions": ["1.67.1"]}


def test_a_whole_and_clean_audit_passes():
    assert dependencies.verdict({"dependencies": CLEAN}, WANTED) == []


@pytest.mark.parametrize(
    "report",
    [
        {},
        {"dependencies": []},
        {"dependencies": CLEAN[:1]},
        {"dependencies": [CLEAN[0], {"name": "XlsxWriter", "skip_reason": "not found on the index"}]},
        {"dependencies": [CLEAN[1], CLEAN[0] | {"vulns": [WEAK]}]},
    ],
)
def test_an_audit_of_nothing_of_a_part_or_with_a_finding_fails(report):
    assert dependencies.verdict(report, WANTED)


def test_nothing_to_audit_is_a_failure_too():
    assert dependencies.verdict({"dependencies": []}, set()) == ["nothing was audited"]


@pytest.mark.parametrize("says", ["exit 0", "echo no network >&2; exit 1", "echo '{\"dependencies\": []}'"])
def test_a_tool_that_could_not_ask_fails(tmp_path, says):
    tool = tmp_path / "pip-audit"
    tool.write_text(f"#!/bin/sh\n{says}\n")
    tool.chmod(0o755)
    assert dependencies.main(str(tool), str(tmp_path)) != 0


def test_the_requirements_are_read():
    assert {"streamlit", "duckdb", "markupsafe", "xlsxwriter"} <= dependencies.required(
        dependencies.REQUIREMENTS.read_text(encoding="utf-8")
    )
