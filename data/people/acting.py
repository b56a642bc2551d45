"""Who is acting: the person on whose behalf something is read or changed, carried into background threads."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A person with a role; sectors are the only ones they may see (None: all)."""

    name: str
    role: str
    sectors: tuple[str, ...] | None = None


LOCAL = Actor("", "admin", None)  # whoever sits at the machine: the command line, and the browser on loopback
NOBODY = Actor("", "", ())

_acting: ContextVar[Actor | None] = ContextVar("acting", default=None)


@contextmanager
def acting_as(actor: Actor):
    """Everything inside is done on behalf of this person; a background thread begins with it."""
    token = _acting.set(actor)
    try:
        yield actor
    finally:
        _acting.reset(token)


def acting() -> Actor | None:
    """The person set by acting_as in this thread; None when nobody was."""
    return _acting.get()
