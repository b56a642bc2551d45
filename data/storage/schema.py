"""Tables and columns of the home; the `create table` text goes to `schema.sql`."""

from __future__ import annotations

import hashlib
from functools import cache

import duckdb

from data.contracts.definitions import contract as contract_of
from data.contracts.definitions import dataset_names

RAW_TYPES = {
    "id": "varchar",
    "text": "varchar",
    "choice": "varchar",
    "sector": "varchar",
    "currency": "varchar",
    "day": "date",
    "month": "date",
    "instant": "timestamp",
    "yes_no": "boolean",
    "money": "decimal(38,6)",
}
NOTE = "tables_made"  # which tables and views were made last
NUMBER_TYPE = "decimal(28,10)"
META_COLUMNS = (
    "row_id bigint, import_id varchar, brought_by varchar, source_row bigint, verbatim varchar, "
    "from_version integer, to_version integer"
)
TABLES = """
create table if not exists version_log (
    version integer, kind varchar, happened_at timestamptz, detail varchar, models_hash varchar);
create table if not exists import_log (
    import_id varchar, dataset varchar, file varchar, sha256 varchar, sheet varchar, version integer,
    imported_at timestamptz, status varchar, undone_version integer, columns varchar, options varchar,
    content_hash varchar, rows_read bigint, rows_stored bigint, rows_quarantined bigint);
create table if not exists sector_name (
    sector_key varchar, sector varchar, listed boolean, import_id varchar,
    from_version integer, to_version integer);
create table if not exists assumption_value (
    name varchar, value varchar, low varchar, high varchar, unit varchar, source varchar, set_on date,
    from_version integer, to_version integer);
create table if not exists quarantine (
    import_id varchar, dataset varchar, source_row bigint, column_name varchar, read varchar, code varchar,
    message varchar, verbatim varchar, content varchar, from_version integer, to_version integer);
create table if not exists control_total (
    import_id varchar, dataset varchar, column_name varchar, currency varchar, amount decimal(38,6));
create table if not exists raw_kept_value (
    dataset varchar, import_id varchar, source_row bigint, column_name varchar,
    kept_import_id varchar, kept_source_row bigint);
create table if not exists control (
    dataset varchar, month date, column_name varchar, currency varchar, amount decimal(38,6),
    from_version integer, to_version integer);
create table if not exists closed_month (
    month date, closed_on date, version integer, reopened_version integer);
create table if not exists unmapped_total (
    import_id varchar, dataset varchar, heading varchar, month date, amount decimal(38,6));
create table if not exists closed_number (
    month date, sector varchar, component varchar, amount decimal(38,6), version integer);
alter table version_log add column if not exists effect decimal(38,6);
alter table version_log add column if not exists restates varchar;
create table if not exists remembered (
    kind varchar, dataset varchar, name varchar, meaning varchar);
create table if not exists repair (
    import_id varchar, repairs varchar, dismissed varchar);
create table if not exists import_text (
    import_id varchar, headings varchar, emptied varchar);
create table if not exists confirmed_row (
    dataset varchar, import_id varchar, brought_by varchar, source_row bigint, row_id bigint, verbatim varchar);
create table if not exists noted_change (
    version integer, entry varchar);
create table if not exists company_table (
    dataset varchar, table_name varchar, state varchar, read_at timestamptz, looked_at timestamptz);
create table if not exists import_decision (
    import_id varchar, decisions varchar);
alter table quarantine add column if not exists fields varchar;
alter table quarantine add column if not exists kinds varchar;
create table if not exists sector_alias (
    name_key varchar, name varchar, sector varchar, import_id varchar, from_version integer, to_version integer);
create table if not exists sector_change (
    change_id varchar, kind varchar, names varchar, into_names varchar, on_day date, shares varchar,
    version integer, undone_version integer);
create table if not exists raw_sector_path (
    kind varchar, sector_key varchar, into_key varchar, from_day date, to_day date, basis_points integer,
    from_version integer, to_version integer);
alter table version_log add column if not exists who varchar;
create table if not exists person (
    name varchar, role varchar, sectors varchar, put_at timestamptz, put_by varchar);
create table if not exists audit_log (
    number bigint, happened_at timestamp, who varchar, action varchar, target varchar, detail varchar, hash varchar);
create table if not exists erasure (
    version integer, happened_at timestamp, who varchar, keyed_hash varchar);
create table if not exists share (
    share_id varchar, token_hash varchar, page varchar, mode varchar, sectors varchar, created_at timestamptz,
    created_by varchar, expires_at timestamptz, salt varchar, password_hash varchar, opened bigint,
    last_opened_at timestamptz, revoked_at timestamptz, revoked_by varchar);
create table if not exists share_view (share_id varchar, view varchar);
create table if not exists scenario (
    name varchar, description varchar, levers varchar, seen varchar, from_version integer, to_version integer);
create table if not exists dispute (
    audit_id varchar, criterion varchar, outcome varchar, reason varchar, opened_on date, opened_by varchar,
    reply varchar, answered_on date, answered_by varchar, from_version integer, to_version integer);
create table if not exists link_edit (
    supplier varchar, receiver varchar, process varchar, is_removed boolean, from_version integer, to_version integer);
create table if not exists action (
    number integer, owner varchar, due_on date, lever varchar, scenario varchar, expected varchar, done_on date,
    from_version integer, to_version integer);
create table if not exists note (
    note_id varchar, on_kind varchar, place varchar, text varchar, sectors varchar, version integer,
    written_at timestamptz, written_by varchar);
create table if not exists room (
    room_id varchar, kind varchar, subject varchar, way varchar, first_month varchar, last_month varchar,
    sectors varchar, language varchar, is_trial boolean, code varchar, leaders varchar, opened_at timestamptz,
    expires_at timestamptz, closed_at timestamptz, version integer, step varchar, furthest varchar,
    is_revealed boolean, timer_ends_at timestamptz, revision bigint, led_at bigint);
create table if not exists room_facts (room_id varchar, facts varchar);
create table if not exists room_person (
    person_id varchar, room_id varchar, sector varchar, called varchar, joined_at timestamptz);
create table if not exists room_answer (
    answer_id varchar, room_id varchar, person_id varchar, question varchar, content varchar, sent_at timestamptz);
create table if not exists room_idea (
    idea_id varchar, room_id varchar, person_id varchar, kind varchar, text varchar, cluster varchar,
    is_hidden boolean, sent_at timestamptz);
create table if not exists room_action (
    action_id varchar, room_id varchar, text varchar, owner varchar, due_on date, lever varchar, expected varchar,
    number integer, agreed_at timestamptz);
create table if not exists room_agreement (
    agreement_id varchar, room_id varchar, kind varchar, name varchar, agreed varchar, low varchar, high varchar,
    import_id varchar);
"""


