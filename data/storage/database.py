"""Opens the one DuckDB file and locks it down."""

from __future__ import annotations

from pathlib import Path

import duckdb

from data import moments, settings
from data.problems import Problem
from data.storage import home_folder
from data.storage.schema import bring_up_to_date

FILE = "ledger.duckdb"
ROW_GROUP = 122_880  # rows of a table, which DuckDB never splits between threads


class HomeInUse(RuntimeError):
    """Another process, usually the running app, holds the database."""


class HomeFails(RuntimeError):
    """The home cannot be read or written: no such folder, read-only, full, or damaged. The text says what was found."""


def connect(home: Path, again: bool = False) -> duckdb.DuckDBPyConnection:
    """Opens the home's database with all tables; raises HomeInUse when another process holds it, or HomeFails.

    again: this process held it a moment ago, so what lies in the stage folder is still needed.
    """
    stage, texts = home / "stage", home / "texts"
    try:
        home_folder.make(home)
        stage.mkdir(exist_ok=True)
        texts.mkdir(exist_ok=True)
        connection = duckdb.connect(str(home / FILE))
        if connection.execute("select current_setting('lock_configuration')").fetchall()[0][0]:
            raise HomeInUse(str(home))  # by this process
        if not again:
            home_folder.clear(stage)
        local = moments.speak_utc(connection)
        connection.execute("set threads = 1")
        connection.execute("set allowed_configs = ['threads']")  # for use_cores
        lock_down(connection, stage, texts)
        bring_up_to_date(connection)
        use_cores(connection)
        moments.keep_in_utc(connection, local)
    except (duckdb.Error, OSError) as failure:
        if home_folder.is_held(home / FILE):
            raise HomeInUse(str(home)) from failure
        raise HomeFails(str(failure).splitlines()[0]) from failure
    return connection


def demand_closed(home: Path) -> None:
    """Raises Problem BUSY while something of this process still reads the database:
    its file cannot be exchanged then."""
    try:
        duckdb.connect(str(home / FILE), read_only=True).close()
    except duckdb.Error as still_open:
        raise Problem("BUSY") from still_open


def use_cores(cursor: duckdb.DuckDBPyConnection) -> None:
    """Lets a query use every core from the first data set on that has more rows than one thread takes.

    Below that, waking other threads for each operator of a small query costs more than they do.
    """
    asked = (
        "select max(estimated_size) > ? and current_setting('threads') = 1 from duckdb_tables() "
        "where schema_name = 'main'"
    )
    if cursor.execute(asked, [ROW_GROUP]).fetchall()[0][0]:
        cursor.execute("reset threads")


def lock_down(connection: duckdb.DuckDBPyConnection, *folders: Path) -> None:
    """From here on the connection reads and writes nothing outside these folders, loads nothing and stays so."""
    quoted = ["'" + str(folder.resolve()).replace("'", "''") + "'" for folder in folders]
    connection.execute(f"set allowed_directories = [{', '.join(quoted)}]")
    connection.execute(f"set temp_directory = {quoted[0]}")
    connection.execute(f"set memory_limit = '{settings.number('LEDGER_MEMORY_MB')}MB'")
    connection.execute("set autoinstall_known_extensions = false")
    connection.execute("set autoload_known_extensions = false")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
