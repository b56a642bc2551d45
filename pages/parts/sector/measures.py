"""What is measured of one sector: its times, its audits, its service as others see it, and what changed."""

import pandas as pd

from pages.parts.charts.figure_table import NAME, Column, figure_table
from pages.parts.i18n.formats import unit_words
from pages.parts.i18n.values import is_missing
from pages.parts.sector.statement import of_sector
from pages.parts.ui import html, tables
from pages.parts.ui.number_links import linked_text
from pages.parts.view.shaping import of_every_sector
from pages.parts.view.words.working_hours import hours_remark, kind_of_hours

ALL, NONE = "all", "(none)"
HOURS = ("assigned_hours", "median_hours", "p90_hours", "waiting_hours")


def times(view, sector: str) -> None:
    """Draw stage_time of one sector, with the hours over the agreed ones, and how long its complaints stay open."""
    rows, words = of_sector(view, "stage_time", sector), view.words
    if len(rows):
        over = of_sector(view, "stage_overrun", sector)[["stage", "overrun_hours", "share_of_overrun"]]
        shown = rows.merge(over, how="left", on="stage").sort_values("overrun_hours", ascending=False)
        columns = [
            Column("stage", str, words("chain.stage"), NAME),
            Column("cases", view.formats.number, words("chain.time_cases")),
            *(Column(name, _tenths(view), words(f"chain.time_{name}")) for name in HOURS),
            Column("", lambda row: _over(view, row, "overrun_hours", view.formats.number), words("chain.late_hours")),
        ]
        if of_every_sector(view):
            share = words("chain.late_bar")
            columns.append(Column("", lambda row: _over(view, row, "share_of_overrun", view.formats.share), share))
        title = _time_title(view, shown.iloc[0])
        figure_table(
            view,
            "stage_time",
            shown,
            columns,
            title,
            words("statement.time_subtitle", hours=kind_of_hours(view)),
            ("stage", "sector"),
        )
        hours_remark(view)
    _closing(view, sector)


def _tenths(view):
    return lambda value: "" if is_missing(value) else view.formats.number(value, 1)


def _over(view, row, column: str, write) -> str:
    value = getattr(row, column)
    if is_missing(value):
        return ""
    return linked_text(view, write(value), "stage_overrun", column, sector=row.sector, stage=row.stage)


def _time_title(view, row: pd.Series) -> str:
    """The stage with most hours over: its agreed, middle and long times."""
    known = {name: row[name] for name in ("median_hours", "p90_hours")}
    if any(is_missing(hours) for hours in known.values()):
        return view.words("statement.time_title_open")
    told = {
        name: linked_text(
            view, view.formats.number(hours, 1), "stage_time", name, stage=row["stage"], sector=row["sector"]
        )
        for name, hours in known.items()
    }
    return view.words("statement.time_title", stage=row["stage"], **told)


def _closing(view, sector: str) -> None:
    row = next(of_sector(view, "time_to_close", sector).itertuples(), None)
    if row is None or is_missing(row.median_days) or is_missing(row.p90_days):
        return
    told = {
        name: linked_text(view, view.formats.number(getattr(row, name)), "time_to_close", name, sector=sector)
        for name in ("opened", "median_days", "p90_days")
    }
    html.footnote(html.text(view.words("statement.closing", **told)))


def audits(view, sector: str) -> None:
    """Draw scorecard of one sector: how often audited work was right, by family of criteria."""
    rows = of_sector(view, "scorecard", sector).sort_values("family", key=lambda names: names == ALL)
    if rows.empty:
        return
    whole = next((row for row in rows.itertuples() if row.family == ALL), None)
    columns = [
        Column("family", lambda name: _family(view, name), _label(view, "family"), NAME),
        Column("high_impact_accuracy", _share(view), _label(view, "high")),
        Column("low_impact_accuracy", _share(view), _label(view, "low")),
        Column("audits", view.formats.number, _label(view, "audits")),
    ]
    title = view.words("statement.audit_title_open")
    if whole is not None and not is_missing(whole.high_impact_accuracy):
        share = _share(view)(whole.high_impact_accuracy)
        told = linked_text(view, share, "scorecard", "high_impact_accuracy", sector=sector, family=ALL)
        title = view.words("statement.audit_title", share=told)
    figure_table(view, "scorecard", rows, columns, title, view.words("statement.audit_subtitle"), ("family", "sector"))
    if whole is not None and whole.open_disputes and not is_missing(whole.high_if_upheld):
        html.footnote(_disputed(view, whole))


