"""Why the cost changed, told without kinds of complaint: these may be about too few people, a sector's sums are not."""

import pandas

BRIDGES = ("change_bridge_total", "change_bridge")
BY_KIND = ("mix", "price", "projected")  # what the kinds of complaint are needed for; together it is the rest
TOGETHER = "each"


def without_kinds(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return the rows of a bridge with what each complaint cost, of whatever kind, as one cause."""
    is_kind = rows["cause"].isin(BY_KIND)
    names = [name for name in ("sector",) if name in rows]
    taken = {name: "first" for name in rows.columns if name not in (*names, "cause")} | {"amount": "sum"}
    taken |= {"ends_at": "last"} if "ends_at" in rows else {}
    kinds = rows[is_kind].sort_values("place").assign(cause=TOGETHER)
    summed = kinds.groupby([*names, "cause"], as_index=False, sort=False).agg(taken)
    return pandas.concat([rows[~is_kind], summed[list(rows.columns)]]).sort_values([*names, "place"])
