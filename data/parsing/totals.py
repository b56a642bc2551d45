"""Rows of totals, which would count everything twice: by their name, by their amounts, or asked about."""

import re

from data.contracts.definitions import fold
from data.import_options import Options
from data.parsing.cell_text import literal
from data.parsing.name_sums import read_amounts, summed_names
from data.parsing.result import ParseResult
from data.parsing.source import Source
from data.parsing.values.dates import read_date
from data.parsing.values.numbers import read_number
from data.questions import Question

CODE = "TOTALS_ROW"
WORD = (
    "total|totals|totales|totais|totaux|totale|totaal|subtotal|subtotales|subtotais|sum|suma|soma|summe|somme|gesamt|subtotaal|"
    "ergebnis|eindtotaal|somma|insgesamt|gesamtsumme|gesamtergebnis|zwischensumme|zwischenergebnis|teilsumme|endsumme"
)
AFTER = "general|geral|generale|général|global|globale|gesamt|complessivo|generaal"
NAME = rf"(?:(?:sub|grand|gran|overall|suma|soma)[ -]?)?(?:{WORD})(?:[ -](?:{AFTER}))?"
STARTS_TOTAL = rf"(?i)^({NAME})\b"
AVERAGE = "average|averages|avg|mean|promedio|promedios|média|durchschnitt|mittelwert|moyenne"
OF_WHICH = "of which|of whom|thereof|davon|darunter|dont|de l[oa]s? cual(?:es)?|del cual|d[oa]s? qua(?:is|l)|di cui"
PART_OF = re.compile(rf"\W*(?:{OF_WHICH})\b.*", re.IGNORECASE)
NAMED = re.compile(rf"\W*(?:{NAME}|{AVERAGE})\W*(?:\s*[:–—=-]\s.*|:.*)?", re.IGNORECASE)
PART = re.compile(rf"(?<!\w)(?:{NAME})(?!\w)[\s:–—-]*", re.IGNORECASE)
ALL = re.compile(r"\W*(?:all|overall|todos|todas|alle)\b.*", re.IGNORECASE)
ENTIRE = "all|overall|todos|todas|todo|alle|company|empresa|firma"
WHOLE = re.compile(rf"\W*(?:{ENTIRE})\b.*", re.IGNORECASE)
SAID = rf"(?i)\b({WORD})\b|^\W*(?:{AVERAGE}|{ENTIRE}|{OF_WHICH})\b"
ADDITIVE = ("money", "minutes", "hours", "share")
NAMING = ("sector", "choice", "day", "month", "instant", "id", "text")
PAYER = "paid_by"  # who pays may well be the company, and a row is never called after it
COUNTS = ("new_customers", "quantity")
SEARCHED_ROWS = 100_000  # beyond, only columns that name a row, ids apart, are searched for the word
MANY_NAMES, MANY_COLUMNS = 10_000, 50
READ_CHARACTERS = 200


def set_totals_aside(cursor, staged: ParseResult, source: Source, options: Options) -> None:
    """Enters the rows of totals in stage_problem, those whose every cell is filled among them.

    Asks about a name that nothing calls a total, whose amounts are always the sum of all others.
    """
    told = options.settings.get("totals")
    if told == "keep" or source.stages:
        return
    surely, perhaps = _named_rows(cursor, staged, source)
    cursor.execute("create or replace temp table stage_total (source_row bigint)")
    _enter(cursor, surely)
    if perhaps:
        _enter(cursor, _summed(cursor, source, perhaps))
    _ask_about_sums(cursor, staged, source, told)
    if cursor.execute("select 1 from stage_total limit 1").fetchall():
        _set_aside(cursor, source)


def _set_aside(cursor, source: Source) -> None:
    """Enters the rows of stage_total in stage_problem, with the text that calls them a total."""
    cells = [source.trimmed(i) for i in range(min(source.heading.width, source.table.width))]
    said = [f"case when regexp_matches({cell}, '{SAID}') then {cell} end" for cell in cells]
    cursor.execute("delete from stage_problem where source_row in (select source_row from stage_total)")
    read = f"left(coalesce({', '.join([*said, *cells])}), {READ_CHARACTERS})"
    cursor.execute(
        f"insert into stage_problem select t.source_row, null, {read}, '{CODE}', null, s.verbatim, null "
        "from stage_text t join stage_typed s using (source_row) "
        "where t.source_row in (select source_row from stage_total)"
    )


