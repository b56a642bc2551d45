"""The sentence of the page: where service falls short most, and how often audited work is right."""

import pandas as pd

from pages.parts.service_quality.audits import accuracy_finding
from pages.parts.service_quality.survey import gap_finding


def house_answer(view, gaps: pd.DataFrame, scores: pd.DataFrame) -> str:
    """Return both findings, or the one there is. gaps: service_gap; scores: scorecard."""
    told = gaps.dropna(subset=["gap"]).sort_values(["gap", "sector", "dimension"])
    said = [gap_finding(view, told.iloc[0])] if len(told) else []
    said += [accuracy_finding(view, scores)] if len(scores) else []
    return view.words(f"house.answer_{len(said)}", **dict(zip(("first", "second"), said)))
