"""For each sector, a complaint prevented against replacing the customers it loses."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pandas

CENT = Decimal("0.000001")
DIGITS = 60


@dataclass(frozen=True)
class Prevention:
    """One complaint of a sector: what it costs, which part is lost margin, and what replacing those it loses costs."""

    sector: str
    saved: Decimal
    lost_margin: Decimal
    replaced: Decimal


def prevention(rows: pandas.DataFrame) -> list[Prevention]:
    """Return the sectors of sector_overview that have complaints, the one where preventing saves most first.

    saved = dissatisfaction_cost / complaints; lost_margin = loyalty_lost / complaints; replaced = replacement_cost /
    complaints. Sectors whose lost customers are not known are left out.
    """
    columns = ("dissatisfaction_cost", "loyalty_lost", "replacement_cost")
    known = rows[(rows["complaints"] > 0) & ~rows["sector"].str.startswith("(")].dropna(subset=[*columns])
    found = [
        Prevention(row["sector"], *(_each(row[name], row["complaints"]) for name in columns))
        for row in known.to_dict("records")
    ]
    return sorted(found, key=lambda one: (-one.saved, one.sector))


def _each(amount: object, complaints: object) -> Decimal:
    with localcontext(prec=DIGITS):
        return (Decimal(str(amount)) / Decimal(str(complaints))).quantize(CENT, ROUND_HALF_UP)
