"""Spark over Spark Connect as the place where figures are worked out: Spark 4 itself, or what speaks its protocol.

For each build a database of its own on the engine: rows that figures read are sent, each figure is a table there, and
comes home as soon as it stands. The packages (requirements-spark.txt) are loaded when a build needs them.
"""

import logging
import socket
import uuid
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pyarrow

from models.engine.backends import failures
from models.engine.backends.duckdb import keep, work_out
from models.engine.backends.tables import EngineTables
from models.engine.backends.time_limit import within
from models.engine.definitions.header import Header

BATCH = 50_000
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    # without it a product of long decimals loses digits, and nothing says so
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
}
CONNECT_SECONDS, RETRIES = 10, 4
NOT_SENT = ("verbatim",)  # the words of the file, which no figure reads
AS_SENT = {"HUGEINT": "decimal(38, 0)", "UBIGINT": "decimal(20, 0)", "UINTEGER": "bigint", "JSON": "varchar"}


class Spark:
    """Works figures out on the engine at an address (sc://host:port/;token=…;use_ssl=true).

    seconds: the longest a statement may take. settings: more of the engine's own, by name.
    """

    name = "spark"

    def __init__(self, url: str, seconds: int = 600, settings: dict[str, str] | None = None):
        self._url, self.seconds = url, seconds
        self._settings = SETTINGS | (settings or {})
        self.host = urlsplit(url).hostname or ""

    @contextmanager
    def open(self, cursor: duckdb.DuckDBPyConnection) -> Iterator["SparkPlace"]:
        """Give a place on the engine whose figures come home into the schema this cursor uses."""
        session = self._asked("", self._connected)
        place = SparkPlace(session, cursor, self._asked)
        try:
            place.open()
            yield place
        except failures.EngineUnreachable:
            place.is_lost = True
            raise
        except failures.EngineTooSlow:
            with suppress(Exception):
                within(CONNECT_SECONDS, session.interruptAll)
            raise
        finally:
            if not place.is_lost:
                with suppress(failures.EngineFails):
                    place.drop()
            session.client.close()

    @contextmanager
    def tables(self) -> Iterator[EngineTables]:
        """Give the tables of the catalogue that the engine can see."""
        session = self._asked("", self._connected)
        try:
            yield EngineTables(session, self._asked)
        finally:
            session.client.close()

    def _connected(self) -> Any:
        address = urlsplit(self._url)
        with socket.create_connection((self.host, address.port or 15002), CONNECT_SECONDS):
            pass
        warnings.filterwarnings("ignore", module="pyspark")  # of pandas' newest, and of retries that are told anyway
        from pyspark.logger import PySparkLogger
        from pyspark.sql.connect.client.retries import DefaultPolicy
        from pyspark.sql.connect.session import SparkSession

        # writes each refusal beside the sentence that tells it
        PySparkLogger.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)
        session = SparkSession.builder.remote(self._url).create()
        # what Spark allows by itself is ten minutes of asking nobody
        session.client.set_retry_policies([DefaultPolicy(max_retries=RETRIES)])
        try:
            self._set(session)
        except Exception:
            session.client.close()
            raise
        return session

    def _set(self, session: Any) -> None:
        for name, value in self._settings.items():
            session.conf.set(name, value)
            if str(session.conf.get(name)).lower() != value.lower():
                raise failures.EngineLosesDigits(host=self.host, setting=name)

    def _asked(self, figure: str, ask: Callable[[], Any]) -> Any:
        """What a statement says; raises EngineFails for whatever keeps it from that."""
        try:
            return within(self.seconds, ask)
        except failures.EngineFails:
            raise
        except TimeoutError:
            if not figure:
                raise failures.EngineUnreachable(host=self.host) from None
            raise failures.EngineTooSlow(host=self.host, figure=figure, seconds=self.seconds) from None
        except ImportError as failure:
            raise failures.EngineNotInstalled(module=failure.name) from None
        except OSError:
            raise failures.EngineUnreachable(host=self.host) from None
        except Exception as failure:
            raise _said(failure, self.host, figure) from failure


