"""The page Data without a browser: a file is led from its cells to its receipt, and each part of the page draws."""

import pytest
from servers import PATIENCE_SECONDS
from streamlit.testing.v1 import AppTest

from data.access.actor import LOCAL, act_as
from data.import_options import Options
from data.imports.pipeline import import_file
from data.languages import LANGUAGES
from data.store import Store
from pages.parts.runtime import services
from pages.parts.runtime.work import background
from pages.parts.runtime.work import upload_work as uploading

ROOT = services.ROOT
CELLS = (
    "complaint_id\topened_on\tsector\tcompensation\n"
    "P1\t{day}/04/2026\tDelivery\t12,50\n"
    "P2\t14/04/2026\tBilling\t12,5O\n"
)


@pytest.fixture
def page(tmp_path, monkeypatch):
    """The page Data over an empty home of its own, at a part of it."""
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(uploading, "WAITED_FOR_SECONDS", PATIENCE_SECONDS)
    import streamlit

    streamlit.cache_resource.clear()
    streamlit.cache_data.clear()

    def open_at(part: str = "bring", language: str = "en") -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE_SECONDS)
        app.query_params.update({"part": part, "language": language})
        return app.switch_page("pages/data.py").run()

    with act_as(LOCAL):  # the test itself reads what was stored; its thread is no page's
        yield open_at
    for work in background.works().by_key.values():
        work.thread.join()
    services.services().store.close()
    streamlit.cache_resource.clear()


def paste(app: AppTest, cells: str) -> AppTest:
    """Paste cells and send them."""
    app.text_area[0].set_value(cells)
    return next(button for button in app.button if button.label == "Use these cells").click().run()


def said(app: AppTest) -> str:
    """Everything the page says in HTML and text."""
    return " ".join([*(block.proto.body for block in app.get("html")), *(text.value for text in app.text)])


def test_pasted_cells_are_recognised_shown_and_stored(page, readings):
    app = paste(page(), CELLS.format(day=13))
    assert "This looks like Complaints" in said(app) and "The import adds 1 row." in said(app)
    assert '<th scope="row">complaint number</th>' in said(app) and "Total of compensation: 12.50" in said(app)
    app.button("accept").click().run()
    assert "Saved as version 1: 1 of 2 rows, 1 rejected" in app.success[0].value.replace("\\", "")
    assert services.services().store.rows("complaints")["complaint_id"].tolist() == ["P1"]
    assert len(readings) == 2  # one look at the first rows, and one reading for the trial and the import


def test_an_unclear_date_is_asked_with_both_readings(page):
    app = paste(page(), CELLS.format(day="05").replace("14/04", "06/04"))
    labels = [button.label.replace("\\", "") for button in app.button]
    assert "5 Apr 2026 (day first)" in labels and "4 May 2026 (month first)" in labels
    app.button("choice_0_1").click().run()
    assert "4 May 2026" in said(app)


def test_a_scale_in_the_title_is_answered_by_a_click(page):
    cells = "In thousands of euros\nsector\tmonth\tpurpose\tamount\tD/C\nDelivery\t2026-04\tprevention\t12.5\tC\n"
    app = paste(page(), cells)
    assert "Multiply them by 1,000?" in said(app) and "Which of them makes an amount negative?" in said(app)
    app = app.button("choice_0_0").click().run()  # one by one: each answer leads to another trial
    assert [button.label for button in app.button if button.key == "choice_0_0"] == ["C"]
    app.button("choice_0_0").click().run()
    app.button("accept").click().run()
    # 12.5 thousands, and a credit
    assert services.services().store.rows("sector_costs").amount.tolist() == [-12500]


