"""Words of scales, units, signs, totals and moments in more languages; cents, counts and what runs the other way."""

from decimal import Decimal

import pytest
from parsed import Parsed


def amounts(found: Parsed) -> list:
    return [Decimal(value) for value in found.column("amount")]


@pytest.mark.parametrize(
    ("title", "scale"),
    [
        ("Bedrag (x € 1.000)", "1000"),
        ("Bedragen in duizenden euro", "1000"),
        ("Importi in miliardi", "1000000000"),
        ("Betrag in € 1.000.000", "1000000"),
    ],
)
def test_scales_of_other_languages_in_a_title(tmp_path, title, scale):
    text = f"{title}\ndepartment;month;purpose;amount\nSales;2025-01;running;42,75\n"
    assert Parsed(tmp_path, "sector_costs", text).answers == [("amount.scale", [scale, "1"])]


@pytest.mark.parametrize(
    ("marks", "credit"),
    [("Facture,Avoir", "Avoir"), ("Factuur,Creditnota", "Creditnota"), ("Fattura,Nota di credito", "Nota di credito")],
)
def test_credit_notes_of_other_languages_are_asked_about(tmp_path, marks, credit):
    charge = marks.split(",")[0]
    text = (
        f"department;month;purpose;amount;doc\nSales;2025-01;running;100;{charge}\nSales;2025-01;running;30;{credit}\n"
    )
    found = Parsed(tmp_path, "sector_costs", text)
    assert found.answers == [("amount.negative", [credit, charge, "none"])]
    found = Parsed(tmp_path, "sector_costs", text, settings={"amount.negative": credit})
    assert amounts(found) == [100, -30]


@pytest.mark.parametrize(("unit", "months"), [("jaren", 24), ("années", 24), ("anni", 24), ("maanden", 2)])
def test_units_of_other_languages_are_heard(tmp_path, unit, months):
    text = f"customer_id;tenure ({unit});left;as_of\nK1;2;no;2025-12-31\n"
    found = Parsed(tmp_path, "customers", text, mapping={"tenure_months": f"tenure ({unit})"})
    settings = dict([(name, choices[0]) for name, choices in found.answers])
    assert settings == ({"tenure_months.unit": "years"} if months == 24 else {})
    found = Parsed(tmp_path, "customers", text, mapping={"tenure_months": f"tenure ({unit})"}, settings=settings)
    assert found.column("tenure_months") == [months]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("25.03.2025 08:00 Uhr", "2025-03-25 08:00:00"),
        ("25/03/2025 à 14h30", "2025-03-25 14:30:00"),
        ("25/03/2025 14:30h", "2025-03-25 14:30:00"),
        ("25 de marzo de 2025 a las 14:30", "2025-03-25 14:30:00"),
        ("25 mei 2025 om 14:30", "2025-05-25 14:30:00"),
        ("25. Mrz 2025, 14:30", "2025-03-25 14:30:00"),
    ],
)
def test_moments_as_they_are_written_in_other_languages(tmp_path, text, moment):
    rows = f"case;stage;start;end\nK1;a;{text};2025-12-31 10:00\n"
    assert [str(at) for at in Parsed(tmp_path, "stage_times", rows).column("started_at")] == [moment]


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_the_likeliest_encoding_is_offered_first(tmp_path, encoding):
    text = "complaint_id;opened_on;category\nC1;2025-03-05;reclamación\nC2;2025-03-06;año\n"
    (tmp_path / "old.csv").write_bytes(text.encode(encoding))
    from data.reading.delimited.encoding import detect_encoding
    from data.reading.text_table import ReadError

    with pytest.raises(ReadError) as refused:
        detect_encoding(tmp_path / "old.csv", None)
    assert refused.value.refusal.choices[0] == encoding
    assert refused.value.refusal.fields["read"].endswith("reclamación")


@pytest.mark.parametrize("heading", ["Amount (cents)", "Importe (céntimos)", "Betrag in Cent", "Valor em centavos"])
def test_amounts_in_cents_are_asked_about(tmp_path, heading):
    text = f"department;month;purpose;{heading}\nSales;2025-01;running;4275\n"
    said = {"amount": heading}
    assert Parsed(tmp_path, "sector_costs", text, said).answers == [("amount.scale", ["0.01", "1"])]
    assert amounts(Parsed(tmp_path, "sector_costs", text, said, {"amount.scale": "0.01"})) == [Decimal("42.75")]