def _disputed(view, whole) -> str:
    """How many findings are disputed and not answered yet, and the share that would be right if all were upheld."""
    told = {"count": view.formats.number(whole.open_disputes), "share": _share(view)(whole.high_if_upheld)}
    names = {"count": "open_disputes", "share": "high_if_upheld"}
    cell = {"sector": whole.sector, "family": ALL}
    linked = {word: linked_text(view, told[word], "scorecard", name, **cell) for word, name in names.items()}
    return view.words("statement.disputed", **linked)


def _family(view, name: str) -> str:
    return {ALL: _label(view, "all"), NONE: view.words("leaving.not_stated")}.get(name, name)


def _label(view, name: str) -> str:
    return view.words(f"statement.audit_{name}")


def _share(view):
    return lambda value: "" if is_missing(value) else view.formats.share(value)


def service(view, sector: str) -> None:
    """Draw service_gap of one sector, as its receivers see it, and quality_gap as planned, delivered and received."""
    rows, words = of_sector(view, "service_gap", sector).dropna(subset=["gap"]), view.words
    if len(rows):
        shown, point = rows.sort_values("gap"), lambda value: view.formats.number(value, 1)
        columns = [
            Column("dimension", view.category, words("statement.dimension"), NAME),
            Column("expected", point, words("statement.expected")),
            Column("perceived", point, words("statement.perceived")),
            Column("gap", lambda value: view.formats.number(value, 1, signed=True), words("statement.gap")),
            Column("answers", view.formats.number, words("statement.answers")),
        ]
        title = words("statement.gap_title", dimension=view.category(shown.iloc[0]["dimension"]))
        figure_table(
            view, "service_gap", shown, columns, title, words("statement.gap_subtitle"), ("dimension", "sector")
        )


def levels(view, sector: str) -> None:
    """Draw quality_gap of one sector: what was planned, delivered and received, and between which most is lost."""
    rows, point = of_sector(view, "quality_gap", sector), lambda value: view.formats.number(value, 1)
    if rows.empty:
        return
    row, names = rows.iloc[0], ("planned", "delivered", "received", "planning_gap", "perception_gap")
    columns = [
        Column("sector", view.sector, view.words("overview.column_sector"), NAME),
        *(Column(name, point, view.words(f"statement.{name}")) for name in names),
    ]
    widest = max(names[3:], key=lambda name: row[name])
    title = view.words("statement.level_title_kept")
    if row[widest] > 0:
        points = linked_text(view, point(row[widest]), "quality_gap", widest, sector=sector)
        title = view.words(f"statement.level_title_{widest}", points=points)
    figure_table(view, "quality_gap", rows, columns, title, view.words("statement.level_subtitle"))


def leaving(view, sector: str) -> None:
    """Draw leaving_reason of one sector: what those who left said that was its matter."""
    rows = of_sector(view, "leaving_reason", sector).sort_values(["customers", "reason"], ascending=[False, True])
    if not view.may_read_rows:
        rows = rows[rows["customers"] >= int(view.assumptions("small_group")["small_group"])]
    if rows.empty:
        return
    columns = [
        Column(
            "reason",
            lambda name: view.words("leaving.not_stated") if name == NONE else name,
            view.words("leaving.reason"),
            NAME,
        ),
        Column("customers", view.formats.number, view.words("leaving.customers")),
        *(
            [Column("share", lambda share: view.formats.share(share, 1), view.words("leaving.share"))]
            if of_every_sector(view)
            else []
        ),
        Column(
            "monthly_margin",
            lambda money: "" if is_missing(money) else view.formats.number(money),
            view.words("leaving.monthly_margin"),
        ),
    ]
    title = view.words("statement.leaving_title", reason=rows.iloc[0]["reason"])
    figure_table(
        view, "leaving_reason", rows, columns, title, view.words("statement.leaving_subtitle"), ("reason", "sector")
    )


def changed(view, sector: str) -> None:
    """Draw change_bridge of one sector: what changed its cost from the period before, cause by cause."""
    rows = of_sector(view, "change_bridge", sector)
    rows = rows[rows["amount"] != 0].sort_values("place")
    if rows.empty:
        return
    first, unit = rows.iloc[0], view.formats.column_unit(rows["amount"])
    columns = [
        Column("cause", lambda cause: view.words(f"cause.{cause}"), view.words("statement.cause"), NAME),
        Column("amount", lambda change: tables.change(view.formats, change, unit), view.words("statement.change")),
    ]
    told = {
        end: linked_text(
            view,
            view.formats.money(first[f"cost_{end}"]),
            "change_bridge",
            f"cost_{end}",
            sector=sector,
            cause=first["cause"],
        )
        for end in ("before", "after")
    }
    title = view.words("statement.change_title", **told)
    subtitle = view.words("statement.change_subtitle", unit=unit_words(view, unit))
    figure_table(view, "change_bridge", rows, columns, title, subtitle, ("cause", "sector"))
