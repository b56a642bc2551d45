"""What is said of a view that is seen in a scenario: what of it the scenario changes, and what it leaves as it is."""

from collections.abc import Iterable

from models.scenarios.scenario_engine import ANSWERED
from pages.parts.i18n import figure_texts
from pages.parts.runtime.services import services

# what pages read beside what they show
BESIDE = ("churn_state", "data_quality", "home_currency", "ledger_span", "quality_identity", "reconciliation")


def in_scenario(view, read: Iterable[str]) -> str:
    """Return the sentences, for the figures that were read."""
    names = dict.fromkeys(read)
    changed = [name for name in names if name in ANSWERED]
    unchanged = [_title(view, name) for name in names if name not in (*ANSWERED, *BESIDE)]
    said = [view.words("in_scenario.changed" if changed else "in_scenario.nothing")]
    if changed and unchanged:
        said.append(view.words("in_scenario.unchanged", names=view.formats.listing(unchanged)))
    return " ".join(said)


def _title(view, name: str) -> str:
    return figure_texts.said(view.language, services().engine.header(name), "title")