def test_a_percentage_is_no_cent(tmp_path):
    text = "department;month;purpose;amount;x per cent\nSales;2025-01;running;4275;1\n"
    assert Parsed(tmp_path, "sector_costs", text).answers == []


def test_cents_in_a_column_of_units_are_hundredths(tmp_path):
    text = "department;month;purpose;amount;unit\nSales;2025-01;running;250;ct\nSales;2025-02;running;3;EUR\n"
    found = Parsed(tmp_path, "sector_costs", text, settings={"amount.unit-from": "unit"})
    assert amounts(found) == [Decimal("2.5"), 3]


def test_counts_in_thousands_are_asked_about(tmp_path):
    text = "month;channel;amount;new customers (thousands)\n2025-01;web;100;1,5\n"
    said = {"new_customers": "new customers (thousands)"}
    assert Parsed(tmp_path, "acquisition_spend", text, said).answers == [("new_customers.scale", ["1000", "1"])]
    found = Parsed(tmp_path, "acquisition_spend", text, said, {"new_customers.scale": "1000"})
    assert found.column("new_customers") == [1500]


@pytest.mark.parametrize("heading", ["rate per EUR", "USD/EUR", "1 EUR =", "Kurs (je EUR)"])
def test_rates_of_what_one_unit_of_the_own_currency_buys_are_asked_about(tmp_path, heading):
    text = f"month;currency;{heading}\n2025-01;USD;1,25\n2025-01;JPY;160\n"
    assert Parsed(tmp_path, "exchange_rates", text, {"rate": heading}).answers == [("rate.inverse", ["yes", "no"])]
    found = Parsed(tmp_path, "exchange_rates", text, {"rate": heading}, {"rate.inverse": "yes"})
    assert found.column("rate") == [Decimal("0.8"), Decimal("0.00625")]  # 1 / 1.25, 1 / 160
    listed = text.replace("USD;", "EUR;").replace("JPY;", "EUR;")
    assert Parsed(tmp_path, "exchange_rates", listed, {"rate": heading}).answers == []


@pytest.mark.parametrize(
    ("legend", "ends"),
    [
        ("1 = sehr zufrieden, 5 = sehr unzufrieden", "1-5"),
        ("Grades (1 = best, 6 = worst)", "1-6"),
        ("1: muy satisfecho / 5: muy insatisfecho", "1-5"),
        ("1 = very dissatisfied, 5 = very satisfied", None),
        ("Survey 2025, wave 3", None),
    ],
)
def test_scores_of_which_low_ones_are_good_are_asked_about(tmp_path, legend, ends):
    text = f"{legend}\ndate;score\n2025-01-25;1\n2025-01-26;2\n"
    assert Parsed(tmp_path, "satisfaction", text).answers == ([("score.reversed", [ends, "none"])] if ends else [])
    found = Parsed(tmp_path, "satisfaction", text, settings={"score.reversed": ends or "none"})
    high = int(ends[2]) if ends else None
    assert found.column("score") == ([high, high - 1] if high else [1, 2])  # 1 + 5 - 1 = 5, 1 + 5 - 2 = 4


def test_a_score_outside_the_scale_that_is_turned_round_is_rejected(tmp_path):
    found = Parsed(
        tmp_path, "satisfaction", "date,score\n2025-01-25,1\n2025-01-26,9\n", settings={"score.reversed": "1-6"}
    )
    assert (found.column("score"), found.problems) == ([6], [(3, "score", "9", "OUT_OF_RANGE")])  # 1 + 6 - 1


@pytest.mark.parametrize("marks", ["ONN", "JNN", "OCC"])
def test_letters_of_other_languages_are_yes_only_beside_a_no(tmp_path, marks):
    text = "complaint_id,opened_on,resolved\n" + "".join(f"C{i},2025-01-05,{m}\n" for i, m in enumerate(marks))
    found = Parsed(tmp_path, "complaints", text)
    if marks == "OCC":  # open and closed
        assert [name for name, _ in found.answers] == ["resolved.means.O", "resolved.means.C"]
    else:
        assert found.column("resolved") == [True, False, False]


def test_subtotals_of_a_german_spreadsheet_are_totals(tmp_path):
    text = (
        "department;month;purpose;amount\nVertrieb;2025-01;running;10\nEinkauf;2025-01;running;5\n"
        "Vertrieb Ergebnis;2025-01;running;10\nEinkauf Ergebnis;2025-01;running;5\nGesamtergebnis;2025-01;running;15\n"
    )
    assert amounts(Parsed(tmp_path, "sector_costs", text)) == [10, 5]
