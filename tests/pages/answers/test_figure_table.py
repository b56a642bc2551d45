"""A table of a figure says what its columns say: links, withheld rows, what a phone shows, the line of all."""

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from pages.parts.charts.figure_table import ALL, LEAD, NAME, RANGE, TEXT, WIDE, Column, Total, figure_table
from pages.parts.i18n.formats import Formats
from pages.parts.ui.steps import noting
from pages.parts.view.selection.filters import Filters

SPENT = pd.DataFrame(
    [("all", 2026, 50.0), ("Shop", 2025, 30.0), ("Shop", 2026, 20.0), ("<Web>", 2026, 40.0)],
    columns=["channel", "year", "spend"],
)


@pytest.fixture
def view():
    """What a table asks of a view whose reader may open numbers; the channel Post has too few people."""
    return SimpleNamespace(
        may_open_numbers=True,
        filters=Filters("2026-01", "2026-12", (), (), "en"),
        formats=Formats("en"),
        words=lambda key, **fields: key,
        small=lambda what: pd.DataFrame([("Post", "", True)], columns=["name", "of", "few"]),
    )


def drawn(view, columns: list[Column], figure: str = "acquisition_spend", **options) -> list[list[str]]:
    """The cells of each line, the headings first, as HTML."""
    steps = []
    with noting(steps):
        figure_table(view, figure, SPENT, columns, "title", "subtitle", **options)
    return [re.findall(r"<t[dh].*?</t[dh]>", line) for line in re.findall(r"<tr.*?</tr>", steps[0].arguments[0])]


def columns(view) -> list[Column]:
    return [
        Column("channel", str, "Channel", NAME),
        Column("spend", view.formats.number, "Then", LEAD, of={"year": 2025}),
        Column("spend", view.formats.number, "Now", of={"year": 2026}),
        Column("spend", lambda amount: f"<i>{amount:.0f}</i>", "Bar", WIDE, of={"year": 2026}),
    ]


def test_each_number_leads_to_its_own_row(view):
    heads, shop, web, every = drawn(view, columns(view))
    assert heads == [
        '<th scope="col" class="">Channel</th>',
        '<th scope="col" class="num">Then</th>',
        '<th scope="col" class="num">Now</th>',
        '<th scope="col" class="wide">Bar</th>',
    ]
    assert [re.sub("<.*?>", "", cell) for cell in shop] == ["Shop", "30", "20", "20"]
    asked = "explain=acquisition_spend.spend&amp;cell=channel%3DShop&amp;cell=year%3D"
    assert f"{asked}2025" in shop[1] and f"{asked}2026" in shop[2]
    assert shop[3] == '<td class="wide"><i>20</i></td>'
    # nothing was spent there in 2025, so there is nothing to explain; what a user wrote stays text
    assert web[:2] == ['<th scope="row">&lt;Web&gt;</th>', '<td class="num">–</td>']
    assert every[0] == '<th scope="row">all</th>' and every[3] == '<td class="wide"></td>'


def test_withheld_rows_stand_above_the_line_of_all(view):
    lines = drawn(view, columns(view), small="channel")
    names = [re.sub("<.*?>", "", line[0]) for line in lines]
    assert names == ["Channel", "Shop", "&lt;Web&gt;", "Post", "all"]
    few = '<td class="num">&lt;5</td>'
    assert lines[3][1:] == [few, few, '<td class="wide"></td>']


def test_the_line_of_all_may_come_from_another_figure_and_stand_between_others(view):
    every = pd.DataFrame([(2025, 30.0), (2026, 60.0)], columns=["year", "spend"])
    total = Total("spend_total", every.itertuples(), place=1)
    line = drawn(view, columns(view), total=total)[2]
    assert re.sub("<.*?>", "", "".join(line)) == f"{ALL}3060"
    assert "explain=spend_total.spend&amp;cell=year%3D2026" in line[2]


def test_who_came_by_a_link_and_a_table_of_no_figure_have_numbers_only(view):
    own = [Column("channel", str, "Channel", NAME), Column("year", str, "Year", TEXT), Column("spend", str, "Now")]
    options = {"key": ("channel", "year")}
    plain, asked = drawn(view, own, figure="", **options), drawn(view, own, **options)
    view.may_open_numbers = False
    assert drawn(view, own, **options) == plain != asked
    assert plain[1][2] == '<td class="num">30.0</td>'


def test_a_phone_shows_three_columns_beside_the_name_and_five_lines_beside_that_of_all(view):
    """The rest waits, in the same table, behind what opens it; the line of all never waits."""
    rows = pd.DataFrame([(name, *range(6)) for name in [*"abcdefgh", ALL]], columns=["name", *"uvwxyz"])
    written = [Column("name", str, "Name", NAME), Column("u", str, "u", RANGE), Column("v", str, "v", later=True)]
    written += [Column(name, str, name) for name in "wxyz"]
    steps = []
    with noting(steps):
        figure_table(view, "", rows, written, "title", "subtitle")
    html = steps[0].arguments[0]
    heads, *lines = re.findall("<tr.*?</tr>", html)
    shown = [re.findall(r'<t[dh][^>]*?(?<!later)">([^<]*)', line) for line in (heads, lines[0])]
    assert shown == [["Name", "w", "x", "y"], ["a", "2", "3", "4"]]
    assert [line.startswith('<tr class="later">') for line in lines] == [False] * 5 + [True] * 3 + [False]
    assert '<details class="whole"><summary>chart.whole</summary></details>' in html


def test_a_short_table_of_few_columns_has_nothing_to_open(view):
    few = [Column("name", str, "Name", NAME), Column("spend", str, "Spent")]
    steps = []
    with noting(steps):
        figure_table(view, "", pd.DataFrame([("Shop", 1), (ALL, 1)], columns=["name", "spend"]), few, "title", "")
    assert "<details" not in steps[0].arguments[0] and "later" not in steps[0].arguments[0]


def test_what_is_no_sector_of_its_own_stands_below_a_line(view):
    rows = pd.DataFrame({"sector": ["(outside)", "Delivery", "(unattributed)"], "spend": [9, 5, 1]})
    written = [Column("sector", str, "Sector", NAME), Column("spend", str, "Spend", LEAD)]
    steps = []
    with noting(steps):
        figure_table(view, "", rows, written, "title", "subtitle")
    lines = re.findall(r"<tr([^>]*)><th scope=\"row\">(.*?)</th>", steps[0].arguments[0])
    assert lines == [("", "Delivery"), (' data-apart="1"', "(outside)"), ("", "(unattributed)")]
