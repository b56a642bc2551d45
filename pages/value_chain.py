"""Who serves whom down to the customer, agreed and actual time of each stage, and where lateness starts."""

from pages.parts.dissatisfaction.closing import promise_table
from pages.parts.explain.data_quality import quality_line
from pages.parts.explain.figure_docs import explain
from pages.parts.explain.reconciliation import reconciliation_badge
from pages.parts.explain.source_rows import rows_behind
from pages.parts.shell.frame import open_answers
from pages.parts.ui import html
from pages.parts.ui.steps import space
from pages.parts.value_chain.cases import case_table, choose_cases
from pages.parts.value_chain.chain import chain_answer, chain_network, lacking, sector_part
from pages.parts.value_chain.journey import journey_table
from pages.parts.value_chain.link_editor import link_editor
from pages.parts.value_chain.situations import situation_table, situations
from pages.parts.value_chain.stages import by_overrun, lateness_table, staircases, time_table
from pages.parts.value_chain.travel import hand_over_table, joint_table, returned_tables
from pages.parts.value_chain.worth import hour_tables
from pages.parts.view.chosen_cases import with_every_case
from pages.parts.view.sections import folded_section
from pages.parts.view.view_cache import drawn


def _value_chain(view) -> None:
    distances, lateness = view.read("distance_cost"), by_overrun(view.read("stage_overrun"))
    html.page_header(view.scope(), chain_answer(view, distances, lateness), view.words("chain.why"))
    _network(view, distances)
    _stages(view, lateness)
    _customers(view)
    reconciliation_badge(with_every_case(view))
    quality_line(with_every_case(view))
    explain(view, *EXPLAINED)
    rows_behind(view, "stage_overrun", {name: sorted(set(lateness[name])) for name in ("sector", "stage")})


def _network(view, distances) -> None:
    if view.lacks("chain_links"):
        lacking(view, "chain_links")
        return
    if not view.can_read("distance_cost"):
        return
    sectors = view.read("chain_sector")
    chain_network(view, sectors, view.read("chain_flow"))
    link_editor(view)
    if len(sectors):
        space()
        sector_part(view, sectors, distances)
    space()


def _stages(view, lateness) -> None:
    if view.lacks("stage_times"):
        lacking(view, "stage_times")
        return
    staircases(view, view.read("stage_step"))
    space()
    lateness_table(view, lateness)
    space()
    joint_table(view)
    folded_section(view, "times", "stage_time", time_table)
    folded_section(view, "hand_overs", "hand_over", hand_over_table)
    folded_section(view, "returned", "returned_case", returned_tables)
    folded_section(view, "promise", "promise_kept", promise_table)
    if view.may_read_rows:
        folded_section(view, "cases", "chain_case", case_table)


def _customers(view) -> None:
    """What customers meet: not told of the cases of one sector, whose complaints are those of others as well."""
    if view.lacks("complaints") or (view.filters.cases and view.filters.cases[0] == "sector"):
        return
    if view.can_read("backfire"):
        space()
        situations(view)
        folded_section(view, "situations", "backfire", situation_table)
    if view.can_read("customer_way"):
        space()
        journey_table(view)
    if not view.lacks("stage_times") and not view.filters.cases:
        folded_section(view, "hour_worth", "hour_worth", hour_tables)


view = choose_cases(open_answers("value_chain"))
EXPLAINED = (
    "chain_flow",
    "chain_sector",
    "distance_cost",
    "sector_distance",
    "stage_step",
    "stage_time",
    "stage_overrun",
    "joint_lateness",
    "hand_over",
    "returned_case",
    "promise_kept",
    "backfire",
    "customer_way",
    "lateness_band",
    "hour_worth",
)
drawn(view, "value_chain", _value_chain)
