"""From a file's typed rows to rows ready to keep: sectors by their keys, unknown references set aside."""
from __future__ import annotations

import pandas

from data.database import raw_columns
from data.problems import sentence
from data.sectors import CUSTOMER_COLUMNS, CUSTOMER_WORDS, RESERVED, near_names, sector_key

# dataset -> (column, where the known values stand, code)
REFERENCES = {
    "complaint_work": ("complaint_id", "complaints", "UNKNOWN_COMPLAINT"),
    "complaint_shares": ("complaint_id", "complaints", "UNKNOWN_COMPLAINT"),
}
READ = "\x01"  # stands for what was read until SQL puts it in
# the complaints whose shares in {rows}, with those stored for other sectors, add up to more than 1
SHARES_OVER_ONE = (
    "select a.complaint_id from (select complaint_id, share from {rows} union all "
    "select o.complaint_id, o.share from raw_complaint_shares as o where o.to_version is null and not exists "
    "(select 1 from {rows} as s where s.complaint_id = o.complaint_id and s.sector = o.sector)) as a "
    "group by a.complaint_id having sum(a.share) > 1"
)
CUSTOMER_REFERENCE = ("customer_id", "customers", "UNKNOWN_CUSTOMER")


def reference_of(contract) -> tuple[str, str, str] | None:
    """Which column must name a stored customer or complaint, the data set that has them, and the code if not."""
    if contract.dataset in REFERENCES:
        return REFERENCES[contract.dataset]
    has_customer = any(column.name == "customer_id" for column in contract.columns)
    return CUSTOMER_REFERENCE if has_customer and contract.dataset != "customers" else None


def known_sectors(cursor) -> dict[str, str]:
    """Key and shown spelling of every sector known now."""
    rows = cursor.execute("select sector_key, sector from sector_name where to_version is null").fetchall()
    return {**{name: name for name in RESERVED}, **dict(rows)}


def match_sectors(cursor, contract, columns, settings) -> tuple[dict[str, str], list[dict], dict[str, str]]:
    """Gives the file's sector texts their keys.

    Returns text -> key, the questions about names near known ones, and key -> spelling of the new sectors.
    """
    known = known_sectors(cursor)
    answers = {sector_key(name[7:]): text for name, text in settings.items() if name.startswith("sector.")}
    keys, new = {}, {}
    for column in (c.name for c in contract.columns if c.type == "sector" and c.name in columns):
        for (text,) in cursor.execute(
            f'select {column} from stage_row where {column} is not null group by all order by min(source_row)'
        ).fetchall():
            key = _key(text, (contract.dataset, column), answers)
            keys[text] = key
            if key not in known and key != "customer":
                new.setdefault(key, answers.get(sector_key(text), text))
    asked = [] if contract.dataset == "sectors" else [
        name for key, name in new.items() if sector_key(answers.get(key, "")) != key
    ]
    return keys, [_question(near) for near in near_names(asked, list(known.values()))], new


def _key(text: str, column: tuple[str, str], answers: dict[str, str]) -> str:
    key = sector_key(text)
    if column in CUSTOMER_COLUMNS and key in CUSTOMER_WORDS:
        return "customer"
    return sector_key(answers.get(key, text))


def _question(near) -> dict:
    return {
        "code": "UNKNOWN_SECTOR",
        "column": "sector",
        "read": near.name,
        "choices": [near.near, near.name],
        "answer_with": f"--set sector.{near.name}={near.near}",
        "fields": {"read": near.name, "known": near.near, "column": "sector"},
    }


