"""What machines ask the running app: /healthz (is it well?) and /metrics (what did it do?)."""

import hmac
import logging

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from data import settings
from data.access.network import is_local_host, is_loopback
from pages.parts.access.auth_config import HANDED_ON
from pages.parts.admin import installation
from pages.parts.runtime.services import services

JSON = "application/json"
METRICS = "text/plain; version=0.0.4; charset=utf-8"


def has_token(request: Request) -> bool:
    """Return whether a request names the secret of the setting; the time it takes tells nothing of it."""
    secret = settings.text("LEDGER_METRICS_TOKEN").encode()
    given = request.headers.get("authorization", "").encode()
    return bool(secret) and hmac.compare_digest(given, b"Bearer " + secret)


def comes_from_here(request: Request) -> bool:
    """Return whether this machine itself asks, and no proxy handed the request on."""
    peer = request.client.host if request.client else ""
    is_handed_on = any(name in request.headers for name in HANDED_ON)
    return is_loopback(peer) and not is_handed_on and is_local_host(request.headers.get("host"))


async def healthz(request: Request) -> Response:
    """Answer `ok` while the database answers; with `Accept: application/json`, more for who may know it."""
    tells = JSON in request.headers.get("accept", "") and (comes_from_here(request) or has_token(request))
    try:
        if tells:
            return JSONResponse({"status": "ok"} | await run_in_threadpool(installation.health, services()))
        is_well = await run_in_threadpool(lambda: services().store.version >= 0)
        return PlainTextResponse("ok" if is_well else "failing")
    except Exception:
        logging.getLogger(__name__).exception("healthz")
        return JSONResponse({"status": "failing"}, 503) if tells else PlainTextResponse("failing", 503)


async def metrics(request: Request) -> Response:
    """Answer what a collector reads; without the setting there is no such page, without the token it is closed."""
    if not settings.text("LEDGER_METRICS_TOKEN"):
        return PlainTextResponse("", 404)
    if not has_token(request):
        return PlainTextResponse("", 401, {"WWW-Authenticate": "Bearer"})
    return Response(await run_in_threadpool(installation.metrics, services()), media_type=METRICS)


ROUTES = (Route("/healthz", healthz), Route("/metrics", metrics))
