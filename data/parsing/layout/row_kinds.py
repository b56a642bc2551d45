"""Rows that a column beside the amounts calls cancelled, or another version of them such as a budget: asked about."""

import csv
import io

from data.contracts.definitions import fold
from data.import_options import Options, is_filter
from data.parsing.columns.typed_rows import headings
from data.parsing.result import ParseResult
from data.parsing.source import Source
from data.parsing.values.debit_credit import side
from data.questions import Question

NONE = "none"
MOST_TEXTS, MOST_COLUMNS = 12, 50
SOLD = ("transactions", "supplier_purchases")  # what was cancelled there is no revenue, and no purchase
ADDED = ("sector_costs", "acquisition_spend", "transactions")  # a budget beside the actual amounts counts twice
CANCELLED = frozenset(
    map(
        fold,
        (
            "cancelled|canceled|cancelled by customer|cancelled by seller|void|voided|reversed|annulled|refunded|"
            "fully refunded|returned|failed|declined|unavailable|cancelada|cancelado|anulada|anulado|devuelta|devuelto|"
            "reembolsada|reembolsado|rechazada|rechazado|devolvida|devolvido|estornada|estornado|recusada|recusado|"
            "storniert|storno|annulliert|zurückgegeben|erstattet|annulée|annulé|remboursée|remboursé"
        ).split("|"),
    )
)
ACTUAL = frozenset(
    map(fold, "actual|actuals|act|ist|real|reales|realizado|realizada|realised|realized|réel".split("|"))
)
PLANNED = frozenset(
    map(
        fold,
        (
            "budget|budgeted|plan|planned|forecast|fcst|target|soll|prognose|hochrechnung|presupuesto|presupuestado|"
            "previsto|previsión|pronóstico|plan anual|orçado|orçamento|previsão|prévisionnel|last year|prior year|"
            "previous year|vorjahr|año anterior|ano anterior"
        ).split("|"),
    )
)


def ask_about_rows(cursor, staged: ParseResult, source: Source, options: Options) -> None:
    """Asks whether rows are to be left out that another column calls cancelled or planned (needs stage_text)."""
    dataset = source.contract.dataset
    if dataset not in (*SOLD, *ADDED) or source.stages:
        return
    told = {fold(name.partition(".")[2]) for name in options.settings if is_filter(name)}
    for position, name in _free(source):
        texts = [] if fold(name) in told else _texts(cursor, source, position)
        gone = [text for text in texts if fold(text) in CANCELLED]
        kept = [text for text in texts if fold(text) in ACTUAL]
        if dataset in ADDED and kept and any(fold(text) in PLANNED for text in texts):
            fields = {"heading": name, "read": ", ".join(texts)}
            staged.ask(Question("OTHER_VERSIONS", None, f"only.{name}", [_listed(kept), NONE], fields))
        elif (
            dataset in SOLD
            and gone
            and not _are_marks(texts, name)
            and "cancelled" not in {c.name for c in source.columns}
        ):
            fields = {"heading": name, "read": ", ".join(gone)}
            staged.ask(Question("CANCELLED_ROWS", None, f"skip.{name}", [_listed(gone), NONE], fields))


def _free(source: Source) -> list:
    """Position and heading of the columns that feed nothing, unless there are very many."""
    used = {*source.positions.values()}
    found = [(i, name) for i, name in enumerate(headings(source)) if i not in used]
    return found if len(found) <= MOST_COLUMNS else []


def _are_marks(texts: list, heading: str) -> bool:
    """Whether the texts are marks of debit and credit, such as invoice and reversal, about which amounts are asked."""
    sides = [side(texts, heading, text) for text in texts]
    return 1 in sides and None not in sides


def _texts(cursor, source: Source, position: int) -> list:
    """The different texts of a column; none where they are too many to say of what kind a row is."""
    found = cursor.execute(
        f"select distinct {source.trimmed(position)} as read from {source.texts(position)} where read is not null "
        f"order by read limit {MOST_TEXTS + 1}"
    ).fetchall()
    return [read for (read,) in found] if len(found) <= MOST_TEXTS else []


def _listed(texts: list) -> str:
    """Texts as a filter names them, with commas between them."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(texts)
    return out.getvalue()
