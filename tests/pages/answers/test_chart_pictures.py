"""A chart as a picture: its words are in it, in the light colours of the pages, with finding, scope and legend."""

import json

import numpy as np
import pytest

from pages.parts.charts import cost, draw, picture
from pages.parts.charts.base import rows_of
from pages.parts.i18n.formats import Formats
from pages.parts.ui import html

HEADING = {
    "title": "Delivery costs most of all sectors, and more than a year ago, by far more than anybody thought it would",
    "subtitle": "EUR",
    "foot": "All 3 sectors · Jan 2026 · version 4 · Cost by sector",
    "legend": html.legend([("es", "cost", "estimated <here>"), ("bk", "keep", "booked")]),
}


@pytest.fixture(scope="module")
def spec():
    import pandas as pd

    rows = pd.DataFrame({"name": ["Delivery", "A < B & C"], "amount": [120.5, -30.25]})
    html.section_header("The finding", "its unit", HEADING["legend"])
    return draw._specification(cost.changes(Formats("en"), rows, "EUR"), Formats("en"), "changes")


def test_a_chart_bears_its_kind_and_its_heading(spec):
    assert spec["usermeta"]["kind"] == "changes"
    assert spec["usermeta"]["heading"] == {"title": "The finding", "subtitle": "its unit", "legend": HEADING["legend"]}
    assert html.taken_heading() == {}


def test_its_words_and_colours_are_in_the_svg(spec):
    drawn = picture.svg(spec, 600, HEADING)
    assert "Delivery" in drawn and "+121" in drawn and "version 4" in drawn and "estimated &lt;here&gt;" in drawn
    assert "var(" not in drawn and picture.colour("cost") in drawn and 'fill="url(#est-cost)"' in drawn
    assert "Delivery costs most of all" in drawn and "anybody" in drawn


def test_text_is_drawn_with_the_fonts_that_are_shipped(spec):
    """Without a font of its own nothing is written at all, and nobody says so: a picture with words has more ink."""
    with_words = picture.png(spec, 400)
    silent = json.loads(json.dumps(spec).replace("Delivery", " ").replace("A < B & C", "  "))
    assert with_words.startswith(b"\x89PNG") and len(with_words) > len(picture.png(silent, 400)) + 500


def test_rows_are_plain_in_a_chart_whatever_they_were_worked_out_with():
    """A chart takes its rows in one piece, so nothing looks at their values but what puts them there."""
    rows = [{"name": "Delivery", "amount": np.int64(3), "share": np.float64(0.5), "open": True}, {"name": None}]
    spec = rows_of(rows).mark_bar().to_dict()
    assert json.dumps(spec["data"]) == json.dumps(
        {"values": [{"name": "Delivery", "amount": 3.0, "share": 0.5, "open": True}, {"name": None}]}
    )


def test_the_same_chart_is_the_same_picture(spec):
    assert picture.png(spec, 400, HEADING) == picture.png(spec, 400, HEADING)
