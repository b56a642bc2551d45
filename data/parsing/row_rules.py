"""Rules between cells and rows of one file."""

from data.parsing.cell_text import literal
from data.parsing.columns.infer_column import TEXTS
from data.parsing.source import Source
from data.parsing.values.currencies import is_currency, possible
from data.reading.mojibake import is_garbled

NO_SIGN = r"\d\s\p{Z}.,()%+''’−–-"
SIGN = rf"[^{NO_SIGN}](?:[^\d()%+''-]*[^{NO_SIGN}])?\.?"


def contradictions(cursor, source: Source):
    """What is wrong with such rows of stage_typed, as SQL: the condition, and the column, code and text to note."""
    if "currency" not in {column.name for column in source.columns}:
        return
    for column in source.columns:
        if column.type in ("money", "price") and column.name in source.positions:
            yield from _differs(cursor, source, column.name)


def _differs(cursor, source: Source, name: str):
    text = f"t.c{source.positions[name]}"
    found = cursor.execute(f"select distinct regexp_extract({text}, '{SIGN}') from stage_text t limit 1000").fetchall()
    for sign in sorted(sign for (sign,) in found if sign and is_currency(sign)):
        yield (
            f"row_code is null and {name}__code is null and currency not in ({_codes(sign)}) "
            "and source_row in (select t.source_row from stage_text t "
            f"where regexp_extract({text}, '{SIGN}') = {literal(sign)})",
            f"'{name}'",
            "'CURRENCY_DIFFERS'",
            text,
        )
    stated = source.currencies.get(name)
    if stated:
        yield (
            f"row_code is null and {name} is not null and currency not in ({_codes(stated)})",
            f"'{name}'",
            "'CURRENCY_DIFFERS'",
            f"{literal(stated + ' ')} || {text}",
        )


def _codes(sign: str) -> str:
    return ", ".join(map(literal, sorted(possible(sign))))


READ_CHARACTERS = 200


def create_problems(cursor, source: Source) -> None:
    """Makes stage_problem with everything wrong in the file, one row a row and column."""
    cursor.execute(
        "create or replace temp table stage_problem (source_row bigint, column_name varchar, read varchar, "
        "code varchar, message varchar, verbatim varchar, content varchar)"
    )
    rules = [*_rules(source), *contradictions(cursor, source)]
    tested = ", ".join(f"coalesce(bool_or({condition}), false)" for condition, *_ in rules)
    broken = cursor.execute(f"select {tested} from stage_typed").fetchall()[0]
    for condition, column, code, read in (rule for rule, is_broken in zip(rules, broken) if is_broken):
        cursor.execute(
            f"insert into stage_problem select s.source_row, {column}, left({read}, {READ_CHARACTERS}), {code}, "
            f"null, s.verbatim, null from stage_typed s join stage_text t using (source_row) where {condition}"
        )


def _rules(source: Source):
    """What is wrong with a row of stage_typed, as SQL: the condition, and the column, code and text to note."""
    first = f"coalesce({', '.join(source.trimmed(i) for i in range(min(source.heading.width, source.table.width)))})"
    yield "row_code is not null", "null", "row_code", first
    names = {c.name for c in source.columns}
    for column in source.columns:
        yield (
            f"row_code is null and {column.name}__code is not null",
            f"'{column.name}'",
            f"{column.name}__code",
            _read(source, column.name),
        )
        if column.at_most in names:
            yield (
                f"row_code is null and {column.name} > {column.at_most}",
                f"'{column.name}'",
                "'OUT_OF_RANGE'",
                _read(source, column.name),
            )
    for groups in () if source.corrects else source.contract.alternatives:
        yield _alternatives(source, groups)
    for check in source.contract.checks:
        if {check.column, check.not_before} <= names:
            yield (
                f"row_code is null and {check.column} < {check.not_before}",
                f"'{check.column}'",
                f"'{check.code}'",
                _read(source, check.column),
            )


def _alternatives(source: Source, groups: tuple) -> tuple:
    names = {c.name for c in source.columns}
    whole = [g for g in groups if set(g) <= names]
    lacking = " and ".join("(" + " or ".join(f"({n} is null)" for n in g) + ")" for g in whole)
    wrong = " or ".join(f"{n}__code is not null" for g in whole for n in g)
    return f"row_code is null and {lacking} and not ({wrong})", f"'{whole[0][0]}'", "'MISSING_VALUE'", "null"


