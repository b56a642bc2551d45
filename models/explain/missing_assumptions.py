"""Empty assumptions that something stored waits for: those to set first."""

from models.assumptions import known
from models.engine.engine import Engine
from models.engine.selection import Selection


def missing_assumptions(engine: Engine, version: int) -> dict[str, int]:
    """Return the empty assumptions that stored data wait for, each with how many rows do (0: all amounts there are).

    hourly_cost: entries of time without an hourly cost; gross_margin: customers whose margin is lacking while their
    revenue is known; what the costs that rest on assumptions alone need, once they are included.
    """
    held = {row["name"]: row["value"] for row in engine.assumptions(version)}
    waiting = {"hourly_cost": _unpriced(engine, version), "gross_margin": _without_margin(engine, version)}
    found = {name: count for name, count in waiting.items() if count and not held[name]}
    if engine.read("home_currency", version)["currency"].isna().all():
        found = {"reporting_currency": 0} | found
    alone = [name for name, entry in known().items() if entry["serves"] == "assumed" and not held[name]]
    return found | (dict.fromkeys(alone, 0) if held["include_assumed"] == "yes" else {})


def _unpriced(engine: Engine, version: int) -> int:
    return _count(engine, version, "worked_minutes") - _count(engine, version, "handling")


def _without_margin(engine: Engine, version: int) -> int:
    lacking = {"monthly_margin": None}
    return _count(engine, version, "customers", **lacking) - _count(
        engine, version, "customers", **lacking, monthly_revenue=None
    )


def _count(engine: Engine, version: int, name: str, **where: None) -> int:
    return engine.first_rows(name, version, 0, Selection(where=where))[1]
