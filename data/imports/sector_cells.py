"""Cells of a column of sectors that name no sector, a person, or several: asked about with what is known by now."""

from __future__ import annotations

import re

from data.import_options import HEADING
from data.parsing.layout.headings import NOT_THERE
from data.parsing.values.dates import read_date
from data.questions import Question
from data.sectors.matching import known_sectors, texts_of
from data.sectors.names import CUSTOMER_WORDS, RESERVED, parts_of, sector_key
from data.sectors.person_names import people_in
from data.sectors.shared_cells import CAUSE

NUMBER = re.compile(r"[A-Za-z]{0,4}[-_ #]?\d{4,}(?:[-_.]\d+)*|[\d\W_]+|\S+@\S+\.\w+|[0-9a-f]{8}-[0-9a-f-]{20,}")
FEW, OTHERS = 2, 8


def questions(job) -> list[Question]:
    """What has to be asked about each column of sectors of a file (needs create_texts)."""
    if job.contract.dataset == "sectors":
        return []
    known = {*known_sectors(job.cursor), *CUSTOMER_WORDS}
    found = []
    for column in (c for c in job.contract.columns if c.type == "sector" and c.name in job.staged.mapping):
        texts = texts_of(job.cursor, column.name)
        several = _about_several(job, column.name, texts, known)
        found += _about_numbers(job, column, texts, known) or several or _about_people(job, column, texts, known)
    return found


def _about_numbers(job, column, texts: dict, known: set) -> list[Question]:
    """Most cells are numbers of something, days or addresses, and none is a known sector."""
    heading = job.staged.mapping[column.name]
    if column.name in job.options.mapping or heading.startswith("="):
        return []
    odd = [text for text in texts if sector_key(text) not in known and _is_number(text)]
    if len(odd) < FEW or sum(texts[text] for text in odd) * 2 <= sum(texts.values()):
        return []
    return [_question(job, "SECTOR_NUMBERS", column, odd, texts)]


def _about_people(job, column, texts: dict, known: set) -> list[Question]:
    """Most new names are those of people: who handles a complaint is no department."""
    heading = job.staged.mapping[column.name]
    if column.name in job.options.mapping or heading.startswith("="):
        return []
    new = [text for text in texts if sector_key(text) not in known]
    people = people_in(new, heading, len(known - CUSTOMER_WORDS - {*RESERVED}))
    return [_question(job, "SECTOR_PEOPLE", column, people, texts)] if people else []


def _question(job, code: str, column, odd: list, texts: dict) -> Question:
    """Whether the column is one of sectors, although these of its texts are not; with the columns it may be instead."""
    heading = job.staged.mapping[column.name]
    fields = {"read": odd[0], "heading": heading, "count": sum(texts[text] for text in odd)}
    others = list(dict.fromkeys(other for other in job.staged.ignored if other != heading))[:OTHERS]
    choices = [*(() if column.required else (NOT_THERE,)), heading, *others]
    return Question(code, column.name, f"{HEADING}{column.name}", choices, fields)


def _is_number(text: str) -> bool:
    return bool(NUMBER.fullmatch(text.strip())) or read_date(text.strip()) is not None


def _about_several(job, column: str, texts: dict, known: set) -> list[Question]:
    choices = ["share", "first", "new"] if (job.contract.dataset, column) == CAUSE else ["first", "new"]
    if job.options.about(column, "split") in choices:
        return []
    names = known | {sector_key(text) for text in texts}
    several = [text for text in texts if len(parts_of(text, names, known)) > 1]
    if not several:
        return []
    fields = {"read": several[0], "count": sum(texts[text] for text in several)}
    return [Question("SEVERAL_SECTORS", column, f"{column}.split", choices, fields)]
