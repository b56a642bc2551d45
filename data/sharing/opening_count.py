"""Openings of links, counted and noted: whoever comes first writes those of all who wait, in one transaction.

A transaction waits for the disk; fifty people who open a link in one moment would wait for it fifty times.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from data import moments
from data.access import audit
from data.sharing.guess_limit import Tally


@dataclass(frozen=True, eq=False)
class Opening:
    """One opening that waits to be written."""

    store: Any
    share_id: str
    page: str
    line: dict | None  # what its line of the log says besides; None: it has none


_waiting: list[Opening] = []
_TURN = threading.Lock()
_TALLY = Tally()
EACH = 20  # openings of one link in an hour that have a line each; of more, the 100th, 1,000th …


def count(store, share_id: str, page: str) -> None:
    """Returns once this opening is counted and noted; raises what kept it from being written."""
    mine = Opening(store, share_id, page, _worth_a_line(share_id))
    _waiting.append(mine)
    with _TURN:
        if mine in _waiting:
            _write_for_all(mine)


def _write_for_all(mine: Opening) -> None:
    try:
        _write([one for one in list(_waiting) if one.store is mine.store])
    except Exception:
        _write([mine])  # what failed may be another's, who will see it when their turn comes
    finally:
        with suppress(ValueError):
            _waiting.remove(mine)


def _worth_a_line(share_id: str) -> dict | None:
    """What a line of the log says besides; None for an opening that has none, or who has a link could fill the log."""
    count, is_worth = _TALLY.counted(share_id)
    if count <= EACH:
        return {"this_hour": None}
    return {"this_hour": count} if is_worth else None


def _write(together: list[Opening]) -> None:
    is_noted = any(one.line is not None for one in together)
    with together[0].store.step(is_lasting=False, is_noted=is_noted) as cursor:
        for one in together:
            cursor.execute(
                "update share set opened = opened + 1, last_opened_at = ? where share_id = ?",
                [moments.now(), one.share_id],
            )
            if one.line is not None:
                audit.append(cursor, "", "share-open", one.share_id, page=one.page, **one.line)
    for one in together:
        _waiting.remove(one)
