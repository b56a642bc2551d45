"""The rules of a data set hold for the row as it is stored once a file has corrected it, not only for the file's."""

from __future__ import annotations

from data.export.text import as_text
from data.imports import integrity
from data.problems import sentence
from data.questions import Question
from data.storage import temp_tables
from data.stored_rows import merge

REOPENED = ("clear", "aside")


def check_merged(cursor, contract, columns: list[str], settings: dict, file: str) -> list[Question]:
    """Sets the rows aside that would leave a stored row incomplete or ended before it started.

    Returns what has to be asked: whether an end that lies before a later start is to be cleared.
    """
    if not merge.may_correct(cursor, contract, settings):
        return []
    find_broken(cursor, contract, columns, settings)
    if questions := _questions(cursor, contract, settings):
        return questions
    _hold(cursor, file)
    return []


def find_broken(cursor, contract, columns: list[str], settings: dict) -> None:
    """Makes stage_broken: source_row, column_name, code, read, starts (the stored or new start) and came_back of each
    row of stage_clean that would break a rule once it is merged with the stored row of its key."""
    merged = merge.merged_values(contract, columns, settings)
    same = " and ".join(f"o.{name} = s.{name}" for name in contract.key)
    joined = f"stage_clean as s left join {merge.one_a_key(cursor, contract)} as o on {same}"
    rules = [*_order_rules(contract, merged), *_complete_rules(contract, merged)]
    if not rules:
        rules = [("false", "", "", "null", "null", "false")]
    tested = ", ".join(f"coalesce(bool_or({rule[0]}), false)" for rule in rules)
    broken = cursor.execute(f"select {tested} from {joined}").fetchone()
    selects = [
        f"select s.source_row, '{column}' as column_name, '{code}' as code, cast({read} as varchar) as read, "
        f"cast({starts} as varchar) as starts, cast(s.{contract.key[0]} as varchar) as name, "
        f"coalesce({came_back}, false) as came_back, s.verbatim from {joined} where {condition}"
        for (condition, column, code, read, starts, came_back), is_broken in zip(rules, broken)
        if is_broken
    ]
    nothing = (
        "select null::bigint as source_row, '' as column_name, '' as code, '' as read, '' as starts, '' as name, "
        "false as came_back, '' as verbatim where false"
    )
    temp_tables.table(cursor, "stage_broken", " union all ".join([nothing, *selects]))


def _order_rules(contract, merged: dict[str, str]):
    """Condition, column, code, text, start and whether it looks reopened, for columns that may not lie before
    another."""
    for check in contract.checks:
        end, start = merged[check.column], merged[check.not_before]
        yield f"{end} < {start}", check.column, check.code, end, start, f"s.{check.column} is null"


def _complete_rules(contract, merged: dict[str, str]):
    for column in (column for column in contract.columns if column.required and column.name not in contract.key):
        yield f"{merged[column.name]} is null", column.name, "MISSING_VALUE", "''", "null", "false"
    for groups in contract.alternatives:
        lacking = " and ".join("(" + " or ".join(f"{merged[name]} is null" for name in group) + ")" for group in groups)
        yield lacking, groups[0][0], "MISSING_VALUE", "''", "null", "false"


def are_mostly_new(cursor) -> bool:
    """Whether more rows lack what only a stored row could have given them than are left."""
    return cursor.execute(
        "select (select count(distinct source_row) from stage_broken where code = 'MISSING_VALUE') > "
        "(select count(*) from stage_clean)"
    ).fetchone()[0]


def _questions(cursor, contract, settings: dict) -> list[Question]:
    found = cursor.execute(
        "select column_name, count(*), arg_min(name, source_row), arg_min(read, source_row), "
        "arg_min(starts, source_row) from stage_broken where came_back group by 1 order by 1"
    ).fetchall()
    return [
        Question(
            "CAME_BACK",
            column,
            f"{column}.reopened",
            list(REOPENED),
            {"count": count, "name": name, "end": as_text(end), "start": as_text(start)},
        )
        for column, count, name, end, start in found
        if f"{column}.reopened" not in settings and settings.get("blanks") != "keep"
    ]


def _hold(cursor, file: str) -> None:
    """Moves the broken rows from stage_clean to stage_problem."""
    if not (found := cursor.execute("select distinct column_name, code, read from stage_broken").fetchall()):
        return
    for column, code, read in found:
        said = f"column {column}: {sentence(code, {'column': column, 'read': read})}"
        cursor.execute(
            "insert into stage_problem (source_row, column_name, read, code, message, verbatim) "
            "select source_row, column_name, read, code, ? || ', row ' || source_row || ', ' || ?, verbatim "
            "from stage_broken where column_name = ? and code = ? and read is not distinct from ?",
            [file, said, column, code, read],
        )
    integrity.drop_quarantined(cursor)


def hold_released(cursor, contract, columns: list[str], settings: dict, import_id: str, version: int) -> None:
    """Sets rows aside again that waited and, merged with what is stored now, would break a rule."""
    find_broken(cursor, contract, columns, settings)
    for column, code, read in cursor.execute("select distinct column_name, code, read from stage_broken").fetchall():
        cursor.execute(
            f"insert into quarantine by name select ? as import_id, '{contract.dataset}' as dataset, source_row, "
            "column_name, read, code, ? as message, verbatim, ? as from_version from stage_broken "
            "where column_name = ? and code = ? and read is not distinct from ?",
            [import_id, sentence(code, {"column": column, "read": read}), version, column, code, read],
        )
    cursor.execute("delete from stage_clean where source_row in (select source_row from stage_broken)")
