"""What stands between the network and the pages under asgi.py:
hosts, origins, headers, closed paths, and the answer to "are you well?"."""

import base64
import hashlib
import logging
import re
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from data.access.network import is_local_host, is_loopback, origin_is_own
from pages.parts.access.websocket_protocol import Screen, seldom

CLOSED = ("/_stcore/metrics", "/_stcore/agent")
UPLOADS = "/_stcore/upload_file/"
HARMLESS = ("GET", "HEAD", "OPTIONS")
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
        if refused := await _refused(scope):
            return await _refuse(scope, receive, send, refused)
        if scope["type"] == "websocket":
            screen = Screen(receive, send)
            return await self.app(scope, screen.receive, screen.send)
        return await self.app(scope, receive, _with_headers(scope, send))


async def _refused(scope) -> int:
    """The status a request is refused with; 0 for one that may pass."""
    headers = Headers(scope=scope)
    if not host_is_known(headers.get("host")):
        return 400
    if scope["path"].rstrip("/").startswith(CLOSED):
        return 404
    if not _comes_from_own_page(scope, headers):
        return 403
    if UPLOADS in scope["path"] and not await run_in_threadpool(_may_send, scope["path"]):
        return 403
    return 0


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


async def _refuse(scope, receive, send, code: int) -> None:
    if scope["type"] == "websocket":
        await receive()
        return await send({"type": "websocket.close", "code": 1008})
    await PlainTextResponse("", code)(scope, receive, _with_headers(scope, send))


def _with_headers(scope, send):
    async def sending(message):
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if scope["scheme"] == "https":
                message["headers"] = [(name, _secure(name, value)) for name, value in message["headers"]]
        await send(message)

    return sending


def _secure(name: bytes, value: bytes) -> bytes:
    """A cookie that the browser sends over TLS only; other headers as they are."""
    is_open = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return value + b"; Secure" if is_open else value


def _may_send(path: str) -> bool:
    """Whether the session named in the path of an upload may send a file now."""
    from pages.parts.access.uploads import may_upload as may_send  # its caches want Streamlit to be running

    return may_send(path.partition(UPLOADS)[2].partition("/")[0])


def healthz(request) -> PlainTextResponse:
    """Answer whether the database answers, and nothing else."""
    from pages.parts.runtime.services import services as house  # its caches want Streamlit to be running

    try:
        return PlainTextResponse("ok" if house().store.version >= 0 else "failing")
    except Exception:
        logging.getLogger(__name__).exception("healthz")
        return PlainTextResponse("failing", 503)


def robots(request) -> PlainTextResponse:
    """Ask crawlers to stay away."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


ROUTES = (Route("/healthz", healthz), Route("/robots.txt", robots))
