"""Kinds of misread files in other shapes than those first met: a question, or the right numbers."""

from decimal import Decimal

import pytest
from parsed import Parsed

COSTS = "sector,month,purpose,amount\n"
COMPLAINTS = "complaint_id,opened_on,sector,{}\n"


@pytest.mark.parametrize(
    "rows", ["C1,V,1\nC1,W,99\nC2,V,0.5\nC2,W,0.5\n", "C1,V,1 %\nC1,W,99 %\nC2,V,0.5\nC2,W,99.5\n"]
)
def test_shares_of_which_some_sum_to_one_and_some_to_a_hundred_are_asked_about(tmp_path, rows):
    asked = Parsed(tmp_path, "complaint_shares", "complaint_id,sector,porcentaje\n" + rows)
    assert asked.answers == [("share.percent", ["yes", "no"])]


def test_tenure_of_more_than_six_hundred_is_asked_about(tmp_path):
    """365 days are 12 whole months, 730 are 24."""
    text = "customer_id,tenure,churn\n1,365,yes\n2,730,no\n3,1825,no\n"
    assert Parsed(tmp_path, "customers", text).answers == [("tenure_months.unit", ["days", "months"])]
    taken = Parsed(tmp_path, "customers", text, settings={"tenure_months.unit": "days"})
    assert taken.column("tenure_months") == [12, 24, 60]


def test_a_duration_without_a_unit_is_asked_about(tmp_path):
    text = "contact_id,date,channel,purpose,outcome,{}\n1,2025-01-02,tel,win,won,120\n"
    assert Parsed(tmp_path, "contacts", text.format("duration")).answers == [
        ("minutes.unit", ["minutes", "seconds", "hours"])
    ]
    assert Parsed(tmp_path, "contacts", text.format("duration"), settings={"minutes.unit": "seconds"}).column(
        "minutes"
    ) == [2]
    assert Parsed(tmp_path, "contacts", text.format("duration (min)")).questions == []


CONTACTS = "contact_id,date,channel,purpose,outcome,"


@pytest.mark.parametrize(
    "dataset, heading, row, setting",
    [
        ("sector_costs", "sector,month,purpose,Amount ($000)", "S,2025-01,running,12.5", ("amount.scale", "1000")),
        ("acquisition_spend", "channel,month,Spend (m)", "Web,2025-01,1.2", ("amount.scale", "1000000")),
        ("contacts", CONTACTS + "Duration (s)", "1,2025-01-02,t,win,won,9", ("minutes.unit", "seconds")),
        (
            "complaints",
            "complaint_id,opened_on,Handling time (h)",
            "1,2025-01-02,2",
            ("handling_minutes.unit", "hours"),
        ),
        ("customers", "customer_id,tenure (years),left", "1,2,no", ("tenure_months.unit", "years")),
    ],
)
def test_a_heading_with_its_unit_in_brackets_is_known_and_asked_about(tmp_path, dataset, heading, row, setting):
    ((name, choices),) = Parsed(tmp_path, dataset, f"{heading}\n{row}\n").answers
    assert (name, choices[0]) == setting


def test_brackets_that_are_no_unit_of_the_column_feed_nothing(tmp_path):
    found = Parsed(tmp_path, "sector_costs", "sector,month,purpose,amount,Cost (h)\nS,2025-01,running,5,7\n")
    assert (found.questions, found.staged.ignored) == ([], ["Cost (h)"])


def test_the_name_of_the_file_that_says_a_scale_is_asked_about(tmp_path):
    text = COSTS + "S,2025-01,running,12.5\n"
    asked = Parsed(tmp_path, "sector_costs", text, name="costs_in_thousands.csv")
    assert asked.answers == [("amount.scale", ["1000", "1"])]
    for name in ("costs_2025.csv", "thousands_with_a_point.csv"):
        assert Parsed(tmp_path, "sector_costs", text, name=name).questions == []


def test_headings_that_name_two_zones_are_asked_about(tmp_path):
    """9:30 in Madrid in January is 8:30 UTC: half an hour after 8:00 UTC."""
    text = "case_id,stage,Started (UTC),Finished (CET),sector\nK1,pick,2025-01-01 08:00,2025-01-01 09:30,W\n"
    asked = Parsed(tmp_path, "stage_times", text)
    assert [(setting, choices[0]) for setting, choices in asked.answers] == [
        ("started_at.zone", "UTC"),
        ("finished_at.zone", "Europe/Madrid"),
    ]
    zones = {"started_at.zone": "UTC", "finished_at.zone": "Europe/Madrid"}
    taken = Parsed(tmp_path, "stage_times", text, settings=zones)
    assert (taken.column("finished_at")[0] - taken.column("started_at")[0]).total_seconds() == 1800
    assert Parsed(tmp_path, "stage_times", text.replace("CET", "UTC")).questions == []