def make_clean(cursor, contract, columns, keys: dict[str, str]) -> None:
    """Makes the temp table stage_clean: stage_row with all raw columns, sector texts replaced by their keys."""
    cursor.register("sector_text", pandas.DataFrame({"text": list(keys), "key": list(keys.values())}, dtype="str"))
    joins, parts = [], []
    sector_columns = {column.name for column in contract.columns if column.type == "sector"}
    for name, kind in raw_columns(contract):
        if name not in columns and not name.endswith("_offset"):
            parts.append(f"cast(null as {kind}) as {name}")
        elif name in sector_columns:
            joins.append(f"left join sector_text as text_{name} on text_{name}.text = s.{name}")
            parts.append(f"text_{name}.key as {name}")
        elif name.endswith("_offset") and name.removesuffix("_offset") not in columns:
            parts.append(f"cast(null as {kind}) as {name}")
        else:
            parts.append(f"cast(s.{name} as {kind}) as {name}")
    cursor.execute(
        f"create or replace temp table stage_clean as select s.source_row, s.verbatim, {', '.join(parts)} "
        f"from stage_row as s {' '.join(joins)}"
    )
    cursor.unregister("sector_text")


def end_events(cursor, contract, columns: list[str]) -> bool:
    """Lets the next event of a case end a stage, in a list of stage_times without a column for the end; tells whether."""
    if contract.dataset != "stage_times" or "finished_at" in columns:
        return False
    cursor.execute(
        "create or replace temp table stage_clean as select * replace ("
        "lead(started_at) over next_event as finished_at, lead(started_at_offset) over next_event as finished_at_offset) "
        "from stage_clean window next_event as (partition by case_id order by started_at, source_row)")
    return True


def hold_unknown(cursor, contract, file: str) -> None:
    """Moves rows that name a customer or complaint nobody knows from stage_clean to stage_problem."""
    reference = reference_of(contract)
    if reference is None:
        return
    column, dataset, code = reference
    if not cursor.execute(f"select count(*) from raw_{dataset} where to_version is null").fetchone()[0]:
        return
    unknown = (
        f"{column} is not null and not exists (select 1 from raw_{dataset} as known "
        f"where known.to_version is null and known.{column} = stage_clean.{column})"
    )
    cursor.execute(
        f"insert into stage_problem (source_row, column_name, read, code, message, verbatim, content) "
        f"select source_row, '{column}', {column}, '{code}', "
        f"? || ', row ' || source_row || ', column {column}: ' || replace(?, '{READ}', {column}), "
        f"verbatim, {content_json(contract)} from stage_clean where {unknown}",
        [file, sentence(code, {"column": column, "read": READ})],
    )
    cursor.execute(f"delete from stage_clean where {unknown}")


def hold_shares_over_one(cursor, contract, file: str) -> None:
    """Moves the shares of complaints that would add up to more than 1, with those stored before, to stage_problem."""
    if contract.dataset != "complaint_shares":
        return
    over = f"complaint_id in ({SHARES_OVER_ONE.format(rows='stage_clean')})"
    cursor.execute(
        f"insert into stage_problem (source_row, column_name, read, code, message, verbatim) "
        f"select source_row, 'share', cast(share as varchar), 'SHARES_OVER_ONE', "
        f"? || ', row ' || source_row || ', column share: ' || replace(?, '{READ}', complaint_id), verbatim "
        f"from stage_clean where {over}",
        [file, sentence("SHARES_OVER_ONE", {"column": "share", "read": READ, "complaint_id": READ})],
    )
    cursor.execute("delete from stage_clean where source_row in "
                   "(select source_row from stage_problem where code = 'SHARES_OVER_ONE')")


def content_json(contract) -> str:
    """The SQL that packs a row's typed columns into JSON, from which `from_content` unpacks them."""
    return "json_object(" + ", ".join(f"'{n}', cast({n} as varchar)" for n, _ in raw_columns(contract)) + ")"


def from_content(contract, alias: str) -> str:
    """The SQL select list that unpacks a row's typed columns from its JSON."""
    return ", ".join(f"cast({alias}.content ->> '{n}' as {k}) as {n}" for n, k in raw_columns(contract))


def money_columns(contract) -> list[str]:
    """The names of a data set's columns that hold money."""
    return [column.name for column in contract.columns if column.type == "money"]