def _enter(cursor, tests: list) -> None:
    """Takes the rows of stage_text for which one of these conditions holds for totals."""
    if tests:
        cursor.execute(
            f"insert into stage_total select source_row from stage_text t where ({' or '.join(tests)}) "
            "and source_row not in (select source_row from stage_total)"
        )


def _named_rows(cursor, staged: ParseResult, source: Source) -> tuple[list, list]:
    """Conditions on stage_text: of rows that are called total, and of rows that only may be.

    "Sales total" is one beside "Sales"; elsewhere its amounts must be sums. So it is for words in columns that need not
    name anything.
    """
    surely: list[str] = []
    perhaps: list[str] = []
    has_sums = bool(_measures(source))
    for position, is_name in _searched(staged, source).items():
        text, cells = source.trimmed(position), source.texts(position)
        names = cursor.execute(
            f"select distinct {text} as name from {cells} where name is not null limit {MANY_NAMES + 1}"
        ).fetchall()
        if len(names) > MANY_NAMES and not is_name:
            continue
        if len(names) > MANY_NAMES:
            names = cursor.execute(
                f"select distinct {text} as name from {cells} where regexp_matches(name, '(?i)\\b({WORD})\\b') "
                f"limit {MANY_NAMES}"
            ).fetchall()
        named = [name for (name,) in names if name.lower() != name.upper()]  # what has no letter is called nothing
        known = {fold(name) for name in named}
        for name in named:
            kind = _kind(name, known)
            is_whole = not has_sums and len(known) > 2 and ALL.fullmatch(name)  # of answers there is no sum to compare
            if kind:
                (surely if is_name and (kind == "total" or is_whole) else perhaps).append(f"{text} = {literal(name)}")
    return surely, perhaps


def _kind(name: str, known: set) -> str | None:
    """Whether a name is that of a total, may be that of one ("Total Energies"), or is none (None)."""
    if NAMED.fullmatch(name) or PART_OF.fullmatch(name):
        return "total"
    rest = PART.sub("", name, count=1)
    if rest != name:
        return "total" if fold(rest) in known or rest.isdigit() or read_date(rest) else "perhaps"
    return "perhaps" if WHOLE.fullmatch(name) else None


def _searched(staged: ParseResult, source: Source) -> dict:
    """Position → whether what stands there names a row, of the columns where a total may be called one."""
    found = {}
    is_small = staged.rows_read <= SEARCHED_ROWS
    for column in source.columns:
        position = source.positions.get(column.name)
        is_name = column.type not in ("id", "text") or column.name in source.contract.key
        is_dear = not is_small and (column.type == "id" or not is_name)
        if position is not None and column.type in NAMING and not is_dear and column.name != PAYER:
            found[position] = is_name
    if is_small:
        used = {*found, *source.positions.values()}
        others = [i for i in range(min(len(source.heading.cells), source.table.width)) if i not in used]
        found |= dict.fromkeys(others if len(others) <= MANY_COLUMNS else (), False)
    return found


def _measures(source: Source) -> list:
    return [
        c.name
        for c in source.columns
        if c.name in source.positions and (c.type in ADDITIVE or c.name in COUNTS) and c.name != "margin_share"
    ]


def _groups(source: Source) -> list:
    """The SQL of what rows of one total have in common: their month, case, sector or channel."""
    names = [c for c in source.columns if c.name in source.contract.key or c.type in ("day", "month")]
    return [f"date_trunc('month', s.{c.name})" if c.type == "day" else f"s.{c.name}" for c in names]


