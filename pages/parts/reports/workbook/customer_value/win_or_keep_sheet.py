"""Replacing the customers lost against keeping them a year, by the sector where the complaints start."""

from models.recalculation.charges import CHURN
from models.recalculation.customers_at_risk import ALL
from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.many_rows import Formula
from pages.parts.reports.workbook.sheet import Sheet, half_up, letters, quoted
from pages.parts.reports.workbook.sheets.assumptions_sheet import warning

HEADS = ("number", "starts_in", "complaints", "lost", "replacing", "keeping", "win_to_keep", "loyalty_lost", "each")
FORMS = ["number", "text", "ratio", "exact", "money", "money", "ratio", "money", "money"]
TOTALS = ["total_text", "total_text", *["total"] * 7]
NOTHING = quoted("")


def win_or_keep_sheet(book: Book) -> None:
    """Write the sheet, with its checks; one sentence where nobody knows who was lost."""
    held = book.content
    sheet = book.open("win_or_keep", book.scope(), book.words("win_or_keep_why"))
    sheet.row([warning(book)], "warning")
    found = {row["sector"]: row for row in held.rows_of("win_or_keep")}
    if not is_lost_known(book):
        sheet.row([book.words("nobody_lost")])
        sheet.close()
        return
    names = [*held.sectors, *sorted({*found} - {*held.sectors, ALL})]
    sheet.head([book.words(f"head_{name}") for name in HEADS], FORMS)
    sheet.freeze(2, is_only_table=False)
    first = sheet.at + 1
    below = first + len(names) + 5  # the first row of the table of channels
    for number, name in enumerate(names, 1):
        _row(book, sheet, number, found[name], below + number - 1)
    _total(book, sheet, found[ALL], (first, sheet.at), (below, below + len(names) - 1))
    sheet.skip()
    _by_channel(book, sheet, names)
    sheet.close({0: 5})


def is_lost_known(book: Book) -> bool:
    """Return whether the ledger of the view has customers lost."""
    return CHURN in book.content.components


def _churn(book: Book) -> int:
    return book.content.components.index(CHURN) + 1


def _row(book: Book, sheet: Sheet, number: int, figure: dict, priced: int) -> None:
    at, name = sheet.at + 1, book.view.sector(figure["sector"])
    of = f"ledger_sector,$A{at},ledger_component,{_churn(book)}"
    last = letters(1 + len(book.content.channels))
    lost = Formula(f"SUMIFS(ledger_lost,{of})", figure["customers_lost"] or 0)
    loyalty = f"SUMIFS(ledger_amount,{of})"
    row = [number, name, figure["complaints"], lost, *_prices(book, at, figure, f"SUM(C{priced}:{last}{priced})")]
    sheet.row([*row, *_lost_margin(at, figure, loyalty)], FORMS)
    _check(book, sheet, figure, name)


def _prices(book: Book, at: int, figure: dict, replaced: str, kept: str = "") -> list[Formula | None]:
    """What replacing and keeping cost, and their ratio; empty where nobody knows a price."""
    held = book.content
    win = Formula(f"ROUND({replaced},2)", half_up(figure["replacement_cost"])) if held.is_price_known else None
    kept = kept or f"ROUND(D{at}*keep_each,6)"
    keep = Formula(f"ROUND({kept},2)", half_up(figure["keep_instead"])) if held.keep_each else None
    if not win or not keep:
        return [win, keep, None]
    ratio = "" if figure["win_to_keep"] is None else figure["win_to_keep"]
    divided = f"IF({kept}=0,{NOTHING},{replaced}/({kept}))"
    return [win, keep, Formula(f"IF(D{at}>0,{divided},{NOTHING})", ratio)]


def _lost_margin(at: int, figure: dict, loyalty: str) -> list[Formula]:
    """The margin lost, and for each complaint."""
    each = "" if figure["break_even_spend"] is None else half_up(figure["break_even_spend"])
    return [
        Formula(f"ROUND({loyalty},2)", half_up(figure["loyalty_lost"])),
        Formula(f"IF(C{at}=0,{NOTHING},ROUND(ROUND({loyalty}/C{at},6),2))", each),
    ]


def _total(book: Book, sheet: Sheet, figure: dict, rows: tuple[int, int], priced: tuple[int, int]) -> None:
    at, (first, last), (top, bottom) = sheet.at + 1, rows, priced
    sums = [f"SUM({column}{first}:{column}{last})" for column in ("C", "D")]
    channels = f"SUM(C{top}:{letters(1 + len(book.content.channels))}{bottom})"
    kept = f"SUM({letters(2 + len(book.content.channels))}{top}:{letters(2 + len(book.content.channels))}{bottom})"
    loyalty = f"SUMIFS(ledger_amount,ledger_component,{_churn(book)})"
    values = [figure["complaints"], figure["customers_lost"] or 0]
    row = [None, book.words("total"), *map(Formula, sums, values), *_prices(book, at, figure, channels, kept)]
    sheet.row([*row, *_lost_margin(at, figure, loyalty)], TOTALS)
    _check(book, sheet, figure, book.words("total"))
    if figure["replacement_cost"] is not None and book.content.is_price_known:
        book.headlines.append((book.words("head_replacing"), sheet.place(4), half_up(figure["replacement_cost"])))


def _check(book: Book, sheet: Sheet, figure: dict, name: str) -> None:
    places = {"replacement_cost": (4, book.content.is_price_known), "keep_instead": (5, book.content.keep_each)}
    for column, (place, is_there) in (places | {"loyalty_lost": (7, True)}).items():
        if is_there and figure[column] is not None:
            book.check(book.words(f"check_{column}", name=name), sheet.place(place), half_up(figure[column]))


def _by_channel(book: Book, sheet: Sheet, names: list[str]) -> None:
    """What replacing the customers lost costs by the channel that had won them, and keeping as many a year."""
    held, words = book.content, book.words
    channels = [*map(book.view.channel, held.channels)]
    forms = ["number", "text", *["exact"] * (len(channels) + 1)]
    sheet.row([words("section_channels")], "section")
    sheet.row([None, words("numbers"), *range(1, len(channels) + 1)], ["note", "text", *["number"] * len(channels)])
    sheet.head([words("head_number"), words("head_starts_in"), *channels, words("head_keeping")], forms)
    numbers = sheet.at - 1
    costs = {(row["caused_by"], row["channel"]): row["amount"] for row in held.rows_of("replacement_line")}
    figures = {row["sector"]: row["keep_instead"] for row in held.rows_of("win_or_keep")}
    for number, name in enumerate(names, 1):
        at = sheet.at + 1
        of = f"ledger_sector,$A{at},ledger_component,{_churn(book)}"
        cells: list = [None] * len(channels)
        if held.is_price_known:
            cells = [
                Formula(
                    f"ROUND(SUMIFS(ledger_lost,{of},ledger_channel,{column}${numbers})*{price},6)",
                    costs.get((name, channel)) or 0,
                )
                for channel, column, price in _columns(book)
            ]
        keeping = Formula(f"ROUND(SUMIFS(ledger_lost,{of})*keep_each,6)", figures[name] or 0)
        row = [number, book.view.sector(name), *cells, keeping if held.keep_each else None]
        sheet.row(row, forms)


def _columns(book: Book) -> list[tuple[str, str, str]]:
    """Each channel with its column and the cell of its price."""
    rates = book.titles["rates"]
    return [
        (name, letters(2 + place), f"'{rates}'!$F${book.channel_rows[name]}")
        for place, name in enumerate(book.content.channels)
    ]
