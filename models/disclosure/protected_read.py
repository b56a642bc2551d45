"""Reading a figure for a shared view: what its plan allows, and nothing else."""

import pandas

from models.disclosure.case_families import COUNTING_COMPLAINTS
from models.disclosure.case_groups import read_cases
from models.disclosure.coarse_bridge import BRIDGES, without_kinds
from models.disclosure.plan import DisclosurePlan, Names, PeriodBlock
from models.disclosure.rules import RELEASE_RULES, STAKE, ReleaseRule
from models.disclosure.sector_scope import is_releasable, keep_sectors
from models.disclosure.suppression import suppress_small_rows
from models.engine.read import period_before
from models.engine.selection import EVERYTHING, Period, Selection
from models.engine.visibility import SMALL

ALL = "all"
SECTOR_COLUMNS = ("sector", "caused_by", "supplier", "receiver")
SEEN = ("seen", "cases", "answers", "kinds")
SUPPRESSED_COLUMNS = ("dimension", "name", "of", "few")


def read_protected(
    engine, plan: DisclosurePlan, name: str, version: int, selection: Selection = EVERYTHING
) -> pandas.DataFrame | None:
    """Return a figure's rows as a shared view may tell them; None when it may not tell the figure under this choice.

    Of the choice only period, segments and sectors count: rows are left out of what may be told, not before.
    """
    rule, blocks = RELEASE_RULES.get(name), plan.within(selection.period)
    is_own = _is_own(plan, selection)
    is_seen = is_own and blocks == plan.within(plan.around(plan.own.period))
    if (
        rule is None
        or not blocks
        or (rule.choice in ("sectors", *SEEN) and not is_own)
        or (rule.choice in SEEN and not is_seen)
    ):
        return None
    if plan.own.segments and not set(selection.segments or ()) <= {*plan.own.segments, SMALL}:
        return None
    if plan.scope is not None and not is_releasable(engine.catalogue, name):
        return None
    if name in BRIDGES and (plan.in_scenario or not plan.within(period_before((blocks[0].first, blocks[-1].last)))):
        return None
    if plan.in_scenario and name in COUNTING_COMPLAINTS:
        return None  # their counts as they are, less those in the scenario, would be cells no plan knows
    of_a_day = rule.choice == "people" or engine.header(name).period == "as_of"
    chosen = _chosen(plan, selection, _span(of_a_day, blocks, selection.period))
    if rule.choice == "cases":
        rows = read_cases(engine, name, version, chosen, plan.visibility(), plan.fewest)
    else:
        rows = engine.read(name, version, chosen, plan.visibility(blocks, rule.dimension))
    for column in [name for name in SECTOR_COLUMNS if name in rows]:
        rows = rows[~rows[column].isin(plan.together("sector"))]
    rows = suppress_small_rows(rows, rule, plan.fewest) if rule.choice == "people" else rows
    rows = _answered(engine, rows, rule, plan, version) if rule.choice == "answers" else rows
    rows = _details(rows, name, plan, blocks)
    rows = keep_sectors(rows, name, plan.scope) if plan.scope is not None else rows
    blank = tuple(column for column in rule.blank if column not in STAKE or not (is_seen and name == "overview_total"))
    return _blank(rows, blank, rule.blank_parts, blocks).reset_index(drop=True)


def _answered(
    engine, rows: pandas.DataFrame, rule: ReleaseRule, plan: DisclosurePlan, version: int
) -> pandas.DataFrame:
    """The rows of a survey with enough answers, none where groups of fewer people than the link allows stand together
    by now."""
    held = {row["name"]: row["value"] for row in engine.assumptions(version)}
    if int(held["small_group"] or 0) < plan.fewest:
        return rows.iloc[:0]
    return rows[(rows[list(rule.counts)].fillna(0) >= plan.fewest).all(axis=1)]


def pooled_names(plan: DisclosurePlan, period: Period) -> pandas.DataFrame:
    """Return the names a shared view does not tell apart:
    dimension, name, of (the sector that is meant), few (too few people)."""
    rows = [(what, name, "", name in dict(plan.few).get(what, ())) for what, names in plan.merged for name in names]
    for block in plan.within(period):
        rows += [
            (what, name, "", name in dict(block.few).get(what, ())) for what, names in block.merged for name in names
        ]
        rows += [
            ("payer", name, of, name in dict(block.hidden_few).get(of, ()))
            for of, names in block.hidden
            for name in names
        ]
    found = pandas.DataFrame(rows, columns=list(SUPPRESSED_COLUMNS)).astype({"few": bool})
    return found.groupby(list(SUPPRESSED_COLUMNS[:3]), as_index=False, sort=True)["few"].any()


