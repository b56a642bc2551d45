"""The pages without a browser: how values are written, every sentence there and used, the rules of the room."""

import ast
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from paths import ROOT

from data.access.actor import PERMISSIONS
from data.contracts.definitions import dataset_names
from data.sharing import shared_view
from models.disclosure.rules import RELEASE_RULES
from models.engine.definitions.catalogue import Catalogue
from pages.parts.access import pages
from pages.parts.i18n import values
from pages.parts.i18n.formats import Formats, Unit, points_range
from pages.parts.i18n.language import preferred, say, sentences
from pages.parts.ui import bars, html

PAGES = sorted((ROOT / "pages").glob("*.py"))
ROOM = [ROOT / "app.py", *PAGES, *sorted((ROOT / "pages" / "parts").rglob("*.py"))]
EN, ES, PT = Formats("en"), Formats("es"), Formats("pt")
EURO_EN, EURO_ES, REAL_PT = Formats("en", "EUR"), Formats("es", "EUR"), Formats("pt", "BRL")


@pytest.mark.parametrize(
    "written, expected",
    [
        (EN.number(1234.5, 1), "1,234.5"),
        (ES.number(1234.5, 1), "1.234,5"),
        (EN.number(Decimal("-0.4")), "0"),
        (EN.number(-12), "\u221212"),
        (EN.number(12, signed=True), "+12"),
        (EN.number(None), "–"),
        (EN.number(float("nan")), "–"),
        (EN.share(0.687), "69\u00a0%"),
        (ES.share(0.0415, 1), "4,2\u00a0%"),
        (PT.share(0.0415, 1), "4,2%"),
        (EN.money(2_389_000), "2.39\u00a0m"),
        (EURO_EN.money(312_400), "€312\u00a0k"),
        (EURO_EN.money(-312_400), "\u2212€312\u00a0k"),
        (EURO_ES.money(2_389_000), "2,39\u00a0M\u00a0€"),
        (EURO_EN.money(197.2), "€197"),
        (EN.interval(270_100, 359_900), "270–360"),
        (EN.interval(None, 359_900), ""),
        (EN.change(109_000), "▲ +109\u00a0k"),
        (EN.change(-14_000), "▼ \u221214\u00a0k"),
        (EN.points(0.166), "+16.6\u00a0points"),
        (ES.points(-0.0104), "\u22121,0\u00a0p.\u00a0p."),
        (PT.points(None), "–"),
        (points_range(EN, 0.053, 0.0952), "5.3–9.5\u00a0points"),
        (EN.times(4.12), "4.1×"),
        (EN.times(0.03), "0.03×"),
        (EN.times(None), "–"),
        (ES.written("0.10"), "0,10"),
        (ES.written("residual_margin"), "residual_margin"),
        (EN.month("2025-11"), "Nov 2025"),
        (ES.month(date(2025, 11, 1)), "nov 2025"),
        (EN.period("2025-11", "2026-10"), "Nov 2025 – Oct 2026"),
        (EN.listing(["A", "B", "C"]), "A, B and C"),
        (ES.listing(["A", "B"]), "A y B"),
        (PT.number(1234.5, 1), "1.234,5"),
        (REAL_PT.money(2_389_000), "R$\u00a02,39\u00a0mi"),
        (REAL_PT.money(-312_400), "\u2212R$\u00a0312\u00a0mil"),
        (PT.month("2025-11"), "nov. de 2025"),
        (PT.day(date(2026, 10, 31)), "31 de out. de 2026"),
        (PT.axis_locale()["number"]["decimal"], ","),
        (preferred("es-MX"), "es"),
        (preferred("pt"), "pt"),
        (preferred("pt-BR"), "pt"),
        (preferred("pt-PT"), "pt"),
        (preferred("fr"), "en"),
    ],
)
def test_a_value_is_written_as_its_reader_writes_it(written, expected):
    assert written == expected


def test_an_amount_and_its_interval_share_a_unit():
    assert EURO_EN.money_interval(312_000, 9_000, 1_360_000) == ("€312\u00a0k", "(9–1,360)")


def test_a_column_has_one_unit():
    assert EN.column_unit([12, 999_999]) == Unit(1, "", 0)
    assert EN.column_unit([12, 1_000_000, None]) == Unit(1_000, "", 0)
    assert EN.amount(1_234_567, Unit(1_000, "", 0)) == "1,235"


@pytest.mark.parametrize("value, empty", [(None, True), (float("nan"), True), (0, False), ("", False)])
def test_empty_is_not_zero(value, empty):
    assert values.is_missing(value) is empty


def test_a_bar_is_a_share_of_the_common_scale():
    # 97 % of the cell is the scale of 200: 50 booked is 24.25 %, 100 more estimated 48.50 %
    bar = bars.cost_bar(200, 50, 100, None, None, "words")
    assert "left:0.00%;width:24.25%" in bar and "left:24.25%;width:48.50%" in bar


def test_what_users_wrote_stays_text():
    assert html.escape('<img src="x">') == "&lt;img src=&quot;x&quot;&gt;"
    assert html.plain("![x](outside)") == r"\!\[x\](outside)"


# Markdown finds addresses in a text once its backslashes are read, by this pattern of its extension for links.
AUTOLINK = r"(?i)(https?://|www(?=\.))[-.\w]+"


@pytest.mark.parametrize(
    "address", ["http://outside.x/z", "HTTPS://outside.x", "see www.outside.x.", "<img src=http://a>"]
)
def test_an_address_in_what_users_wrote_becomes_no_link(address):
    read = re.sub(r"\\(.)", r"\1", html.plain(address))
    assert re.search(AUTOLINK, address) and not re.search(AUTOLINK, read)
    assert read.replace("\u2060", "") == address