def test_subtotals_that_nothing_calls_so_are_asked_about(tmp_path):
    """Field is North + South, in every month: 101 + 78 + 40 = 219 a month are left, of 398."""
    amounts = {"North": 101, "South": 78, "Field": 179, "Desk": 40}
    lines = [
        f"{name},2025-0{month},running,{amount * month}\n" for month in (1, 2, 3) for name, amount in amounts.items()
    ]
    text = COSTS + "".join(lines)
    asked = Parsed(tmp_path, "sector_costs", text)
    assert (asked.answers, asked.staged.questions[0].fields["read"]) == ([("totals", ["skip", "keep"])], "Field")
    assert sum(Parsed(tmp_path, "sector_costs", text, settings={"totals": "skip"}).column("amount")) == 219 * 6
    assert sum(Parsed(tmp_path, "sector_costs", text, settings={"totals": "keep"}).column("amount")) == 398 * 6


def test_a_subtotal_of_one_month_is_known_by_the_names_of_its_parts(tmp_path):
    rows = (
        "Sales North,{0}100\nSales South,{0}200\nSales,{0}300\nDesk,{0}50\nBack office,{0}70\nAll departments,{0}420\n"
    )
    text = COSTS + rows.format("2025-01,running,")
    assert Parsed(tmp_path, "sector_costs", text).staged.questions[0].fields["read"] == "Sales, All departments"
    assert sum(Parsed(tmp_path, "sector_costs", text, settings={"totals": "skip"}).column("amount")) == 420
    other = text.replace("Sales North", "North").replace("Sales South", "South").replace("420", "421")
    assert Parsed(tmp_path, "sector_costs", other).questions == []


def test_parts_of_a_total_and_totals_above_their_rows_are_left_out(tmp_path):
    text = (
        COSTS
        + "Total,2025-01,running,30\nWeb,2025-01,running,10\nShop,2025-01,running,20\ndavon Laden,2025-01,running,5\n"
    )
    taken = Parsed(tmp_path, "sector_costs", text)
    assert (taken.column("amount"), "TOTALS_AGREE" in taken.notes) == ([10, 20], True)
    assert [(row, read) for row, _, read, _ in taken.problems] == [(2, "Total"), (5, "davon Laden")]


def test_marks_of_yes_and_no_are_no_amounts(tmp_path):
    text = COMPLAINTS.format("rework") + "1,2025-01-02,S,0\n2,2025-01-03,S,1\n3,2025-01-03,S,0\n"
    asked = Parsed(tmp_path, "complaints", text)
    assert (asked.questions, asked.staged.questions[0].choices) == (["UNLIKELY_CELLS"], ["none", "rework"])
    assert "rework_cost" not in Parsed(tmp_path, "complaints", text, {"rework_cost": "none"}).staged.columns
    assert Parsed(tmp_path, "complaints", text, {"rework_cost": "rework"}).column("rework_cost") == [0, 1, 0]
    assert Parsed(tmp_path, "complaints", text.replace(",1\n", ",12.50\n")).questions == []


@pytest.mark.parametrize(
    "heading, cells", [("stage", ("Open", "Closed")), ("primer contacto", ("2025-01-02", "2025-01-03"))]
)
def test_cells_that_speak_of_something_else_are_asked_about(tmp_path, heading, cells):
    text = COMPLAINTS.format(heading) + "".join(f"{i},2025-01-02,S,{cell}\n" for i, cell in enumerate(cells))
    assert Parsed(tmp_path, "complaints", text).questions == ["UNLIKELY_CELLS"]


def test_nines_far_above_all_others_are_asked_about(tmp_path):
    rows = "".join(f"C{i},2025-01-02,S,{(10, 20, 9999, 15)[i % 4]}\n" for i in range(12))
    text = COMPLAINTS.format("handling_minutes") + rows
    asked = Parsed(tmp_path, "complaints", text)
    assert (asked.questions, asked.answers) == (["FAR_ABOVE"], [("handling_minutes.missing", ["9999", "none"])])
    taken = Parsed(tmp_path, "complaints", text, settings={"handling_minutes.missing": "9999"})
    assert taken.column("handling_minutes")[:4] == [10, 20, None, 15]
    assert Parsed(tmp_path, "complaints", text.replace(",20\n", ",1200\n")).questions == []


EVENTS = "case_id,activity,sector,timestamp\n"


@pytest.mark.parametrize(
    "names",
    [
        ("register_start", "register_end", "pay_start", "pay_end"),
        ("Inicio de alta", "Fin de alta", "Inicio de pago", "Fin de pago"),
        ("alta (start)", "alta (complete)", "pago (start)", "pago (complete)"),
    ],
)
def test_stages_that_say_in_their_names_that_they_begin_or_end_are_pairs(tmp_path, names):
    """9:00 to 9:30 and, a day later, 9:00 to 10:00: no hours between the two."""
    times = ("03 09:00", "03 09:30", "04 09:00", "04 10:00")
    text = EVENTS + "".join(f"K1,{name},F,2025-03-{time}\n" for name, time in zip(names, times, strict=True))
    taken = Parsed(tmp_path, "stage_times", text)
    lengths = zip(taken.column("started_at"), taken.column("finished_at"), strict=True)
    assert [(end - start).total_seconds() / 3600 for start, end in lengths] == [0.5, 1]
    assert {*taken.column("stage")} <= {"register", "pay", "alta", "pago"} and taken.questions == []
    alone = Parsed(tmp_path, "stage_times", text + "K1,approve,F,2025-03-05 09:00\n")
    assert len(alone.column("stage")) == 5


