"""Which sector each text of a file means: by its key, by an answer, as remembered, or under the name it has now."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from data.questions import Question
from data.sectors import aliases as sectors_aliases
from data.sectors.current_rows import sector_columns
from data.sectors.names import CUSTOMER_COLUMNS, CUSTOMER_WORDS, RESERVED, near_names, parts_of, sector_key


@dataclass
class KnownSectors:
    """What is known before a file is matched: keys with their spelling, answers, remembered names,
    names on every day."""

    known: dict
    answers: dict
    aliases: dict
    always: dict
    new: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)


def known_sectors(cursor) -> dict[str, str]:
    """Key and shown spelling of every sector known now."""
    rows = cursor.execute("select sector_key, sector from sector_name where to_version is null").fetchall()
    return {**{name: name for name in RESERVED}, **dict(rows)}


def permanent_aliases(cursor) -> dict[str, str]:
    """The names that mean another sector on every day (a misspelling, a new name): key → key."""
    return dict(
        cursor.execute(
            "select sector_key, into_key from raw_sector_path where kind = 'always' and to_version is null"
        ).fetchall()
    )


def match_sectors(
    cursor, contract, columns, settings
) -> tuple[dict[str, str], list[Question], dict[str, str], list[dict]]:
    """Gives the file's sector texts their keys.

    Returns text -> key, the questions about names near known ones, key -> spelling of the new sectors, and the
    notes about names that were read as another ({code, fields}).
    """
    answers = {sector_key(name[7:]): text for name, text in settings.items() if name.startswith("sector.")}
    aliases = {} if contract.dataset == "sectors" else sectors_aliases.aliases(cursor)
    names = KnownSectors(known_sectors(cursor), answers, aliases, permanent_aliases(cursor))
    keys = {}
    create_texts(cursor, [c.name for c in contract.columns if c.type == "sector" and c.name in columns])
    for column in (c.name for c in contract.columns if c.type == "sector" and c.name in columns):
        found = texts_of(cursor, column)
        alone = {*names.known, *map(sector_key, found)}
        for text in found:
            meant = _first_of(text, alone, names) if settings.get(f"{column}.split") == "first" else text
            keys[text] = _key(meant, (contract.dataset, column), names)
    asked = (
        []
        if contract.dataset == "sectors"
        else [name for key, name in names.new.items() if sector_key(answers.get(key, "")) != key]
    )
    return keys, [_question(near) for near in near_names(asked, list(names.known.values()))], names.new, names.notes


def create_texts(cursor, columns: list[str]) -> None:
    """Makes stage_sector_text: of each column of sectors in stage_row its different texts, how many rows have them
    (times), and which is the first (nth)."""
    cursor.execute(
        "create or replace temp table stage_sector_text (column_name varchar, text varchar, times bigint, nth bigint)"
    )
    for column in columns:
        cursor.execute(
            f"insert into stage_sector_text select ?, {column}, count(*), min(source_row) from stage_row "
            f"where {column} is not null group by {column}",
            [column],
        )


def texts_of(cursor, column: str) -> dict[str, int]:
    """The different texts of a column of sectors in the order of the file, with their rows (needs create_texts)."""
    found = "select text, times from stage_sector_text where column_name = ? order by nth"
    return dict(cursor.execute(found, [column]).fetchall())


def _first_of(text: str, alone: set[str], names: KnownSectors) -> str:
    parts = parts_of(text, alone, {*names.known})
    if parts:
        _note(names, "FIRST_SECTOR", text, parts[0])
    return parts[0] if parts else text


def _key(text: str, column: tuple[str, str], names: KnownSectors) -> str:
    key = sector_key(text)
    if column in CUSTOMER_COLUMNS and key in CUSTOMER_WORDS:
        return "customer"
    said = names.answers.get(key)
    if said is None and key not in names.known and key in names.aliases:
        said = names.aliases[key]
        _note(names, "REMEMBERED_SECTOR", text, said)
    meant = sector_key(text if said is None else said)
    key = names.always.get(meant, meant)
    if key != meant:
        _note(names, "SECTOR_NOW_CALLED", text if said is None else said, names.known.get(key, key))
    if key not in names.known and key != "customer":
        names.new.setdefault(key, text if said is None else said)
    return key


def _note(names: KnownSectors, code: str, read: str, known: str) -> None:
    note = {"code": code, "fields": {"read": read, "known": known}}
    if note not in names.notes:
        names.notes.append(note)


def _question(near) -> Question:
    fields = {"read": near.name, "known": near.near, "column": "sector"}
    return Question("UNKNOWN_SECTOR", "sector", f"sector.{near.name}", [near.near, near.name], fields)


def of_stored_rows(cursor, contract, new: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Key -> spelling of the new sectors that rows to be stored name, and of those that only rows set aside do."""
    columns = sector_columns(contract)
    named = {
        key for column in columns for (key,) in cursor.execute(f"select distinct {column} from stage_clean").fetchall()
    }
    aside = {key: name for key, name in new.items() if key not in named}
    return {key: name for key, name in new.items() if key in named}, aside


def name_released(cursor, contract, import_id: str, brought_by: str, version: int) -> None:
    """Stores the names of sectors that rows released into stage_clean bring, spelled as their own file did."""
    keys = _unnamed(cursor, contract)
    if not keys:
        return
    details = cursor.execute(
        "select detail from version_log where ? in (detail ->> 'import_id', detail ->> 'repairs') order by version",
        [import_id],
    ).fetchall()
    spelled = {key: name for (detail,) in details for key, name in json.loads(detail).get("sectors_aside", {}).items()}
    store_names(cursor, [(key, spelled.get(key, key), False) for key in keys], brought_by, version)


def _unnamed(cursor, contract) -> list[str]:
    """The keys in stage_clean that no sector is known under."""
    named = " union ".join(f"select {column} as key from stage_clean" for column in sector_columns(contract))
    known = "select sector_key from sector_name where to_version is null"
    sql = f"select key from ({named}) where key is not null and key not in ({known}) order by key" if named else ""
    reserved = {*RESERVED, "customer"}
    return [key for (key,) in cursor.execute(sql).fetchall() if key not in reserved] if sql else []


def names_to_store(cursor, contract, new: dict[str, str]) -> list[tuple[str, str, bool]]:
    """Key, spelling and whether listed: new sectors, and in the data set sectors those whose spelling it settles."""
    if contract.dataset != "sectors":
        return [(key, name, False) for key, name in new.items()]
    rows = cursor.execute(
        "select c.sector, s.sector, true from stage_clean as c join stage_row as s using (source_row) "
        "left join sector_name as o on o.sector_key = c.sector and o.to_version is null "
        "where o.sector is distinct from s.sector or not o.listed order by s.source_row desc"
    ).fetchall()
    # an earlier name of a sector does not decide how it is written now
    return list({key: (key, name, listed) for key, name, listed in rows if sector_key(name) == key}.values())[::-1]


def store_names(cursor, names: list[tuple[str, str, bool]], import_id: str, version: int) -> None:
    """Gives sectors their spelling from this version on."""
    for key, name, listed in names:
        cursor.execute(
            "update sector_name set to_version = ? where sector_key = ? and to_version is null", [version, key]
        )
        cursor.execute("insert into sector_name values (?, ?, ?, ?, ?, null)", [key, name, listed, import_id, version])
