"""From what an identity provider says of somebody to the person acting: name, role and sectors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from data.access.actor import NOBODY, ROLES, Actor
from data.access.directory import find_person, key_of
from data.sectors.current_names import current_names


class SignInState(Enum):
    """How far somebody has come: not signed in, signed in too long ago, without a role, or let in."""

    OUT = "out"
    EXPIRED = "expired"
    NO_ROLE = "no_role"
    IN = "in"


@dataclass(frozen=True)
class Claims:
    """Which claims say who somebody is and what their role is; `realm_access.roles` means roles inside realm_access."""

    name: str = "email"
    roles: str = "roles"
    must_expire: bool = True


def identify(cursor, claims: Mapping, names: Claims, now: float) -> tuple[SignInState, Actor]:
    """Who somebody signed in is. The list of people wins over the provider's roles; neither: no role, and NOBODY."""
    if names.must_expire and not _still_holds(claims.get("exp"), now):
        return SignInState.EXPIRED, NOBODY
    name = _name(claims, names.name)
    listed = find_person(cursor, name) if name else None
    role = listed["role"] if listed else role_of(_claim(claims, names.roles)) if name else ""
    if not role:
        return SignInState.NO_ROLE, Actor(name, "", ())
    sectors = listed["sectors"] if listed else None
    return SignInState.IN, Actor(name, role, current_names(cursor, sectors) if sectors else sectors)


def role_of(said: object) -> str:
    """The highest role among those a claim names (a list, or text with blanks or commas); empty without one."""
    names = said.replace(",", " ").split() if isinstance(said, str) else said if isinstance(said, (list, tuple)) else ()
    return max((name for name in names if name in ROLES), key=ROLES.index, default="")


def _still_holds(exp: object, now: float) -> bool:
    return isinstance(exp, (int, float)) and not isinstance(exp, bool) and now < exp


def _name(claims: Mapping, claim: str) -> str:
    """The person's name; an address the provider knows to be unconfirmed is nobody's."""
    said = _claim(claims, claim)
    unconfirmed = claim == "email" and claims.get("email_verified") in (False, "false")
    return key_of(said) if isinstance(said, str) and not unconfirmed else ""


def _claim(claims: Mapping, path: str) -> object:
    if path in claims:
        return claims[path]
    found: object = claims
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found
