"""Which sector each text of a file means: by its key, by an answer, as remembered, or under the name it has now."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field

from data import remembered
from data.sectors import CUSTOMER_COLUMNS, CUSTOMER_WORDS, RESERVED, near_names, sector_key


@dataclass
class Names:
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


def same_on_every_day(cursor) -> dict[str, str]:
    """The names that mean another sector on every day (a misspelling, a new name): key → key."""
    return dict(
        cursor.execute(
            "select sector_key, into_key from raw_sector_path where kind = 'always' and to_version is null"
        ).fetchall()
    )


def match_sectors(cursor, contract, columns, settings) -> tuple[dict[str, str], list[dict], dict[str, str], list[dict]]:
    """Gives the file's sector texts their keys.

    Returns text -> key, the questions about names near known ones, key -> spelling of the new sectors, and the
    notes about names that were read as another ({code, fields}).
    """
    answers = {sector_key(name[7:]): text for name, text in settings.items() if name.startswith("sector.")}
    aliases = {} if contract.dataset == "sectors" else remembered.sectors(cursor)
    names = Names(known_sectors(cursor), answers, aliases, same_on_every_day(cursor))
    keys = {}
    for column in (c.name for c in contract.columns if c.type == "sector" and c.name in columns):
        for (text,) in cursor.execute(
            f"select {column} from stage_row where {column} is not null group by all order by min(source_row)"
        ).fetchall():
            keys[text] = _key(text, (contract.dataset, column), names)
    asked = (
        []
        if contract.dataset == "sectors"
        else [name for key, name in names.new.items() if sector_key(answers.get(key, "")) != key]
    )
    return keys, [_question(near) for near in near_names(asked, list(names.known.values()))], names.new, names.notes


def _key(text: str, column: tuple[str, str], names: Names) -> str:
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


def _note(names: Names, code: str, read: str, known: str) -> None:
    note = {"code": code, "fields": {"read": read, "known": known}}
    if note not in names.notes:
        names.notes.append(note)


def _question(near) -> dict:
    return {
        "code": "UNKNOWN_SECTOR",
        "column": "sector",
        "read": near.name,
        "choices": [near.near, near.name],
        "answer_with": f"--set {shlex.quote(f'sector.{near.name}={near.near}')}",
        "fields": {"read": near.name, "known": near.near, "column": "sector"},
    }


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
