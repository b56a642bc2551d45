"""Builds the typed rows of one file and sets aside the rows that cannot be stored."""

from data.contracts.definitions import Column
from data.import_options import Options, row_id_prefix
from data.parsing.cell_text import literal, plain_text
from data.parsing.columns.derived import with_derived
from data.parsing.columns.infer_column import TEXTS, sql_type
from data.parsing.columns.missing_words import told_of, without_words
from data.parsing.columns.status import open_rows
from data.parsing.decision import CELL_ERRORS
from data.parsing.source import Source
from data.parsing.totals import STARTS_TOTAL
from data.storage import temp_tables

LOST_DIGITS = r"(?i)\d([.,]\d+)?E\+\d{2}"
CELL_CHARACTERS = 32_767
ERRORS = ", ".join(f"'{error}'" for error in sorted(CELL_ERRORS))


def create_typed(cursor, source: Source, plain: set, options: Options, currencies: dict) -> None:
    """Makes stage_typed: one row a row of the file, with a code beside each column.

    It is a view, so that nothing is copied; a table for short files and where its rows are to be rewritten.
    currencies: the ISO code stated beside a column of money.
    """
    parts, joins, is_complete = [], [], _is_complete(cursor, source)
    for column in source.columns:
        value, code, join = _column(source, column, plain, options)
        code = code if not join or _has_flaws(cursor, column) else "null::varchar"
        if is_open := open_rows(cursor, source, column, options):
            value, code = (f"case when not ({is_open}) then {part} end" for part in (value, code))
        is_whole = is_complete and join is None and not told_of(options, column)
        if column.name in source.row_factors:
            value, before, is_whole = source.row_factors[column.name].format(value=value), value, False
            lost = "OUT_OF_RANGE" if column.type == "score" else "MISSING_VALUE"
            code = f"coalesce({code}, case when {before} is not null and {value} is null then '{lost}' end)"
            code = _not_below(column, value, code)
        code = code if is_whole else _required(source, column, value, code)
        parts += [f"{value} as {column.name}", f"{code} as {column.name}__code"]
        if column.type == "instant":
            parts.append(f"m_{column.name}.shift as {column.name}_offset")
        joins += [join] if join else []
    verbatim = ", ".join(f"{literal(name)}, {source.stood(i)}" for name, i in zip(headings(source), _shown(source)))
    query = (
        f"select t.source_row, json_object({verbatim})::varchar as verbatim, {_flaw(source, is_complete)} as row_code, "
        f"{', '.join(parts)} from stage_text t {' '.join(joins)}"
    )
    make = temp_tables.table if source.rewrites_rows or source.is_short else temp_tables.view
    make(cursor, "stage_typed", with_derived(query, source, currencies, options))


def leave_out(cursor, source: Source) -> None:
    """Takes those rows from stage_typed that stage_text no longer has; a view follows by itself."""
    if source.is_short:
        cursor.execute("delete from stage_typed where source_row not in (select source_row from stage_text)")


def _has_flaws(cursor, column: Column) -> bool:
    """Whether some text of a column that was decided text by text cannot be read."""
    return bool(cursor.execute(f"select count(code) from stage_meaning_{column.name}").fetchall()[0][0])


def headings(source: Source) -> list:
    """The headings of the shown cells, made different from each other for the verbatim record."""
    seen: dict[str, int] = {}
    names = []
    for i in _shown(source):
        name = source.heading.cells[i] if i < len(source.heading.cells) else ""
        name = name or f"#{i + 1}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} (#{i + 1})")
    return names


def _shown(source: Source) -> range:
    return range(min(source.heading.width, source.table.width))


def _column(source: Source, column: Column, plain: set, options: Options) -> tuple[str, str, str | None]:
    """The SQL of a column's value and code, and the join they need."""
    name = column.name
    if prefix := row_id_prefix(source.constants.get(name, "")):
        return f"{literal(prefix)} || t.source_row", "null::varchar", None
    if name in source.constants:
        return f"m_{name}.value", f"m_{name}.code", f"cross join stage_meaning_{name} m_{name}"
    text, kind = source.trimmed(source.positions[name]), source.kind(source.positions[name])
    if column.type in TEXTS:
        return _text_value(source, column, options), _text_code(source, column, text, kind), None
    if name in plain:
        return f"cast({plain_text(source.positions[name])} as {sql_type(column)})", "null::varchar", None
    return (
        f"m_{name}.value",
        f"m_{name}.code",
        f"left join stage_meaning_{name} m_{name} on m_{name}.read = {text} and m_{name}.kind = {kind}",
    )


