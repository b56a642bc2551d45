"""Numbers, money, units, ranges, months, moments."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, get_currency_symbol, get_decimal_symbol, get_group_symbol

from data.languages import habit
from pages.parts.i18n.direction import in_a_row, own_direction
from pages.parts.i18n.language import say
from pages.parts.i18n.values import arrow, as_month, is_missing

GAP = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"
NOTHING = DASH


@dataclass(frozen=True)
class Unit:
    """What an amount is divided by before it is written, and the sign written after it ("k", "m" or nothing)."""

    size: int
    sign: str
    digits: int


@dataclass(frozen=True)
class Formats:
    """Writes values in one language; money carries the reporting currency's symbol when there is one."""

    language: str
    currency: str = ""

    @property
    def locale(self) -> str:
        """The name by which Babel knows how the language writes: "pt_BR"."""
        return habit(self.language, "locale")

    def number(self, value: object, digits: int = 0, signed: bool = False) -> str:
        """Return 1234.5 as "1,234.5" (en) or "1.234,5" (es), with a real minus; an empty value as a dash."""
        if is_missing(value):
            return NOTHING
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
        # Spanish groups only from five digits by default; columns of figures need one rule
        written = format_decimal(abs(exact), pattern, locale=self.locale, group_separator=True)
        return _sign(exact, signed) + written

    def written(self, text: str) -> str:
        """Return a number that stands as text ("0.10") the reader's way ("0,10"); any other text as it is."""
        is_number = re.fullmatch(r"-?\d+(\.\d+)?", text)
        return self.number(text, len(text.partition(".")[2])) if is_number else text

    def share(self, value: object, digits: int = 0, signed: bool = False) -> str:
        """Return a share between 0 and 1 as "69 %" (pt "69%")."""
        return NOTHING if is_missing(value) else self.number(Decimal(str(value)) * 100, digits, signed) + self.percent

    @property
    def percent(self) -> str:
        """The sign of a share, with a space before it where the language writes one."""
        return habit(self.language, "percent")

    def points(self, value: object, digits: int = 1, signed: bool = True) -> str:
        """Return a difference of shares as percentage points: 0.166 as "+16.6 points", "+16,6 p. p."."""
        if is_missing(value):
            return NOTHING
        return self.number(Decimal(str(value)) * 100, digits, signed) + GAP + say(self.language, "unit.points")

    def times(self, value: object) -> str:
        """Return a ratio as "4.1×", with two digits while it is below one."""
        return NOTHING if is_missing(value) else self.number(value, 1 if abs(value) >= 0.95 else 2) + "×"

    def unit(self, value: object) -> Unit:
        """Return the unit a single amount reads best in: millions with two digits, thousands, or ones."""
        size = abs(Decimal(0 if is_missing(value) else str(value)))
        if size >= 999_500:
            return Unit(1_000_000, say(self.language, "unit.million_sign"), 2)
        if size >= 9_950:
            return Unit(1_000, say(self.language, "unit.thousand_sign"), 0)
        return Unit(1, "", 0)

    def column_unit(self, values: object) -> Unit:
        """Return one unit for a whole column: thousands, without a sign, when its largest amount reaches a million."""
        largest = max((abs(Decimal(str(value))) for value in values if not is_missing(value)), default=Decimal(0))
        return Unit(1_000, "", 0) if largest >= 1_000_000 else Unit(1, "", 0)

    def amount(self, value: object, unit: Unit | None = None, signed: bool = False) -> str:
        """Return an amount without its currency: 312400 as "312 k", or a bare number in the column's unit."""
        if is_missing(value):
            return NOTHING
        unit = unit or self.unit(value)
        written = self.number(Decimal(str(value)) / unit.size, unit.digits, signed)
        return written + (GAP + unit.sign if unit.sign else "")

    def money(self, value: object, signed: bool = False, unit: Unit | None = None) -> str:
        """Return an amount with the currency's symbol where one is set: "€2.39 m", "R$ 2,39 mi"; else "2.39 m"."""
        written = self.amount(value, unit, signed)
        if not self.currency or is_missing(value):
            return written
        symbol = get_currency_symbol(self.currency, locale=self.locale)
        pattern = Locale.parse(self.locale).currency_formats["standard"]
        before, after = (affix[0].replace("¤", symbol) for affix in (pattern.prefix, pattern.suffix))
        sign = written[0] if written[0] in "+" + MINUS else ""
        return sign + before + written.removeprefix(sign) + after

    def interval(self, low: object, high: object, unit: Unit | None = None) -> str:
        """Return "270–360" in the unit of the amount it belongs to;
        nothing when an end is empty or both are the same."""
        if is_missing(low) or is_missing(high) or low == high:
            return ""
        unit = unit or self.unit(high)
        return self.amount(low, _bare(unit)) + DASH + self.amount(high, _bare(unit))

    def money_interval(self, value: object, low: object, high: object) -> tuple[str, str]:
        """Return an amount and its interval in the same unit: ("€312 k", "(270–360)")."""
        between = self.interval(low, high, self.unit(value))
        return self.money(value), f"({between})" if between else ""

    def change(self, value: object, unit: Unit | None = None, money: bool = False) -> str:
        """Return a change with its arrow and sign: "▲ +109 k", "▼ −14 k"; as money "▲ +€109 k"."""
        written = self.money(value, True, unit) if money else self.amount(value, unit, signed=True)
        return NOTHING if is_missing(value) else arrow(value) + written

    def month(self, value: date | str) -> str:
        """Return a month as "Nov 2025" / "nov 2025"."""
        return _month(self.locale, as_month(value))

    def short_month(self, value: date | str) -> str:
        """Return a month for an axis: "Nov 25"."""
        return format_date(as_month(value), "MMM yy", locale=self.locale)

    def day(self, value: date) -> str:
        """Return a day as "31 Oct 2026"."""
        return NOTHING if is_missing(value) else format_date(value, habit(self.language, "day"), locale=self.locale)

    @property
    def day_field(self) -> str:
        """How a day is typed and shown in a field of a form."""
        return habit(self.language, "day_field")

    def period(self, first: str | None, last: str | None) -> str:
        """Return "Nov 2025 – Oct 2026" for two month codes, "Oct 2026" for the same one twice or a single one; the
        words for all data when both are empty."""
        if not first and not last:
            return say(self.language, "filters.all_data")
        if (first or last) == (last or first):
            return self.month(first or last)
        return f"{self.month(first or last)} {DASH} {self.month(last or first)}"

    def listing(self, names: list[str], joint: str = "and") -> str:
        """Return "a, b and c", or with "or" for the joint."""
        if len(names) < 2:
            return "".join(names)
        last = own_direction(names[-1])
        return in_a_row(names[:-1], ", ") + f" {say(self.language, f'word.{joint}')} {last}"

    def share_label(self) -> str:
        """Return what Vega writes at a tick of shares, as an expression: "80 %", "80%"."""
        return f"format(datum.value * 100, '.0f') + '{self.percent}'"

    def axis_locale(self) -> dict:
        """Return the number locale of Vega for axis ticks."""
        decimal, thousands = get_decimal_symbol(self.locale), get_group_symbol(self.locale)
        return {"number": {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["", ""]}}


