"""What a room is told of the data: the way of a case with its times, as a shared link could show them, read once.

The room's link shows nothing else of the home. What is about too few people, or about sectors the room may not speak
of, is not in it.
"""

from dataclasses import replace

import pandas as pd

from data.sharing.shared_view import SharedView
from data.workshop.room import Room
from models.engine.selection import Selection
from pages.parts.i18n.values import is_missing
from pages.parts.runtime.services import services
from pages.parts.value_chain.stages import LAID
from pages.parts.view.disclosure import ProtectedReader, disclosure_plan, plan_key

STAGES_ASKED = 8
KEPT = ("step", "stage", "sector", *LAID)


def small_group(version: int) -> int:
    """Return the fewest people a number may be about."""
    held = {row["name"]: row["value"] for row in services().engine.assumptions(version)}
    return int(held["small_group"] or SharedView.small_group)


def measured_of(room: Room) -> dict:
    """Return what was measured for a room, as it is kept with it; `stages` is empty where nothing can be told."""
    if not room.version:
        return {"stages": []}
    services().engine.build(room.version)
    shared = _as_link(room)
    if shared is None:
        return {"stages": []}
    first, last = (next(iter(shared.parameter(name)), None) for name in ("from", "to"))
    reader, chosen = ProtectedReader(plan_key(shared, room.version)), Selection(period=(first, last))
    way = _way(reader.read("stage_step", room.version, chosen), room)
    stages = _numbers(way.drop_duplicates("stage").head(STAGES_ASKED))
    worth = _worth(room)
    flows = reader.read("chain_flow", room.version, chosen)
    return {
        "first": first,
        "last": last,
        "way": _numbers(way),
        "stages": [stage | worth.get((stage["stage"], stage["sector"]), {}) for stage in stages],
        "flows": [[str(row.supplier), str(row.receiver)] for row in flows.itertuples()],
        "amount": _amount(reader.read("cost_by_category", room.version, chosen), room),
    }


def _as_link(room: Room) -> SharedView | None:
    """The live link whose rules hold for the room; None where it could tell nothing."""
    months = (("from", (room.first_month,)), ("to", (room.last_month,)))
    asked = tuple((name, tuple(filter(None, values))) for name, values in months)
    blank = SharedView(
        "value_chain",
        asked,
        room.version,
        services().engine.models_hash(),
        sectors=room.sectors,
        mode="live",
        small_group=small_group(room.version),
    )
    plan = disclosure_plan(blank, room.version)
    if not plan.blocks:
        return None
    first, last = plan.around((room.first_month or None, room.last_month or None))
    return replace(blank, parameters=(("from", (first,) if first else ()), ("to", (last,) if last else ())))


def _way(steps: pd.DataFrame, room: Room) -> pd.DataFrame:
    """The way that is asked about: the one named, else the commonest with the stage or the sector in it."""
    if steps.empty:
        return steps
    for column, name in (("way", room.way), (room.kind, room.subject)):
        if name and column in steps and (steps[column] == name).any():
            steps = steps[steps["way"].isin(steps[steps[column] == name]["way"])]
            break
    first = steps.sort_values(["way_cases", "way"], ascending=[False, True]).iloc[0]["way"]
    return steps[steps["way"] == first].sort_values("step")


def _numbers(rows: pd.DataFrame) -> list[dict]:
    return [
        {name: _plain(getattr(row, name)) for name in KEPT if hasattr(row, name)}
        for row in rows.itertuples(index=False)
    ]


def _plain(value: object) -> object:
    if is_missing(value):
        return None
    return value if isinstance(value, str) else int(value) if isinstance(value, int) else float(value)


def _worth(room: Room) -> dict[tuple, dict]:
    """What an hour less is worth a month at each stage, told to a room that may speak of all sectors: the figure itself
    speaks of a hundred cases at least."""
    if room.sectors is not None:
        return {}
    rows = services().engine.read("hour_worth", room.version).dropna(subset=["worth"])
    return {
        (row.stage, row.sector): {name: float(getattr(row, name)) for name in ("worth", "low", "high")}
        for row in rows.itertuples()
    }


def _amount(rows: pd.DataFrame, room: Room) -> float | None:
    """What the complaints of the room's category cost in its period."""
    found = rows[rows["category"] == room.subject] if room.kind == "category" else rows.iloc[:0]
    return float(found["amount"].iloc[0]) if len(found) and not is_missing(found["amount"].iloc[0]) else None
