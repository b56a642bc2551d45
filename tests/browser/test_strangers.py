"""What strangers, viewers and visitors of a link may send to a running server, and whom it speaks to because of it.

One server stands behind a proxy that names who signed in; every connection the server itself makes is written down.
"""

import http.client
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from home_templates import copied
from visitors import Visit, connected, every_message, knock, run, visit
from websockets.exceptions import ConnectionClosed

from data.access import directory
from data.sharing import registry
from data.sharing.shared_view import SharedView
from data.store import Store

NAME, VIEWER, PASSWORD = "ledger.example.com", "vera@example.com", "three blind mice"
# Loaded by every Python of the server: notes whom it asks for or speaks to, and begins with an address of its own.
WATCH = """
import os, socket, sys
def note(event, said):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        with open(os.environ["WATCHED"], "a") as file:
            file.write(repr(said[1] if event in ("socket.connect", "socket.sendto") else said[0]) + chr(10))
sys.addaudithook(note)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
    own.connect(("127.0.0.9", 9))
"""


@dataclass
class Served:
    """A running server: its address, its home, a link, one with a password, and the list of whom it spoke to."""

    address: str
    home: Path
    token: str
    locked: str
    spoken_to: Path

    @property
    def people(self) -> dict[str, tuple[str, dict]]:
        """Who comes -> with which query and headers."""
        return {"stranger": ("", {}), "viewer": ("", {"X-User": VIEWER}), "visitor of a link": (f"t={self.token}", {})}


@pytest.fixture(scope="module")
def served(start_module_server, templates, tmp_path_factory):
    folder = tmp_path_factory.mktemp("strangers")
    store = Store(copied(templates.shared(), folder))
    directory.set_role(store, "ann@example.com", "admin")
    directory.set_role(store, VIEWER, "viewer")
    view = SharedView("dissatisfaction", (("language", ("en",)),), store.version)
    tokens = [registry.create(store, view, 1, password)[1] for password in ("", PASSWORD)]
    store.close()
    (folder / "watch").mkdir()
    (folder / "watch" / "sitecustomize.py").write_text(WATCH)
    address = start_module_server(
        folder / "home",
        '--server.trustedUserHeaders={"X-User": "email"}',
        "--server.allowedHosts=127.0.0.1",
        f"--server.allowedHosts={NAME}",
        entry="asgi.py",
        environment={
            "PYTHONPATH": str(folder / "watch"),
            "WATCHED": str(folder / "spoken_to"),
            "FORWARDED_ALLOW_IPS": "127.0.0.1",
        },
    )
    for token in tokens:
        visit(address, f"t={token}")  # as the one who made it looks whether it opens
    return Served(address, folder / "home", *tokens, folder / "spoken_to")


def status(address: str, path: str = "/healthz", **headers: str) -> int:
    """The status of an answer."""
    request = urllib.request.Request(
        address + path, headers={name.replace("_", "-"): headers[name] for name in headers}
    )
    try:
        return urllib.request.urlopen(request, timeout=60).status
    except urllib.error.HTTPError as refused:
        return refused.code


def seen(served, who: str) -> list[str]:
    """What the page says to somebody."""
    query, headers = served.people[who]
    found = visit(served.address, query, headers=headers)
    assert found.errors == []
    return found.html


def test_the_app_stays_as_it_was_whatever_kind_of_message_somebody_sends(served):
    before = {who: seen(served, who) for who in served.people}
    assert {who: "<table" in str(html) for who, html in before.items()} == {
        "stranger": False,
        "viewer": True,
        "visitor of a link": True,
    }
    for query, headers in served.people.values():
        with connected(served.address, headers=headers) as connection:
            run(connection, query)
            for message in every_message().values():
                connection.send(message)
            run(connection, query)  # the session goes on
    assert status(served.address) == 200
    assert {who: seen(served, who) for who in served.people} == before


@pytest.mark.parametrize(
    "content, code",
    [("text", 1003), (b"\xff" * 20, 1002), (b"\x5a\x7f\x0a", 1002), (b"\x00" * 5_000_001, 1009)],
    ids=["text", "garbage", "cut short", "large"],
)
def test_what_is_no_message_ends_the_connection_of_who_sent_it(served, content, code):
    with connected(served.address) as connection:
        run(connection, "")
        with pytest.raises(ConnectionClosed) as ended:
            connection.send(content)
            run(connection, "")
    assert ended.value.rcvd.code == code and status(served.address) == 200


