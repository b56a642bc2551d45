"""A link being opened: its token looked up, its password asked, its opening counted, what it showed first recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from math import ceil

from data import moments
from data.access import audit
from data.problems import Problem
from data.sharing import guess_limit, opening_count, tokens
from data.sharing.shared_view import from_text, to_text

GUESSES = tokens.Throttle()
PASSWORDS = guess_limit.Passwords()
TALLY = guess_limit.Tally()


@dataclass(frozen=True)
class Link:
    """One open link: its id, until when it is open, whether it asks for a password."""

    share_id: str
    expires_at: datetime
    has_password: bool


def find_by_token(store, token: str, place: str = "") -> Link:
    """The link of a token. Raises Problem LINK_CLOSED, the same for an unknown and a withdrawn one, after a wait that
    grows with the wrong tokens from a place; LINK_EXPIRED only when the token is right."""
    query = "select share_id, token_hash, expires_at, password_hash from share where revoked_at is null"
    with store.cursor() as cursor:
        links = {row[0]: row for row in cursor.execute(query).fetchall()}
    share_id = tokens.find(token, {name: row[1] for name, row in links.items()})
    if share_id is None:
        _note_refused(store, "", place)
        GUESSES.wrong(("token", place))
        raise Problem("LINK_CLOSED")
    return _not_over(share_id, *links[share_id][2:])


def still_open(store, share_id: str) -> Link:
    """The link as it stands now; raises Problem LINK_CLOSED when it was withdrawn, LINK_EXPIRED after its day."""
    with store.cursor() as cursor:
        found = cursor.execute(
            "select expires_at, password_hash from share where share_id = ? and revoked_at is null", [share_id]
        ).fetchone()
    if found is None:
        raise Problem("LINK_CLOSED")
    return _not_over(share_id, *found)


def _not_over(share_id: str, expires_at: datetime, password_hash: str) -> Link:
    if expires_at <= moments.now():
        raise Problem("LINK_EXPIRED", {"day": expires_at.date(), "ended_at": expires_at})
    return Link(share_id, expires_at, bool(password_hash))


def unlock(store, link: Link, password: str, place: str = "") -> bool:
    """Whether the password is the link's. Raises Problem LINK_WAIT, without looking, after too many wrong ones."""
    with store.cursor() as cursor:
        salt, held = cursor.execute(
            "select salt, password_hash from share where share_id = ?", [link.share_id]
        ).fetchone()
    if not held:
        return True
    if wait := PASSWORDS.begin(link.share_id, place):
        raise Problem("LINK_WAIT", {"seconds": ceil(wait)})
    if tokens.password_matches(password, salt, held):
        PASSWORDS.right(link.share_id, place)
        return True
    _note_refused(store, link.share_id, place)
    return False


def _note_refused(store, share_id: str, place: str) -> None:
    """Notes wrong passwords of a link, or unknown tokens (share_id empty); few of many, or they would fill the log."""
    if count := TALLY.count(share_id):
        with store.step(is_lasting=False) as cursor:
            audit.append(cursor, "", "share-refused", share_id, this_hour=count, from_address=place)


def count_opening(store, link: Link, page: str = "") -> None:
    """Counts one opening and notes it in the audit log."""
    opening_count.count(store, link.share_id, page)


def read_view(store, share_id: str) -> str:
    """The view of a link as its text; data.sharing.shared_view.from_text reads it."""
    with store.cursor() as cursor:
        return cursor.execute("select view from share_view where share_id = ?", [share_id]).fetchone()[0]


def record_first_view(store, share_id: str, parameters: tuple, frames: tuple, numbers: tuple) -> None:
    """Adds what the first opening of a link worked out; what is recorded already stays as it is."""
    with store.step() as cursor:
        held = from_text(cursor.execute("select view from share_view where share_id = ?", [share_id]).fetchone()[0])
        fuller = replace(
            held,
            frames=tuple((dict(frames) | dict(held.frames)).items()),
            numbers=held.numbers or numbers,
            parameters=held.parameters if held.recorded_on else parameters,
            recorded_on=held.recorded_on or date.today().isoformat(),
        )
        cursor.execute("update share_view set view = ? where share_id = ?", [to_text(fuller), share_id])
    with store.cursor() as cursor:
        store.journal.keep(cursor, ("share_view", share_id))
