"""The server's log: a line or a JSON object for each event, with the number of its request and of its session.

Of people it tells nothing: a session by a fingerprint of its number, an exception without the texts it quotes.
"""

import hashlib
import json
import logging
import re
import secrets
import time
import traceback
from collections import OrderedDict
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from streamlit.runtime.scriptrunner import get_script_run_ctx

from data import settings

NOBODYS = "-"  # what the server does by itself
TELLS_OF_VISITORS = "uvicorn.access"
PLATFORM = ("streamlit", "uvicorn", "websockets")
SECONDS_BETWEEN_TRACES, TRACES_KNOWN, LONGEST_REASON = 60.0, 1000, 200
QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|`[^`\n]*`")
NAME_OF_CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)*")
_number: ContextVar[str] = ContextVar("request number", default="")


def begin(number: str = "") -> str:
    """Give what this thread does from now on a request number, a new one without a given one; return it."""
    number = number or secrets.token_hex(4)
    _number.set(number)
    return number


def request_number() -> str:
    """Return the number of the request this thread works for, "-" for the server's own work."""
    if not _number.get() and get_script_run_ctx(suppress_warning=True):
        begin()
    return _number.get() or NOBODYS


def session_name() -> str:
    """Return what names the session of this thread in the log: whoever knows its number could go on with it."""
    ctx = get_script_run_ctx(suppress_warning=True)
    return hashlib.sha256(ctx.session_id.encode()).hexdigest()[:8] if ctx else NOBODYS


def masked(text: str) -> str:
    """Return a text without e-mail addresses and quoted texts, which come from data; names of code stay."""
    return MAIL.sub("…@…", QUOTED.sub(_masked_quote, text))


def _masked_quote(found: re.Match) -> str:
    quote, inside = found[0][0], found[0][1:-1]
    return found[0] if NAME_OF_CODE.fullmatch(inside) else f"{quote}…{quote}"


def trace_of(failure: BaseException | None) -> str:
    """Return where an exception came from and those behind it, the first one first."""
    told: list[str] = []
    while failure is not None and len(told) < 10:
        frames = "".join(traceback.format_tb(failure.__traceback__))
        told.append(f"{frames}{type(failure).__name__}: {masked(str(failure))}")
        failure = failure.__cause__ or (None if failure.__suppress_context__ else failure.__context__)
    return "\n".join(reversed(told))


_TOLD: OrderedDict[str, tuple[float, str]] = OrderedDict()


def tell_failure(logger: logging.Logger, number: str, place: str, failure: BaseException) -> None:
    """Log a failure under its number, with its trace; one from the same place in the program within a minute refers to
    the trace told before, or whoever sends nonsense could fill the log."""
    frames = repr([(frame.filename, frame.lineno) for frame in traceback.extract_tb(failure.__traceback__)])
    same, now = f"{type(failure).__name__} {frames}", time.monotonic()
    since, first = _TOLD.get(same, (float("-inf"), ""))
    if now - since < SECONDS_BETWEEN_TRACES:
        said = masked(str(failure))[:LONGEST_REASON]
        return logger.error(
            "error %s on page %s: as error %s; %s: %s", number, place, first, type(failure).__name__, said
        )
    _TOLD[same] = now, number
    while len(_TOLD) > TRACES_KNOWN:
        _TOLD.popitem(last=False)
    logger.error("error %s on page %s", number, place, exc_info=failure)


class Lines(logging.Formatter):
    """Writes an event as one line, its trace below it; as JSON all of it in one line."""

    def __init__(self, as_json: bool):
        super().__init__()
        self.as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """Return what stands in the log."""
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "request": request_number(),
            "session": session_name(),
            "logger": record.name,
            "message": MAIL.sub("…@…", record.getMessage()).replace("\n", "\\n"),
        } | getattr(record, "fields", {})
        trace = trace_of(record.exc_info[1]) if record.exc_info else ""
        if self.as_json:
            return json.dumps(said | ({"trace": trace} if trace else {}), ensure_ascii=False, default=str)
        line = "{at} {level} [{request} {session}] {logger}: {message}".format_map(said)
        return f"{line}\n{trace}" if trace else line


def set_up() -> None:
    """Have everything this process logs written so, also what the platform logs; called again, it takes in what came
    since."""
    root = logging.getLogger()
    if not any(isinstance(handler.formatter, Lines) for handler in root.handlers):
        handler = logging.StreamHandler()
        handler.setFormatter(Lines(settings.text("LEDGER_LOG") == "json"))
        handler.setLevel(settings.text("LEDGER_LOG_LEVEL").upper())  # loggers of the platform have levels of their own
        root.addHandler(handler)
        root.setLevel(handler.level)
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in PLATFORM:
            logging.getLogger(name).handlers.clear()
            logging.getLogger(name).propagate = name != TELLS_OF_VISITORS
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)  # below, it tells addresses and queries of websockets


@asynccontextmanager
async def running(app):
    """The time a server runs: what the platform has set up by its start is taken in too."""
    set_up()
    yield {}
