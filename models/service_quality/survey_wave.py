"""
title:   Answers that are told together
meaning: Under which name and with which month the answers of the internal survey are told, so that no number, and no
         difference between two numbers of whatever filters, is about fewer people than small_group.
grain:   one row per rated sector, side, dimension and month with answers
units:   side = others, own or morale; told_as = dimension, or (several); wave, first_month = first day of the last and
         first month of those told together; is_told = yes or no
formula: dimensions with fewer answers than small_group stand together with the next smallest that has enough; months
         stand together until one dimension of them has enough, what is left over joins the last of them
source:  service_side, assumption small_group
limits:  a person may answer several dimensions, so dimensions together are as many people as the one most answered; a
         sector whose every dimension has fewer answers than small_group is not told
key:     sector, side, dimension, month
period:  all
reads:   service_side, assumption
"""

from collections import Counter
from datetime import date
from itertools import groupby

import duckdb
import pyarrow

SEVERAL = "(several)"
COUNTED = """
    select s.sector, s.side, s.dimension, s.month, count(*) as answers, max(a.small_group) as fewest
    from service_side as s cross join assumption as a
    group by 1, 2, 3, 4 order by 1, 2, 3, 4
"""
SCHEMA = pyarrow.schema(
    [
        ("sector", pyarrow.string()),
        ("side", pyarrow.string()),
        ("dimension", pyarrow.string()),
        ("month", pyarrow.date32()),
        ("told_as", pyarrow.string()),
        ("first_month", pyarrow.date32()),
        ("wave", pyarrow.date32()),
        ("is_told", pyarrow.bool_()),
    ]
)
Answers = dict[tuple[str, date], int]  # of a dimension in a month


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return with what the answers of every dimension and month are told."""
    rows = cursor.execute(COUNTED).fetchall()
    found: list[tuple] = []
    for place, members in groupby(rows, key=lambda row: row[:2]):
        held = list(members)
        told = waves({(row[2], row[3]): row[4] for row in held}, held[0][5])
        found += [(*place, *cell, *told[cell]) for cell in sorted(told)]
    columns = [[row[place] for row in found] for place in range(len(SCHEMA))]
    return pyarrow.table([pyarrow.array(*pair) for pair in zip(columns, SCHEMA.types)], schema=SCHEMA)


def waves(answers: Answers, fewest: int) -> dict[tuple[str, date], tuple[str, date, date, bool]]:
    """Return for each dimension and month the name, the first and the last month it is told with, and whether it is."""
    pooled = pool(answers, fewest)
    found = {cell: SEVERAL if cell[0] in pooled else cell[0] for cell in answers}
    told: dict[tuple[str, date], tuple[str, date, date, bool]] = {}
    for name in sorted(set(found.values())):
        group = {cell: count for cell, count in answers.items() if found[cell] == name}
        for months in spans(group, fewest):
            part = {cell: count for cell, count in group.items() if cell[1] in months}
            told |= {cell: (name, months[0], months[-1], people(part) >= fewest) for cell in part}
    return told


def pool(answers: Answers, fewest: int) -> set[str]:
    """Return the dimensions that stand together: those with too few answers, and the smallest that has enough."""
    counts = _by_dimension(answers)
    small = {name for name, count in counts.items() if count < fewest}
    enough = sorted((count, name) for name, count in counts.items() if count >= fewest)
    return small | {name for _, name in enough[:1]} if small else small


def spans(answers: Answers, fewest: int) -> list[list[date]]:
    """Return the months in runs of enough people each, the earliest first; what is left over joins the last run."""
    found: list[list[date]] = []
    run: list[date] = []
    for month in sorted({cell[1] for cell in answers}):
        run.append(month)
        if people({cell: count for cell, count in answers.items() if cell[1] in run}) >= fewest:
            found.append(run)
            run = []
    if run and found:
        found[-1] += run
    return found or [run]


def people(answers: Answers) -> int:
    """Return how many people have answered at least: as many as the dimension most answered has answers."""
    return max(_by_dimension(answers).values(), default=0)


def _by_dimension(answers: Answers) -> Counter[str]:
    counts: Counter[str] = Counter()
    for (name, _), count in answers.items():
        counts[name] += count
    return counts
