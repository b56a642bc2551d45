"""Scales, units and signs that a title, a heading or a row of units says: asked about, and held for the table."""

from decimal import Decimal

import pytest
from parsed import Parsed

from data.repairs.repair import repair_rows

COSTS = "sector{0}month{0}purpose{0}{1}\nSales{0}2025-03{0}prevention{0}{2}\nDesk{0}2025-03{0}prevention{0}{3}\n"


def costs(heading="amount", first="12.5", second="30.25", separator=","):
    return COSTS.format(separator, heading, first, second)


@pytest.mark.parametrize(
    "title, scale",
    [
        ("All amounts in thousands", 1000),
        ("Alle Beträge in Tsd. EUR", 1000),
        ("Importes en miles de euros", 1000),
        ("Valores em milhares de reais", 1000),
        ("(R$ mil)", 1000),
        ("EUR '000", 1000),
        ("in 1.000 €", 1000),
        ("Figures in £k", 1000),
        ("Angaben in Mio. €", 10**6),
        ("en millones de pesos", 10**6),
        ("USD m", 10**6),
        ("€ bn", 10**9),
    ],
)
def test_a_title_that_says_a_scale_is_asked_about(tmp_path, title, scale):
    text = f"Costs 2025,,,\n{title},,,\n{costs()}"
    assert Parsed(tmp_path, "sector_costs", text).answers == [("amount.scale", [str(scale), "1"])]
    taken = Parsed(tmp_path, "sector_costs", text, settings={"amount.scale": str(scale)})
    assert sum(taken.column("amount")) == Decimal("42.75") * scale
    assert Parsed(tmp_path, "sector_costs", text, settings={"amount.scale": "1"}).column("amount")[0] == Decimal("12.5")


@pytest.mark.parametrize(
    "heading", ["amount (k€)", "Betrag in TEUR", "cost_kEUR", "Cost ($000)", "importe (miles €)", "AmountInThousands"]
)
def test_a_heading_that_says_a_scale_is_asked_about(tmp_path, heading):
    asked = Parsed(tmp_path, "sector_costs", costs(heading), mapping={"amount": heading})
    assert asked.answers == [("amount.scale", ["1000", "1"])]


@pytest.mark.parametrize("remark", ["* in thousands", "Importes en miles de euros"])
def test_a_remark_below_the_table_is_asked_about(tmp_path, remark):
    assert Parsed(tmp_path, "sector_costs", f"{costs()}{remark},,,\n").questions == ["BESIDE_SCALE"]


@pytest.mark.parametrize(
    "title", ["Costs of March 2025", "Payments over 25,000 EUR", "1,000 miles walk", "Milan", "Emil's 2000 costs"]
)
def test_other_titles_are_not_asked_about(tmp_path, title):
    assert Parsed(tmp_path, "sector_costs", f'"{title}",,,\n{costs()}').questions == []


def test_one_answer_holds_for_all_amounts_of_a_table(tmp_path):
    rows = [["In thousands of euros"], ["complaint_id", "opened_on", "compensation", "rework_cost"]]
    rows += [["C1", "2025-01-15", 0.25, 1.5]]
    assert Parsed(tmp_path, "complaints", rows).answers == [("compensation.scale", ["1000", "1"])]
    taken = Parsed(tmp_path, "complaints", rows, settings={"compensation.scale": "1000"})
    assert (taken.column("compensation"), taken.column("rework_cost")) == ([Decimal(250)], [Decimal(1500)])
    assert taken.staged.decided == {"compensation.scale": "1000", "rework_cost.scale": "1000"}


UNITS = (
    "complaint_id;opened_on;sector;handling_minutes;compensation\n{}\n"
    "C1;03.03.2025;Sales;1,5;0,25\nC2;14.03.2025;Sales;2;1,1\n"
)


