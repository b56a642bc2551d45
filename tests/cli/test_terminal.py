"""Names of files and other texts of others do not steer the terminal a command prints on."""

import io
import sys

import duckdb
import pytest

import cli
from data.commands.terminal import SHOWN, Terminal, guarded, plain


class Tty(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    "text, shown",
    [
        ("\x1b]0;owned\x07\x1b[2J", f"{SHOWN}]0;owned{SHOWN}{SHOWN}[2J"),
        ("a\rb\x9b31m", f"a{SHOWN}b{SHOWN}31m"),
        ("invoice\u202egpj.exe", f"invoice{SHOWN}gpj.exe"),
        ("\r1/3 ledger", "\r1/3 ledger"),  # our own progress
        ("Müller\tñ 漢字\n", "Müller\tñ 漢字\n"),
    ],
)
def test_what_steers_is_shown_as_a_box(text, shown):
    assert plain(text) == shown


def test_a_file_name_that_steers_is_refused_in_plain_text(tmp_path, monkeypatch):
    said = Tty()
    monkeypatch.setattr(sys, "stderr", said)
    monkeypatch.setattr(sys, "stdout", Tty())
    assert cli.main(["--home", str(tmp_path / "home"), "import", "complaints", "\x1b[2Jno.csv"]) == cli.REFUSED
    assert "no.csv" in said.getvalue() and "\x1b" not in said.getvalue()


def test_what_goes_to_another_program_stays_exact(monkeypatch):
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    with guarded():
        assert sys.stdout is out and not isinstance(sys.stderr, Terminal)
        print("a\x1b[0m")
    assert out.getvalue() == "a\x1b[0m\n"


def test_a_query_nobody_can_answer_is_told_as_a_fault_of_the_program(command, tmp_path):
    with duckdb.connect(tmp_path / "home" / "ledger.duckdb") as connection:
        connection.execute("alter table raw_customers rename column started_on to begun_on")
    found = command("figure", "customer_value")
    assert found.code == cli.REFUSED
    assert found.err.startswith("This is a fault of the program, not of your file") and "started_on" in found.err
