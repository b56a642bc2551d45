"""Months as people write them."""

from __future__ import annotations

import re
from datetime import date

from data.problems import Problem

WRITTEN = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])")


def first_day(month: str) -> date:
    """The first day of a month written YYYY-MM; raises Problem for anything else."""
    if not WRITTEN.fullmatch(str(month)):
        raise Problem("MONTH_UNREADABLE", {"read": month})
    return date.fromisoformat(f"{month}-01")
