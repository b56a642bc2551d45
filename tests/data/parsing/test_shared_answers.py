"""One answer about dates or decimal signs holds for all columns it names; columns that contradict are asked apart."""

from parsed import Parsed

from data.commands.output import told_question

HEAD = "complaint_id,opened_on,closed_on,compensation,rework_cost\n"
OPEN = HEAD + '1,03/04/2025,05/06/2025,"1,234","2,345"\n'


def test_the_question_names_the_other_columns(tmp_path):
    found = Parsed(tmp_path, "complaints", OPEN)
    assert [(q.column, q.fields["also"]) for q in found.staged.questions] == [
        ("opened_on", ["closed_on"]),
        ("compensation", ["rework_cost"]),
    ]
    said = told_question(found.staged.questions[0])["message"]
    assert said.endswith("The answer also applies to closed_on.")


def test_the_answer_holds_for_them(tmp_path):
    said = {"closed_on.order": "day-first", "rework_cost.decimal": "comma"}
    found = Parsed(tmp_path, "complaints", OPEN, settings=said)
    assert (str(found.column("opened_on")[0]), str(found.column("closed_on")[0])) == ("2025-04-03", "2025-06-05")
    assert [float(found.column(name)[0]) for name in ("compensation", "rework_cost")] == [1.234, 2.345]


def test_columns_that_contradict_each_other_are_asked_apart(tmp_path):
    """opened_on is written day first (25/03), closed_on month first (03/26): nothing is said of the promised days."""
    text = (
        "case,stage,started_at,finished_at,promised_at\nK1,a,25/02/2025,03/26/2025,04/05/2025\n"
        "K2,a,25/02/2025,03/26/2025,04/05/2025\n"
    )
    alone = Parsed(tmp_path, "stage_times", text)
    assert alone.answers == [("promised_at.order", ["day-first", "month-first"])]
    customers = "customer_id,started_on,ended_on\nA,03/04/2024,05/06/2025\n"
    one = Parsed(tmp_path, "customers", customers, settings={"started_on.order": "day-first"})
    assert str(one.column("ended_on")[0]) == "2025-06-05"


SALES = 'transaction_id,date,revenue,margin,quantity,unit_price\n1,2025-01-02,"1.234,50","1,234.50","1,234","1,234"\n'


def test_two_open_columns_beside_contradicting_ones_are_two_questions(tmp_path):
    found = Parsed(tmp_path, "transactions", SALES)
    assert [q.column for q in found.staged.questions] == ["quantity", "unit_price"]
    assert not any("also" in q.fields for q in found.staged.questions)
    one = Parsed(tmp_path, "transactions", SALES, settings={"quantity.decimal": "comma"})
    assert [q.column for q in one.staged.questions] == ["unit_price"]
