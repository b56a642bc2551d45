"""What stands between the network and the pages under asgi.py:
hosts, origins, headers, closed paths."""

import base64
import hashlib
import logging
import re
import time
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from data.access.network import is_local_host, is_loopback, origin_is_own
from pages.parts.access.websocket_protocol import Screen, seldom
from pages.parts.runtime import logs
from pages.parts.runtime.counters import counters

CLOSED = ("/_stcore/metrics", "/_stcore/agent")
FOR_MACHINES = ("/healthz", "/metrics")
UPLOADS = "/_stcore/upload_file/"
HARMLESS = ("GET", "HEAD", "OPTIONS")
UNSAFE = re.compile(r"[^\w./-]")  # a line of the log is one line, and names nobody
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def _fingerprints() -> str:
    """The hashes of the scripts that stand in Streamlit's own page, so that no other script written into it runs."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    digests = (hashlib.sha256(script.encode()).digest() for script in INLINE_SCRIPT.findall(page))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


POLICY = {
    "default-src": "'self'",
    "script-src": f"'self' blob: 'wasm-unsafe-eval' {_fingerprints()}",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


def host_is_known(host: str | None) -> bool:
    """Return whether a request's Host is one of server.allowedHosts;
    without a list, on loopback, one of this machine's names."""
    name = (host or "").rsplit(":", 1)[0] if not (host or "").endswith("]") else host or ""
    allowed = [one.strip().lower() for one in st.get_option("server.allowedHosts") or []]
    if not allowed:
        return is_local_host(host) or not is_loopback(st.get_option("server.address"))
    name = name.lower().rstrip(".")
    return any(one in ("*", name) or (one.startswith("*.") and name.endswith(one[1:])) for one in allowed)


class Guard:
    """Middleware: refuses unknown hosts, foreign pages and closed paths, screens websockets, gives answers headers."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        number = logs.begin()
        if scope["type"] == "websocket":
            return await self._websocket(scope, receive, send)
        answer = _Answer(scope, send, number)
        try:
            if refused := await _refused(scope):
                return await PlainTextResponse("", refused)(scope, receive, answer.send)
            return await self.app(scope, receive, answer.send)
        finally:
            answer.note()

    async def _websocket(self, scope, receive, send):
        refused = await _refused(scope)
        counters().add("ledger_requests_total", kind="websocket", status=str(refused or 101))
        if refused:
            await receive()
            return await send({"type": "websocket.close", "code": 1008})
        screen = Screen(receive, send)
        return await self.app(scope, screen.receive, screen.send)


async def _refused(scope) -> int:
    """The status a request is refused with; 0 for one that may pass."""
    headers = Headers(scope=scope)
    if not host_is_known(headers.get("host")) and not _is_asked_beside(scope["path"], headers.get("host")):
        return 400
    if scope["path"].rstrip("/").startswith(CLOSED):
        return 404
    if not _comes_from_own_page(scope, headers):
        return 403
    if UPLOADS in scope["path"] and not await run_in_threadpool(_may_send, scope["path"]):
        return 403
    return 0


def _is_asked_beside(path: str, host: str | None) -> bool:
    """Whether a machine's own watchman asks by a local name, whatever names visitors use."""
    return path in FOR_MACHINES and is_local_host(host)


def _comes_from_own_page(scope, headers: Headers) -> bool:
    """Whether a request that opens a websocket or changes something names the app's own page; browsers name theirs."""
    if scope["type"] == "http" and scope["method"] in HARMLESS:
        return True
    named = headers.getlist("origin")
    if len(named) == 1 and origin_is_own(named[0], scope["scheme"], headers.get("host")):
        return True
    seldom(
        "a page of %.200r was refused at %s://%s; if these are the same app, the proxy has to pass Host and"
        " X-Forwarded-Proto on: docs/deploying.md",
        ", ".join(named),
        scope["scheme"],
        headers.get("host", ""),
    )
    return False


class _Answer:
    """The answer to one request: its headers on the way out, and afterwards one count and one line of the log."""

    def __init__(self, scope, send, number: str):
        self._scope, self._send, self._number = scope, send, number
        self._since, self._status = time.monotonic(), 0

    async def send(self, message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers["X-Request-Id"] = self._number
            if self._scope["scheme"] == "https":
                message["headers"] = [(name, _secure(name, value)) for name, value in message["headers"]]
        await self._send(message)

    def note(self) -> None:
        """Only the first part of the path is told: what follows may be the number of a session."""
        counters().add("ledger_requests_total", kind="http", status=str(self._status))
        parts = self._scope["path"].split("/")[1:]
        place = "/" + "/".join(parts[: 2 if parts[0] == "_stcore" else 1])
        place = UNSAFE.sub("?", place)[:80]
        took = round(1000 * (time.monotonic() - self._since))
        fields = {"method": self._scope["method"], "path": place, "status": self._status, "milliseconds": took}
        logging.getLogger(__name__).info("%s %s %s %s ms", *fields.values(), extra={"fields": fields})


def _secure(name: bytes, value: bytes) -> bytes:
    """A cookie that the browser sends over TLS only; other headers as they are."""
    is_open = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return value + b"; Secure" if is_open else value


def _may_send(path: str) -> bool:
    """Whether the session named in the path of an upload may send a file now."""
    from pages.parts.access.uploads import may_upload as may_send  # its caches want Streamlit to be running

    return may_send(path.partition(UPLOADS)[2].partition("/")[0])


def robots(request) -> PlainTextResponse:
    """Ask crawlers to stay away."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


ROUTES = (Route("/robots.txt", robots),)
