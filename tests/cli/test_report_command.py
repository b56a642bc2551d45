"""The command that writes a report: files of each kind, the same bytes twice, refusals in one sentence."""

import os
import sys

import pytest
from command import run
from home_templates import copied
from pptx import Presentation


@pytest.fixture(scope="module")
def home(templates, tmp_path_factory):
    return copied(templates.shared(), tmp_path_factory.mktemp("report_command"))


@pytest.mark.parametrize("name, begins", [("out.pdf", b"%PDF"), ("OUT.PPTX", b"PK")])
def test_a_report_is_written_and_the_same_again(home, tmp_path, name, begins):
    first, second = tmp_path / f"first_{name}", tmp_path / f"second_{name}"
    for out in (first, second):
        done = run(home, "report", out, "--kind", "overview", "--language", "es")
        assert (done.code, done.err) == (0, "")
    assert first.read_bytes().startswith(begins) and first.read_bytes() == second.read_bytes()
    assert "LEDGER_HOME" not in os.environ or os.environ["LEDGER_HOME"] != str(home)


def test_a_statement_of_a_sector_is_written(home, tmp_path):
    assert (
        run(home, "report", tmp_path / "s.pdf", "--sector", "Billing", "--from", "2025-01", "--to", "2025-06").code == 0
    )


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["out.doc"], "cannot be written"),
        (["out.pdf", "--sector", "Nowhere"], 'no sector named "Nowhere"'),
        (["out.pdf", "--from", "1999-01", "--to", "1999-12"], "no data in this period"),
        (["out.pdf", "--scenario", "Nowhere"], 'no scenario named "Nowhere"'),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(home, tmp_path, arguments, said):
    done = run(home, "report", tmp_path / arguments[0], *arguments[1:])
    assert done.code == 2 and said in done.err and len(done.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_an_empty_home_has_nothing_to_report(tmp_path):
    done = run(tmp_path / "home", "report", tmp_path / "out.pdf")
    assert done.code == 2 and "no data yet" in done.err and len(done.err.splitlines()) == 1


def test_a_missing_package_is_named(home, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    done = run(home, "report", tmp_path / "out.pdf", "--kind", "overview")
    assert done.code == 2 and '"typst"' in done.err and len(done.err.splitlines()) == 1


def test_a_scenario_is_told_beside_the_numbers_it_changes(templates, tmp_path):
    own = copied(templates.shared(), tmp_path)
    assert run(own, "scenario", "create", "Fewer", "fewer_complaints@Billing=50").code == 0
    assert run(own, "report", tmp_path / "out.pptx", "--scenario", "Fewer").code == 0
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(tmp_path / "out.pptx").slides]
    assert any("Fewer complaints (Billing)" in title and "saves" in title for title in titles), titles
