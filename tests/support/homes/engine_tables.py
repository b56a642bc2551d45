"""The rows of a home as tables of an engine's own catalogue, under other names, and the engine.toml that maps them."""

import uuid
from contextlib import contextmanager

import duckdb

from data.contracts.definitions import contract, dataset_names
from data.storage.schema import raw_columns
from models.engine.backends.spark import Spark

SPARK_TYPES = {"varchar": "string", "timestamp": "timestamp", "date": "date", "boolean": "boolean"}


class Catalogue:
    """A database of its own on the engine. `spark`: the engine in a session that sees it."""

    def __init__(self, spark: Spark, name: str):
        self.spark, self.name = spark, name

    def run(self, *statements: str) -> None:
        """Run statements that speak of `crm` as this database."""
        with self.spark.tables() as tables:
            for sql in statements:
                tables._session.sql(sql.replace("crm.", f"{self.name}.")).toArrow()

    def put(self, connection: duckdb.DuckDBPyConnection, dataset: str) -> str:
        """Make a table of the stored rows of a data set; return its part of engine.toml, "" where there is no row."""
        held, kinds = contract(dataset), dict(raw_columns(contract(dataset)))
        rows = f"raw_{dataset} where to_version is null"
        names = [
            name for name in held.names if connection.execute(f"select count({name}) from {rows}").fetchall()[0][0]
        ]
        if not names:
            return ""
        cells = ", ".join(f'{_as_written(dataset, held.column(name))} as "its {name}"' for name in names)
        found = connection.execute(f"select {cells} from {rows}").to_arrow_table()
        columns = ", ".join(f"`its {name}` {SPARK_TYPES.get(kinds[name], kinds[name])}" for name in names)
        with self.spark.tables() as tables:
            tables._session.sql(f"create table {self.name}.{dataset} ({columns})").toArrow()
            tables._session.createDataFrame(found).write.insertInto(f"{self.name}.{dataset}")
        lines = [f"[{dataset}]", f'table = "{self.name}.{dataset}"', f"[{dataset}.columns]"]
        lines += [f'{name} = "its {name}"' for name in names]
        lines += [f"[{dataset}.settings]"]
        lines += [f'"{name}.zone" = "Europe/Madrid"' for name in names if held.column(name).type == "instant"]
        return "\n".join([*lines, ""])


def _as_written(dataset: str, column) -> str:
    if column.type != "sector":
        return column.name
    stored = f"raw_{dataset}.{column.name}"
    named = f"select any_value(sector) from sector_name where sector_key = {stored} and to_version is null"
    return f"coalesce(({named}), {stored})"


def all_tables(catalogue: Catalogue, connection: duckdb.DuckDBPyConnection) -> str:
    """Make a table of each data set of a home; return the engine.toml."""
    return "\n".join(catalogue.put(connection, dataset) for dataset in dataset_names())


@contextmanager
def catalogue(spark: Spark):
    """Give an empty database on the engine; Sail shows the tables of a session to no other one, so all share one."""
    session = f"{'' if '/;' in spark._url else '/'};session_id={uuid.uuid4()}"
    held = Catalogue(Spark(spark._url + session, spark.seconds, spark._settings), f"crm_{uuid.uuid4().hex[:8]}")
    held.run(f"create database {held.name}")
    try:
        yield held
    finally:
        held.run(f"drop database {held.name} cascade")
