"""The sentence of the page: where service falls short most, how often audited work is right, and what else it found."""

import pandas as pd

from pages.parts.service_quality.audits import accuracy_finding
from pages.parts.service_quality.levels import LEVEL, SUPPLIER, level_finding, supplier_finding
from pages.parts.service_quality.survey import gap_finding
from pages.parts.ui import html


def house_answer(view, gaps: pd.DataFrame, scores: pd.DataFrame) -> str:
    """Return both findings, or the one there is. gaps: service_gap; scores: scorecard."""
    told = gaps.dropna(subset=["gap"]).sort_values(["gap", "sector", "dimension"])
    said = [gap_finding(view, told.iloc[0])] if len(told) else []
    said += [accuracy_finding(view, scores)] if len(scores) else []
    return view.words(f"house.answer_{len(said)}", **dict(zip(("first", "second"), said)))


def further_findings(view) -> None:
    """Draw what stands further down in a sentence each: where quality is lost, and how suppliers are treated."""
    parts = (("quality_levels", level_finding, LEVEL), ("supplier_purchases", supplier_finding, SUPPLIER))
    said = [(find(view), anchor) for dataset, find, anchor in parts if not view.lacks(dataset)]
    html.findings([one for one in said if one[0]], view.words("findings.below"))
