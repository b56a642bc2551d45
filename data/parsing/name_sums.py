"""Names whose amounts are always the sum of other names: subtotals and totals that nothing calls so."""

from dataclasses import dataclass

from data.contracts.definitions import fold
from data.parsing.source import Source

MOST_AMOUNTS = 50_000  # beyond, nobody looks


@dataclass(frozen=True)
class Amounts:
    """The amount of each name in each month or complaint, in the order of the file."""

    groups: dict
    kind: str

    def of(self, name: str) -> list:
        """The groups in which a name has an amount."""
        return [amounts for amounts in self.groups.values() if name in amounts]


def read_amounts(cursor, source: Source, measure: str, label: str, group) -> Amounts | None:
    """The amounts of a file by group and name, rows of totals apart; None where they are too many."""
    found = cursor.execute(
        f"select {group.name}, {label}, sum({measure}) from stage_typed where row_code is null and {label} is not null "
        f"and {measure} is not null and source_row not in (select source_row from stage_total) "
        f"group by 1, 2 order by 1, min(source_row) limit {MOST_AMOUNTS + 1}"
    ).fetchall()
    if len(found) > MOST_AMOUNTS:
        return None
    groups: dict = {}
    for key, name, amount in found:
        groups.setdefault(key, {})[name] = amount
    return Amounts(groups, group.type)


def summed_names(amounts: Amounts) -> list[str]:
    """The names that are sums: first of those next to them, which then are no parts, then of all others."""
    found: list[str] = []
    if amounts.kind == "month":
        for name in dict.fromkeys(name for group in amounts.groups.values() for name in group):
            if _block(amounts, name, found):
                found.append(name)
    whole = next((name for name in _names(amounts) if name not in found and _is_whole(amounts, name, found)), None)
    return [*found, *([whole] if whole else [])]


def _names(amounts: Amounts) -> list:
    return list(dict.fromkeys(name for group in amounts.groups.values() for name in group))


def _is_whole(amounts: Amounts, name: str, found: list) -> bool:
    """Whether a name always is the sum of all others: two at least, and three where it is there only once."""
    times = amounts.of(name)
    rests = [[v for other, v in group.items() if other != name and other not in found] for group in times]
    agrees = all(group[name] != 0 and group[name] == sum(rest) for group, rest in zip(times, rests, strict=True))
    fewest = min(map(len, rests))
    return agrees and fewest >= 2 and (len(times) >= 2 or fewest >= 3)


def _block(amounts: Amounts, name: str, found: list) -> tuple:
    """The names next to a name, above or below, whose amounts always add up to its own; empty: there are none.

    In a single month they also have to begin with it, as "Sales North" and "Sales South" do with "Sales".
    """
    times = amounts.of(name)
    names = [other for other in times[0] if other not in found]
    place = names.index(name)
    for others in (names[:place][::-1], names[place + 1 :]):
        for parts in _sums(times[0], name, others):
            begins = all(fold(part).startswith(fold(name)) for part in parts)
            if (begins or len(times) >= 2) and all(_adds_up(group, name, parts) for group in times):
                return parts
    return ()


def _sums(group: dict, name: str, others: list) -> list:
    """The beginnings of a list of names whose amounts add up to that of a name in one group."""
    total, found = 0, []
    for end, other in enumerate(others, 1):
        total += group[other]
        if total == group[name] != 0:
            found.append(tuple(others[:end]))
    return found


def _adds_up(group: dict, name: str, parts: tuple) -> bool:
    values = [group[part] for part in parts if group.get(part)]
    return len(values) >= 2 and sum(values) == group[name]
