"""One rule of rounding from file to screen: half away from zero, as spreadsheets do. Python's own rule is another."""

import ast
from decimal import Decimal

import pytest
from paths import ROOT

from pages.parts.i18n.formats import Formats

ROOMS = ("data", "models", "pages")


def silent_roundings(text: str) -> list[int]:
    """Return the lines that round a decimal without saying how."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return [
        call.lineno
        for call in calls
        if getattr(call.func, "attr", "") == "quantize" and len(call.args) + len(call.keywords) < 2
    ]


def test_every_rounding_of_a_decimal_says_how():
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    found = {str(path.relative_to(ROOT)): silent_roundings(path.read_text()) for path in files}
    assert len(found) > 400
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_a_planted_rounding_is_found():
    assert silent_roundings("amount.quantize(CENT)") == [1]
    assert silent_roundings("amount.quantize(CENT, ROUND_HALF_UP)") == []


@pytest.mark.parametrize(
    "value, digits, written",
    [
        (Decimal("12.5"), 0, "13"),
        (Decimal("-12.5"), 0, "−13"),
        (Decimal("0.125"), 2, "0.13"),
        (Decimal("0.135"), 2, "0.14"),
        (Decimal("12.4999"), 0, "12"),
    ],
)
def test_a_page_rounds_as_a_spreadsheet_does(value, digits, written):
    assert Formats("en").number(value, digits) == written
