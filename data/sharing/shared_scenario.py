"""The scenario a link is seen in: its name, its levers and the assumptions of its own as they were when the link was
made, in SharedView.assumptions.

Kept as pairs in a row: the name, then for each lever its kind, and for each assumption its name, followed by whatever
else it is made of.
"""

from __future__ import annotations

from data.sharing.shared_view import Pairs, SharedView

NAME, LEVER, ASSUMPTION = "scenario", "lever", "assumption"


def scenario_pairs(name: str, levers: list[dict[str, str]]) -> Pairs:
    """A scenario as a link keeps it; levers: its levers and assumptions, texts by name each, as they are saved."""
    return ((NAME, name), *(pair for one in levers for pair in _in_order(one)))


def scenario_name(view: SharedView) -> str:
    """The name of the scenario, empty for a link that shows things as they are."""
    return dict(view.assumptions[:1]).get(NAME, "")


def scenario_levers(assumptions: Pairs) -> list[dict[str, str]]:
    """The levers and assumptions as they are saved, none for a link that shows things as they are."""
    levers: list[dict[str, str]] = []
    for name, text in assumptions[1:]:
        if name in (LEVER, ASSUMPTION):
            levers.append({})
        levers[-1][name] = text
    return levers


def _in_order(lever: dict[str, str]) -> Pairs:
    return tuple(sorted(lever.items(), key=lambda pair: (pair[0] not in (LEVER, ASSUMPTION), pair[0])))
