"""The one DuckDB connection of the installation, its lock-down and its tables."""
from __future__ import annotations

from pathlib import Path

import duckdb

from data.contracts import contract as contract_of
from data.contracts import contracts

RAW_TYPES = {
    "id": "varchar", "text": "varchar", "choice": "varchar", "sector": "varchar", "currency": "varchar",
    "day": "date", "month": "date", "instant": "timestamp", "yes_no": "boolean", "money": "decimal(38,6)",
}
NUMBER_TYPE = "decimal(28,10)"
META_COLUMNS = (
    "row_id bigint, import_id varchar, brought_by varchar, source_row bigint, verbatim varchar, "
    "from_version integer, to_version integer"
)
TABLES = """
create table if not exists version_log (
    version integer, kind varchar, happened_at timestamp, detail varchar, models_hash varchar);
create table if not exists import_log (
    import_id varchar, dataset varchar, file varchar, sha256 varchar, sheet varchar, version integer,
    imported_at timestamp, status varchar, undone_version integer, columns varchar, options varchar,
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
create table if not exists remembered (
    kind varchar, dataset varchar, name varchar, meaning varchar);
"""


class HomeInUse(RuntimeError):
    """Another process, usually the running app, holds the database."""


class HomeFails(RuntimeError):
    """The home cannot be read or written: no such folder, read-only, full, or damaged. The text says what was found."""


def connect(home: Path) -> duckdb.DuckDBPyConnection:
    """Opens the home's database with all tables; raises HomeInUse when another process holds it, or HomeFails."""
    stage = home / "stage"
    try:
        stage.mkdir(parents=True, exist_ok=True)
        connection = duckdb.connect(str(home / "ledger.duckdb"))
        _clear(stage)
        _create_tables(connection)
        _lock_down(connection, stage)
    except (duckdb.Error, OSError) as failure:
        if "lock" in str(failure).lower():
            raise HomeInUse(str(home)) from failure
        raise HomeFails(str(failure).splitlines()[0]) from failure
    return connection


def _clear(stage: Path) -> None:
    """Removes what a process that was killed left behind: unpacked uploads."""
    for path in stage.iterdir():
        if path.is_file():
            path.unlink()


def _lock_down(connection: duckdb.DuckDBPyConnection, stage: Path) -> None:
    folder = str(stage.resolve()).replace("'", "''")
    connection.execute(f"set allowed_directories = ['{folder}']")
    connection.execute(f"set temp_directory = '{folder}'")
    connection.execute("set autoinstall_known_extensions = false")
    connection.execute("set autoload_known_extensions = false")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def raw_columns(contract) -> list[tuple[str, str]]:
    """Name and DuckDB type of each column of a data set's raw table, without the columns about its source."""
    pairs = []
    for column in contract.columns:
        pairs.append((column.name, RAW_TYPES.get(column.type, NUMBER_TYPE)))
        if column.type == "instant":
            pairs.append((f"{column.name}_offset", "integer"))
    return pairs


def _create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(TABLES)
    for contract in map(contract_of, contracts()):
        columns = raw_columns(contract)
        listed = ", ".join(f"{name} {kind}" for name, kind in columns)
        connection.execute(f"create table if not exists raw_{contract.dataset} ({listed}, {META_COLUMNS})")
        for name, kind in columns:
            connection.execute(f"alter table raw_{contract.dataset} add column if not exists {name} {kind}")
    connection.execute(f"create or replace view raw_money as {' union all '.join(money_selects())}")


def money_selects():
    """The SQL of every stored amount with its day and import, one select a column of money of any data set."""
    for contract in map(contract_of, contracts()):
        dated = [column.name for column in contract.columns if column.type in ("day", "month") and column.required]
        day = dated[0] if dated else "cast(null as date)"
        for column in contract.columns:
            if column.type == "money":
                yield (f"select import_id, '{contract.dataset}' as dataset, '{column.name}' as column_name, "
                       f"coalesce(currency, '') as currency, {column.name} as amount, {day} as day, source_row, from_version, to_version "
                       f"from raw_{contract.dataset} where {column.name} is not null")