def test_what_users_wrote_stays_text_in_a_style_sheet():
    assert html.css_text('Shop"} </style>') == "Shop\\000022\\00007d\\000020\\00003c\\00002fstyle\\00003e"


def test_every_sentence_is_used_and_every_key_has_a_sentence():
    whole, patterns = keys_in_code()
    assert whole <= set(sentences("en"))
    used = {key.removesuffix("_one") if key.removesuffix("_one") in sentences("en") else key for key in sentences("en")}
    assert {key for key in used if key not in whole and not re.fullmatch("|".join(patterns), key)} == set()


def keys_in_code() -> tuple[set[str], set[str]]:
    """Return the keys written whole in the room, and as patterns those with a field in them."""
    groups = "|".join({key.partition(".")[0] for key in sentences("en")})
    texts, patterns = set(), set()
    for node in (node for path in ROOM for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))):
        if isinstance(node, ast.Constant):
            texts.add(str(node.value))
        if isinstance(node, ast.JoinedStr):
            patterns.add("".join(_part(part) for part in node.values))
    whole = {text for text in texts if re.fullmatch(rf"({groups})\.[a-z_0-9]*[a-z0-9]", text)}
    return whole, {pattern for pattern in patterns if re.match(rf"({groups})\\\.", pattern)} | {r"unit\..+_of"}


def _part(part: ast.expr) -> str:
    return re.escape(part.value) if isinstance(part, ast.Constant) else ".+"


@pytest.mark.parametrize(
    "count, said",
    [
        ("1", "1 row needs correcting."),
        (1, "1 row needs correcting."),
        ("11", "11 rows need correcting."),
    ],
)
def test_a_sentence_counts_one_and_many(count, said):
    assert say("en", "aside.answer", count=count) == said


def test_a_sentence_says_what_it_is_given():
    assert say("en", "overview.answer_start", sectors="A", share="60 %") == "60 % of it originates in A."


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_holds_no_arithmetic_no_sql_no_sentence(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    texts.remove(ast.get_docstring(tree, clean=False))
    sums = [node for node in ast.walk(tree) if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.BitOr)]
    assert sums == []
    assert not [text for text in texts if " " in text]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_opens_itself_first_and_fits_a_screen(path):
    text = path.read_text(encoding="utf-8")
    first = next(node for node in ast.parse(text).body if isinstance(node, ast.Assign))
    assert first.value.func.id in ("open_page", "open_answers")
    assert len(text.splitlines()) <= 80


@pytest.mark.parametrize("path", ROOM, ids=lambda path: path.stem)
def test_pages_group_and_add_up_nothing(path):
    adding = re.findall(
        r"\.(?:cumsum|cumprod|mean|median|agg|nunique|pivot_table)\(|\.groupby\(.*\)\.",
        path.read_text(encoding="utf-8"),
    )
    assert path.name == "matrix.py" or not adding, "sums are figures: one SQL file, one name"


@pytest.mark.parametrize("path", ROOM, ids=lambda path: path.stem)
def test_the_room_keeps_its_rules(path):
    text = path.read_text(encoding="utf-8")
    assert "st.markdown" not in text
    assert not re.search(r"[\"' ]select \w.* from ", text)
    assert len(text.splitlines()) <= 250
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            assert body[-1].end_lineno - body[0].lineno < 40, node.name
            assert node.name.startswith("_") or ast.get_docstring(node), node.name


# What a reader may see is a property of the view; these know the shared view itself, its id or its record.
KNOW_THE_SHARED_VIEW = {
    "view/view.py",
    "view/read.py",
    "view/disclosure.py",
    "view/recorder.py",
    "reports/report_view.py",  # hands the view of a link on to its report
    "sharing/banner.py",
    "sharing/enter_link.py",
    "sharing/first_opening.py",
    "sharing/notes.py",
    "sharing/share_dialog.py",
}


def test_pages_ask_the_view_what_its_reader_may_see():
    asking = {path.relative_to(ROOT / "pages/parts").as_posix() for path in ROOM[1 + len(PAGES) :] if asks_shared(path)}
    assert asking <= KNOW_THE_SHARED_VIEW and not [path.name for path in PAGES if asks_shared(path)]


def asks_shared(path: Path) -> bool:
    """Return whether a file looks at the shared view of a view."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return any(isinstance(node, ast.Attribute) and node.attr == "shared" for node in nodes)


def test_the_list_of_pages_names_every_page_and_its_texts():
    assert set(pages.NAMES) == {path.stem for path in PAGES}
    assert all({f"nav.{page.name}", f"nav.{page.group}"} <= set(sentences("en")) for page in pages.PAGES)
    assert {page.right for page in pages.PAGES} <= set(PERMISSIONS)
    assert {name for page in pages.PAGES for name in page.needs} <= set(dataset_names())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_opens_under_its_own_name(path):
    opened = next(node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.Assign))
    assert opened.value.args[0].value == path.stem


def test_what_can_be_shared_is_a_part_of_the_list_and_has_a_headline():
    assert set(shared_view.PAGES) <= set(pages.NAMES)
    for name in shared_view.PAGES:
        number = pages.page_named(name).headline
        header = Catalogue().header(number.figure)
        assert number.figure in RELEASE_RULES and {column for column, _ in number.cell} <= set(header.key)
        assert f"headline.{name}" in sentences("en")
