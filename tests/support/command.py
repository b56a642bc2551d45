"""Runs commands as a user does, and hands back what they printed."""

import contextlib
import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from paths import ROOT

import cli


class Answer(NamedTuple):
    """Exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[dict]:
        """Standard output as CSV."""
        return list(csv.DictReader(io.StringIO(self.out)))


def run(home: Path, *arguments) -> Answer:
    """One command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.main(["--home", str(home), *map(str, arguments)])
    return Answer(code, out.getvalue(), err.getvalue())


def run_apart(home: Path, *arguments) -> Answer:
    """One command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "cli.py", "--home", str(home), *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return Answer(done.returncode, done.stdout, done.stderr)
