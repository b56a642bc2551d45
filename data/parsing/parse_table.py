"""Turns the text cells of one file into typed rows and problems, in temporary tables of a cursor."""

from dataclasses import replace

from data.contracts.definitions import Contract, is_only_id
from data.import_options import CLOCK, ROW_ID, Options, row_id_prefix
from data.parsing import row_rules
from data.parsing.columns.infer_all import infer_columns
from data.parsing.columns.latest_row import ask_about_doubles, keep_latest
from data.parsing.columns.status import ask_about_status, note_undated
from data.parsing.columns.typed_rows import headings
from data.parsing.decision import ColumnQuestion
from data.parsing.layout.clock_columns import Clocks, feed_moments, find_clocks, has_moments
from data.parsing.layout.column_content import find_scale, judge_columns, note_headings, note_hidden
from data.parsing.layout.fill_down import fill_labels
from data.parsing.layout.headings import (
    NOT_THERE,
    SEARCHED_ROWS,
    Heading,
    Mapping,
    find_heading,
    map_headings,
    unknown_heading,
)
from data.parsing.layout.month_beside import ask_about_month, said_value
from data.parsing.layout.multiple_tables import ask_about_tables, check_gaps
from data.parsing.layout.quotes import without_cell_quotes
from data.parsing.layout.required_columns import brings_nothing, missing_columns, refuse_missing
from data.parsing.layout.row_filter import choose_rows
from data.parsing.layout.row_kinds import ask_about_rows
from data.parsing.layout.stages.duration import settle_duration
from data.parsing.layout.stages.event_log import add_copies, end_events, is_event_log
from data.parsing.layout.stages.stage_form import find_stage_columns, renamed_stamp, with_events
from data.parsing.layout.stages.stage_settings import set_stages
from data.parsing.layout.stages.time_columns import settle_times
from data.parsing.layout.stages.wide_format import repivot, unpivot, with_stages
from data.parsing.layout.surroundings import look_around
from data.parsing.layout.unmapped_cells import create_unmapped, note_stray
from data.parsing.problem_details import explain_problems, keep_readable, refuse_mostly_bad
from data.parsing.result import ParseResult
from data.parsing.source import Source, first_rows
from data.parsing.totals import check_totals, set_totals_aside
from data.questions import Question
from data.reading.text_table import ReadFailure, TextTable
from data.storage import temp_tables

TABLES = ("stage_row", "stage_problem", "stage_typed", "stage_clean", "stage_new")


def parse_table(
    cursor,
    text_table: TextTable | ReadFailure,
    contract: Contract,
    options: Options,
    remembered: dict,
    corrects: bool = False,
) -> ParseResult:
    """The typed rows (stage_row) and what is set aside (stage_problem) of one file.

    stage_row: source_row, verbatim, and the columns of `Staged.columns`; sectors as written.
    stage_problem: source_row, column_name, read, code, message, verbatim, content (null).
    remembered maps headings of earlier files to columns. corrects: rows are stored that those of the file may
    correct, so that only the columns of the key are required here.
    """
    for name in TABLES:
        temp_tables.drop(cursor, name)
    staged = ParseResult()
    if isinstance(text_table, ReadFailure):
        return staged.take_refusal(text_table)
    staged.sheet = text_table.sheet
    _take_facts(staged, text_table)
    source = _find_source(cursor, staged, text_table, contract, options, remembered, corrects)
    if source:
        staged.headings, staged.emptied = headings(source), source.emptied
    if source is None or not infer_columns(cursor, staged, source, options):
        return staged
    source = keep_latest(cursor, staged, source, options)
    if staged.stops:
        return staged
    row_rules.create_problems(cursor, source)
    set_totals_aside(cursor, staged, source, options)
    ask_about_status(cursor, staged, source, options)
    note_undated(cursor, staged, source)
    if staged.stops:
        return staged
    add_copies(cursor, source) if is_event_log(source) else row_rules.add_doubles(cursor, source)
    ask_about_doubles(cursor, staged, source, options)
    if source.stages:
        repivot(cursor, staged, source, options)
    return staged if staged.stops else _finish(cursor, staged, source, options)


def _take_facts(staged: ParseResult, table: TextTable) -> None:
    for note in table.facts["notes"]:
        staged.note(note["code"], **note["fields"])
    for question in table.facts["questions"]:
        staged.ask(Question(column=None, **question))


def _find_source(cursor, staged, table, contract, options, remembered, corrects) -> Source | None:
    """The source with its heading and mapping; None when there is nothing to type."""
    rows = first_rows(cursor, table, SEARCHED_ROWS) if table.width else []
    if not rows:
        staged.refuse("NO_ROWS")
        return None
    heading = find_heading(rows, contract, options, remembered)
    if isinstance(heading, ColumnQuestion):
        staged.take(None, heading)
        return None
    if unknown := unknown_heading(heading, options):
        staged.refuse("HEADING_NOT_THERE", **unknown)
        return None
    mapped, mapping = _mapped(cursor, staged, table, heading, rows, contract, options, remembered)
    source = _with_stages(cursor, staged, replace(mapped, corrects=corrects), options, mapping)
    if source is None:
        return None
    ask_about_tables(cursor, source, mapping, options)
    _take_mapping(staged, source, mapping, options)
    note_stray(cursor, staged, source)
    source = without_cell_quotes(cursor, staged, source)
    source.create_view(cursor)
    staged.rows_read = cursor.execute("select count(*) from stage_text").fetchall()[0][0]
    if not staged.rows_read:
        staged.refuse("NO_ROWS")
        return None
    source = check_gaps(cursor, staged, source, options)
    source = choose_rows(cursor, staged, fill_labels(cursor, staged, source, options), options)
    ask_about_rows(cursor, staged, source, options)
    if source.stages:
        unpivot(cursor, source)
    return None if staged.error else source


