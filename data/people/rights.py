"""What each role may do. A role may do everything the roles before it may."""

from __future__ import annotations

from data.people.acting import Actor

ROLES = ("viewer", "facilitator", "finance", "admin")
RIGHTS = {
    "see": "viewer",  # figures, explanations, the assumptions
    "note": "viewer",  # notes of one's own
    "share": "facilitator",  # links to a view
    "change": "finance",  # import, repair, undo, assume, control, close, change sectors, fill with the sample
    "rows": "finance",  # stored rows, originals, rows set aside
    "administer": "admin",  # people, all links, the log, backup, restore, erase
}
GUEST = "guest"  # whoever came by a link to one recorded view
MOST_WITH_SECTORS = "facilitator"  # whoever sees some sectors only must neither change nor read the rows of all


def may(actor: Actor, right: str) -> bool:
    """Whether a person may do something; an unknown role may do nothing, an unknown right is a KeyError."""
    needed = ROLES.index(RIGHTS[right])
    if actor.role == GUEST:
        return right == "see"
    if actor.role not in ROLES:
        return False
    if actor.sectors is not None and needed > ROLES.index(MOST_WITH_SECTORS):
        return False
    return ROLES.index(actor.role) >= needed
