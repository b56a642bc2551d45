"""Stored scripts, Markdown images and formulas in every text there is: shown as text, and nobody outside is asked."""

import io
from pathlib import Path

import pytest
import xlsxwriter
from home_templates import copied

from data.import_options import Options
from data.imports.pipeline import import_file
from data.store import Store
from models.engine.engine import Engine
from pages.parts.access import pages

EVIL = (
    '![x](http://evil.invalid/i.png)<img src="http://evil.invalid/y" '
    'onerror="window.hacked=1"><script>window.hacked=1</script>'
)
MORE = '[z](javascript:window.hacked=1) =HYPERLINK("http://evil.invalid") $x$ :material/home: :red[x]'
NASTY = EVIL + MORE
PAGES = (
    "",
    *(name for name in pages.ANSWERS if name != pages.FIRST),
    "data",
    "data?part=aside",
    "data?part=books",
    "data?part=sectors",
    "data?part=history",
    "assumptions",
    "figures",
    "admin?part=log",
    "admin?part=backups",
    "admin?part=state",
)
OPENED = "section => section.closest('details').open"
BROUGHT = """[...document.querySelectorAll('[src],[href],script,[onerror]')].filter(e => {
    if (e.hasAttribute('onerror') || (e.tagName === 'SCRIPT' && /hacked/.test(e.textContent))) return true;
    const where = new URL(e.src?.toString() || e.href?.baseVal || e.href || '', location.href);
    return where.hostname === 'evil.invalid' || where.protocol === 'javascript:';
}).map(e => e.outerHTML.slice(0, 200))"""


def book(heads: list, *rows: list) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as made:
        sheet = made.add_worksheet("<img src=x>=1+1")
        for place, row in enumerate([heads, *rows]):
            sheet.write_row(place, 0, row)
    return out.getvalue()


@pytest.fixture(scope="module")
def hostile(start_module_server, templates, tmp_path_factory):
    """A server over a home in which every text is hostile."""
    home, folder = copied(templates.sample(), tmp_path_factory.mktemp("hostile")), tmp_path_factory.mktemp("files")
    store = Store(home)
    files = {
        "sectors": [["sector", "hourly_cost", "description"], [NASTY, 30, NASTY]],
        "customers": [["customer_id", "started_on", "segment", "channel"], [NASTY, "2026-01-01", NASTY, NASTY]],
        "complaints": [
            [
                "complaint_id",
                "opened_on",
                "customer_id",
                "sector",
                "compensation",
                "category",
                "stage",
                "contact_channel",
                NASTY,
            ],
            [NASTY, "2026-09-05", NASTY, NASTY, "90000", NASTY, NASTY, NASTY, NASTY],
            ["bad", "2026-09-45", NASTY, NASTY, NASTY, NASTY, NASTY, NASTY, NASTY],
        ],
        "service_survey": [["date", "rated_by", "sector", "dimension", "expected", "perceived"]]
        + [["2026-09-05", NASTY, NASTY, NASTY, 5, 3]] * 9,
        "audits": [
            ["audit_id", "criterion", "date", "sector", "impact", "result", "family"],
            [NASTY, NASTY, "2026-09-05", NASTY, "high", "fail", NASTY],
        ],
    }
    for dataset, (heads, *rows) in files.items():
        path = folder / f"{dataset}.xlsx"
        path.write_bytes(book(heads, *rows))
        answer = import_file(
            store, dataset, path, Options(settings={"overlap": "add"}), file_name=f"../../{NASTY}{dataset}.xlsx"
        )
        assert answer["status"] == "stored", (dataset, answer.get("error"), answer["questions"])
    store.assume({"hourly_cost": {"value": "30", "unit": NASTY, "source": NASTY}})
    Engine(store.connection).build(store.version)
    store.close()
    return start_module_server(home)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_text_is_only_text(page, hostile, name):
    sign = "&" if "?" in name else "?"
    page.goto(f"{hostile}/{name}{sign}language=en")
    page.locator(".lk h1, .lk h2").first.wait_for()
    page.until_still()
    for section in page.locator("[data-testid=stExpander] > details > summary").all()[:6]:
        held = section.element_handle()  # what opens may hold folds of its own, so the place of a section changes
        if held.evaluate("it => it.closest('details').open"):
            continue  # what it holds is seen, and closing it would hide the folds in it
        held.click()
        page.wait_for_function(OPENED, arg=held)
    page.until_calm()
    assert page.asked_outside == []
    assert page.evaluate("window.hacked === undefined") and page.evaluate(BROUGHT) == []
    assert page.get_by_text("this number:").count() == 0


def test_a_hostile_link_is_only_text(page, hostile):
    page.goto(f"{hostile}/?sectors={NASTY}&segments={NASTY}&from={NASTY}&language={NASTY}&explain={NASTY}&part={NASTY}")
    page.locator(".lk h1, .lk h2").first.wait_for()
    page.until_still()
    assert page.asked_outside == [] and page.evaluate("window.hacked === undefined") and page.evaluate(BROUGHT) == []


def test_the_name_of_an_upload_is_never_a_path(page, hostile, tmp_path):
    """A file called ../../x lands in the stage under a name of ours, and its name is shown as text."""
    page.goto(f"{hostile}/data?language=en")
    page.locator("input[type=file]").first.wait_for(state="attached")
    page.until_still()
    page.locator("input[type=file]").first.set_input_files(
        {
            "name": "../../../../etc/<img src=http://evil.invalid/z onerror=window.hacked=1>.csv",
            "mimeType": "text/csv",
            "buffer": b"complaint_id,opened_on\nX1,2026-01-01\n",
        }
    )
    page.get_by_text("X1").or_(page.get_by_text("evil.invalid")).or_(page.get_by_text("Complaints")).first.wait_for()
    page.until_still()
    assert page.asked_outside == [] and page.evaluate("window.hacked === undefined") and page.evaluate(BROUGHT) == []
    assert not list(Path("/etc").glob("*img*"))
