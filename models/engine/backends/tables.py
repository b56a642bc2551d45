"""Tables and views of a company's own catalogue, read where the engine can see them."""

from collections.abc import Callable, Iterator
from typing import Any

import pyarrow

from models.engine.backends.failures import EngineFails

SQL_NULL = "'\\u0000'"  # no text of a cell, so that an empty cell and one with other words never count as the same


class EngineTables:
    """What the tables of a catalogue are and hold, asked of the engine one statement after the other."""

    def __init__(self, session: Any, asked: Callable[[str, Callable], Any]):
        self._session, self._asked = session, asked

    def schema(self, table: str) -> pyarrow.Schema:
        """Return names and types of the columns; raises LookupError with the reason where it cannot be read."""
        try:
            return self._asked(
                table, lambda: self._session.sql(f"select * from {_quoted(table)} limit 0").toArrow()
            ).schema
        except EngineFails as failure:
            if type(failure) is not EngineFails:
                raise
            raise LookupError(failure.fields["reason"]) from None

    def state(self, table: str, columns: list[str]) -> str:
        """Return a text that is another one as soon as a cell of these columns changes, whatever the order of rows."""
        cells = ", ".join(f"coalesce(cast({_quoted_part(name)} as string), {SQL_NULL})" for name in columns)
        sql = (
            f"select cast(count(*) as string) as rows, "
            f"cast(sum(cast(xxhash64({cells}) as decimal(38, 0))) as string) as content from {_quoted(table)}"
        )
        found = self._asked(table, lambda: self._session.sql(sql).toArrow()).to_pylist()[0]
        return f"{found['rows']} {found['content']}"

    def rows(self, table: str, columns: list[str]) -> Iterator[pyarrow.Table]:
        """Give the cells of these columns, some rows at a time, in the order of the columns."""
        names, places = ", ".join(map(_quoted_part, columns)), ", ".join(map(str, range(1, len(columns) + 1)))
        frame = self._asked(table, lambda: self._session.sql(f"select {names} from {_quoted(table)} order by {places}"))
        # toArrow would hold all rows at once
        found = self._session.client.to_table_as_iterator(frame._plan.to_proto(self._session.client), {})
        while (part := self._asked(table, lambda: next(found, None))) is not None:
            if isinstance(part, pyarrow.Table):
                yield part


def _quoted(table: str) -> str:
    return ".".join(map(_quoted_part, table.split(".")))


def _quoted_part(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
