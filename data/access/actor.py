"""Who acts, and what each role may do."""

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
def act_as(actor: Actor):
    """Everything inside is done on behalf of this person; a background thread begins with it."""
    token = _acting.set(actor)
    try:
        yield actor
    finally:
        _acting.reset(token)


def current_actor() -> Actor | None:
    """The person set by acting_as in this thread; None when nobody was."""
    return _acting.get()


ROLES = ("viewer", "facilitator", "finance", "admin")
PERMISSIONS = {
    "see": "viewer",  # figures, explanations, the assumptions
    "note": "viewer",  # notes of one's own
    "share": "facilitator",  # links to a view
    "change": "finance",  # import, repair, undo, assume, control, close, change sectors, fill with the sample
    "rows": "finance",  # stored rows, originals, rows set aside
    "administer": "admin",  # people, all links, the log, backup, restore, erase
}
GUEST = "guest"  # whoever came by a link to one recorded view
MOST_WITH_SECTORS = "facilitator"  # whoever sees some sectors only must neither change nor read the rows of all


def is_allowed(actor: Actor, right: str) -> bool:
    """Whether a person may do something; an unknown role may do nothing, an unknown right is a KeyError."""
    needed = ROLES.index(PERMISSIONS[right])
    if actor.role == GUEST:
        return right == "see"
    if actor.role not in ROLES:
        return False
    if actor.sectors is not None and needed > ROLES.index(MOST_WITH_SECTORS):
        return False
    return ROLES.index(actor.role) >= needed
