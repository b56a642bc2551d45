"""Tables of a catalogue held in memory, which can be looked at as those of an engine can."""

import pyarrow


class ArrowTables:
    """What models/engine/backends/tables.py says of an engine's tables, of these."""

    def __init__(self, **tables: pyarrow.Table):
        self.tables = {f"crm.{name}": table for name, table in tables.items()}
        self.was_read: list[str] = []
        self.breaks = False

    def schema(self, table: str) -> pyarrow.Schema:
        if table not in self.tables:
            raise LookupError("TABLE_OR_VIEW_NOT_FOUND")
        return self.tables[table].schema

    def state(self, table: str, columns: list[str]) -> str:
        return str(sorted(map(str, self.tables[table].select(columns).to_pylist())))

    def rows(self, table: str, columns: list[str]):
        self.was_read.append(table)
        held = self.tables[table].select(columns)
        for batch in held.sort_by([(columns[0], "ascending")]).to_batches():
            yield pyarrow.Table.from_batches([batch])
            if self.breaks:
                raise ConnectionError(table)
