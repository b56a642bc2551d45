"""The list of shared links: made, listed, taken back. Of a token only its SHA-256 is here."""

from __future__ import annotations

import json
import secrets
from datetime import timedelta

from data import moments
from data.access import audit
from data.access.actor import is_allowed
from data.problems import Problem
from data.sharing import tokens
from data.sharing.shared_view import SharedView, to_text

MOST_DAYS = 3650
SHORTEST_PASSWORD = 8


def create(store, view: SharedView, days: int, password: str = "") -> tuple[str, str]:
    """Makes a link to a view and returns its id and its token, which nobody can read again; raises Problem."""
    actor = store.demand("share")
    _check(actor, view, days, password)
    share_id, token, at = secrets.token_hex(4), tokens.new_token(), moments.now()
    row = [
        share_id,
        tokens.digest(token),
        view.page,
        view.mode,
        json.dumps(view.sectors),
        at,
        actor.name,
        at + timedelta(days=days),
        *tokens.hash_password(password),
        0,
        None,
        None,
        None,
    ]
    with store.step() as cursor:
        cursor.execute(f"insert into share values ({', '.join('?' * len(row))})", row)
        cursor.execute("insert into share_view values (?, ?)", [share_id, to_text(view)])
        audit.append(cursor, actor.name, "share-create", share_id, page=view.page, days=days, sectors=view.sectors)
    return share_id, token


def _check(actor, view: SharedView, days: int, password: str) -> None:
    if not 1 <= days <= MOST_DAYS:
        raise Problem("LINK_DAYS", {"read": days, "most": MOST_DAYS})
    if password and len(password) < SHORTEST_PASSWORD:
        raise Problem("LINK_PASSWORD_SHORT", {"least": SHORTEST_PASSWORD})
    if actor.sectors is not None and (view.sectors is None or not set(view.sectors) <= set(actor.sectors)):
        raise Problem("LINK_SCOPE", {"names": ", ".join(actor.sectors)})


def list_links(store) -> list[dict]:
    """All links, newest first: share_id, page, mode, sectors (a list or None), created_at, created_by, expires_at,
    opened, last_opened_at, has_password, revoked_at, revoked_by, state (open, expired, revoked). Whoever is no admin
    sees their own."""
    actor = store.demand("share")
    with store.cursor() as cursor:
        cursor.execute(
            "select share_id, page, mode, sectors, created_at, created_by, expires_at, opened, last_opened_at, "
            "password_hash <> '' as has_password, revoked_at, revoked_by from share order by created_at desc, share_id"
        )
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row)) for row in cursor.fetchall()]
    return [
        row | {"sectors": json.loads(row["sectors"]), "state": _state(row)}
        for row in rows
        if is_allowed(actor, "administer") or row["created_by"] == actor.name
    ]


def revoke_link(store, share_id: str) -> None:
    """Withdraws a link, also from those who have it open: one's own, or any for an admin.

    Raises Problem LINK_NOT_THERE.
    """
    if share_id not in [row["share_id"] for row in list_links(store) if row["state"] != "revoked"]:
        raise Problem("LINK_NOT_THERE", {"read": share_id})
    actor = store.actor
    with store.step() as cursor:
        cursor.execute(
            "update share set revoked_at = ?, revoked_by = ? where share_id = ?", [moments.now(), actor.name, share_id]
        )
        audit.append(cursor, actor.name, "share-revoke", share_id)


def _state(row: dict) -> str:
    return "revoked" if row["revoked_at"] else "expired" if row["expires_at"] <= moments.now() else "open"
