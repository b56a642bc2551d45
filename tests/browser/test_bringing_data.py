"""From a file to an answer on the page, and back; and a home that is empty."""

from contextlib import suppress

import pytest
from servers import WORKED_OUT_MS

from data.import_options import Options
from data.imports.pipeline import import_file
from data.store import Store

HOSTILE = "![x](http://outside.example/a.png)"
COMPLAINTS = (
    "complaint_id;opened_on;sector;compensation\n"
    "N1;03/04/2026;Delivery;12,50\n"
    f"N2;05/04/2026;{HOSTILE};7,00\n"
    "N3;06/04/2026;Billing;12,5O\n"
)
CLICKS, EDITOR_MS = 8, 3_000
PASTED = (
    "complaint_id\topened_on\tsector\tcompensation\n"
    "P1\t13/04/2026\tDelivery\t12,50\n"
    "P2\t14/04/2026\tBilling\t1.000,00\n"
)


@pytest.fixture
def file(tmp_path):
    """Three complaints: the order of day and month is unclear, one amount has a letter in it, one name is a trap."""
    path = tmp_path / "complaints of april.csv"
    path.write_text(COMPLAINTS, encoding="utf-8")
    return path


def bring(page, address: str, file) -> None:
    """Drop a file on the page that brings in."""
    page.goto(f"{address}/data?language=en")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("heading", level=1, name="This looks like Complaints").wait_for()


def test_a_file_is_asked_about_shown_stored_and_taken_back(page, start_server, home, file):
    bring(page, start_server(home), file)
    page.get_by_role("button", name="3 Apr 2026 (day first)").click()
    page.get_by_role("heading", name="The import adds 2 rows.").wait_for()
    page.get_by_role("heading", name="1 row needs correcting").wait_for()
    # 12.50, written without cents
    page.get_by_text("It raises Delivery by €13").wait_for()
    page.get_by_role("button", name="Confirm import").click()
    page.get_by_text("2 of 3 rows, 1 rejected.").wait_for()
    page.get_by_text("Go to reports").click()
    page.locator(".lk .ans").wait_for(timeout=WORKED_OUT_MS)
    page.get_by_text("1 row of these months needs correcting").wait_for()
    page.go_back()
    page.get_by_text("History", exact=True).click()
    page.get_by_text("Imported complaints of april.csv (Complaints): 2 rows saved. 1 rejected.").wait_for()
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_text("2 rows will be removed.").wait_for()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("dialog").wait_for(state="hidden")
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_role("button", name="Undo import").click()
    page.get_by_text("Undone: complaints of april.csv, 2 rows.").wait_for()
    assert page.asked_outside == []


@pytest.mark.long
def test_cells_are_pasted_and_stored(page, start_server, home):
    page.goto(f"{start_server(home)}/data?language=en")
    page.get_by_text("Or paste cells from a spreadsheet").click()
    page.get_by_label("Cells, with their headings in the first row").fill(PASTED)
    page.get_by_role("button", name="Use these cells").click()
    page.get_by_role("heading", name="The import adds 2 rows.").wait_for()
    page.get_by_text("Total of compensation: 1,012.50").wait_for()  # 12.50 + 1,000.00
    page.get_by_role("button", name="Confirm import").click()
    page.get_by_text("2 of 2 rows, 0 rejected.").wait_for()


def edit_first_row(page, columns_to_the_right: int, reads: str):
    """Open the editor of a cell in the first row of the grid; a click on a grid that is being drawn anew is lost."""
    editor = page.locator("textarea.gdg-input")
    for _ in range(CLICKS):
        page.until_calm()
        grid = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
        page.mouse.click(grid["x"] + 30, grid["y"] + 55)
        for _ in range(columns_to_the_right):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        with suppress(page.too_late):
            editor.wait_for(timeout=EDITOR_MS)
            if editor.is_enabled() and editor.input_value() == reads:  # the column before it shows the same text
                return editor
        page.keyboard.press("Escape")
    raise AssertionError(f"no editor of {reads}")


def test_a_row_set_aside_is_corrected_in_the_grid(page, start_server, home, file):
    store = Store(home)
    import_file(store, "complaints", file, Options(settings={"opened_on.order": "day-first"}))
    store.close()
    page.goto(f"{start_server(home)}/data?language=en&part=aside")
    page.get_by_role("heading", level=1, name="1 row needs correcting.").wait_for()
    page.until_still()
    edit_first_row(page, columns_to_the_right=3, reads="12,5O").fill(
        "12,50"
    )  # past its number, "Discard" and what was read
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save the corrected row", exact=True).click()
    page.get_by_text("1 of 1 corrected rows saved.").wait_for()
    page.get_by_role("heading", level=1, name="No rows need correcting").wait_for()


