"""The entry asgi.py: headers that close the pages to everything foreign while every page still works, hosts, health."""

import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from paths import ROOT
from visitors import knock

from pages.parts.access import pages

PAGES = ("", *(name for name in pages.NAMES if name not in (pages.FIRST, pages.ACCOUNT, "admin")), "admin?part=state")
CHARTS = {"": 1, "dissatisfaction": 1, "loyalty": 1}


@pytest.fixture(scope="module")
def entry(start_module_server, filled_home, tmp_path_factory):
    """The address of a server started by its entry."""
    return start_module_server(
        Path(shutil.copytree(filled_home, tmp_path_factory.mktemp("entry") / "home")), entry="asgi.py"
    )


def ask(address: str, host: str | None = None):
    """Status, headers and text of an answer."""
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    try:
        answer = urllib.request.urlopen(request, timeout=20)
    except urllib.error.HTTPError as refused:
        answer = refused
    return (
        answer.status,
        {name.lower(): value for name, value in answer.headers.items()},
        answer.read().decode("utf-8", "replace"),
    )


@pytest.fixture
def strict(page):
    """A tab that notes what the policy refused and what scripts complained of."""
    page.refused = []
    page.on(
        "console",
        lambda said: said.type == "error" and "Content Security Policy" in said.text and page.refused.append(said.text),
    )
    page.on("pageerror", lambda failure: page.refused.append(str(failure)))
    return page


@pytest.mark.sampled(1)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_works_under_the_policy(strict, entry, name):
    strict.goto(f"{entry}/{name}{'&' if '?' in name else '?'}language=en")
    strict.locator(".lk h1").wait_for()
    for place in range(CHARTS.get(name, 0)):
        strict.locator(".stVegaLiteChart svg").nth(place).wait_for()
    strict.until_still()
    assert strict.refused == [] and strict.asked_outside == []
    assert strict.locator("[data-testid=stException]").count() == 0


def test_an_upload_and_an_explained_number_work_under_the_policy(strict, entry):
    strict.goto(f"{entry}/data?language=en")
    strict.locator("input[type=file]").first.wait_for(state="attached")
    strict.until_still()
    strict.locator("input[type=file]").first.set_input_files(
        {
            "name": "c.csv",
            "mimeType": "text/csv",
            "buffer": b"complaint_id,opened_on,compensation\nX1,2026-01-05,12.50\n",
        }
    )
    strict.get_by_text("12.50").or_(strict.get_by_role("button", name="Confirm import")).first.wait_for()
    strict.goto(f"{entry}/?language=en")
    strict.locator("a.ask").first.wait_for()
    strict.until_still()
    strict.locator("a.ask").first.click()
    strict.locator("[role=dialog]").wait_for()
    assert strict.refused == []


def test_a_script_written_into_the_page_does_not_run(strict, entry):
    strict.goto(entry)
    strict.locator(".lk h1").wait_for()
    strict.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.hacked = 1'}))"
    )
    assert strict.evaluate("window.hacked === undefined") and len(strict.refused) == 1


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/_stcore/health", "/overview", "/app/static/icon.png", "/_stcore/metrics"]
)
def test_every_answer_carries_the_headers(entry, path):
    headers = ask(entry + path)[1]
    assert "frame-ancestors 'none'" in headers["content-security-policy"] and "unsafe-eval'" not in headers[
        "content-security-policy"
    ].replace("wasm-unsafe-eval", "")
    assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin" and headers["x-robots-tag"] == "noindex, nofollow"
    assert "camera=()" in headers["permissions-policy"]


def test_health_is_told_without_details(entry):
    assert ask(f"{entry}/healthz")[::2] == (200, "ok")


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/agent/openapi.json", "/_stcore/agent/interact"]
)
def test_paths_nobody_needs_are_closed(entry, path):
    assert ask(entry + path)[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""])
def test_a_request_for_another_host_is_refused(entry, host):
    assert ask(entry + "/", host or "-")[0] == 400


def test_a_websocket_for_another_host_is_refused(entry):
    for origin in ("http://evil.example", entry):
        assert knock(entry, [("Host", "evil.example"), ("Origin", origin)]) == 403


def test_the_apps_own_page_opens_the_websocket(entry):
    host = urlsplit(entry).netloc
    assert knock(entry, [("Host", host), ("Origin", entry)]) == 101
    named = entry.replace("127.0.0.1", "localhost")
    assert knock(entry, [("Host", urlsplit(named).netloc), ("Origin", named)]) == 101


# In local mode whoever opens the websocket is the administrator, and the platform takes any page of this machine.
@pytest.mark.parametrize(
    "origins",
    [
        [],
        ["null"],
        [""],
        ["http://127.0.0.1:9999"],
        ["http://127.0.0.1"],
        ["http://localhost:{port}"],
        ["http://[::1]:{port}"],
        ["https://127.0.0.1:{port}"],
        ["http://evil.example"],
        ["http://evil.example:{port}"],
        ["http://127.0.0.1:{port}.evil.example"],
        ["http://127.0.0.1:{port}@evil.example"],
        ["http://user@127.0.0.1:{port}"],
        ["http://127.0.0.1:{port}/page"],
        ["ws://127.0.0.1:{port}"],
        ["{own}", "http://evil.example"],
        ["http://evil.example", "{own}"],
        ["{own}, http://evil.example"],
        ["\xff"],
    ],
)
def test_a_foreign_page_opens_no_websocket_and_changes_nothing(entry, origins):
    where = urlsplit(entry)
    headers = [("Origin", origin.format(port=where.port, own=entry)) for origin in origins]
    assert knock(entry, [("Host", where.netloc), *headers]) in (403, 400)  # two of them are no request at all
    if len(headers) < 2:
        assert {change(entry, method, dict(headers)) for method in ("POST", "PUT", "DELETE", "PATCH")} == {403}


def change(address: str, method: str, headers: dict) -> int:
    """The status of a request that would change something; the app's own page is told there is nothing to change."""
    request = urllib.request.Request(address + "/_stcore/health", headers=headers, method=method, data=b"x")
    try:
        return urllib.request.urlopen(request, timeout=20).status
    except urllib.error.HTTPError as refused:
        return refused.code


def test_the_apps_own_page_may_ask_for_a_change(entry):
    assert {change(entry, method, {"Origin": entry}) for method in ("POST", "PUT", "DELETE", "PATCH")} == {405}


def test_listening_to_others_without_a_sign_in_is_refused_at_the_start(tmp_path):
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "asgi.py",
        "--server.address=0.0.0.0",
        "--server.port=0",
        "--server.headless=true",
    ]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"LEDGER_HOME": str(tmp_path)}, capture_output=True, text=True, timeout=60
    )
    assert done.returncode != 0 and "0.0.0.0" in done.stderr + done.stdout


def test_a_file_without_a_field_for_it_is_refused(entry):
    request = urllib.request.Request(
        f"{entry}/_stcore/upload_file/any/1", headers={"Origin": entry}, data=b"a,b", method="PUT"
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=20)
    assert refused.value.code == 403 and refused.value.read() == b""  # ours: Streamlit's own answer says why