def raw_columns(contract) -> list[tuple[str, str]]:
    """Name and DuckDB type of each column of a data set's raw table, without the columns about its source."""
    pairs = []
    for column in contract.columns:
        pairs.append((column.name, RAW_TYPES.get(column.type, NUMBER_TYPE)))
        if column.type == "instant":
            pairs.append((f"{column.name}_offset", "integer"))
    return pairs


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Every table a home has, and the views on them, where they are not there yet."""
    for statement in _statements():
        connection.execute(statement)


def bring_up_to_date(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes what a home opened by its own name lacks of its tables and views: all of it at once, or nothing.

    What was made last is noted, so that opening a home that is up to date asks one question instead of two hundred.
    Copies hold no such note: their views are made anew when they are opened in turn.
    """
    made = hashlib.sha256("\n".join(_statements()).encode()).hexdigest()
    if _noted(connection) == [(made,)]:
        return
    connection.execute("begin")
    create_tables(connection)
    connection.execute(f"create or replace table {NOTE} as select '{made}' as digest")
    connection.execute("commit")


@cache
def _statements() -> tuple[str, ...]:
    found = [TABLES]
    for contract in map(contract_of, dataset_names()):
        columns = raw_columns(contract)
        ids = {
            column.name for column in contract.columns if column.type == "id"
        }  # seldom repeat: dictionaries cost much, save little
        listed = ", ".join(f"{name} {kind}{' using compression zstd' if name in ids else ''}" for name, kind in columns)
        found.append(f"create table if not exists raw_{contract.dataset} ({listed}, {META_COLUMNS})")
        found += [
            f"alter table raw_{contract.dataset} add column if not exists {name} {kind}" for name, kind in columns
        ]
    found += [f"create or replace view {view} as {' union all '.join(selects())}" for view, selects in VIEWS.items()]
    return tuple(found)


def _noted(connection: duckdb.DuckDBPyConnection) -> list[tuple]:
    try:
        return connection.execute(f"select digest from {NOTE}").fetchall()
    except duckdb.CatalogException:
        return []


def money_selects():
    """The SQL of every stored amount with its day and import, one select a column of money of any data set."""
    for contract in map(contract_of, dataset_names()):
        day = dated(contract) or "cast(null as date)"
        for column in contract.columns:
            if column.type == "money":
                yield (
                    f"select import_id, '{contract.dataset}' as dataset, '{column.name}' as column_name, "
                    f"coalesce(currency, '') as currency, {column.name} as amount, {day} as day, source_row, "
                    "from_version, to_version "
                    f"from raw_{contract.dataset} where {column.name} is not null"
                )


def aside_selects():
    """The SQL of every row set aside with its import and what can be read of its day, one select a data set."""
    for contract in map(contract_of, dataset_names()):
        day = f"cast({_readable(dated(contract))} as date)" if dated(contract) else "cast(null as date)"
        yield (
            f"select distinct q.import_id, '{contract.dataset}' as dataset, q.source_row, {day} as day, "
            f"q.from_version, q.to_version from quarantine as q where q.dataset = '{contract.dataset}'"
        )


def aside_money_selects():
    """The SQL of every amount that can be read of a row set aside, one select a column of money of any data set."""
    for contract in map(contract_of, dataset_names()):
        day = f"cast({_readable(dated(contract))} as date)" if dated(contract) else "cast(null as date)"
        for column in contract.columns:
            if column.type == "money":
                amount = _readable(column.name)
                yield (
                    f"select distinct q.import_id, '{contract.dataset}' as dataset, '{column.name}' as column_name, "
                    f"coalesce({_readable('currency')}, '') as currency, cast({amount} as decimal(38,6)) as amount, "
                    f"{day} as day, q.source_row, q.from_version, q.to_version from quarantine as q "
                    f"where q.dataset = '{contract.dataset}' and {amount} is not null"
                )


def dated(contract) -> str | None:
    """The column that says on which day, or in which month, each row of a data set belongs; None: there is none."""
    return next((c.name for c in contract.columns if c.type in ("day", "month") and c.required), None)


def _readable(name: str) -> str:
    """What can be read of one column of a row set aside: it waits whole, or only some of its cells are fine."""
    return f"coalesce(q.content ->> '$.typed.{name}', q.content ->> '$.{name}')"


VIEWS = {"raw_money": money_selects, "raw_set_aside": aside_selects, "raw_set_aside_money": aside_money_selects}
