"""The cost by month and evidence."""

from datetime import date
from decimal import Decimal

from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.charts import columns_chart
from pages.parts.reports.workbook.many_rows import Formula
from pages.parts.reports.workbook.sheet import half_up, letters
from pages.parts.reports.workbook.sheets.assumptions_sheet import warning


def months_sheet(book: Book) -> None:
    """Write the sheet, with a check for each month."""
    held, view, words = book.content, book.view, book.words
    sheet = book.open("months", book.scope(), words("months_why"))
    sheet.row([warning(book)], "warning")
    count = len(held.evidence)
    sheet.row([words("numbers"), *range(1, count + 1)], ["text", *["number"] * count])
    numbers, forms = sheet.at, ["month", *["money"] * (count + 1)]
    said = [view.words(f"evidence.{name}") for name in held.evidence]
    heads = sheet.head([words("head_month"), *said, words("total")], forms)
    sheet.freeze(1)
    sums = _sums(book)
    for month in held.months:
        at = sheet.at + 1
        amounts = [sums.get((month, name), Decimal(0)) for name in held.evidence]
        cells = [
            Formula(_sum(f"ledger_month,$A{at},ledger_evidence,{letters(place)}${numbers}"), half_up(amount))
            for place, amount in enumerate(amounts, 1)
        ]
        whole = half_up(sum(amounts, Decimal(0)))
        sheet.row([month, *cells, Formula(_sum(f"ledger_month,$A{at}"), whole)], forms)
        book.check(words("check_month", name=view.formats.month(month)), sheet.place(count + 1), whole)
    if held.months:
        columns_chart(book, sheet, words("chart_months"), (heads, sheet.at), said, _alt(book, sums))
    sheet.close()


def _sums(book: Book) -> dict[tuple[date, str], Decimal]:
    return {(row["month"], row["evidence"]): row["amount"] for row in book.content.rows_of("monthly_cost")}


def _alt(book: Book, sums: dict[tuple[date, str], Decimal]) -> str:
    formats, months = book.view.formats, book.content.months
    whole = {month: sum(amount for (of, _), amount in sums.items() if of == month) for month in months}
    listed = ", ".join(f"{formats.month(month)} {formats.money(amount)}" for month, amount in whole.items())
    return book.words("chart_months_alt", listed=listed)


def _sum(conditions: str) -> str:
    return f"ROUND(SUMIFS(ledger_amount,{conditions}),2)"