def test_the_server_speaks_to_nobody_whatever_page_knocks(served):
    where = urlsplit(served.address)
    near = [served.address.upper(), served.address.replace("http", "https"), f"{served.address}."]
    foreign = [
        "http://evil.example",
        "http://127.0.0.1:9999",
        "https://192.0.2.7",
        "null",
        "http://[2001:db8::1]",
        *near,
    ]
    with ThreadPoolExecutor(len(foreign)) as together:
        knocks = [together.submit(knock, served.address, [("Host", where.netloc), ("Origin", one)]) for one in foreign]
    assert {one.result() for one in knocks} == {403}
    for who in served.people:
        seen(served, who)
    assert status(served.address) == 200
    assert set(served.spoken_to.read_text().splitlines()) - LOOPBACK == {"('127.0.0.9', 9)"}


# uvicorn and asyncio look their own listening address up
LOOPBACK = {"'127.0.0.1'", "b'127.0.0.1'"}


def test_behind_the_named_proxy_the_scheme_the_browser_sees_counts(served):
    def ask(origin: str, proto: str = "https") -> int:
        return knock(served.address, [("Host", NAME), ("Origin", origin), ("X-Forwarded-Proto", proto)])

    assert ask(f"https://{NAME}") == 101
    others = f"http://{NAME}", f"https://{NAME}:8443", f"https://{NAME}:443", f"https://{NAME.upper()}"
    assert {ask(other) for other in others} | {ask(f"https://{NAME}", proto="http")} == {403}


@pytest.mark.parametrize("proto, is_secure", [("https", True), ("http", False)])
def test_cookies_are_for_tls_only_where_the_app_is_served_over_it(served, proto, is_secure):
    where = urlsplit(served.address)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=60)
    connection.request("GET", "/_stcore/health", headers={"X-Forwarded-Proto": proto})
    cookies = connection.getresponse().headers.get_all("Set-Cookie")
    assert cookies and {"; Secure" in cookie for cookie in cookies} == {is_secure}


PATHS = [
    "/..%2f..%2fetc/passwd",
    "/app/static/../../SECURITY.md",
    "/app/static/..%2f..%2fSECURITY.md",
    "/app/static/%2e%2e/%2e%2e/app.py",
    "/app/static//etc/passwd",
    "/app/static/%5c..%5capp.py",
    "/app/static/.hidden",
    "/app/static/%00",
    "/media/../app.py",
    "/media/%2e%2e%2fapp.py",
    "/static/../../app.py",
    "/component/x/../../app.py",
    "/component/..%2f..%2fapp.py",
    "/_stcore/bidi-components/x/%2e%2e/app.py",
    "/_stcore/../app.py",
    "//etc/passwd",
    "/.streamlit/secrets.toml",
    "/data/store/ledger.duckdb",
    "/app.py",
]


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_to_a_file_of_the_server(served, path):
    where = urlsplit(served.address)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=60)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    connection.endheaders()
    answer = connection.getresponse()
    said = answer.read().decode("utf-8", "replace")
    assert answer.status in (400, 403, 404) or said.startswith("<!DOCTYPE html>") or "<title>Streamlit" in said


def test_guesses_are_counted_by_the_address_the_proxy_names_and_end(served):
    def guess(password: str, place: str) -> str:
        with connected(served.address, headers={"X-Forwarded-For": place}) as connection:
            return unlocked(connection, served.locked, password)

    assert {guess(f"wrong {n}", "192.0.2.1") for n in range(10)} == {"wrong"}
    assert guess(PASSWORD, "192.0.2.1") == guess(PASSWORD, "203.0.113.9, 192.0.2.1") == "later"
    assert guess(PASSWORD, "192.0.2.2") == "open"


def unlocked(connection, token: str, password: str) -> str:
    """What becomes of a password typed for a link: "open", "wrong" or "later"."""
    run(connection, f"t={token}&language=en", asked := Visit())
    field, button = (next(one for one in asked.widgets if kind in one) for kind in ("link_password", "unlock"))
    run(connection, f"t={token}&language=en", answered := Visit(), {field: password, button: True})
    said = " ".join(answered.errors)
    return "later" if "Too many wrong passwords" in said else "wrong" if said else "open"


def test_a_plain_start_makes_no_page_of_another_port_the_administrator(address):
    foreign = visit(address, "language=en", origin="http://127.0.0.1:9999")
    assert "<table" not in str(foreign.html) and "<table" in str(visit(address, "language=en").html)