def suppressed_names(engine, plan: DisclosurePlan, name: str, version: int, period: Period) -> pandas.DataFrame:
    """Return the names a figure about customers leaves out, as merged_names does:
    those with too few people are `few`."""
    rule, told = RELEASE_RULES[name], read_protected(engine, plan, name, version, Selection(period))
    if told is None:
        return pandas.DataFrame({column: [] for column in SUPPRESSED_COLUMNS})
    everything = engine.read(name, version, Selection(_span(rule.choice == "people", plan.within(period), period)))
    gone = everything[~everything[rule.label[0]].isin(told[rule.label[0]])]
    few = gone[rule.people].fillna(0) < plan.fewest
    return pandas.DataFrame({"dimension": name, "name": gone[rule.label[0]], "of": "", "few": few})


def _is_own(plan: DisclosurePlan, selection: Selection) -> bool:
    """Whether the choice is the one the link was made with."""
    segments = _members(plan, "segment", selection.segments) or plan.own.segments
    sectors = _members(plan, "sector", selection.sectors) or ()
    return set(sectors) == set(plan.whole("sector", plan.own.sectors)) and set(segments) == set(plan.own.segments)


def _chosen(plan: DisclosurePlan, selection: Selection, period: Period) -> Selection:
    segments = _members(plan, "segment", selection.segments) or plan.own.segments or None
    return Selection(period, segments, _members(plan, "sector", selection.sectors))


def _members(plan: DisclosurePlan, what: str, names: Names | None) -> Names | None:
    """Chosen names with those they stand together with; the one that stands for the group means all of it."""
    if not names:
        return None
    merged = plan.together(what)
    if SMALL in names or set(names) & set(merged):
        return tuple(sorted({*(name for name in names if name != SMALL), *merged}))
    return names


def _span(of_a_day: bool, blocks: tuple[PeriodBlock, ...], period: Period) -> Period:
    """Whole blocks by name; figures that speak of a day keep the data's own where nobody chose an end."""
    return (None, None) if of_a_day and not any(period) else (blocks[0].first, blocks[-1].last)


def _details(
    rows: pandas.DataFrame, name: str, plan: DisclosurePlan, blocks: tuple[PeriodBlock, ...]
) -> pandas.DataFrame:
    if name == "cost_matrix":
        return _payers(rows, blocks)
    if name in BRIDGES and not all(block.has_kinds for block in plan.blocks):
        return without_kinds(rows)
    if name == "monthly_cost":
        open_months = [(block.first, block.last) for block in blocks if block.has_months]
        told = [any(first <= f"{month:%Y-%m}" <= last for first, last in open_months) for month in rows["month"]]
        return rows[told]
    return rows


def _payers(rows: pandas.DataFrame, blocks: tuple[PeriodBlock, ...]) -> pandas.DataFrame:
    """The matrix with the untold payers of each row in one column; a column that lacks a cell has no sum of its own."""
    hidden = {(sector, payer) for block in blocks for sector, names in block.hidden for payer in names}
    gone = {payer for _, payer in hidden}
    is_hidden = [
        pair in hidden or (pair[0] == ALL and pair[1] in gone)
        for pair in zip(rows["caused_by"], rows["incurred_by"], strict=True)
    ]
    renamed = rows.assign(incurred_by=rows["incurred_by"].where([not one for one in is_hidden], SMALL))
    cells = renamed[renamed["caused_by"] != ALL].groupby(["caused_by", "incurred_by"], as_index=False).sum()
    sums = renamed[(renamed["caused_by"] == ALL) & (renamed["incurred_by"] != SMALL)]
    small = (
        cells[cells["incurred_by"] == SMALL]
        .groupby("incurred_by", as_index=False)
        .sum(numeric_only=True)
        .assign(caused_by=ALL)
    )
    return pandas.concat([cells, sums, small[list(rows.columns)]] if len(small) else [cells, sums], ignore_index=True)


def _blank(
    rows: pandas.DataFrame, columns: tuple[str, ...], parts: tuple[str, ...], blocks: tuple[PeriodBlock, ...]
) -> pandas.DataFrame:
    rows = rows.assign(**{column: None for column in columns if column in rows})
    if parts and len(rows):
        untold = (rows["channel"] != ALL) | (not all(block.has_mix for block in blocks))
        rows = rows.assign(**{column: rows[column].where(~untold) for column in parts})
    return rows
