"""Who serves whom down to the customer, agreed and actual time of each stage, and where lateness starts."""

from pages.parts.dissatisfaction.closing import promise_table
from pages.parts.explain.data_quality import quality_line
from pages.parts.explain.figure_docs import explain
from pages.parts.explain.reconciliation import reconciliation_badge
from pages.parts.explain.source_rows import rows_behind
from pages.parts.shell.frame import open_answers
from pages.parts.ui import html
from pages.parts.value_chain.cases import choose_cases
from pages.parts.value_chain.chain import chain_answer
from pages.parts.value_chain.sections import customer_section, further_findings, network_section, stage_section
from pages.parts.value_chain.stages import by_overrun
from pages.parts.view.chosen_cases import with_every_case
from pages.parts.view.sections import folded_section
from pages.parts.view.view_cache import drawn


def _value_chain(view) -> None:
    distances, lateness = view.read("distance_cost"), by_overrun(view.read("stage_overrun"))
    html.page_header(view.scope(), chain_answer(view, distances, lateness), view.words("chain.why"))
    further_findings(view)
    network_section(view, distances)
    stage_section(view, lateness)
    if not view.lacks("stage_times"):
        folded_section(view, "promise", "promise_kept", promise_table)
    customer_section(view)
    reconciliation_badge(with_every_case(view))
    quality_line(with_every_case(view))
    explain(view, *EXPLAINED)
    rows_behind(view, "stage_overrun", {name: sorted(set(lateness[name])) for name in ("sector", "stage")})


view = open_answers("value_chain")
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
    "self_service",
    "lateness_band",
    "hour_worth",
)
drawn(choose_cases(view), "value_chain", _value_chain)
