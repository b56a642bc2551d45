"""What a report says of each subject: the parts of its page that are answers, in the order of the page.

A subject yields what to draw and with what; nothing here draws, so that a report can say which figures a part is from.
"""

from collections.abc import Callable, Iterator

from models.scenarios.kept_scenario import assumptions_of, levers_of
from models.scenarios.payback import break_evens, payback
from pages.parts.cost_change.bridge import change_part
from pages.parts.dissatisfaction.breakdowns import component_table, pareto
from pages.parts.dissatisfaction.closing import closing_table, promise_table
from pages.parts.dissatisfaction.cost_of_quality import quality_table
from pages.parts.dissatisfaction.handling import handling_table
from pages.parts.dissatisfaction.matrix import dissatisfaction_answer, matrix, only_cells
from pages.parts.loyalty.churn import churn_part, stake_section
from pages.parts.loyalty.customer_value import value_table
from pages.parts.loyalty.retention import loyalty_answer, loyalty_why, retention_part
from pages.parts.overview.answers import overview_answer, overview_why, three_answers
from pages.parts.overview.monthly_cost import cost_by_month, lost_in_period
from pages.parts.overview.sector_table import rank_line, sector_table
from pages.parts.overview.too_little import stop_if_no_costs, stop_if_nobody, stop_if_unreadable
from pages.parts.scenarios.assumptions.assumptions_note import assumed_headline
from pages.parts.scenarios.base import base_with, saved
from pages.parts.scenarios.bridge import bridge_chart
from pages.parts.scenarios.costs import worth_table
from pages.parts.scenarios.saved import compare_table
from pages.parts.scenarios.wording import headline
from pages.parts.sector.chain import links, payers
from pages.parts.sector.measures import audits, changed, leaving, levels, service, times
from pages.parts.sector.statement import head
from pages.parts.service_quality.answer import house_answer
from pages.parts.service_quality.audits import audits_section
from pages.parts.service_quality.levels import levels_table, supplier_table
from pages.parts.service_quality.missing import lacking, untold
from pages.parts.service_quality.survey import survey_section
from pages.parts.ui import html
from pages.parts.value_chain.chain import chain_answer
from pages.parts.value_chain.sections import customer_section, network_section, stage_section
from pages.parts.value_chain.stages import by_overrun
from pages.parts.view.shaping import by_sector, totals
from pages.parts.win_or_keep.charts import pairs
from pages.parts.win_or_keep.charts import payback as payback_chart
from pages.parts.win_or_keep.comparison import win_answer
from pages.parts.win_or_keep.tables import break_even_table, channel_table, part_table, ratio_table

Parts = Iterator[tuple[Callable[..., None], tuple]]


def _head(view, scope: str, finding: str, why: str) -> None:
    html.page_header(scope, finding, why)


def overview(view) -> Parts:
    """Yield the parts of the overview."""
    sectors, total = by_sector(view), totals(view)
    yield stop_if_no_costs, (total,)
    state = view.read("churn_state")["state"].iloc[0]
    yield _head, (view.scope(), overview_answer(view, sectors, total), overview_why(view, total, state))
    yield three_answers, (total,)
    yield sector_table, (sectors, total)
    yield rank_line, ()
    yield lost_in_period, ()
    if not view.filters.scenario:  # it tells what happened, beside what did not
        yield change_part, (None,)
    yield cost_by_month, (view.read_all_months("monthly_cost"),)


def dissatisfaction(view) -> Parts:
    """Yield the parts of the page Dissatisfaction."""
    yield stop_if_no_costs, (totals(view),)
    cost, categories, components = (view.read(name) for name in ("cost_matrix", "cost_by_category", "component_cost"))
    yield stop_if_unreadable, (cost, categories, components)
    yield _head, (view.scope(), dissatisfaction_answer(view, only_cells(cost)), view.words("dissatisfaction.why"))
    yield matrix, (cost,)
    yield pareto, (categories,)
    yield component_table, (components,)
    yield handling_table, (view.read("excess_by"),)
    if view.can_read("time_to_close"):
        yield closing_table, ()
    if view.can_read("promise_kept") and not view.lacks("stage_times"):
        yield promise_table, ()


def loyalty(view) -> Parts:
    """Yield the parts of the page Loyalty."""
    curves, values = view.read("retention_curve"), view.read("customer_value")
    yield stop_if_nobody, (values,)
    yield _head, (view.scope_as_of(), loyalty_answer(view, curves, values), loyalty_why(view))
    yield retention_part, (curves, values)
    yield value_table, (values,)
    yield stake_section, ()
    if not view.lacks("complaints"):
        yield churn_part, ()


def win_or_keep(view) -> Parts:
    """Yield the parts of the page Win or keep."""
    channels, sectors = view.read("acquisition_cost"), view.read("win_or_keep")
    yield stop_if_unreadable, (channels, sectors)
    yield _head, (view.scope(), win_answer(view, channels, sectors), view.words("win.why"))
    yield pairs, (sectors,)
    yield payback_chart, ()
    yield ratio_table, (sectors,)
    yield part_table, (sectors,)
    yield channel_table, (channels,)
    yield break_even_table, (sectors,)


def value_chain(view) -> Parts:
    """Yield the parts of the page Value chain."""
    distances, lateness = view.read("distance_cost"), by_overrun(view.read("stage_overrun"))
    yield _head, (view.scope(), chain_answer(view, distances, lateness), view.words("chain.why"))
    yield network_section, (distances,)
    yield stage_section, (lateness,)
    yield customer_section, ()


def service_quality(view) -> Parts:
    """Yield the parts of the page Service quality."""
    gaps, scores = view.read("service_gap"), view.read("scorecard")
    yield _head, (view.scope(), house_answer(view, gaps, scores), view.words("house.why"))
    parts = {
        "service_survey": (survey_section, (gaps,)),
        "audits": (audits_section, (scores,)),
        "quality_levels": (levels_table, ()),
        "supplier_purchases": (supplier_table, ()),
    }
    for dataset, part in parts.items():
        yield (lacking, (dataset,)) if view.lacks(dataset) else part
    if view.can_read("cost_of_quality"):
        yield quality_table, ()
    yield untold, ()


def sector(view, name: str) -> Parts:
    """Yield the parts of one sector's statement."""
    for part in (head, links, changed, payers, times, audits, leaving, levels, service):
        yield part, (name,)


def scenario(view, name: str) -> Parts:
    """Yield what a saved scenario makes of the cost, and the others beside it."""
    levers, own = levers_of(saved()[name]), assumptions_of(saved()[name])
    base = base_with(view, own)
    outcome = base.outcome(levers)
    view.asked.extend(("scenario_cell", "handling_worth"))  # which the base was read from
    found, evens = payback(base, outcome), break_evens(base, outcome)
    levers_say = headline(view, found, outcome.levers, evens, outcome.base)
    yield _head, (view.scope(), levers_say if outcome.levers or not own else assumed_headline(view, base), "")
    yield bridge_chart, (base, outcome)
    if outcome.levers or not own:
        yield worth_table, (base, outcome, found, evens)
    yield compare_table, (base, own, base_with)


PAGES = {
    "overview": overview,
    "dissatisfaction": dissatisfaction,
    "loyalty": loyalty,
    "win_or_keep": win_or_keep,
    "value_chain": value_chain,
    "service_quality": service_quality,
}
