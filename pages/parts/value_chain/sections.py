"""The sections of the page: what it found further down, the network, the stages, and what customers meet."""

from functools import partial

from pages.parts.ui import html
from pages.parts.value_chain.cases import case_table
from pages.parts.value_chain.chain import chain_network, lacking, sector_part
from pages.parts.value_chain.journey import JOURNEY, journey_finding, journey_table
from pages.parts.value_chain.link_editor import link_editor
from pages.parts.value_chain.situations import BACKFIRE, situation_finding, situation_table, situations
from pages.parts.value_chain.stages import lateness_table, staircases, time_table
from pages.parts.value_chain.travel import hand_over_table, joint_table, returned_tables
from pages.parts.value_chain.worth import WORTH, band_table, hour_finding, hour_table
from pages.parts.view.sections import folded_section


def further_findings(view) -> None:
    """Draw what stands further down in a sentence each: what an hour is worth, the journey, where service backfires."""
    parts = ((WORTH, hour_finding, _tells_hours), (JOURNEY, journey_finding, partial(_tells, figure="customer_way")))
    parts += ((BACKFIRE, partial(situation_finding, is_one_needed=True), partial(_tells, figure="backfire")),)
    said = [(find(view), anchor) for anchor, find, is_told in parts if is_told(view)]
    html.findings([one for one in said if one[0]], view.words("findings.below"))


def _tells_hours(view) -> bool:
    """Whether what an hour is worth is told: of all cases alone."""
    return not view.lacks("stage_times") and not view.filters.cases and view.can_read("hour_worth")


def _tells(view, figure: str) -> bool:
    """Whether a figure of what customers meet is told.

    Not for the cases of one sector: their complaints are those of others as well.
    """
    is_of_sector = view.filters.cases and view.filters.cases[0] == "sector"
    return not view.lacks("complaints") and not is_of_sector and view.can_read(figure)


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
        html.space()
        sector_part(view, sectors, distances)
    html.space()


def stage_section(view, lateness) -> None:
    """Draw the times of the stages, where lateness starts, and how cases travel."""
    if view.lacks("stage_times"):
        lacking(view, "stage_times")
        return
    staircases(view, view.read("stage_step"))
    html.space()
    lateness_table(view, lateness)
    html.space()
    joint_table(view)
    if _tells_hours(view):
        html.space()
        hour_table(view)
        folded_section(view, "hour_worth", "lateness_band", band_table)
    folded_section(view, "times", "stage_time", time_table)
    folded_section(view, "hand_overs", "hand_over", hand_over_table)
    folded_section(view, "returned", "returned_case", returned_tables)
    if view.may_read_rows:
        folded_section(view, "cases", "chain_case", case_table)


def customer_section(view) -> None:
    """Draw what customers meet."""
    if _tells(view, "backfire"):
        html.space()
        situations(view)
        folded_section(view, "situations", "backfire", situation_table)
    if _tells(view, "customer_way"):
        html.space()
        journey_table(view)
