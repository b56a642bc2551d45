"""Numbers that run the other way round: rates of what one unit of the own currency buys, and scores of which low ones
are good."""

from data.contracts.definitions import Column
from data.import_options import NONE, Options
from data.parsing.columns.unit_of_column import beside
from data.parsing.decision import ColumnQuestion
from data.parsing.result import ParseResult
from data.parsing.source import Source
from data.parsing.values.score_words import downward_scale
from data.parsing.values.units import bought_by_one


def inverted(cursor, staged: ParseResult, source: Source, column: Column, options: Options) -> str | None:
    """Rates that say how much one unit of a currency the file does not list buys; asked about."""
    told = options.about(column.name, "inverse")
    if told:
        staged.decided[f"{column.name}.inverse"] = told
        return "cast(1 / nullif({value}, 0) as decimal(28, 10))" if told == "yes" else None
    said = next((t for t in (*beside(source, column), *source.around.texts) if bought_by_one(t)), None)
    if said and bought_by_one(said) not in _listed(cursor, source):
        fields = {"read": said, "currency": bought_by_one(said)}
        staged.take(column.name, ColumnQuestion("RATE_DIRECTION", ("yes", "no"), "inverse", fields))
    return None


def _listed(cursor, source: Source) -> set:
    """The currencies whose rates the file has."""
    if "currency" not in source.positions:
        return {source.constants.get("currency")}
    text = source.trimmed(source.positions["currency"])
    return {read for (read,) in cursor.execute(f"select distinct upper({text}) from stage_text t").fetchall()}


def turned_round(cursor, staged: ParseResult, source: Source, column: Column, options: Options) -> str | None:
    """Scores of which a title or a heading says that low ones are good; asked about, with the ends of the scale."""
    if column.name == "scale_max":
        return None
    told = options.about(column.name, "reversed")
    alike = [c for c in source.columns if c.type == "score" and c.name in source.positions and c.name != "scale_max"]
    told = told or next((said for c in alike if (said := options.about(c.name, "reversed"))), None)
    if told:
        staged.decided[f"{column.name}.reversed"] = told
        return None if told == NONE else _within(*map(int, told.split("-")))
    said = next((t for t in (*beside(source, column), *source.around.texts) if downward_scale(t)), None)
    if said and (ends := downward_scale(said)) and column.name == alike[0].name:
        choices, fields = (f"{ends[0]}-{ends[1]}", NONE), {"read": said, "low": ends[0], "high": ends[1]}
        staged.take(column.name, ColumnQuestion("SCORE_RUNS_DOWN", choices, "reversed", fields))
    return None


def _within(low: int, high: int) -> str:
    """The SQL of a score turned round; null where it lies outside the scale."""
    return f"(case when {{value}} between {low} and {high} then {low + high} - {{value}} end)"
