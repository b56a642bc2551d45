"""Money for acquisition that may stand in two lists: the sector's costs and the spend by channel."""

from __future__ import annotations

from datetime import date

from data.questions import Question
from data.sectors.names import RESERVED

OTHER_LIST = {
    "sector_costs": ("s.purpose = 'acquisition'", "acquisition_spend", "true"),
    "acquisition_spend": ("true", "sector_costs", "o.purpose = 'acquisition'"),
}


def questions(cursor, contract, settings: dict) -> list[Question]:
    """Asks, once, whether spend of one sector and month that stands in both lists is the same money."""
    if contract.dataset not in OTHER_LIST or "spend-sector" in settings or _is_settled(cursor):
        return []
    here, other, there = OTHER_LIST[contract.dataset]
    found = cursor.execute(
        f"select coalesce(n.sector, s.sector), strftime(s.month, '%Y-%m') from stage_clean as s "
        f"join raw_{other} as o on o.sector = s.sector and o.month = s.month and o.to_version is null "
        f"left join sector_name as n on n.sector_key = s.sector and n.to_version is null "
        f"where {here} and {there} and s.sector not in {RESERVED} order by s.month, s.sector limit 1"
    ).fetchall()
    return [
        Question("REPEATED_SPEND", "sector", "spend-sector", ["same", "other"], {"sector": sector, "month": month})
        for sector, month in found
    ]


def remember(cursor, settings: dict, version: int) -> None:
    """Keeps the answer as the assumption spend_sector, from this version on."""
    if "spend-sector" in settings:
        cursor.execute(
            "update assumption_value set to_version = ? where name = 'spend_sector' and to_version is null", [version]
        )
        cursor.execute(
            "insert into assumption_value values ('spend_sector', ?, null, null, null, 'import', ?, ?, null)",
            [settings["spend-sector"], date.today(), version],
        )


def _is_settled(cursor) -> bool:
    return bool(
        cursor.execute(
            "select count(*) from assumption_value where name = 'spend_sector' and to_version is null and value <> ''"
        ).fetchone()[0]
    )
