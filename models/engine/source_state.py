"""What the stored tables held when figures were worked out from them, so that nothing is taken for unchanged unseen."""

import duckdb

from models.engine.definitions.catalogue import MADE_BY_ENGINE, Catalogue

HELD = "source_state"
VISIBLE = " where from_version <= $version and (to_version is null or to_version > $version)"
SPANS = {"from_version", "to_version"}
ENDED = "to_version"  # set when a row goes, which changes nothing for those that saw it


def states(cursor: duckdb.DuckDBPyConnection, catalogue: Catalogue, names: list[str], version: int) -> dict[str, str]:
    """Return, for each stored table these figures read, a text that is another one when a cell of them differs."""
    read = {source for name in names for source in catalogue.headers[name].reads}
    tables = sorted(read - {*catalogue.headers} - {*MADE_BY_ENGINE})
    if not tables:
        return {}
    asked = "select table_name, list(column_name order by column_index) from duckdb_columns() "
    asked += "where schema_name = 'main' and list_contains($tables, table_name) group by all order by all"
    selects = [_select(table, columns) for table, columns in cursor.execute(asked, {"tables": tables}).fetchall()]
    found = cursor.execute(" union all ".join(selects), {"version": version}).fetchall()
    return {table: f"{count} {content}" for table, count, content in found}


def _select(table: str, columns: list[str]) -> str:
    cells = ", ".join(f'"{column}"' for column in columns if column != ENDED)
    rows = f"select hash({cells}) as cells from main.{table}{VISIBLE if SPANS <= {*columns} else ' where $version > 0'}"
    return f"select '{table}', count(*), sum(cast(cells as hugeint)) from ({rows}) as seen"


def record(cursor: duckdb.DuckDBPyConnection, schema: str, found: dict[str, str]) -> None:
    """Keep with a build what it is about to be worked out from."""
    cursor.execute(f"create table if not exists {schema}.{HELD} (table_name varchar, state varchar)")
    if found:
        cursor.execute(
            f"insert into {schema}.{HELD} select unnest($tables), unnest($states)",
            {"tables": list(found), "states": list(found.values())},
        )


def recorded(cursor: duckdb.DuckDBPyConnection, schema: str) -> dict[str, str]:
    """Return what a build was worked out from; a table that changed in between is not among them."""
    alike = f"select table_name, min(state) from {schema}.{HELD} group by table_name having count(distinct state) = 1"
    return dict(cursor.execute(alike).fetchall())