def _text_value(source: Source, column: Column, options: Options) -> str:
    test = without_words(source.trimmed(source.positions[column.name]), options, column)
    value = _written_text(source, column, options)
    return f"case when {test} then null else {value} end" if test else value


def _written_text(source: Source, column: Column, options: Options) -> str:
    position = source.positions[column.name]
    cell = f"t.c{position}"
    if not source.table.is_book and source.trimmed(position) == plain_text(position):
        return plain_text(position)
    if source.table.is_book and options.about(column.name, "zeros") == "keep":
        kind = source.kind(position)
        digits = f"greatest(ascii({kind}) - 64, length({cell}))::integer"
        cell = f"case when {kind} between 'A' and 'Z' then lpad({cell}, {digits}, '0') else {cell} end"
    return f"case when {source.trimmed(position)} is not null then {cell} end"


def _text_code(source: Source, column: Column, text: str, kind: str) -> str:
    if not source.table.is_book and not source.is_marked(source.positions[column.name]):
        return "null::varchar"
    lost = (
        f"when regexp_full_match({text}, '{LOST_DIGITS}') or ({kind} = 'n' "
        f"and length({text}) > 15) then 'ID_LOST_DIGITS' "
    )
    return (
        f"case when {kind} = 'e' or (starts_with({text}, '#') and {text} in ({ERRORS})) then 'CELL_ERROR' "
        f"{lost if column.type == 'id' else ''}end"
    )


def _required(source: Source, column: Column, value: str, code: str) -> str:
    if not source.requires(column):
        return code
    return f"case when {value} is null and {code} is null then 'MISSING_VALUE' else {code} end"


def _not_below(column: Column, value: str, code: str) -> str:
    """A sign that stood in another cell may make an amount too low for its column."""
    return (
        code
        if column.minimum is None
        else f"coalesce({code}, case when {value} < {column.minimum} then 'NEGATIVE_AMOUNT' end)"
    )


def _flaw(source: Source, is_complete: bool) -> str:
    """Why the whole row cannot be read, or null; parts that reading has ruled out are left out."""
    width, shown = source.heading.width, _shown(source)
    cells = [source.trimmed(i) for i in shown]
    nul = " or ".join(f"contains(t.c{i}, chr(0))" for i in shown)
    long = " or ".join(f"(strlen(t.c{i}) > {CELL_CHARACTERS} and length(t.c{i}) > {CELL_CHARACTERS})" for i in shown)
    beyond = " or ".join(
        ["t.spill is not null", *(f"{source.trimmed(i)} is not null" for i in range(width, source.table.width))]
    )
    even = width == source.table.width and not source.may_be("is_ragged")
    ragged = (
        ""
        if source.table.is_book or even
        else (f", case when t.cells < {width} then 'ROW_TOO_SHORT' when {beyond} then 'ROW_TOO_LONG' end")
    )
    # nested, because the second test is dear and the first seldom true
    totals = (
        "null::varchar"
        if is_complete
        else (
            f"case when {_lacks(source)} then case "
            f"when regexp_matches(coalesce({', '.join(cells)}), '{STARTS_TOTAL}') then 'TOTALS_ROW' end end"
        )
    )
    unusual = (
        f"case when {nul} then 'NUL_BYTE' when {long} then 'CELL_TOO_LONG' end, "
        if (source.may_be("has_nul") or source.may_be("has_long"))
        else ""
    )
    flaw = "t.flaw, " if source.may_be("is_ragged") else ""
    return f"coalesce({flaw}{unusual}{totals}{ragged})"


def _is_complete(cursor, source: Source) -> bool:
    """Whether no row lacks a required cell: then there are neither totals rows nor missing values to look for."""
    required = [source.positions[c.name] for c in source.columns if c.required and c.name in source.positions]
    is_filled = not source.contract.alternatives and all(source.is_filled(i) for i in required)
    rows = f"where t.source_row <= {int(source.traits['head_ends'])}" if is_filled and required else ""
    query = f"select coalesce(bool_or({_lacks(source)}), false) from stage_text t {rows}"
    return not cursor.execute(query).fetchall()[0][0]


def _lacks(source: Source) -> str:
    """Whether a required column is blank (of alternatives: all of them)."""
    blank = [
        f"{source.trimmed(source.positions[c.name])} is null"
        for c in source.columns
        if c.required and c.name in source.positions
    ]
    for groups in source.contract.alternatives:
        whole = [g for g in groups if all(name in source.positions for name in g)]
        if whole:
            blank.append(
                " and ".join(
                    "(" + " or ".join(f"{source.trimmed(source.positions[n])} is null" for n in g) + ")" for g in whole
                )
            )
    return f"({' or '.join(f'({b})' for b in blank)})" if blank else "false"