def test_the_words_of_a_column_are_answered_in_one_form(page):
    words = ("Solved", "Open", "Solved", "Open", "Solved")
    rows = "".join(f"C{place}\t2026-01-05\tDelivery\t{word}\n" for place, word in enumerate(words))
    app = paste(page(), f"complaint_id\topened_on\tsector\tResolved?\n{rows}")
    assert "What do these words of “Resolved?” mean?" in said(app)
    send = next(button for button in app.button if button.label == "Continue")
    assert "Choose what at least one word means" in send.click().run().error[0].value
    fields = {field.label: field for field in app.selectbox if field.label.startswith("“")}
    assert list(fields) == ["“Solved” (3 times)", "“Open” (2 times)"] and fields["“Open” (2 times)"].value is None
    for label, meaning in zip(fields, ("yes", "no")):
        fields[label].set_value(meaning)
    next(button for button in app.button if button.label == "Continue").click().run()
    assert "The import adds 5 rows." in said(app)
    app.button("accept").click().run()
    assert services.services().store.rows("complaints")["resolved"].tolist() == [True, False, True, False, True]


def test_nothing_is_stored_before_it_is_accepted(page):
    app = paste(page(), CELLS.format(day=13))
    app.button("another").click().run()
    assert services.services().store.version == 0
    assert app.text_area[0].value == ""
    assert list((services.services().home / "stage").glob("upload-*")) == []


def test_cells_nobody_knows_are_asked_about(page):
    app = paste(page(), "one\ttwo\n1\t2\n")
    assert "Which data set is this?" in said(app)


@pytest.mark.sampled(6)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["bring", "aside", "books", "sectors", "history", "nothing of the kind"])
def test_every_part_draws(page, tmp_path, part, language):
    cells = tmp_path / "cells.tsv"
    cells.write_text(CELLS.format(day=13), encoding="utf-8")
    store = Store(tmp_path / "home")
    import_file(store, "complaints", cells, Options())
    store.close()
    app = page(part, language)
    assert not app.exception and not app.error
    assert "<h1>" in said(app)


def test_a_file_whose_effect_cannot_be_worked_out_is_stored_all_the_same(page, monkeypatch):
    from pages.parts.data.upload import submit

    def fails(engine, cursor, before, after):
        cursor.execute("select * from no_such_table")  # ends the transaction, as a figure that fails does

    monkeypatch.setattr(submit, "cost_effect", fails)
    app = paste(page(), CELLS.format(day=13))
    app.button("accept").click().run()
    assert services.services().store.rows("complaints")["complaint_id"].tolist() == ["P1"]


def test_the_letter_of_cancelled_invoices_is_said_on_the_page(page):
    app = paste(page(), "transaction_id\tdate\trevenue\n100\t2026-04-13\t20\nC101\t2026-04-14\t5\n")
    app.session_state["rematch"] = True
    app.run()
    next(box for box in app.text_input if "cancelled" in box.label).set_value("C")
    next(button for button in app.button if button.label == "Read as cancelled").click().run()
    app.button("accept").click().run()
    stored = services.services().store.rows("transactions")
    assert dict(zip(stored["transaction_id"], stored["cancelled"])) == {"100": False, "C101": True}


APOSTROPHE = (
    "complaint_id,opened_on,sector,compensation\nP1,2026-04-13,O'Brien,1\n"
    "P2,2026-04-13,O'Briem,12x\nP3,2026-04-13,O'Briem,12x\n"
)


def test_a_repair_asks_about_a_name_with_an_apostrophe_only_once(page, tmp_path):
    # both rows set aside name O'Briem, a letter away from the known O'Brien: asked when they are corrected
    (tmp_path / "rows.csv").write_text(APOSTROPHE, encoding="utf-8")
    store = Store(tmp_path / "home")
    import_file(store, "complaints", tmp_path / "rows.csv", Options())
    store.close()
    app = page("aside")
    app.text_input("alike_text_i1_compensation").set_value("12")
    next(button for button in app.button if button.label == "Replace all").click().run()
    assert [button.label.replace("\\", "") for button in app.button if str(button.key).startswith("choice_")] == [
        "Same as O'Brien",
        "Another sector: O'Briem",
    ]
    app.button("choice_0_0").click().run()
    assert not [button for button in app.button if str(button.key).startswith("choice_")]
    assert services.services().store.rows("complaints")["sector"].tolist() == ["O'Brien"] * 3


