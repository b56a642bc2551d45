"""What stands in a report: the sentences and numbers of the pages, nothing of the screen, or a sentence on why not."""

from dataclasses import asdict, replace

import pandas as pd
import pytest

from data.problems import Problem
from models.engine.selection import Selection
from pages.parts.charts import cost, draw
from pages.parts.i18n.formats import Formats
from pages.parts.reports import make
from pages.parts.reports.blocks import drawn_blocks
from pages.parts.reports.content import ROWS_SHOWN, Answers, Chart, Head, Note, Table
from pages.parts.reports.limits import left_out
from pages.parts.reports.presentation.native_charts import native
from pages.parts.reports.report import made_report
from pages.parts.reports.report_view import report_view
from pages.parts.reports.request import METHOD, PAGE, Reader
from pages.parts.runtime.services import services
from pages.parts.ui import tables

EN = Formats("en", "EUR")


def blocks(content, kind):
    return [block for section in content.sections for block in section.blocks if isinstance(block, kind)]


def texts(value):
    """Every text of a report, however deep it stands; the specification of a chart is no text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name != "spec":
                yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def test_every_section_begins_with_its_answer(content):
    assert [section.name for section in content.sections] == [
        "overview",
        "dissatisfaction",
        "loyalty",
        "win_or_keep",
        "value_chain",
        "service_quality",
    ]
    assert all(isinstance(section.blocks[0], Head) and section.blocks[0].finding for section in content.sections)


def test_no_mark_of_the_screen_is_left(content):
    assert [text for text in texts(asdict(content)["sections"]) if "<" in text or "&amp;" in text] == []


def test_the_table_of_sectors_says_what_the_figure_says(whole, content):
    view = report_view(whole)
    table = next(block for block in blocks(content, Table) if block.heads[0] == "Sector")
    rows = view.read("sector_overview").sort_values("dissatisfaction_cost", ascending=False)
    expected = [[view.sector(row.sector), EN.number(row.dissatisfaction_cost)] for row in rows.itertuples()]
    assert [[cell.text for cell in line.cells[:2]] for line in table.lines if not line.total] == expected
    total = next(view.read("overview_total").itertuples())
    assert [line.cells[1].text for line in table.lines if line.total] == [EN.number(total.dissatisfaction_cost)]


def test_a_chart_holds_its_figure_to_the_cent(whole, content):
    months = next(block for block in blocks(content, Chart) if block.name == "months")
    held = native(months.spec, months.keys)
    figure = report_view(whole).read_all_months("monthly_cost")
    first = report_view(whole).choice.months[0]
    figure = figure[figure["month"].dt.strftime("%Y-%m") >= first]
    drawn = sum(sum(one.values) for one in held.series)
    assert round(drawn, 2) == round(float(figure["amount"].sum()), 2)


def test_the_answers_carry_number_and_range(content):
    first = blocks(content, Answers)[0].each[0]
    assert first.number.startswith("€") and first.between.startswith("(") and first.question.endswith("?")


def test_each_part_names_the_figures_it_is_from(content):
    assert all(block.figures for block in (*blocks(content, Chart), *blocks(content, Table)))
    assert {name for block in blocks(content, Table) for name in block.figures} <= set(content.methods)
    assert content.methods["cost_matrix"].formula and content.methods["avoidable_churn"].assumptions


def test_a_long_table_says_how_many_rows_it_has(whole):
    def many(view):
        rows = [tables.row(tables.name(f"n{place}"), tables.number("1")) for place in range(ROWS_SHOWN + 60)]
        last = tables.row(tables.name("all"), tables.number("2"), total=True)
        tables.table("t", "s", [tables.head("a"), tables.head("b", "num")], [*rows, last])

    (found,), is_end = drawn_blocks(report_view(whole), (), many)
    assert not is_end and found.count == ROWS_SHOWN + 61
    assert len(found.lines) == ROWS_SHOWN + 1 and found.lines[-1].total


@pytest.mark.parametrize("language, said", [("es", "Los clientes insatisfechos"), ("pt", "clientes insatisfeitos")])
def test_it_speaks_the_language_asked_for(whole, language, said):
    made = made_report(replace(whole, kind=PAGE, page="overview", language=language))
    assert said.lower() in (made.title + made.sections[0].blocks[0].finding).lower()


@pytest.mark.long
def test_the_method_names_formula_source_and_assumptions(whole):
    made = made_report(replace(whole, kind=METHOD))
    assert made.has_methods and not made.sections and len(made.methods) > 30


def test_a_reader_of_some_sectors_gets_no_others(whole):
    made = made_report(replace(whole, reader=Reader(sectors=("Billing",)), kind=PAGE, page="overview"))
    said = " ".join(texts(asdict(made)))
    assert "Billing" in said and "Warehouse" not in said


@pytest.mark.parametrize(
    "changed, code",
    [
        ({"selection": Selection(("1999-01", "1999-12"))}, "REPORT_PERIOD"),
        ({"kind": "sector", "sector": "Nowhere"}, "REPORT_SECTOR"),
        ({"scenario": "Nowhere"}, "SCENARIO_NOT_THERE"),
        ({"version": 0}, "REPORT_EMPTY"),
    ],
)
def test_what_cannot_be_is_one_sentence(whole, changed, code):
    with pytest.raises(Problem) as refused:
        make.write(replace(whole, **changed), ".pdf")
    assert refused.value.code == code


def test_a_file_of_another_kind_is_refused():
    with pytest.raises(Problem) as refused:
        make.ending_of("out.doc")
    assert refused.value.code == "REPORT_ENDING"


def test_the_time_of_a_report_is_that_of_its_data(sample):
    assert make.moment_of(sample) == services().store.changes()[-1]["happened_at"]


def test_a_chart_of_a_thousand_sectors_shows_the_largest(whole):
    rows = pd.DataFrame({"name": [f"S{n}" for n in range(1000)], "amount": [float(n) for n in range(1000)]})

    def many(view):
        draw.draw_chart(view, "changes", cost.changes, rows, "EUR", alternative="a")

    (found,), _ = drawn_blocks(report_view(whole), (), many)
    names = native(found.spec, ()).categories
    assert (found.shown, found.count) == (30, 1000) and set(names) == {f"S{n}" for n in range(970, 1000)}
    assert left_out("en", found).startswith("The 30 largest of 1000") and found.spec["height"] < 1000


def test_a_table_of_a_hundred_columns_says_what_is_shown(whole):
    def many(view):
        heads = [tables.head("a"), *(tables.head(f"c{n}", "num") for n in range(99))]
        tables.table("t", "s", heads, [tables.row(tables.name("r"), *(tables.number(str(n)) for n in range(99)))])

    (found,), _ = drawn_blocks(report_view(whole), (), many)
    assert (len(found.heads), found.columns) == (16, 100) and found.heads[-1] == "c98"
    assert left_out("en", found).startswith("16 of 100 columns")


def test_a_drawing_nobody_could_read_on_paper_is_a_sentence(whole):
    rows = pd.DataFrame({"name": [f"S{n}" for n in range(5)], "amount": [float(n) for n in range(5)]})

    def tall(view):
        chart = cost.changes(view.formats, rows, "EUR").properties(height=5000)
        draw.draw_chart(view, "network", lambda *_: chart, alternative="a")

    (found,), _ = drawn_blocks(report_view(whole), (), tall)
    assert isinstance(found, Note) and "cannot be read on paper" in found.text


def test_a_table_without_a_row_is_a_sentence(whole):
    def empty(view):
        tables.table("Cost by channel", "s", [tables.head("a"), tables.head("b", "num")], [])

    (found,), _ = drawn_blocks(report_view(whole), (), empty)
    assert found == Note("Cost by channel: nothing in this selection.")
