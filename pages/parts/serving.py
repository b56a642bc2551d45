"""What stands between the network and the pages under asgi.py:
hosts, headers, closed paths, and the answer to "are you well?"."""

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

from data.people.listening import host_is_here, is_loopback

CLOSED = ("/_stcore/metrics", "/_stcore/agent")
UPLOADS = "/_stcore/upload_file/"
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
    "X-Robots-Tag": "noindex, nofollow",
}


def host_is_known(host: str | None) -> bool:
    """Return whether a request's Host is one of server.allowedHosts;
    without a list, on loopback, one of this machine's names."""
    name = (host or "").rsplit(":", 1)[0] if not (host or "").endswith("]") else host or ""
    allowed = [one.strip().lower() for one in st.get_option("server.allowedHosts") or []]
    if not allowed:
        return host_is_here(host) or not is_loopback(st.get_option("server.address"))
    name = name.lower().rstrip(".")
    return any(one in ("*", name) or (one.startswith("*.") and name.endswith(one[1:])) for one in allowed)


class Guard:
    """Middleware: refuses unknown hosts and closed paths, and gives every answer its headers."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        if not host_is_known(Headers(scope=scope).get("host")):
            return await _refuse(scope, receive, send, 400)
        if scope["path"].rstrip("/").startswith(CLOSED):
            return await _refuse(scope, receive, send, 404)
        if UPLOADS in scope["path"] and not await run_in_threadpool(_may_send, scope["path"]):
            return await _refuse(scope, receive, send, 403)
        return await self.app(scope, receive, _with_headers(send))


async def _refuse(scope, receive, send, code: int) -> None:
    if scope["type"] == "websocket":
        await receive()
        return await send({"type": "websocket.close", "code": 1008})
    await PlainTextResponse("", code)(scope, receive, _with_headers(send))


def _with_headers(send):
    async def sending(message):
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sending


def _may_send(path: str) -> bool:
    """Whether the session named in the path of an upload may send a file now."""
    from pages.parts.uploaders import may_send  # its caches want Streamlit to be running

    return may_send(path.partition(UPLOADS)[2].partition("/")[0])


def healthz(request) -> PlainTextResponse:
    """Answer whether the database answers, and nothing else."""
    from pages.parts.house import house  # its caches want Streamlit to be running

    try:
        return PlainTextResponse("ok" if house().store.version >= 0 else "failing")
    except Exception:
        logging.getLogger(__name__).exception("healthz")
        return PlainTextResponse("failing", 503)


def robots(request) -> PlainTextResponse:
    """Ask crawlers to stay away."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


ROUTES = (Route("/healthz", healthz), Route("/robots.txt", robots))