def test_who_has_left_on_an_unknown_day_does_not_count_as_a_customer_unasked(store, put):
    text = "customer_id,started_on,monthly_margin,churn\nA,2023-01-01,20,no\nB,2023-01-01,20,yes\nC,2023-01-01,20,no\n"
    asked = put("customers", text)
    assert [(question.code, question.choices) for question in asked["questions"]] == [
        ("UNDATED_LEAVERS", ["aside", "open"])
    ]
    aside = put("customers", text, ended_on__undated="aside")
    assert [(row["row"], row["code"]) for row in aside["quarantine"]] == [(3, "LEFT_WITHOUT_DAY")]
    assert store.rows("customers").customer_id.tolist() == ["A", "C"]
    other = text.replace("A,", "D,").replace("B,", "E,").replace("C,", "F,")
    assert put("customers", other, ended_on__undated="open")["rows"]["stored"] == 3


def test_a_correction_with_the_flag_alone_finds_the_stored_day(store, put):
    put("customers", "customer_id,started_on,ended_on\nA,2023-01-01,2024-01-31\nB,2023-01-01,\n")
    assert put("customers", "customer_id,left\nA,yes\nB,no\n")["status"] == "stored"
    assert put("customers", "customer_id,left\nB,yes\n")["questions"][0].code == "UNDATED_LEAVERS"


def test_the_words_for_still_open_are_first_offered_as_no(tmp_path):
    rows = "".join(f"{i},2025-01-02,S,{('Solved', 'Pending')[i % 2]}\n" for i in range(8))
    first = {
        name: choices[0]
        for name, choices in Parsed(tmp_path, "complaints", COMPLAINTS.format("resolved") + rows).answers
    }
    assert first == {"resolved.means.Solved": "yes", "resolved.means.Pending": "no"}


def test_money_stays_exact_under_a_scale_of_its_heading(tmp_path):
    text = "sector,month,purpose,Amount (k€)\nS,2025-01,running,12.345\nS,2025-02,running,0.015\n"
    taken = Parsed(tmp_path, "sector_costs", text, settings={"amount.scale": "1000", "amount.decimal": "point"})
    assert taken.column("amount") == [Decimal(12345), Decimal(15)]


TWO_SIDES = (
    "sector;month;purpose;Soll;Haben\nA;2025-01;running;1000,00;\n"
    "A;2025-02;running;0,00;250,50\nB;2025-02;running;;1.000,00\n"
)


def test_credits_in_a_column_of_their_own_are_taken_off(tmp_path):
    """1,000 − 0, 0 − 250.50 and nothing − 1,000; the comma is known from cells of the other column."""
    mapping = {"amount": "Soll"}
    asked = Parsed(tmp_path, "sector_costs", TWO_SIDES, mapping)
    assert (asked.questions, asked.answers) == (["OTHER_SIDE"], [("amount.minus", ["Haben", "none"])])
    taken = Parsed(tmp_path, "sector_costs", TWO_SIDES, mapping, {"amount.minus": "Haben"})
    assert taken.column("amount") == [Decimal(1000), Decimal("-250.5"), Decimal(-1000)]
    scaled = Parsed(tmp_path, "sector_costs", TWO_SIDES, mapping, {"amount.minus": "Haben", "amount.scale": "1000"})
    assert scaled.column("amount")[1] == -250500
    bad = Parsed(tmp_path, "sector_costs", TWO_SIDES.replace("250,50", "25x0,5,0"), mapping, {"amount.minus": "Haben"})
    assert [row for row, *_ in bad.problems] == [3]


def test_an_end_by_its_status_alone_is_told(tmp_path):
    rows = "".join(f"C{i},2025-01-0{i + 1},{'' if i % 2 else '2025-02-01'},Closed\n" for i in range(8))
    found = Parsed(tmp_path, "complaints", "complaint_id,opened_on,closed_on,status\n" + rows)
    (note,) = (note for note in found.staged.notes if note["code"] == "ENDED_UNDATED")
    assert (note["column"], note["fields"]) == ("closed_on", {"count": 4})


def test_planned_amounts_beside_actual_ones_are_no_units(tmp_path):
    text = "department,month,purpose,plan amount,actual amount\nSales,2025-01,running,1000,900\n"
    found = Parsed(tmp_path, "sector_costs", text)
    assert (found.answers, found.column("amount")) == ([], [900])
