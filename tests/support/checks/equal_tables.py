"""Whether two tables say the same: keys, whole numbers and decimals to the last digit, doubles to 1e-9."""

import duckdb
import numpy
import pyarrow

NEAR = 1e-9


def difference(connection: duckdb.DuckDBPyConnection, one: str, other: str) -> str:
    """Return what in two tables differs, in a line; "" where they are equal. The order of rows does not count."""
    kinds = [(row[0], row[1]) for row in connection.execute(f"describe from {one}").fetchall()]
    if kinds != [(row[0], row[1]) for row in connection.execute(f"describe from {other}").fetchall()]:
        return "its columns"
    order = ", ".join([name for name, kind in kinds if kind != "DOUBLE"] + [n for n, kind in kinds if kind == "DOUBLE"])
    rows = [
        connection.execute(f"select * from {table} order by {order}").to_arrow_table().combine_chunks()
        for table in (one, other)
    ]
    if rows[0].num_rows != rows[1].num_rows:
        return f"{rows[0].num_rows} rows and {rows[1].num_rows}"
    worst = {name: _apart(rows[0][name], rows[1][name], kind) for name, kind in kinds}
    return ", ".join(f"{name} in {said}" for name, said in worst.items() if said)


def _apart(one: pyarrow.ChunkedArray, other: pyarrow.ChunkedArray, kind: str) -> str:
    if one.equals(other):
        return ""
    if kind != "DOUBLE":
        count = sum(a != b for a, b in zip(one.to_pylist(), other.to_pylist()))
        return f"{count} rows" if count else ""
    if not one.is_null().equals(other.is_null()):
        return "rows with a number or none"
    first, second = (column.fill_null(0).to_numpy() for column in (one, other))
    apart = numpy.abs(first - second) / numpy.maximum(1, numpy.abs(first))
    apart[(first == second) | (numpy.isnan(first) & numpy.isnan(second))] = 0
    return f"{int((apart > NEAR).sum())} rows by {apart.max():.1e}" if not apart.max() <= NEAR else ""