@pytest.mark.parametrize("row", [";TT.MM.JJJJ;;h;TEUR", "-;dd.mm.yyyy;name;[hours];k€", ";;;Std.;(Tsd. EUR)"])
def test_a_row_of_units_is_no_row_of_data_and_is_asked_about(tmp_path, row):
    text = UNITS.format(row)
    assert Parsed(tmp_path, "complaints", text).answers == [
        ("handling_minutes.unit", ["hours", "minutes"]),
        ("compensation.scale", ["1000", "1"]),
    ]
    said = {"handling_minutes.unit": "hours", "compensation.scale": "1000"}
    taken = Parsed(tmp_path, "complaints", text, settings=said)
    assert (taken.staged.rows_read, taken.problems) == (2, [])
    assert taken.column("handling_minutes") == [90, 120]
    assert taken.column("compensation") == [250, 1100]


@pytest.mark.parametrize("place", ["above", "below"])
def test_a_scale_alone_in_a_row_beside_the_headings_speaks_of_the_whole_table(tmp_path, place):
    headings, said = "mês;canal;gasto\n", "Valores em R$ mil;;\n"
    text = (said + headings if place == "above" else headings + said) + "2025-03;web;12,5\n2025-04;web;7,5\n"
    assert Parsed(tmp_path, "acquisition_spend", text).answers == [("amount.scale", ["1000", "1"])]
    assert Parsed(tmp_path, "acquisition_spend", text, settings={"amount.scale": "1000"}).column("amount") == [
        12500,
        7500,
    ]


def test_a_row_of_units_that_agrees_is_passed_over(tmp_path):
    taken = Parsed(tmp_path, "complaints", UNITS.format(";dd.mm.yyyy;;min;EUR"))
    assert (taken.questions, taken.staged.rows_read, taken.column("handling_minutes")) == ([], 2, [Decimal("1.5"), 2])
    assert taken.column("currency") == ["EUR", "EUR"]


def test_hours_mapped_to_minutes_are_asked_about(tmp_path):
    text = "complaint_id,opened_on,Hours worked\nC1,2025-01-15,1.5\n"
    asked = Parsed(tmp_path, "complaints", text, mapping={"handling_minutes": "Hours worked"})
    assert asked.answers == [("handling_minutes.unit", ["hours", "minutes"])]


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    "mark, debit, credit",
    [
        ("Debit/Credit Ind.", "S", "H"),
        ("Soll/Haben", "Soll", "Haben"),
        ("D/C", "D", "C"),
        ("Dr/Cr", "DR", "CR"),
        ("Debe/Haber", "D", "H"),
        ("Naturaleza", "débito", "crédito"),
        ("Movimiento", "Cargo", "Abono"),
        ("Signo", "+", "-"),
        ("Posting key", "40", "50"),
        ("Belegart", "Rechnung", "Gutschrift"),
        ("Document type", "Invoice", "Credit memo"),
        ("Kennzeichen", "S - Soll", "H - Haben"),
        ("Credit note?", "No", "Yes"),
    ],
)
def test_amounts_whose_sign_stands_beside_them_are_asked_about(tmp_path, mark, debit, credit):
    row = "A;2025-03;prevention"
    text = f"sector;month;purpose;amount;{mark}\n{row};12.500,00;{debit}\n{row};1.250,50;{credit}\n"
    assert Parsed(tmp_path, "sector_costs", text).answers == [("amount.negative", [credit, debit, "none"])]
    taken = Parsed(tmp_path, "sector_costs", text, settings={"amount.negative": credit})
    assert taken.column("amount") == [12500, Decimal("-1250.5")]
    assert taken.staged.decided == {"amount.sign-from": mark, "amount.negative": credit}
    named = Parsed(tmp_path, "sector_costs", text, settings={"amount.sign-from": mark})
    assert named.column("amount") == [12500, Decimal("-1250.5")]
    none = Parsed(tmp_path, "sector_costs", text, settings={"amount.negative": "none"})
    assert none.column("amount") == [12500, Decimal("1250.5")]


@pytest.mark.parametrize(
    "rows", ["5,S\nA,2025-03,prevention,-2,H", "5,North\nA,2025-03,prevention,2,South", "5,A\nA,2025-03,prevention,2,B"]
)
def test_marks_beside_signed_amounts_and_other_columns_are_not_asked_about(tmp_path, rows):
    text = f"sector,month,purpose,amount,S/H\nA,2025-03,prevention,{rows}\n"
    assert Parsed(tmp_path, "sector_costs", text).questions == []


