"""What names a customer: stored rows of every version, lines of the uploaded files,
and the keys that are the customer's alone."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from data.cells import stored_cells
from data.contracts.definitions import contract as contract_of
from data.contracts.definitions import dataset_names

TABLES = """
create or replace temp table named_key (kind varchar, id varchar);
create or replace temp table named_row (dataset varchar, row_id bigint, import_id varchar, brought_by varchar,
    source_row bigint);
create or replace temp table named_line (import_id varchar, source_row bigint, by_key boolean);
"""
OWNED = {"complaints": "complaint_id", "transactions": "transaction_id"}


@dataclass(frozen=True)
class DataSubject:
    """The id as it was written, and the words in which it may stand elsewhere."""

    id: str

    @property
    def is_unmistakable(self) -> bool:
        """Whether the id can be nothing else where it stands alone: not 17, not Berlin."""
        text = self.id
        return len(text) >= 4 and (
            bool(re.search(r"\d", text) and re.search(r"[^\W\d_]", text)) or bool(re.fullmatch(r"\d{8,}", text))
        )

    @property
    def pattern(self) -> str:
        """The regular expression of the id as a word of its own."""
        return rf"(^|[^\pL\pN_]){re.escape(self.id)}($|[^\pL\pN_])"

    @property
    def word(self) -> re.Pattern:
        """The same for Python."""
        return re.compile(rf"(?<!\w){re.escape(self.id)}(?!\w)")


def find_traces(cursor, home: Path, customer: DataSubject) -> None:
    """Fills named_key, named_row and named_line of this cursor with everything that names the customer."""
    cursor.execute(TABLES)
    cursor.execute("insert into named_key values ('customer_id', ?)", [customer.id])
    for dataset, key in OWNED.items():
        _own_keys(cursor, dataset, key, customer.id)
    _own_cases(cursor)
    for dataset in dataset_names():
        _rows(cursor, dataset)
    cursor.execute("insert into named_line select import_id, source_row, true from named_row")
    cursor.execute(
        "insert into named_line select c.import_id, c.source_row, true from confirmed_row as c "
        "join named_row as n on n.dataset = c.dataset and n.row_id = c.row_id"
    )
    _aside(cursor)
    _written(cursor, home, customer)


def _own_keys(cursor, dataset: str, key: str, customer_id: str) -> None:
    """Complaints and sales that were never anybody else's; those set aside count too."""
    others = f"select {key} from raw_{dataset} where customer_id is not null and customer_id <> $id"
    cursor.execute(
        f"insert into named_key select distinct '{key}', {key} from raw_{dataset} "
        f"where customer_id = $id and {key} not in ({others}) "
        f"union select distinct '{key}', {_readable(key)} from quarantine as q where q.dataset = '{dataset}' "
        f"and {_readable('customer_id')} = $id and {_readable(key)} not in ({others})",
        {"id": customer_id},
    )


def _own_cases(cursor) -> None:
    ours = "complaint_id in (select id from named_key where kind = 'complaint_id')"
    cursor.execute(
        "insert into named_key select distinct 'case_id', case_id from raw_complaints "
        f"where {ours} and case_id is not null "
        f"and case_id not in (select case_id from raw_complaints where case_id is not null and not {ours})"
    )


def key_columns(dataset: str) -> list[str]:
    """The columns of a data set that may hold one of the kinds of keys."""
    return [name for name in contract_of(dataset).names if name in ("customer_id", "case_id", *OWNED.values())]


def _rows(cursor, dataset: str) -> None:
    named = " or ".join(f"{name} in (select id from named_key where kind = '{name}')" for name in key_columns(dataset))
    if named:
        others = (
            " and (customer_id is null or customer_id in (select id from named_key where kind = 'customer_id'))"
            if dataset in OWNED
            else ""
        )
        cursor.execute(
            f"insert into named_row select '{dataset}', row_id, import_id, brought_by, source_row from raw_{dataset} "
            f"where ({named}){others}"
        )


def _aside(cursor) -> None:
    for name in ("customer_id", "case_id", *OWNED.values()):
        cursor.execute(
            f"insert into named_line select distinct q.import_id, q.source_row, true from quarantine as q "
            f"where {_readable(name)} in (select id from named_key where kind = '{name}')"
        )


def _readable(name: str) -> str:
    return f"coalesce(q.content ->> '$.typed.{name}', q.content ->> '$.{name}')"


def _written(cursor, home: Path, customer: DataSubject) -> None:
    """Lines whose text says so: in a column of keys, or anywhere where the id can be nothing else."""
    imports = cursor.execute(
        "select i.import_id, i.dataset, i.columns, t.headings from import_log as i "
        "join import_text as t on t.import_id = i.import_id"
    ).fetchall()
    for import_id, dataset, columns, headings in imports:
        if path := stored_cells.path_of(cursor, home, import_id):
            cells = [row[0] for row in cursor.execute("describe select * from read_parquet(?)", [str(path)]).fetchall()]
            texts = [name for name in cells if re.fullmatch(r"c\d+|spill", name)]
            keys = _keys_in(dataset, json.loads(columns or "{}"), json.loads(headings), texts)
            _lines(cursor, path, import_id, keys, texts if customer.is_unmistakable else [], customer)


def _keys_in(dataset: str, columns: dict, headings: list, texts: list) -> list[tuple[str, str]]:
    found = []
    for name in key_columns(dataset):
        heading = columns.get(name)
        place = headings.index(heading) if heading in headings else None
        if place is not None and f"c{place}" in texts:
            found.append((name, f"c{place}"))
    return found


def _lines(cursor, path: Path, import_id: str, keys, texts, customer: DataSubject) -> None:
    by_key = [f"trim({cell}) in (select id from named_key where kind = '{name}')" for name, cell in keys]
    if by_key:
        cursor.execute(
            f"insert into named_line select ?, source_row, true from read_parquet(?) where {' or '.join(by_key)}",
            [import_id, str(path)],
        )
    if texts:
        named = " or ".join(f"regexp_matches({cell}, ?)" for cell in texts)
        cursor.execute(
            f"insert into named_line select ?, source_row, false from read_parquet(?) where {named}",
            [import_id, str(path), *[customer.pattern] * len(texts)],
        )
