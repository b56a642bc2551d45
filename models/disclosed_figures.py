"""How each figure is told in a shared view; a figure that does not stand here is not told at all."""

from dataclasses import dataclass

FEWEST_AT_RISK = 10  # a curve is cut where fewer are still observed


@dataclass(frozen=True)
class Rule:
    """How a figure is told.

    choice: "any" for sums over sectors and segments; "sectors" where only the link's own sectors are told (with other
    tables these would tell a part), "seen" where only its own period is; "people" for figures about customers, whose
    rows say how many there are.
    dimension: what is merged in the events before; blank: columns left empty, blank_parts: those empty but in the row
    `all`; people: the column that counts; label: the columns that name a row among its siblings (the same `within`).
    """

    choice: str
    dimension: str = ""
    blank: tuple[str, ...] = ()
    blank_parts: tuple[str, ...] = ()
    people: str = ""
    label: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    only_all: bool = False
    fewest: int = 0


STAKE = ("loyalty_at_stake", "customers_at_stake")
MIX = ("payback_months", "value_to_cac", "customer_value", "simple_payback_months")
RULES = {
    "sector_overview": Rule("any", blank=STAKE[:1]),
    "sector_tier": Rule("any", blank=("projected",)),
    "sector_rank": Rule("any"),
    "overview_total": Rule("any", blank=("projected", *STAKE)),
    "win_or_keep": Rule("any"),
    "cost_matrix": Rule("sectors"),
    "cost_by_category": Rule("sectors", "category"),
    "cost_by_component": Rule("sectors", "component"),
    "monthly_cost": Rule("sectors"),
    "change_bridge_total": Rule("seen"),
    "data_quality": Rule(
        "any",
        blank=("projected", "rows_set_aside", "amount_set_aside", "complaints_without_cost", "amounts_without_rate"),
    ),
    "acquisition_cost": Rule("any", "channel", blank_parts=MIX),
    "customer_value": Rule("people", people="customers", label=("segment",)),
    "retention_curve": Rule("people", people="at_risk", label=("segment",), within=("month",), fewest=FEWEST_AT_RISK),
    "retention_extended": Rule("people", only_all=True),
    "retention_worth": Rule("people", only_all=True),
    "cohort_retention": Rule(
        "people", people="customers", label=("cohort",), within=("month",), counts=("kept",), only_all=True
    ),
    "avoidable_churn": Rule(
        "people", people="complained", label=("segment", "tenure_band"), counts=("complained_left",)
    ),
    "avoidable_churn_total": Rule("people", people="followed", label=("level",)),
    "repeat_buyers": Rule("people", people="buyers", label=("segment",), counts=("repeat_buyers", "active", "lapsed")),
    "best_split": Rule("people"),
    "ledger_span": Rule("people"),
    "churn_state": Rule("people", blank=("exposed",)),
    "reconciliation": Rule("people", blank=("left_side", "right_side", "difference")),
}
