"""The levers: what each acts on, for whom it may be moved, and within which bounds."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

VOLUME, MINUTES, RATE, AMOUNT, RISK = "volume", "minutes", "rate", "amount", "risk"
OF_COMPLAINTS = ("handling", "compensation", "rework", "escalation", "avoidable_churn")
CAUSED_BY, INCURRED_BY = "caused_by", "incurred_by"
LATE_HOURS = "late_hours"
ENDS = ("low", "high")
COSTS = ("one_off", "yearly")
NUMBERS = ("percent", *ENDS, *COSTS)
MOST_LEVERS = 40
LARGEST = Decimal(10) ** 15


class ScenarioProblem(ValueError):
    """What cannot be, as one sentence; `code` and `fields` let a page say it in another language."""

    def __init__(self, code: str, sentence: str, **fields: str):
        super().__init__(sentence)
        self.code, self.fields = code, fields


@dataclass(frozen=True)
class Kind:
    """What a lever acts on: one driver of some components, chosen by where the cost starts or by who pays it.

    effect: the measured effect it takes (a dimension of handling_worth, or that of late hours), empty for a lever that
    acts directly.
    """

    driver: str
    components: tuple[str, ...]
    place: str
    effect: str = ""


KINDS = {
    "fewer_complaints": Kind(VOLUME, OF_COMPLAINTS, CAUSED_BY),
    "shorter_handling": Kind(MINUTES, ("handling",), INCURRED_BY),
    "hourly_cost": Kind(RATE, ("handling",), INCURRED_BY),
    "shorter_stages": Kind(AMOUNT, OF_COMPLAINTS, CAUSED_BY, LATE_HOURS),
    "less_compensation": Kind(AMOUNT, ("compensation",), INCURRED_BY),
    "less_rework": Kind(AMOUNT, ("rework",), INCURRED_BY),
    "leavers_kept": Kind(RISK, ("avoidable_churn",), CAUSED_BY),
    "first_contact": Kind(RISK, ("avoidable_churn",), CAUSED_BY, "first_contact"),
    "fewer_handovers": Kind(RISK, ("avoidable_churn",), CAUSED_BY, "handed_over"),
    "resolved": Kind(RISK, ("avoidable_churn",), CAUSED_BY, "resolved"),
}


@dataclass(frozen=True)
class Lever:
    """One change: of its kind, for a sector and a category ("" = all), by so many percent.

    low, high: between which percentages it may turn out, None where nobody said. one_off, yearly: what it costs.
    """

    kind: str
    percent: Decimal
    sector: str = ""
    category: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    one_off: Decimal = Decimal(0)
    yearly: Decimal = Decimal(0)

    @property
    def key(self) -> tuple[str, str, str]:
        """What names a lever in a scenario: two of the same key are one."""
        return self.kind, self.sector, self.category

    @property
    def acts_on(self) -> Kind:
        """Return what it acts on."""
        return KINDS[self.kind]


def lever(kind: str, sector: str = "", category: str = "", **numbers: object) -> Lever:
    """Return a checked lever; numbers are texts or numbers: percent, low, high, one_off, yearly.

    Raises ScenarioProblem with one sentence for what cannot be.
    """
    if kind not in KINDS:
        known = ", ".join(KINDS)
        raise ScenarioProblem("kind", f'There is no lever named "{kind}". The levers are: {known}.', read=kind)
    given = {name: number(name, numbers.get(name)) for name in NUMBERS}
    whole = {name: given[name] or Decimal(0) for name in ("percent", *COSTS)}
    found = Lever(kind, sector=sector, category=category, low=given["low"], high=given["high"], **whole)
    _check_order(found)
    return found


def number(name: str, read: object) -> Decimal | None:
    """Return one number of a lever, None for an empty text; raises ScenarioProblem beyond its bounds."""
    text = "" if read is None else str(read).strip()
    if not text:
        return None
    return _amount(name, text) if name in COSTS else _percent(name, text)


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _percent(name: str, text: str) -> Decimal:
    found = _decimal(text.removesuffix("%").strip())
    if found is None or not 0 <= found <= 100 or found != round(found, 2):
        raise ScenarioProblem(
            "percent",
            f'{name}: read "{text}"; expected a percentage from 0 to 100 with two decimals at most, such as 12.5.',
            name=name,
            read=text,
        )
    return found


def _amount(name: str, text: str) -> Decimal:
    found = _decimal(text)
    if found is None or not 0 <= found < LARGEST or found != round(found, 6):
        raise ScenarioProblem(
            "amount", f'{name}: read "{text}"; expected an amount such as 12000, not below zero.', name=name, read=text
        )
    return found


def _check_order(one: Lever) -> None:
    low, high = one.low, one.high
    if (low is not None and low > one.percent) or (high is not None and high < one.percent):
        raise ScenarioProblem(
            "range",
            f"{one.kind}: the low end must not lie above {one.percent:f} %, nor the high end below it.",
            name=one.kind,
            read=f"{one.percent:f}",
        )


def moved(levers: list[Lever]) -> list[Lever]:
    """Return the levers that change something or cost something, in an order of their own, one of each key.

    The last of a key holds, so that the order in which levers were moved makes no difference.
    """
    held = {one.key: one for one in levers}
    kept = [held[key] for key in sorted(held) if held[key].percent or held[key].one_off or held[key].yearly]
    if len(kept) > MOST_LEVERS:
        raise ScenarioProblem("many", f"A scenario holds {MOST_LEVERS} levers at most.", read=str(len(kept)))
    return kept


def put(levers: list[Lever], one: Lever) -> list[Lever]:
    """Return the levers with this one in the place of the one of the same key; a lever at zero without cost goes."""
    return moved([*levers, one])


def check_names(levers: list[Lever], sectors: set[str], categories: set[str]) -> None:
    """Raise ScenarioProblem for a sector or a category nothing of the ledger speaks of."""
    for one in levers:
        if one.sector and one.sector not in sectors:
            raise ScenarioProblem(
                "sector",
                f'There is no sector named "{one.sector}" in the ledger. The sectors are: {_listed(sectors)}.',
                read=one.sector,
            )
        if one.category and one.category not in categories:
            raise ScenarioProblem(
                "category",
                f'No complaint is of the type "{one.category}". The types are: {_listed(categories)}.',
                read=one.category,
            )


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


def as_texts(one: Lever) -> dict[str, str]:
    """Return a lever as it is kept: texts by name, without what is empty or zero."""
    numbers = {name: getattr(one, name) for name in NUMBERS}
    said = {name: f"{value:f}" for name, value in numbers.items() if value is not None and (value or name in ENDS)}
    return (
        {"lever": one.kind} | {name: getattr(one, name) for name in ("sector", "category") if getattr(one, name)} | said
    )


def from_texts(kept: dict[str, str]) -> Lever:
    """Return the lever that `as_texts` kept; raises ScenarioProblem."""
    return lever(kept.get("lever", ""), **{name: text for name, text in kept.items() if name != "lever"})