def _mapped(cursor, staged, table, heading, rows, contract, options, remembered) -> tuple[Source, Mapping]:
    """The source with the columns its headings, cells and surroundings name."""
    clocks = find_clocks(cursor, table, heading, contract, options, remembered)
    whole, heading = heading, clocks.heading
    mapping = map_headings(heading, contract, options, remembered)
    _take_clocks(staged, clocks, whole, mapping, contract)
    judge_columns(cursor, Source(table, heading, contract, {}, {}, {}), mapping, options, remembered)
    find_scale(cursor, table, heading, contract, mapping)
    note_headings(staged, contract, heading, mapping, options)
    note_hidden(staged, table, heading, mapping)
    if contract.dataset == "stage_times":
        settle_times(cursor, table, heading, contract, mapping, options)
        settle_duration(heading, mapping, options)
    constants = {c.name: value for c in contract.columns if (value := said_value(c, options)) is not None}
    positions = {c: i for c, i in mapping.positions.items() if c not in constants}
    around = look_around(cursor, table, heading, rows, positions, contract.columns)
    currencies = around.currencies(mapping.currencies, positions, contract.columns, "currency" in constants)
    moments = clocks.moments if has_moments(contract) else {}
    return Source(table, whole, contract, positions, constants, currencies, around=around, moments=moments), mapping


def _take_clocks(staged, clocks: Clocks, whole: Heading, mapping: Mapping, contract: Contract) -> None:
    """Enters which times of day belong to which days; where nothing has moments they are ignored."""
    mapping.asks += [(None, ask) for ask in clocks.asks]
    if not has_moments(contract):
        mapping.ignored += clocks.said
        return
    feed_moments(clocks, whole, mapping, contract)
    mapping.parts = {i for place, pair in clocks.moments.items() for i in pair if i != place}
    for clock, day in clocks.said.items():
        staged.decided[f"{CLOCK}.{clock}"] = day
        staged.note("CLOCK_BESIDE_DAY", heading=clock, day=day)


def _with_stages(cursor, staged, source: Source, options, mapping: Mapping) -> Source | None:
    """The source with its columns of times, or with what its stamps mark; None when something has to be asked."""
    is_stages = source.contract.dataset == "stage_times"
    if is_stages and (stages := find_stage_columns(cursor, staged, source, options, mapping)):
        source = with_stages(source, stages)
        named = {source.heading.cells[i] for i in stages}
        mapping.ignored = [cell for cell in mapping.ignored if cell not in named]
    if is_stages and not staged.questions and not staged.error:
        source = with_events(cursor, staged, source, options, mapping)
    return None if staged.questions else source


def _take_mapping(staged: ParseResult, source: Source, mapping: Mapping, options: Options) -> None:
    for column, ask in mapping.asks:
        staged.take(column, ask)
    staged.ignored = mapping.ignored
    staged.mapping = {c: source.heading.cells[i] for c, i in source.positions.items() if i < len(source.heading.cells)}
    staged.mapping |= {c: f"={value}" for c, value in source.constants.items()}
    if numbered := [c for c, value in source.constants.items() if row_id_prefix(value)]:
        staged.mapping |= dict.fromkeys(numbered, f"={ROW_ID}")
        staged.note("ROW_IDS", numbered[0])
    staged.mapping = renamed_stamp(source, staged.mapping)
    staged.columns = [c.name for c in source.columns]
    staged.headings, staged.heading_row = headings(source), source.heading.row
    staged.missing = missing_columns(source)
    keys = [name for name in staged.missing if name in source.contract.key]
    staged.numbering = [f"--set {name}.value={ROW_ID}" for name in keys if is_only_id(source.contract, name)]
    if source.corrects and keys:
        staged.missing = keys
    if not source.corrects or keys or brings_nothing(source):
        if ask := ask_about_month(source, staged.missing, options):
            staged.take(staged.missing[0], ask)
        else:
            refuse_missing(staged)


def _keep_rows(cursor, source: Source) -> None:
    """Leaves as stage_row the rows of stage_typed that have no problem now."""
    temp_tables.table(cursor, "stage_bad", "select distinct source_row from stage_problem")
    codes = ", ".join(["row_code", *(f"{column.name}__code" for column in source.columns)])
    bad = cursor.execute("select count(*) from stage_bad").fetchall()[0][0]
    good = "where source_row not in (select source_row from stage_bad)" if bad else ""
    make = temp_tables.table if source.rewrites_rows else temp_tables.view
    make(cursor, "stage_row", f"select * exclude ({codes}) from stage_typed {good}")


def _finish(cursor, staged: ParseResult, source: Source, options: Options) -> ParseResult:
    """Leaves stage_row and stage_problem, with notes; refuses a file that is mostly bad."""
    if refuse_mostly_bad(cursor, staged):
        return staged
    check_totals(cursor, staged, source)
    staged.money_set_aside = row_rules.money_set_aside(cursor, source)
    keep_readable(cursor, "stage_typed")
    _keep_rows(cursor, source)
    create_unmapped(cursor, source)
    if is_event_log(source):
        final = options.settings.get("final")
        end_events(cursor, staged, source, None if final == NOT_THERE else final)
    set_stages(cursor, staged, source, options)
    explain_problems(cursor, staged, source)
    copies = row_rules.count_copies(cursor, source)
    if copies:
        staged.note("EXACT_COPIES", count=copies)
    return staged
