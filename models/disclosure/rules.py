"""How each figure is told in a shared view; a figure that does not stand here is not told at all."""

from dataclasses import dataclass

from models.disclosure.case_families import FAMILY_OF

FEWEST_AT_RISK = 10  # a curve is cut where fewer are still observed


@dataclass(frozen=True)
class ReleaseRule:
    """How a figure is told.

    choice: "any" for sums over sectors and segments; "sectors" where only the link's own sectors are told (with other
    tables these would tell a part), "seen" where only its own period is; "cases" for figures told case by case, as
    "seen", whose rows are judged by their cases; "kinds" as "seen", but never beside the same at another version;
    "answers" for those of a survey, as "seen", whose rows stand where
    every one of the `counts` is enough; "people" for figures about customers, whose rows say how many there are.
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


CASES = ReleaseRule("cases")
STAKE = ("loyalty_at_stake", "customers_at_stake")
MIX = ("payback_months", "value_to_cac", "customer_value", "simple_payback_months")
RELEASE_RULES = {
    "sector_overview": ReleaseRule("any", blank=STAKE[:1]),
    "sector_tier": ReleaseRule("any", blank=("projected",)),
    "sector_rank": ReleaseRule("any"),
    "overview_total": ReleaseRule("any", blank=("projected", *STAKE)),
    "win_or_keep": ReleaseRule("any"),
    "cost_matrix": ReleaseRule("sectors"),
    "cost_by_category": ReleaseRule("sectors", "category"),
    "cost_by_component": ReleaseRule("sectors", "component"),
    "component_cost": ReleaseRule("sectors", "component"),  # its rows are sums of those above
    "monthly_cost": ReleaseRule("sectors"),
    "change_bridge_total": ReleaseRule("seen"),
    "change_bridge": ReleaseRule("kinds"),
    "data_quality": ReleaseRule(
        "any",
        blank=("projected", "rows_set_aside", "amount_set_aside", "complaints_without_cost", "amounts_without_rate"),
    ),
    "acquisition_cost": ReleaseRule("any", "channel", blank_parts=MIX),
    "customer_value": ReleaseRule("people", people="customers", label=("segment",)),
    "retention_curve": ReleaseRule(
        "people", people="at_risk", label=("segment",), within=("month",), fewest=FEWEST_AT_RISK
    ),
    "retention_extended": ReleaseRule("people", only_all=True),
    "retention_worth": ReleaseRule("people", only_all=True),
    "cohort_retention": ReleaseRule(
        "people", people="customers", label=("cohort",), within=("month",), counts=("kept",), only_all=True
    ),
    "avoidable_churn": ReleaseRule(
        "people", people="complained", label=("segment", "tenure_band"), counts=("complained_left",)
    ),
    "avoidable_churn_total": ReleaseRule("people", people="followed", label=("level",)),
    "repeat_buyers": ReleaseRule(
        "people", people="buyers", label=("segment",), counts=("repeat_buyers", "active", "lapsed")
    ),
    "best_split": ReleaseRule("people"),
    "ledger_span": ReleaseRule("people"),
    "churn_state": ReleaseRule("people", blank=("exposed",)),
    "sector_spend": ReleaseRule("any"),
    "sector_spend_total": ReleaseRule("any"),
    "sector_distance": ReleaseRule("any"),
    "chain_sector": ReleaseRule("any"),
    "chain_flow": ReleaseRule("any"),
    "chain_path": ReleaseRule("any"),
    "distance_cost": ReleaseRule("any"),
    **dict.fromkeys(FAMILY_OF, CASES),
    "stage_step": ReleaseRule("cases", blank=("cases", "open")),
    "stage_overrun": ReleaseRule("cases", blank=("cases",)),
    "service_gap": ReleaseRule("answers", counts=("answers",)),
    "own_view": ReleaseRule("answers", counts=("own_answers", "receiver_answers")),
    "quality_gap": ReleaseRule("any"),
    "reconciliation": ReleaseRule("people", blank=("left_side", "right_side", "difference")),
}