@pytest.mark.long
def test_a_long_import_goes_on_while_its_page_is_left(page, browser, start_server, home, tmp_path):
    many = tmp_path / "many.csv"
    with many.open("w", encoding="utf-8") as out:
        out.write("complaint_id,opened_on,sector,compensation\n")
        out.writelines(f"L{n},2026-04-{n % 28 + 1:02},Delivery,{n % 50}.25\n" for n in range(2_000_000))
    address = start_server(home)
    other = browser.new_page(locale="en-GB")
    other.goto(f"{address}/data?language=en&part=history")
    other.get_by_role("heading", level=1, name="files imported").wait_for()
    bring(page, address, many)
    page.get_by_role("button", name="Confirm import").click(timeout=WORKED_OUT_MS)
    page.get_by_text("You can leave this page").wait_for()
    other.get_by_text("Import", exact=True).click()
    other.get_by_text("many.csv:").wait_for()
    page.choose("Data", "Assumptions", "/assumptions")
    page.get_by_role("heading", level=1, name="assumption").wait_for()
    page.go_back()
    page.get_by_text("2,000,000 of 2,000,000 rows, 0 rejected.").wait_for(timeout=WORKED_OUT_MS)
    other.get_by_role("progressbar").wait_for(state="hidden")
    other.close()


def test_the_part_of_the_page_stands_in_the_link_and_back_returns(page, address):
    page.goto(f"{address}/data?language=en&part=books")
    page.get_by_role("heading", level=1, name="control totals").wait_for()
    page.get_by_text("History", exact=True).click()
    page.get_by_role("heading", level=1, name="files imported").wait_for()
    assert "part=history" in page.url
    page.go_back()
    page.get_by_role("heading", level=1, name="control totals").wait_for()


def test_an_empty_home_says_what_is_missing_and_shows_the_sample(page, start_server, tmp_path):
    address = start_server(tmp_path / "empty")
    page.goto(f"{address}/loyalty?language=en")
    page.get_by_text("To see Loyalty, import Customers.").wait_for()
    page.get_by_text("Excel template: Customers").wait_for()
    page.get_by_text("Import Customers", exact=True).wait_for()
    page.get_by_role("button", name="Explore with sample data").click()
    page.locator(".stVegaLiteChart svg").first.wait_for(timeout=WORKED_OUT_MS)
    assert "still customers after a year" in page.locator(".lk h1").inner_text()


@pytest.mark.long
@pytest.mark.parametrize("name", ["", "dissatisfaction"])
def test_complaints_without_any_cost_are_counted_and_nothing_is_wrong(page, start_server, tmp_path, name):
    text = "complaint_id,opened_on,sector\nC1,2026-01-05,Billing\nC2,2026-01-20,Delivery\nC3,2026-01-31,Billing\n"
    (tmp_path / "complaints.csv").write_text(text, encoding="utf-8")
    store = Store(tmp_path / "home")
    import_file(store, "complaints", tmp_path / "complaints.csv", Options())
    store.close()
    page.goto(f"{start_server(tmp_path / 'home')}/{name}")
    page.get_by_role("heading", level=1, name="3 complaints in ").wait_for()
    page.get_by_role("row").nth(1).wait_for()
    assert page.get_by_role("row").all_inner_texts()[1].split() == ["Billing", "2"]


@pytest.mark.long
def test_a_missing_column_is_asked_for_on_the_page(page, start_server, tmp_path):
    spending = tmp_path / "spending.csv"
    spending.write_text(
        "Service Area,Paid Date,Amount\nLibraries,21/01/2026,500.00\nParks,25/02/2026,250.50\n", encoding="utf-8"
    )
    Store(tmp_path / "home").close()
    page.goto(f"{start_server(tmp_path / 'home')}/data?list=sector_costs")
    page.locator("input[type=file]").set_input_files(spending)
    page.get_by_role("heading", name="The file has no column for purpose").wait_for()
    page.get_by_role("combobox", name="Or one value for all rows").click()
    page.keyboard.type("running")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="The import adds 2 rows.").wait_for()
