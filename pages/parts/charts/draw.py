"""A chart drawn once a version, its table, its legend."""

import json
from collections.abc import Callable

import altair as alt
import pandas as pd
from altair.utils import schemapi

from pages.parts.charts.base import EMBEDDED, LOOK, _twin, draw_specification
from pages.parts.ui import html
from pages.parts.ui.steps import step, step_of_visitor


def draw_chart(view, name: str, build: Callable[..., alt.Chart], *arguments: object, alternative: str) -> None:
    """Draw a chart, which build(formats, *arguments) makes.

    alternative: what the chart says, for those who cannot see it.
    """
    spec = json.dumps(_specification(build(view.formats, *arguments), view.formats, build.__name__))
    step(draw_specification, name, spec, html.text(alternative), alternative)


def data_table(view, name: str, rows: pd.DataFrame, figure: str = "", **cell: str) -> None:
    """Draw the table behind a chart, folded away. figure: whose rows they are, so that a cell can be asked about.

    cell: column of the figure -> column of the rows that chooses its row; the figure's own key unless given.
    """
    step_of_visitor(view, _twin, name, rows, figure, cell)


def _specification(chart: alt.Chart, formats, kind: str) -> dict:
    """Return a chart's specification in the look of the pages, set on the finished one: Altair would copy it all.

    It bears what kind of chart it is and the head above it, for where it is drawn without its page.
    """
    spec = chart.to_dict(validate=schemapi.DEBUG_MODE)
    for layer in layers(spec):
        layer["mark"]["aria"] = "description" in layer["encoding"]
    dressed = LOOK | {"locale": formats.axis_locale(), "view": spec["config"]["view"] | {"stroke": None}}
    borne = {"embedOptions": EMBEDDED, "kind": kind, "heading": html.taken_heading()}
    return spec | {"config": dressed, "usermeta": borne}


def layers(spec: dict) -> list[dict]:
    """Return the layers of a specification, those within layers too: only what has words of ours is read aloud."""
    within = spec.get("layer")
    return [spec] if within is None else [found for one in within for found in layers(one)]


def legend(view, *tiers: str) -> str:
    """Return the HTML of the legend of evidence tiers."""
    texture = {"booked": "bk", "measured": "bk", "estimated": "es", "assumed": "as"}
    return html.legend([(texture[tier], "cost", view.words(f"evidence.{tier}_is")) for tier in tiers])
