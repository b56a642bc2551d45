"""What happened when is kept in UTC, whatever clock the server has, and shown by the clock of the reader."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
import streamlit as st
from paths import ROOT

from data.moments import KEPT
from pages.parts.ui.clock import local

NOON = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


def command(home: Path, zone: str, *arguments: str) -> str:
    """What a command prints on a server in a time zone; in a process of its own, which has one zone for good."""
    done = subprocess.run(
        [sys.executable, "cli.py", "--home", str(home), *arguments],
        cwd=ROOT,
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def home(tmp_path) -> Path:
    """A home with an import and a link, made in Tokyo."""
    (tmp_path / "rows.csv").write_text("sector\nNorth\n", encoding="utf-8")
    command(tmp_path / "home", "Asia/Tokyo", "import", "sectors", str(tmp_path / "rows.csv"))
    command(tmp_path / "home", "Asia/Tokyo", "share", "create", "overview", "--expires", "1", "--mode", "live")
    return tmp_path / "home"


def imported_at(home: Path, zone: str) -> datetime:
    """When the import of a home happened, as its list says in a zone."""
    return datetime.fromisoformat(json.loads(command(home, zone, "imports", "--json"))[0]["imported_at"])


def test_moments_are_kept_in_utc_on_every_server(home):
    assert timedelta(0) <= datetime.now(UTC) - imported_at(home, "America/New_York") < timedelta(minutes=10)
    with duckdb.connect(str(home / "ledger.duckdb"), read_only=True) as kept:
        (ends,) = kept.execute("select expires_at - current_timestamp from share").fetchone()
    assert timedelta(hours=23) < ends <= timedelta(days=1)
    assert "+00:00" in command(home, "America/New_York", "share", "list")


@pytest.mark.long
def test_a_home_made_before_opens_with_the_right_times(home):
    # then 12:00 on the server's clock was kept without a zone: in New York, in July, that was 16:00 in UTC
    with duckdb.connect(str(home / "ledger.duckdb")) as before:
        for table, columns in KEPT.items():
            for column in columns:
                before.execute(f"alter table {table} alter {column} type timestamp")
        before.execute("update import_log set imported_at = timestamp '2026-07-01 12:00:00'")
    sixteen = datetime(2026, 7, 1, 16, 0, tzinfo=UTC)
    assert imported_at(home, "America/New_York") == sixteen
    assert imported_at(home, "Asia/Tokyo") == sixteen  # turned once, by the server that had it


@pytest.mark.parametrize(
    "zone, there",
    [
        ("Asia/Tokyo", "2026-11-28T21:00"),  # nine hours ahead
        ("America/New_York", "2026-11-28T07:00"),
        ("Pacific/Auckland", "2026-11-29T01:00"),
    ],
)
def test_a_page_shows_the_clock_of_its_reader(monkeypatch, zone, there):
    monkeypatch.setattr(type(st.context), "timezone", property(lambda context: zone))
    assert local(NOON).strftime("%Y-%m-%dT%H:%M") == there


@pytest.mark.parametrize("zone", [None, "", "America", "Nowhere/At all", "../../etc/passwd", "/etc/passwd", "a\0b"])
def test_whatever_a_browser_says_of_its_zone_a_moment_is_shown(monkeypatch, zone):
    monkeypatch.setattr(type(st.context), "timezone", property(lambda context: zone))
    assert local(NOON) == NOON
