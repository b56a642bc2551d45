"""What an import says of itself: counts, totals, notes, questions."""

from __future__ import annotations

from data.export.text import money_text
from data.imports import integrity
from data.imports.quarantine import with_fields
from data.questions import Question

PROBLEMS_SHOWN = 1000


def new(dataset: str, version: int) -> dict:
    """The answer before anything is read."""
    return {
        "status": "refused",
        "dataset": dataset,
        "import_id": None,
        "version": version,
        "rows": {"read": 0, "stored": 0, "quarantined": 0},
        "quarantine": [],
        "notes": [],
        "new_sectors": [],
        "questions": [],
        "control_totals": {},
        "control_totals_quarantined": {},
        "changed": {"new": 0, "changed": 0, "same": 0, "replaced_entries": 0},
        "changes": [],
        "effect": None,
    }


def refuse(answer: dict, code: str, fields: dict) -> dict:
    """The answer of a file that is not stored: why, as a code and what its sentence names."""
    return answer | {"error": {"code": code, "fields": fields}}


def ask(answer: dict, questions: list[Question]) -> dict:
    """The answer of a file that waits for somebody to say what is meant."""
    return answer | {"status": "question", "questions": questions}


def add_note(answer: dict, code: str, fields: dict) -> None:
    """Adds something the reader should know but need not answer."""
    answer["notes"].append({"code": code, "fields": fields})


def fill_counts(cursor, contract, staged, answer: dict) -> None:
    """Fills in the rows and totals of what stands in stage_clean and stage_problem."""
    names = [name for name in integrity.money_columns(contract) if name in staged.columns]
    sums = _sums(cursor, names, "stage_clean")
    stored = sum(rows for _, rows, *_ in sums)
    if contract.dataset == "stage_times":  # a row may hold the times of several stages
        stored = cursor.execute("select count(distinct source_row) from stage_clean").fetchone()[0]
    aside = cursor.execute("select count(distinct source_row) from stage_problem").fetchone()[0]
    answer["rows"] = {"read": stored + aside, "stored": stored, "quarantined": aside}
    answer["rows"] |= {"left_out": staged.left_out} if staged.left_out else {}
    answer["control_totals"], currencies = _totals(_by_currency(names, sums))
    if currencies:
        answer["currencies"] = currencies
    answer["control_totals_quarantined"] = _totals_aside(cursor, contract, staged)
    answer["quarantine"] = quarantined_rows(cursor)
    if len(answer["quarantine"]) == PROBLEMS_SHOWN:
        add_note(answer, "ASIDE_SHORTENED", {"count": aside, "shown": PROBLEMS_SHOWN})


def _totals_aside(cursor, contract, staged) -> dict:
    """What the rows set aside add up to: those the file's own flaws kept out,
    and those that what is stored kept out."""
    found = {}
    has_some = cursor.execute("select count(*) > 0 from stage_problem").fetchone()[0]
    for name in (name for name in integrity.money_columns(contract) if name in staged.columns and has_some):
        waiting = cursor.execute(
            f"select sum({name}) from stage_row where source_row in (select source_row from stage_problem)"
        ).fetchone()[0]
        if waiting is not None or name in staged.money_set_aside:
            found[name] = money_text((waiting or 0) + staged.money_set_aside.get(name, 0))
    return found


def quarantined_rows(cursor) -> list[dict]:
    """The first thousand rows set aside: row, column, read, code, message, and the fields of its sentence."""
    rows = cursor.execute(
        "select source_row, column_name, read, code, message, fields from stage_problem "
        f"order by source_row, column_name limit {PROBLEMS_SHOWN}"
    ).fetchall()
    return [with_fields(dict(zip(("row", "column", "read", "code", "message", "fields"), row))) for row in rows]


def _totals(sums: dict[str, dict]) -> tuple[dict, list[str]]:
    """The sum of each money column the file brought, as text, by currency where it has several; and the currencies
    that are stated."""
    found, stated = {}, set()
    for name, by_currency in sums.items():
        texts = {currency: money_text(amount) for currency, amount in by_currency.items()}
        found[name] = next(iter(texts.values())) if len(texts) == 1 else texts
        stated |= {currency for currency in by_currency if currency}
    return found, sorted(stated)


def sums_of(cursor, names: list[str], rows: str) -> dict[str, dict]:
    """The sum of each of some columns of money by currency ('' where none is stated),
    without columns that hold nothing."""
    return _by_currency(names, _sums(cursor, names, rows)) if names else {}


def _sums(cursor, names: list[str], rows: str) -> list[tuple]:
    """Each currency with its number of rows and its sums."""
    sums = "".join(f", sum({name})" for name in names)
    currency = "coalesce(currency, '')" if names else "''"
    return cursor.execute(f"select {currency}, count(*){sums} from {rows} group by 1 order by 1").fetchall()


def _by_currency(names: list[str], sums: list[tuple]) -> dict[str, dict]:
    found = {name: {row[0]: row[i] for row in sums if row[i] is not None} for i, name in enumerate(names, 2)}
    return {name: by_currency for name, by_currency in found.items() if by_currency}