def test_a_heading_nobody_wrote_refuses_the_file(tmp_path):
    assert Parsed(tmp_path, "sector_costs", costs(), settings={"amount.sign-from": "S/H"}).error == "HEADING_NOT_THERE"


@pytest.mark.parametrize(
    "heading, yen, euro", [("units", "100", "1"), ("Nennwert", "100", "1"), ("for", "100 JPY", "1 EUR")]
)
def test_rates_for_many_units_are_asked_about(tmp_path, heading, yen, euro):
    text = f"month,currency,{heading},rate\n2025-01,JPY,{yen},15.5\n2025-01,EUR,{euro},25.2\n"
    assert Parsed(tmp_path, "exchange_rates", text).answers == [("rate.per", [heading, "none"])]
    taken = Parsed(tmp_path, "exchange_rates", text, settings={"rate.per": heading})
    assert taken.column("rate") == [Decimal("0.155"), Decimal("25.2")]


def test_a_rate_for_a_number_that_is_no_power_of_ten_is_set_aside(tmp_path):
    text = "month,currency,units,rate\n2025-01,JPY,100,15.5\n2025-01,EUR,7,25.2\n"
    taken = Parsed(tmp_path, "exchange_rates", text, settings={"rate.per": "units"})
    assert [(row, column, code) for row, column, _, code in taken.problems] == [(3, "rate", "MISSING_VALUE")]


def test_a_heading_of_rates_per_hundred_is_asked_about(tmp_path):
    text = "month,currency,rate per 100\n2025-01,JPY,15.5\n"
    asked = Parsed(tmp_path, "exchange_rates", text, mapping={"rate": "rate per 100"})
    assert asked.answers == [("rate.scale", ["0.01", "1"])]


def test_a_unit_in_each_row_is_asked_about(tmp_path):
    text = "sector,month,purpose,amount,Einheit\nA,2025-03,prevention,12.5,TEUR\nB,2025-03,prevention,800,EUR\n"
    text += "C,2025-03,prevention,800,\n"
    assert Parsed(tmp_path, "sector_costs", text).answers == [("amount.unit-from", ["Einheit", "none"])]
    taken = Parsed(tmp_path, "sector_costs", text, settings={"amount.unit-from": "Einheit"})
    assert taken.column("amount") == [12500, 800]
    assert [(row, column, code) for row, column, _, code in taken.problems] == [(4, "amount", "MISSING_VALUE")]


def test_a_unit_of_time_in_each_row_is_asked_about(tmp_path):
    text = "complaint_id,opened_on,handling_minutes,Einheit\nC1,2025-01-15,1.5,h\nC2,2025-01-15,20,min\n"
    assert Parsed(tmp_path, "complaints", text).answers == [("handling_minutes.unit-from", ["Einheit", "none"])]
    taken = Parsed(tmp_path, "complaints", text, settings={"handling_minutes.unit-from": "Einheit"})
    assert taken.column("handling_minutes") == [90, 20]


@pytest.mark.parametrize(
    "texts, asked",
    [
        (("10.035", "1536.52"), []),
        (("1.234", "1234.50"), ["AMBIGUOUS_NUMBER"]),
        (("10.035", "12.50"), ["AMBIGUOUS_NUMBER"]),
    ],
)
def test_thousands_without_a_group_say_that_the_point_is_none(tmp_path, texts, asked):
    assert Parsed(tmp_path, "sector_costs", costs("amount", *texts)).questions == asked


def test_a_corrected_row_has_the_sign_and_the_scale_of_its_file(store, put):
    text = "In thousands,,,,\nsector,month,purpose,amount,S/H\nA,2025-03,prevention,12,S\nB,2025-03,prevention,1x,H\n"
    put("sector_costs", text, amount__scale="1000", amount__negative="H")
    answer = repair_rows(store, "i1", [{"row": 4, "amount": "1"}])
    assert answer["status"] == "stored"
    # its title and the other mark are no part of what is corrected
    assert store.rows("sector_costs").set_index("sector").amount.to_dict() == {"A": 12000, "B": -1000}
