"""The rows of a figure as they stand, and the list of identities."""

from pages.parts import look, seam, tables
from pages.parts.cells import cells
from pages.parts.cures import TO_DO
from pages.parts.downloads import rows_buttons
from pages.parts.language import translated
from pages.parts.visitor import allowed

SHOWN = 200
OF_A_PERSON = {
    "customer_id",
    "complaint_id",
    "case_id",
    "transaction_id",
    "event",
}  # such rows are for those who may see stored ones


def withheld(columns) -> bool:
    """Return whether rows with these columns name customers, complaints or cases, and the visitor may not see such."""
    return bool(OF_A_PERSON & set(columns)) and not allowed("rows")


def figure_rows(view, name: str) -> None:
    """Draw the first rows of a figure under the filters, and the button that downloads them all."""
    rows, total = view.first_rows(name, SHOWN) if seam.may_read_rows(view) else _told(view, name)
    if withheld(rows.columns):
        look.remark(view.words("figures.rows_withheld"))
        return
    look.finding(
        view.words("figures.rows_title", count=view.formats.number(total)),
        view.words("figures.rows_subtitle", shown=len(rows)),
    )
    cells(view, name, rows, name, name)
    rows_buttons(view, lambda: view.read(name), name)


def _told(view, name: str):
    """The rows for who may see some sectors only, and how many they are."""
    rows = view.read(name)
    return rows.head(SHOWN), len(rows)


def identities(view) -> None:
    """Draw every identity: what stands on its two sides, the difference, and whether it holds."""
    words, formats = view.words, view.formats
    columns = ("identity", "holds", "left_side", "right_side", "difference")
    heads = [
        tables.head(words(f"identity.{column}"), "" if column in ("identity", "holds") else "num") for column in columns
    ]
    body = [
        tables.row(
            tables.name(translated(view.language, row.identity)),
            _holds(view, row),
            *(
                tables.number(formats.number(getattr(row, column), 2), words(f"identity.{column}"))
                for column in columns[2:]
            ),
        )
        for row in view.read("reconciliation").itertuples()
    ]
    tables.table(words("identity.title"), words("identity.subtitle"), heads, body)


def _holds(view, row) -> str:
    said = "yes" if row.holds else "to_do" if row.identity == TO_DO else "no"
    return tables.cell(view.words(f"identity.{said}"), "up" if said == "no" else "")
