"""Number formats, and one cell as text."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from functools import lru_cache

BUILTIN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
    42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
# In Chinese, Japanese and Korean programs these numbers mean days as well.
BUILTIN |= dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy-mm-dd")
NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]', re.IGNORECASE)
ELAPSED = re.compile(r"\[(hh?|mm?|ss?)\]", re.IGNORECASE)


def is_day(code: str) -> bool:
    """Whether numbers of this format are days or times of day."""
    first = NOT_SHOWN.sub("", code.split(";")[0])
    return first.casefold() not in ("general", "standard") and re.search("[dmhysDMHYS]", first) is not None


def is_elapsed(code: str) -> bool:
    """Whether numbers of this format are lengths of time, such as [h]:mm."""
    return ELAPSED.search(NOT_SHOWN.sub("", code.split(";")[0])) is not None


PRECISION = 15
FIRST_DAY = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
LAST_SERIAL = 2_958_465
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!\$)[^\]]*\]')


@lru_cache(maxsize=1024)
def format_kind(code: str) -> str:
    """How numbers of this format are meant: n plain, p percent, d date, e elapsed time,
    A to Z with leading zeros up to 1 to 26 digits."""
    plain = LITERAL.sub("", code.split(";")[0])
    if is_elapsed(code):
        return "e"
    if is_day(code):
        return "d"
    if "%" in plain:
        return "p"
    zeros = re.fullmatch("0{2,26}", plain)
    return chr(64 + len(plain)) if zeros else "n"


def number_cell(raw: str, code: str, epoch: int) -> tuple[str, str]:
    """Text and kind of a number cell, from the digits in the file and the cell's format."""
    kind = format_kind(code)
    if kind == "d":
        return date_text(float(raw), epoch) or (number_text(raw), "n")
    if kind == "e" and abs(float(raw)) <= LAST_SERIAL:
        return str(timedelta(seconds=round(float(raw) * 86_400))), "t"
    if kind == "p":
        return f"{plain_text(_rounded(_decimal(raw)) * 100)}%", "n"
    return number_text(raw), "n" if kind == "e" else kind


def number_text(raw: str) -> str:
    """The number with at most 15 significant digits, as spreadsheets keep them; whole ones as written."""
    if len(raw) <= PRECISION and raw.lstrip("-").isdigit():
        return raw
    return plain_text(_rounded(_decimal(raw)))


def _decimal(raw: str) -> Decimal:
    try:
        return Decimal(raw)
    except InvalidOperation as error:
        raise ValueError(raw) from error


def plain_text(number: Decimal) -> str:
    """Digits without an exponent, unless there are very many."""
    number = number.normalize()
    return format(number, "f") if -30 < number.adjusted() < 30 else str(number)


def _rounded(number: Decimal) -> Decimal:
    digits = len(number.as_tuple().digits)
    is_whole = number == number.to_integral_value() if number.adjusted() < 30 else True
    if digits <= PRECISION or is_whole:
        return number
    last = Decimal(1).scaleb(number.adjusted() - PRECISION + 1)
    return number.quantize(last, ROUND_HALF_EVEN)  # as doubles are printed


def date_text(serial: float, epoch: int) -> tuple[str, str] | None:
    """Text and kind of a day counted from the epoch (1900 or 1904); None when there is no such day."""
    if not 0 <= serial <= LAST_SERIAL:
        return None
    days, seconds = divmod(round(serial * 86_400), 86_400)
    if epoch == 1900 and days in (0, 60):  # spreadsheets show 1900-01-00 and 1900-02-29
        return ("1900-01-00" if seconds == 0 or days else str(timedelta(seconds=seconds))), "t"
    early = timedelta(days=1) if epoch == 1900 and days < 60 else timedelta()
    day = FIRST_DAY[epoch] + timedelta(days=days) + early
    if not seconds:
        return day.isoformat(), "d"
    return f"{day}T{timedelta(seconds=seconds)!s:0>8}", "d"


def value_cell(value) -> tuple[str, str]:
    """Text and kind of a Python value, as the reader of XLS and ODS gives them."""
    if isinstance(value, bool):
        return str(value).upper(), "b"
    if isinstance(value, int | float):
        return number_text(repr(value)), "n"
    if isinstance(value, datetime):
        return value.isoformat().removesuffix("T00:00:00"), "d"
    if isinstance(value, date):
        return value.isoformat(), "d"
    if isinstance(value, time | timedelta):
        return str(value), "t"
    return value or "", "t"
