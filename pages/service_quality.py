"""Service inside the house: what receivers expect and get, how often the work is right, and what quality costs."""

from pages.parts.dissatisfaction.cost_of_quality import quality_table
from pages.parts.explain.data_quality import quality_line
from pages.parts.explain.figure_docs import explain
from pages.parts.explain.reconciliation import reconciliation_badge
from pages.parts.explain.source_rows import rows_behind
from pages.parts.service_quality.answer import further_findings, house_answer
from pages.parts.service_quality.audits import audits_section
from pages.parts.service_quality.levels import levels_table, supplier_table
from pages.parts.service_quality.missing import lacking, untold
from pages.parts.service_quality.survey import survey_section
from pages.parts.shell.frame import open_answers
from pages.parts.ui import html
from pages.parts.view.sections import folded_section
from pages.parts.view.view_cache import drawn


def _service_quality(view) -> None:
    gaps, scores = view.read("service_gap"), view.read("scorecard")
    html.page_header(view.scope(), house_answer(view, gaps, scores), view.words("house.why"))
    further_findings(view)
    for dataset, part, rows in (
        ("service_survey", survey_section, gaps),
        ("audits", audits_section, scores),
        ("quality_levels", levels_table, None),
        ("supplier_purchases", supplier_table, None),
    ):
        if view.lacks(dataset):
            lacking(view, dataset)
        else:
            part(view, *(() if rows is None else (rows,)))
        html.space()
        if dataset == "quality_levels":
            folded_section(view, "quality", "cost_of_quality", quality_table)
    untold(view)
    reconciliation_badge(view)
    quality_line(view)
    explain(view, *EXPLAINED)
    rows_behind(view, "scorecard", {name: sorted(set(scores[name])) for name in ("sector", "family")})


view = open_answers("service_quality")
EXPLAINED = (
    "service_gap",
    "own_view",
    "morale_month",
    "scorecard",
    "scorecard_month",
    "audit_error",
    "error_complaint",
    "quality_gap",
    "cost_of_quality",
    "supplier_treatment",
)
drawn(view, "service_quality", _service_quality)