def test_the_history_takes_back_assumptions_with_a_look_at_what_they_do(page, tmp_path):
    store = Store(tmp_path / "home")
    store.assume({"hourly_cost": {"value": "30"}})
    store.assume({"hourly_cost": {"value": "40"}})
    store.close()
    app = page("history")
    app.button("undo_v2").click().run()
    assert "Undid version 2, assumptions: Cost of an hour of work 40 → 30." in said(app)
    assert app.button("take_back") and services.services().store.version == 2  # nothing is done before it is clicked
    services.services().store.undo_change(2)
    app = page("history")
    assert "Undid version 2, assumptions: Cost of an hour of work 40 → 30." in said(app)
    assert [button.key for button in app.button if str(button.key).startswith("undo_v")] == ["undo_v1"]


def test_a_file_of_which_no_row_can_be_stored_says_why_and_can_leave_the_column_out(page):
    app = paste(page(), "customer_id\tstarted_on\nc1\t2025-01-01\nc2\t2025-02-01\n")
    app.button("accept").click().run()
    strangers = "complaint_id\topened_on\tcustomer_id\tsector\tcompensation\nP1\t2026-04-13\tx1\tDelivery\t12.50\n"
    app = paste(page(), strangers)
    assert "No row can be imported as it is." in said(app) and "New sectors" not in said(app)
    assert (
        "Why: " in said(app)
        and "x1" in said(app).partition("Why: ")[2][:80]
        and app.button("accept").label == "Reject all rows"
    )
    app.button("leave_out").click().run()
    app.button("accept").click().run()
    assert services.services().store.rows("complaints")["complaint_id"].tolist() == ["P1"]


def test_the_receipt_leads_to_the_rows_set_aside_and_they_stay(page):
    app = paste(page(), CELLS.format(day=13))
    app.button("accept").click().run()
    app.button("way_aside").click().run()
    assert app.query_params["part"] in ("aside", ["aside"])
    assert "Correct" in said(app.run())


def test_rows_are_left_out_by_ticking_the_texts_of_a_column(page):
    cells = "complaint_id\topened_on\tState\nP1\t2026-04-13\tdone\nP2\t2026-04-14\tspam\nP3\t2026-04-15\tdone\n"
    app = paste(page(), cells)
    app.session_state["choose_rows"] = True  # as a click opens it
    app = app.run()
    box = next(box for box in app.selectbox if box.label == "Column of your file")
    app = box.select("State").run()
    ticks = [(tick.label.replace("\\", ""), tick.value) for tick in app.checkbox]
    assert ticks == [("done (2)", True), ("spam (1)", True)]
    app.checkbox[1].uncheck()
    app = next(button for button in app.button if button.label == "Read the rows with the ticked texts").click().run()
    assert "2 rows read · 1 left out as you said" in said(app)
    app.button("accept").click().run()
    assert services.services().store.rows("complaints")["complaint_id"].tolist() == ["P1", "P3"]


def test_a_file_previewed_before_another_was_accepted_says_what_became_a_correction(page):
    with_seven, with_nine = (
        CELLS.format(day=13).replace("12,50", amount).replace("12,5O", "1") for amount in ("7", "9")
    )
    first, second = (paste(page(), cells) for cells in (with_seven, with_nine))
    assert "adds 2 rows" in said(first) and "adds 2 rows" in said(second)  # neither knows of the other
    receipts = [accepted(app) for app in (first, second)]
    assert "corrections" not in receipts[0] and "New rows: 0; corrections of saved rows: 1." in receipts[1]


def accepted(app: AppTest) -> str:
    """Accept what is previewed; return the receipt."""
    app.button(key="accept").click().run()
    return app.success[0].value.replace("\\", "")