class SparkPlace:
    """A database on the engine, filled one figure after the other."""

    is_lost = False

    def __init__(self, session: Any, cursor: duckdb.DuckDBPyConnection, asked: Callable[[str, Callable], Any]):
        self._session, self._cursor, self._asked = session, cursor, asked
        self._database = f"ledger_{uuid.uuid4().hex[:16]}"
        self._there: set[str] = set()

    def open(self) -> None:
        """Make the database, and let statements mean its tables."""
        self._run("", f"create database {self._database}")
        self._asked("", lambda: self._session.catalog.setCurrentDatabase(self._database))

    def drop(self) -> None:
        """Leave nothing on the engine."""
        self._run("", f"drop database {self._database} cascade")

    def create(self, header: Header) -> None:
        """Work a figure out on the engine and bring its rows home; what it reads and is not there is sent."""
        if header.is_python:
            work_out(self._cursor, header)  # from what came home; sent when another figure reads it
            return
        for source in header.tables:
            if source not in self._there:
                self._send(source)
        # the types the home gives, so that what reads a figure finds the same wherever it is worked out
        kinds = _types(self._cursor, f"({header.select})")
        sql = _translated(f"select {_cast(kinds)} from ({header.select}) as figure")
        self._run(header.name, f"create table {header.name} as {sql}")
        self._there.add(header.name)
        rows = _plain_moments(self._run(header.name, f"select * from {header.name}"))
        keep(self._cursor, header.name, rows, columns=_cast(kinds))

    def _run(self, figure: str, sql: str) -> pyarrow.Table:
        return self._asked(figure, lambda: self._session.sql(sql).toArrow())

    def _send(self, name: str) -> None:
        kinds = [
            (column, AS_SENT.get(kind, kind)) for column, kind in _types(self._cursor, name) if column not in NOT_SENT
        ]
        reader: Any = self._cursor.sql(f"select {_cast(kinds)} from {name}").to_arrow_reader(BATCH)
        self._run(name, f"create table {name} ({_columns(reader.schema)})")
        for batch in reader:
            self._put(name, pyarrow.Table.from_batches([batch]))
        self._there.add(name)

    def _put(self, name: str, rows: pyarrow.Table) -> None:
        if rows.num_rows:
            self._asked(name, lambda: self._session.createDataFrame(rows).write.insertInto(name))


def _types(cursor: duckdb.DuckDBPyConnection, source: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in cursor.execute(f"describe from {source}").fetchall()]


def _cast(kinds: list[tuple[str, str]]) -> str:
    return ", ".join(f"cast({column} as {kind}) as {column}" for column, kind in kinds)


def _translated(sql: str) -> str:
    from models.engine.backends.dialect import for_spark

    return for_spark(sql)


def _columns(schema: pyarrow.Schema) -> str:
    from pyspark.sql.pandas.types import from_arrow_schema

    fields = from_arrow_schema(schema).fields
    return ", ".join(f"`{field.name}` {field.dataType.simpleString()}" for field in fields)


def _plain_moments(rows: pyarrow.Table) -> pyarrow.Table:
    """The same rows with moments that bear no zone, as the home keeps them; the engine's is UTC."""
    fields = [
        field.with_type(pyarrow.timestamp("us")) if pyarrow.types.is_timestamp(field.type) else field
        for field in rows.schema
    ]
    return rows.cast(pyarrow.schema(fields))


def _said(failure: Exception, host: str, figure: str) -> failures.EngineFails:
    """What went wrong, by the code the wire gives it."""
    ask = getattr(failure, "getGrpcStatusCode", None)
    status = getattr(ask() if ask else None, "name", "")
    if status in ("UNAUTHENTICATED", "PERMISSION_DENIED"):
        return failures.EngineRefuses(host=host)
    if status in ("UNAVAILABLE", "DEADLINE_EXCEEDED", "CANCELLED") or isinstance(failure, ConnectionError):
        return failures.EngineUnreachable(host=host)
    reason = next(iter(str(failure).splitlines()), type(failure).__name__)
    if not figure:
        return failures.EngineNotOpened(host=host, reason=reason)
    return failures.EngineFails(host=host, figure=figure, reason=reason)
