"""Text files with blanks between their columns."""

import pytest
from parsed import Parsed

ALIGNED = """\
complaint_id  opened_on     sector              compensation
C1            2026-01-05    Customer service           10,50
C2            2026-01-06    Billing                     7,25

C3            2026-01-07    Billing                  1000,00
"""


@pytest.mark.parametrize("title", ["", "All complaints, by day\n\n", "Complaints\nPrinted by the office on Monday\n"])
def test_columns_apart_by_several_blanks(tmp_path, title):
    found = Parsed(tmp_path, "complaints", title + ALIGNED)
    assert (found.error, found.questions, found.problems) == (None, [], [])
    assert found.column("sector") == ["Customer service", "Billing", "Billing"]
    assert [str(amount) for amount in found.column("compensation")] == ["10.500000", "7.250000", "1000.000000"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_columns_apart_by_any_number_of_blanks(tmp_path, end):
    text = f'complaint_id opened_on  sector{end}C1 2026-01-05 "Customer service"{end}C2  2026-01-06 Billing {end}'
    found = Parsed(tmp_path, "complaints", text)
    assert found.column("sector") == ["Customer service", "Billing"]


def test_a_row_that_is_too_short_is_set_aside(tmp_path):
    rows = "".join(f"C{i}   2026-01-05   Billing\n" for i in range(4, 250))
    text = f"complaint_id   opened_on   sector\n{rows}C3   2026-01-07\n"  # beyond the rows that were looked at
    found = Parsed(tmp_path, "complaints", text)
    assert [problem[3] for problem in found.problems] == ["ROW_TOO_SHORT"]


@pytest.mark.parametrize(
    "text",
    [
        "Sector name\nCustomer service\nHuman resources\n",  # two words are one name
        "sector;is outside\nCustomer service;no\nHuman resources;no\n",
        "sector\nSales\nBilling\n",
    ],
)
def test_words_with_blanks_between_them_are_one_cell(tmp_path, text):
    found = Parsed(tmp_path, "sectors", text, mapping={"sector": "#1"})
    assert found.column("sector")[0] in ("Customer service", "Sales")


def test_columns_below_each_other_with_empty_cells(tmp_path):
    text = ALIGNED.replace("Billing                     7,25", "                            7,25")
    found = Parsed(tmp_path, "complaints", text)
    assert (found.column("sector"), found.problems) == (["Customer service", None, "Billing"], [])
    rows = "".join(f"C{i:<12} 2026-01-05    {'' if i % 7 else 'Billing':<16}{i:>16},00\n" for i in range(4, 250))
    beyond = text + rows + "C999          2026-01-05    A sector of a very long name         5,00\n"
    assert [problem[3] for problem in Parsed(tmp_path, "complaints", beyond).problems] == ["ROW_TOO_LONG"]


def test_it_can_be_said(tmp_path):
    text = ALIGNED.replace("2026-01-07    Billing                  1000,00", "2026-01-07")
    said = Parsed(tmp_path, "complaints", text, settings={"separator": "blanks"})
    assert (len(said.column("sector")), [problem[3] for problem in said.problems]) == (2, ["ROW_TOO_SHORT"])
    words = "complaint_id opened_on\nC1 2026-01-05\nC2 2026-01-06\n"
    assert Parsed(tmp_path, "complaints", words, settings={"separator": "blank"}).column("complaint_id") == ["C1", "C2"]
