"""Columns that follow from others: revenue from quantity and price, currency from what stands beside amounts."""

from data.import_options import PREFIXED, Options
from data.parsing.cell_text import BLANKS, literal
from data.parsing.decision import ColumnQuestion
from data.parsing.result import ParseResult
from data.parsing.source import Source

HOURS, DURATION = "practical_hours", "duration_hours"
LENGTH = f"to_microseconds(cast(round(cast({DURATION} as double) * 3.6e9) as bigint))"
PRODUCT = "try(round(cast(quantity as decimal(38,6)) * cast(unit_price as decimal(38,10)), 6)::decimal(38,6))"


def derived_names(source: Source, currencies: dict, options: Options) -> list:
    """The columns that are added to those of the file."""
    names = {c.name for c in source.columns}
    added = ["revenue"] if _multiplies(source) and "revenue" not in names else []
    added += [name for name in _prefixes(source, options) if name not in names]
    added += ["finished_at"] if DURATION in names else []
    return added + (["currency"] if _states_currency(source, currencies) else [])


def with_derived(query: str, source: Source, currencies: dict, options: Options) -> str:
    """The query with revenue (quantity × unit_price, six decimals), what the id's first signs say,
    and currency filled in."""
    for name, prefix in _prefixes(source, options).items():
        query = _with_prefixed(query, source, name, prefix)
    if options.about(HOURS, "repeated") == "once" and HOURS in {c.name for c in source.columns}:
        query = _with_hours_once(query, source)
    if DURATION in {c.name for c in source.columns}:
        query = _with_both_ends(query, source)
    if _multiplies(source):
        query = _with_revenue(query, source)
    if _states_currency(source, currencies):
        code = literal(next(iter(currencies.values())))
        query = (
            f"select *, case when coalesce({', '.join(currencies)}) is not null then {code} end as currency "
            f"from ({query})"
        )
    return query


def note_prefixes(cursor, staged: ParseResult, source: Source, options: Options) -> None:
    """Says how many rows are marked by how their id begins."""
    for name, prefix in _prefixes(source, options).items():
        found = cursor.execute(f"select count(*) from stage_typed where {_begins(source, prefix)}").fetchall()[0][0]
        staged.note("MARKED_BY_PREFIX", name, count=found, prefix=prefix)


def ask_about_hours(cursor, staged: ParseResult, source: Source, options: Options) -> None:
    """Asks whether the hours a sector can work in a month, said on each line of its cost, count once."""
    names = {c.name for c in source.columns}
    if HOURS not in names or not set(source.contract.key) <= names or options.about(HOURS, "repeated"):
        return
    found = cursor.execute(
        f"select {HOURS} from stage_typed where row_code is null and {HOURS} > 0 "
        f"group by {HOURS}, {', '.join(_same_key(source))} having count(*) > 1 order by 1 desc limit 1"
    ).fetchall()
    for (hours,) in found:
        question = ColumnQuestion("REPEATED_HOURS", ("once", "add"), "repeated", {"read": f"{hours.normalize():f}"})
        staged.take(HOURS, question)


def _same_key(source: Source) -> list:
    sector = r"lower(strip_accents(regexp_replace(trim(sector), '\s+', ' ', 'g')))"
    return [sector if name == "sector" else name for name in source.contract.key]


def _with_hours_once(query: str, source: Source) -> str:
    """The query with equal hours of one sector, month and purpose on the first of their lines only."""
    line = f"row_number() over (partition by {HOURS}, {', '.join(_same_key(source))} order by source_row)"
    return f"select * replace (case when {line} = 1 then {HOURS} end as {HOURS}) from ({query})"


def _with_both_ends(query: str, source: Source) -> str:
    """The query with the end of a stage so long after its beginning as it took; or the beginning before its end."""
    if not source.events or source.events.times != "ends":
        return (
            f"select *, started_at + {LENGTH} as finished_at, "
            f"case when {DURATION} is not null then started_at_offset end as finished_at_offset from ({query})"
        )
    return (
        f"select * replace (started_at - {LENGTH} as started_at, coalesce({DURATION}__code, case "
        f"when {DURATION} is null and started_at is not null then 'MISSING_VALUE' end) as {DURATION}__code), "
        f"started_at as finished_at, started_at_offset as finished_at_offset from ({query})"
    )


def _prefixes(source: Source, options: Options) -> dict:
    """Column of yes and no → what the ids begin with where it is yes."""
    said = {name: options.about(name, "prefix") for name in PREFIXED if name in source.contract.names}
    return {name: prefix for name, prefix in said.items() if prefix}


def _begins(source: Source, prefix: str) -> str:
    return f"coalesce(starts_with(trim({source.contract.key[0]}, '{BLANKS}'), {literal(prefix)}), false)"


def _with_prefixed(query: str, source: Source, name: str, prefix: str) -> str:
    if name in {c.name for c in source.columns}:
        return f"select * replace (coalesce({name}, false) or {_begins(source, prefix)} as {name}) from ({query})"
    return f"select *, {_begins(source, prefix)} as {name} from ({query})"


def refuse_two_currencies(staged: ParseResult, currencies: dict) -> None:
    """Refuses a file whose columns of money state different currencies."""
    codes = sorted(set(currencies.values()))
    if len(codes) > 1:
        staged.refuse("MIXED_CURRENCY", next(iter(currencies)), currencies=", ".join(codes))


def _multiplies(source: Source) -> bool:
    return {"quantity", "unit_price"} <= {c.name for c in source.columns} and "revenue" in source.contract.names


def _states_currency(source: Source, currencies: dict) -> bool:
    return (
        bool(currencies) and "currency" in source.contract.names and "currency" not in {c.name for c in source.columns}
    )


def _with_revenue(query: str, source: Source) -> str:
    too_large = (
        f"case when quantity is not null and unit_price is not null and {PRODUCT} is null "
        "then 'AMOUNT_TOO_LARGE' else quantity__code end as quantity__code"
    )
    if "revenue" in {c.name for c in source.columns}:
        return f"select * replace (coalesce(revenue, {PRODUCT}) as revenue, {too_large}) from ({query})"
    return f"select * replace ({too_large}), {PRODUCT} as revenue from ({query})"
