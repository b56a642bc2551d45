"""The three sections of the page: the network, the stages, and what customers meet."""

from pages.parts.ui.steps import space
from pages.parts.value_chain.cases import case_table
from pages.parts.value_chain.chain import chain_network, lacking, sector_part
from pages.parts.value_chain.journey import journey_table
from pages.parts.value_chain.link_editor import link_editor
from pages.parts.value_chain.situations import situation_table, situations
from pages.parts.value_chain.stages import lateness_table, staircases, time_table
from pages.parts.value_chain.travel import hand_over_table, joint_table, returned_tables
from pages.parts.value_chain.worth import hour_tables
from pages.parts.view.sections import folded_section


def network_section(view, distances) -> None:
    """Draw who serves whom, the editor of the links, and where cost starts by distance."""
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


def stage_section(view, lateness) -> None:
    """Draw the times of the stages, where lateness starts, and how cases travel."""
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
    if view.may_read_rows:
        folded_section(view, "cases", "chain_case", case_table)


def customer_section(view) -> None:
    """Draw what customers meet.

    Not for the cases of one sector: their complaints are those of others as well.
    """
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
