"""One sector's own statement for its own meeting: what starts here, passes through here, and what others see of it."""

from functools import partial

from pages.parts.explain.data_quality import quality_line
from pages.parts.explain.figure_docs import explain
from pages.parts.explain.reconciliation import reconciliation_badge
from pages.parts.explain.source_rows import rows_behind
from pages.parts.scenarios.open_actions import open_actions
from pages.parts.sector.chain import links, payers
from pages.parts.sector.choice import chosen_sector
from pages.parts.sector.measures import audits, changed, leaving, levels, service, times
from pages.parts.sector.statement import head, lacking
from pages.parts.shell.frame import open_answers
from pages.parts.ui import html
from pages.parts.ui.lanes import balanced
from pages.parts.ui.steps import step_of_visitor
from pages.parts.view.view_cache import drawn


def _statement(view, sector: str) -> None:
    head(view, sector)
    step_of_visitor(view, open_actions, sector)
    html.space()
    balanced(view, *(partial(part, view, sector) for part in (links, payers, changed)))
    times(view, sector)
    html.space()
    balanced(view, *(partial(part, view, sector) for part in (audits, service, levels, leaving)))
    lacking(view)
    reconciliation_badge(view)
    quality_line(view)
    explain(view, *EXPLAINED)
    choice = view.choice
    cells = {"caused_by": list(choice.sectors), "component": list(choice.components), "month": list(choice.months)}
    rows_behind(view, "ledger", cells)


view = open_answers("sector")
EXPLAINED = (
    "sector_overview",
    "chain_sector",
    "chain_flow",
    "cost_matrix",
    "stage_time",
    "stage_overrun",
    "time_to_close",
    "scorecard",
    "service_gap",
    "quality_gap",
    "leaving_reason",
    "change_bridge",
)
chosen = chosen_sector(view)
if chosen is None:
    html.page_header(view.scope(), view.words("statement.none"), view.words("statement.none_why"))
else:
    drawn(view, ("sector", chosen), _statement, chosen)
