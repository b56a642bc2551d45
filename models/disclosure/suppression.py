"""Rows about customers with the small ones left out, so that none comes out as what is missing to a sum."""

import pandas

from models.disclosure.rules import ReleaseRule

ALL = "all"


def suppress_small_rows(rows: pandas.DataFrame, rule: ReleaseRule, fewest: int) -> pandas.DataFrame:
    """Return the rows that may be told: what is left out is about enough people together,
    in every group of siblings."""
    if rule.only_all and "segment" in rows:
        rows = rows[rows["segment"] == ALL]
    if rule.people and len(rows):
        rows = rows[_told(rows, rule, max(fewest, rule.fewest))]
    return rows.reset_index(drop=True)


def _told(rows: pandas.DataFrame, rule: ReleaseRule, fewest: int) -> pandas.Series:
    is_sum = (rows[list(rule.label)] == ALL).any(axis=1) if set(rule.label) - set(rule.within) else False
    parts, sums = rows[~is_sum], rows[is_sum]
    kept = pandas.Series(False, index=rows.index)
    kept[sums.index] = sums[rule.people].fillna(0) >= fewest
    is_small = (
        parts.apply(lambda row: _is_small(row, rule, fewest), axis=1) if len(parts) else pandas.Series(dtype=bool)
    )
    if rule.within:
        gone = _gone(parts, rule, is_small, fewest)
    else:
        gone = _with_cover(parts, rule, set(parts.index[is_small]), fewest)
    kept[[at for at in parts.index if at not in gone]] = True
    return kept


def _is_small(row: pandas.Series, rule: ReleaseRule, fewest: int) -> bool:
    people = int(row[rule.people] or 0)
    counted = [int(row[column] or 0) for column in rule.counts]
    parts = [*counted, *(people - count for count in counted)]
    return people < fewest or any(0 < part < fewest for part in parts)


def _gone(parts: pandas.DataFrame, rule: ReleaseRule, is_small: pandas.Series, fewest: int) -> set:
    """Rows left out along the months of tenure: a line that has ended stays ended."""
    gone: set = set()
    ended: set = set()
    for _, siblings in parts.groupby(list(rule.within), sort=True):
        names = {at: tuple(siblings.loc[at, list(rule.label)]) for at in siblings.index}
        first = {at for at in siblings.index if is_small[at] or names[at] in ended}
        out = _with_cover(siblings, rule, first, fewest)
        ended |= {names[at] for at in out}
        gone |= out
    return gone


def _with_cover(siblings: pandas.DataFrame, rule: ReleaseRule, out: set, fewest: int) -> set:
    """The rows left out and, while they are about too few people together, the next smallest."""
    out = set(out)
    for at in siblings.sort_values(rule.people).index:
        if not 0 < siblings.loc[list(out), rule.people].sum() < fewest:
            break
        out.add(at)
    return out
