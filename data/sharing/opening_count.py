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


@dataclass(frozen=True, eq=False)
class Opening:
    """One opening that waits to be written."""

    store: Any
    share_id: str
    page: str


_waiting: list[Opening] = []
_TURN = threading.Lock()


def count(store, share_id: str, page: str) -> None:
    """Returns once this opening is counted and noted; raises what kept it from being written."""
    mine = Opening(store, share_id, page)
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


def _write(together: list[Opening]) -> None:
    with together[0].store.step(is_lasting=False) as cursor:
        for one in together:
            cursor.execute(
                "update share set opened = opened + 1, last_opened_at = ? where share_id = ?",
                [moments.now(), one.share_id],
            )
            audit.append(cursor, "", "share-open", one.share_id, page=one.page)
    for one in together:
        _waiting.remove(one)