def add_doubles(cursor, source: Source) -> None:
    """Sets aside further rows of a key: exact copies but the first, and all rows when they differ."""
    keys = [_key(c) for c in source.columns if c.name in source.contract.key]
    if source.contract.keeping != "row" or len(keys) < len(source.contract.key):
        return
    named = ", ".join(f"{key} as key_{i}" for i, key in enumerate(keys))
    names = ", ".join(f"key_{i}" for i in range(len(keys)))
    present = " and ".join(f"{name} is not null" for name in source.contract.key)
    if not _may_double(
        cursor, f"select hash({', '.join(keys)}) as key from stage_typed where row_code is null and {present}"
    ):
        return
    content = ", ".join(c.name for c in source.columns)
    name = source.contract.key[0]
    cursor.execute(f"""insert into stage_problem
        with keyed as (select source_row, {named} from stage_typed where row_code is null and {present}),
        doubled as (select {names} from keyed group by all having count(*) > 1),
        bad as (select distinct source_row from stage_problem),
        judged as (
            select k.source_row, bad.source_row is not null as is_bad, bool_or(is_bad) over entry as any_bad,
                   min(row({content})::varchar) over entry = max(row({content})::varchar) over entry as same,
                   row_number() over (partition by {names} order by k.source_row) as nth
            from keyed k join doubled using ({names}) join stage_typed s on s.source_row = k.source_row
            left join bad on bad.source_row = k.source_row window entry as (partition by {names}))
        select j.source_row, '{name}', left({_read(source, name)}, {READ_CHARACTERS}), 'DUPLICATE_ID',
            null, s.verbatim, null
        from judged j join stage_typed s using (source_row) join stage_text t using (source_row)
        where not is_bad and not (same and not any_bad and nth = 1)""")


def _may_double(cursor, hashes: str) -> bool:
    """Whether two of the numbers are the same; sorting them is faster than grouping long texts."""
    found = cursor.execute(hashes).fetchnumpy()["key"]
    found.sort()
    return bool((found[1:] == found[:-1]).any())


def _read(source: Source, name: str) -> str:
    if name in source.constants:
        return literal(source.constants[name])
    position = source.positions.get(name)
    return f"t.c{position}" if position is not None else "null"


def _key(column) -> str:
    if column.type == "sector":
        return f"lower(strip_accents(regexp_replace(trim({column.name}), '\\s+', ' ', 'g')))"
    return column.name


def count_copies(cursor, source: Source) -> int:
    """How many stored rows are exact copies of another, in data sets that keep them."""
    if source.contract.keeping == "row":
        return 0
    cells = ", ".join(f"t.c{i}" for i in range(min(source.heading.width, source.table.width)))
    return cursor.execute(
        f"select count(*) - count(distinct hash({cells})) from stage_text t "
        "where source_row not in (select source_row from stage_bad)"
    ).fetchall()[0][0]


def garbled_columns(cursor, source: Source) -> list:
    """The columns of words that hold text which was decoded wrongly before."""
    found = []
    for column in source.columns:
        if column.type in (*TEXTS, "choice") and column.name in source.positions:
            position = source.positions[column.name]
            texts = cursor.execute(
                f"select distinct t.c{position} from stage_text t where not "
                f"regexp_full_match(t.c{position}, '[\\x00-\\x7f]*') limit 100000"
            ).fetchall()
            read = next((text for (text,) in texts if is_garbled(text)), None)
            found += [(column.name, read)] if read else []
    return found


def money_set_aside(cursor, source: Source) -> dict:
    """What each column of money adds up to in the rows set aside, as far as it can be read; without totals rows."""
    names = [c.name for c in source.columns if c.type == "money"]
    if not names or not cursor.execute("select count(*) from stage_problem").fetchall()[0][0]:
        return {}
    sums = cursor.execute(
        f"select {', '.join(f'sum({name})' for name in names)} from stage_typed where source_row in "
        "(select source_row from stage_problem where code <> 'TOTALS_ROW')"
    ).fetchall()[0]
    return {name: amount for name, amount in zip(names, sums) if amount is not None}
