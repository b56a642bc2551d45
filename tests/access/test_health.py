"""What machines ask: /healthz tells strangers `ok` alone, /metrics is closed without its secret, neither calculates."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from home_templates import copied
from starlette.applications import Starlette
from streamlit import get_option

from data.import_options import Options
from data.imports.pipeline import import_file
from data.store import Store
from pages.parts.access import http_guard
from pages.parts.admin import health, installation
from pages.parts.runtime import services
from pages.parts.runtime.counters import Counters, counters, timed

SECRET = "0123456789abcdef"
APP = http_guard.Guard(Starlette(routes=[*http_guard.ROUTES, *health.ROUTES]))
JSON, BEARER = ("accept", "application/json"), ("authorization", f"Bearer {SECRET}")


def ask(path: str, *headers: tuple[str, str], peer: str = "127.0.0.1") -> tuple[int, str, dict]:
    """Status, text and headers of an answer, as a request from an address gets it."""
    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b""}
    scope |= {"scheme": "http", "server": ("127.0.0.1", 8501), "client": (peer, 5000), "root_path": "", "state": {}}
    given = (("host", "127.0.0.1:8501"), *headers)
    scope["headers"] = [(name.encode(), value.encode()) for name, value in given]
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    # in a thread of its own: where a browser is driven by this process too, the thread has a loop already
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, APP(scope, receive, send)).result()
    answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:]).decode(), answered


@pytest.fixture
def house(templates, tmp_path, monkeypatch):
    """The small organisation, worked out, as a server has it open."""
    monkeypatch.setenv("LEDGER_HOME", str(copied(templates.shared(), tmp_path)))
    held = services.services()
    yield held
    held.store.close()


def test_who_may_know_is_told_version_reconciliation_and_room(house):
    plain = ask("/healthz")
    assert plain[:2] == (200, "ok")
    told = json.loads(ask("/healthz", JSON)[1])
    assert told["status"] == "ok" and told["version"] == house.store.version > 0
    assert (told["reconciliation"], told["failed_checks"]) == ("passed", 0)
    assert told["disk_free_bytes"] > 0 and told["last_backup"] is None


@pytest.mark.parametrize(
    "headers, peer",
    [
        ((), "203.0.113.7"),
        ((("x-forwarded-for", "203.0.113.7"),), "127.0.0.1"),
        ((("forwarded", "for=203.0.113.7"),), "127.0.0.1"),
        ((("authorization", f"Bearer {SECRET}x"),), "203.0.113.7"),
        ((("authorization", SECRET),), "203.0.113.7"),
    ],
)
def test_a_stranger_is_told_ok_alone(house, monkeypatch, headers, peer):
    monkeypatch.setenv("LEDGER_METRICS_TOKEN", SECRET)
    assert ask("/healthz", JSON, *headers, peer=peer)[:2] == (200, "ok")
    assert json.loads(ask("/healthz", JSON, BEARER, peer=peer)[1])["version"] == house.store.version


def test_a_watchman_on_the_machine_needs_no_name_of_visitors(house, monkeypatch):
    named = {"server.allowedHosts": ["ledger.example.com"]}
    monkeypatch.setattr(http_guard.st, "get_option", lambda name: named.get(name) or get_option(name))
    assert ask("/healthz")[:2] == (200, "ok")
    assert [ask(path)[0] for path in ("/robots.txt", "/healthz/x", "/overview")] == [400, 400, 400]


def test_metrics_are_closed_without_the_secret(house, monkeypatch):
    assert ask("/metrics", BEARER)[0] == 404  # no secret is set: there is no such page
    monkeypatch.setenv("LEDGER_METRICS_TOKEN", SECRET)
    for given in (
        (),
        (("authorization", ""),),
        (("authorization", "Bearer "),),
        (("authorization", f"bearer {SECRET}"),),
    ):
        assert ask("/metrics", *given)[:2] == (401, "")


def test_metrics_are_what_prometheus_reads(house, monkeypatch):
    monkeypatch.setenv("LEDGER_METRICS_TOKEN", SECRET)
    ask("/healthz")
    status, text, headers = ask("/metrics", BEARER)
    assert status == 200 and headers["content-type"].startswith("text/plain; version=0.0.4")
    values = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert float(values["ledger_version"]) == house.store.version
    assert float(values["ledger_imports"]) == len(house.store.imports())
    assert float(values["ledger_reconciliation_failed"]) == 0
    assert float(values['ledger_home_bytes{part="database"}']) > 100_000
    assert float(values["ledger_memory_bytes"]) > 10_000_000
    assert float(values['ledger_requests_total{kind="http",status="200"}']) >= 1
    told = {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")}
    assert told == set(installation.METRICS)


def test_no_question_starts_a_calculation(tmp_path, monkeypatch):
    store = Store(tmp_path / "home")
    (tmp_path / "rows.csv").write_text("complaint_id,opened_on,compensation\nK1,2026-01-05,1\n")
    import_file(store, "complaints", tmp_path / "rows.csv", Options())
    store.close()
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LEDGER_METRICS_TOKEN", SECRET)
    house = services.services()
    try:
        told = json.loads(ask("/healthz", JSON)[1])
        assert (told["version"], told["reconciliation"], told["failed_checks"]) == (1, "not calculated", None)
        assert "ledger_reconciliation_failed -1\n" in ask("/metrics", BEARER)[1]
        assert not house.engine.is_built(1, names=["reconciliation"])
    finally:
        house.store.close()


def test_a_database_that_does_not_answer_is_told_without_the_reason(house, caplog, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("where a folder should be")
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "file" / "home"))
    assert ask("/healthz", peer="203.0.113.7")[:2] == (503, "failing")
    assert ask("/healthz", JSON)[:2] == (503, '{"status":"failing"}')
    assert "HomeFails" in caplog.text  # the server's own log has it


def test_counters_add_up_by_label_and_time_what_fails_too():
    held = Counters()
    for status in ("200", "404", "200"):
        held.add("seen", kind="http", status=status)
    assert held.sums() == {("seen", (("kind", "http"), ("status", s))): n for s, n in (("200", 2), ("404", 1))}
    with pytest.raises(KeyError), timed("tried", kind="test"):
        raise KeyError
    assert counters().sums()["tried_total", (("kind", "test"),)] == 1
