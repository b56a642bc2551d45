"""A shared view comes back as it was written, frames with their types; one that was altered is refused."""

import json
from datetime import date
from decimal import Decimal

import numpy as np
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.sharing.shared_view import MODES, PAGES, Number, SharedView, from_text, to_text
from data.sharing.snapshots import Snapshot, freeze, thaw

TEXTS = st.text(st.characters(), max_size=12) | st.sampled_from(
    ["", "\x00", "</script>", "![x](http://x)", "=1+1", "\u202e", "a\ud800", "sector.A", '"', "\\", "ﬁ", "𝔘", "'"]
)
CELLS = (
    st.none()
    | TEXTS
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.floats(allow_nan=False)
    | st.datetimes()
)
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple)


@st.composite
def kept_frames(draw) -> Snapshot:
    length = draw(st.integers(0, 3))
    column = st.tuples(TEXTS, TEXTS, st.lists(CELLS, min_size=length, max_size=length).map(tuple))
    return Snapshot(tuple(draw(st.lists(column, max_size=3))))


VIEWS = st.builds(
    SharedView,
    page=st.sampled_from(PAGES),
    mode=st.sampled_from(MODES),
    version=st.integers(),
    small_group=st.integers(),
    parameters=st.lists(st.tuples(TEXTS, st.lists(TEXTS, max_size=3).map(tuple)), max_size=4).map(tuple),
    models_hash=TEXTS,
    assumptions=PAIRS,
    language=TEXTS,
    recorded_on=TEXTS,
    sectors=st.none() | st.lists(TEXTS, max_size=3).map(tuple),
    frames=st.lists(st.tuples(TEXTS, kept_frames()), max_size=3).map(tuple),
    numbers=st.lists(st.builds(Number, TEXTS, TEXTS, TEXTS, PAIRS, TEXTS), max_size=2).map(tuple),
    notes=st.lists(PAIRS, max_size=2).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(VIEWS)
def test_a_view_comes_back_as_it_was_written(view):
    written = to_text(view)
    assert from_text(written) == view and to_text(from_text(written)) == written
    assert written.isascii() and "\n" not in written
    types = [type(value) for _, frame in from_text(written).frames for *_, values in frame.columns for value in values]
    assert types == [type(value) for _, frame in view.frames for *_, values in frame.columns for value in values]


GOOD = json.loads(to_text(SharedView("overview", frames=(("k", Snapshot((("a", "int64", (1,)),))),))))


@pytest.mark.parametrize(
    "change",
    [
        {"page": "data"},
        {"page": "../admin"},
        {"mode": "write"},
        {"version": "1"},
        {"version": True},
        {"version": 1.5},
        {"extra": 1},
        {"sectors": "Billing"},
        {"sectors": [1]},
        {"frames": [["k", [["a", "int64", [{"pickle": "x"}]]]]]},
        {"frames": [["k", [["a", "int64", [1]], ["b", "int64", []]]]]},
        {"parameters": [["from", "2026-01"]]},
        {"frames": [["k", [["a", "int64", [{"decimal": "one"}]]]]]},
        {"notes": [1]},
        {"numbers": [["a"]]},
        {"language": None},
    ],
)
def test_a_view_that_was_altered_is_refused(change):
    with pytest.raises(ValueError):
        from_text(json.dumps(GOOD | change))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "[" * 100_000,
        '{"page": "overview"}',
        to_text(SharedView("overview")).replace('"version":0', '"version":NaN'),
        to_text(SharedView("overview")).replace('{"', '{"page":"overview","', 1),
    ],
)
def test_what_is_no_view_is_refused(text):
    with pytest.raises(ValueError):
        from_text(text)


def test_a_frame_comes_back_with_its_types():
    rows = pandas.DataFrame(
        {
            "sector": pandas.Series(["Billing", None], dtype="str"),
            "amount": [Decimal("1.10"), None],
            "share": [0.1, np.nan],
            "cases": pandas.Series([1, None], dtype="Int64"),
            "many": np.array([1, 2], dtype="int32"),
            "holds": [True, False],
            "month": pandas.to_datetime(["2026-01-01", None]),
            "day": [date(2026, 1, 1), None],
            "low": [np.inf, -0.0],
            "maybe": pandas.array([True, None], dtype="boolean"),
        }
    )
    back = thaw(from_text(to_text(SharedView("overview", frames=(("k", freeze(rows)),)))).frames[0][1])
    pandas.testing.assert_frame_equal(back, rows, check_exact=True)
    assert str(back["low"][1]) == "-0.0"


@pytest.mark.parametrize(
    "rows", [pandas.DataFrame({"a": pandas.Series([], dtype="datetime64[us]")}), pandas.DataFrame()]
)
def test_a_frame_without_rows_keeps_its_columns(rows):
    pandas.testing.assert_frame_equal(thaw(freeze(rows)), rows)