def _summed(cursor, source: Source, tests: list) -> list:
    """The rows among those of these conditions whose every amount is a sum: of the rows above since the last total, of
    all above, or of those of its month or name."""
    measures = _measures(source)
    if not measures:
        return []
    parts = []
    for i, name in enumerate(measures):
        value = f"case when not is_total then s.{name} end"
        above = f"coalesce(sum({value}) over (order by s.source_row), 0)"
        shared = ", ".join(f"sum({value}) over (partition by {group})" for group in _groups(source))
        parts.append(f"s.{name} as m{i}, {above} as above{i}, [{shared}] as shared{i}")
    agrees = " and ".join(
        f"(m{i} is null or m{i} = above{i} or m{i} = above{i} - before{i} or list_contains(shared{i}, m{i}))"
        for i in range(len(measures))
    )
    before = ", ".join(f"lag(above{i}, 1, 0) over (order by source_row) as before{i}" for i in range(len(measures)))
    some = " or ".join(f"m{i} <> 0" for i in range(len(measures)))
    rows = cursor.execute(
        f"with marked as (select t.source_row, ({' or '.join(tests)}) is true or exists (select 1 from stage_total o "
        "where o.source_row = t.source_row) as is_total from stage_text t), summed as ("
        f"select s.source_row, is_total, {', '.join(parts)} from stage_typed s join marked using (source_row)) "
        f"select source_row from (select *, {before} from summed where is_total) where ({some}) and {agrees}"
    ).fetchall()
    return [f"t.source_row in ({', '.join(str(row) for (row,) in rows)})"] if rows else []


def _ask_about_sums(cursor, staged: ParseResult, source: Source, told: str | None) -> None:
    """Names whose amount always is the sum of others, of those next to them or of all, are asked about."""
    measures, keys = _measures(source), [c for c in source.columns if c.name in source.contract.key]
    group = next((c for c in keys if c.type in ("month", "id")), None)
    labels = [c for c in keys if c.type in ("sector", "text") and c.name in source.positions]
    if not measures or not group or not labels or source.contract.keeping != "lines":
        return
    amounts = read_amounts(cursor, source, measures[0], labels[0].name, group)
    found = summed_names(amounts) if amounts else []
    if not amounts or not found:
        return
    if told == "skip":
        names = ", ".join(map(literal, found))
        _enter(cursor, [f"{source.trimmed(source.positions[labels[0].name])} in ({names})"])
    else:
        fields = {"read": ", ".join(found), "count": len(amounts.of(found[-1])), "group": group.name}
        staged.ask(Question("TOTALS_LIKELY", labels[0].name, "totals", ["skip", "keep"], fields))


CHECKED_ROWS = 20
LAST_ROW = 2**62


def check_totals(cursor, staged: ParseResult, source: Source) -> None:
    """Notes of each amount in a totals row whether it is the sum of the rows above it."""
    found = cursor.execute(
        f"select distinct source_row from stage_problem where code = '{CODE}' order by 1 limit ?", [CHECKED_ROWS]
    ).fetchall()
    rows = [0, *(row for (row,) in found), LAST_ROW]
    for previous, row, following in zip(rows, rows[1:], rows[2:], strict=False):
        for column in source.columns:
            if column.type == "money" and column.name in source.positions:
                _check(cursor, staged, source, column.name, (previous, row, following))


def _check(cursor, staged: ParseResult, source: Source, name: str, rows: tuple) -> None:
    """Notes whether a total is the sum of the rows since the one before, of all above, or of those below it."""
    previous, row, following = rows
    text = source.trimmed(source.positions[name])
    read = cursor.execute(f"select {text} from stage_text t where t.source_row = ?", [row]).fetchall()[0][0]
    number = read_number(read) if read else None
    if number is None or number.is_ambiguous:
        return
    stated = (number.comma if number.point is None else number.point) * staged.factors.get(name, 1)
    sums = cursor.execute(
        f"select coalesce(sum({name}) filter (source_row > ? and source_row < ?), 0), "
        f"coalesce(sum({name}) filter (source_row < ?), 0), "
        f"coalesce(sum({name}) filter (source_row > ? and source_row < ?), 0) "
        "from stage_typed where row_code is null "
        f"and source_row not in (select source_row from stage_problem where code = '{CODE}')",
        [previous, row, row, row, following],
    ).fetchall()[0]
    code = "TOTALS_AGREE" if stated in sums else "TOTALS_DIFFER"
    staged.note(code, name, row=row, stated=read, sum=format(sums[1].normalize(), "f"))