@lru_cache(maxsize=4096)  # every visitor's filters name every month
def _month(locale: str, value: date) -> str:
    return format_skeleton("yMMM", value, locale=locale)


def _sign(value: Decimal, signed: bool) -> str:
    if value < 0:
        return MINUS
    return "+" if signed and value > 0 else ""


def _bare(unit: Unit) -> Unit:
    return Unit(unit.size, "", unit.digits)


def quarter(formats: Formats, value: date) -> str:
    """Return the quarter a day lies in as "Q4 2021" / "T4 2021"."""
    return format_date(value, "QQQ y", locale=formats.locale)


def share_range(formats: Formats, low: object, high: object) -> str:
    """Return the range of a share as "9–12 %"; nothing when either end is empty."""
    if is_missing(low) or is_missing(high):
        return ""
    return formats.number(Decimal(str(low)) * 100) + DASH + formats.share(high)


def points_range(formats: Formats, low: object, high: object) -> str:
    """Return the range of a difference of shares as "5.3–9.5 points"; nothing when either end is empty."""
    if is_missing(low) or is_missing(high):
        return ""
    return formats.number(Decimal(str(low)) * 100, 1) + DASH + formats.points(high, signed=False)


def unit_words(view, unit: Unit) -> str:
    """Return "thousand EUR", or "amount in thousands" while no reporting currency is set."""
    size = "unit.thousand" if unit.size == 1000 else "unit.one"
    currency = view.formats.currency
    return view.words(size + "_of", currency=currency) if currency else view.words(size)
