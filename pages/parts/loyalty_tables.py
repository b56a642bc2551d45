"""Tables of the loyalty page: value by segment, loyalty at stake by sector, customers lost after a complaint."""

import pandas as pd

from pages.parts import bars, charts, look, tables
from pages.parts.asking import linked, number
from pages.parts.formats import Unit
from pages.parts.small_groups import small_rows
from pages.parts.units import unit_words

VALUE_COLUMNS = ("customers", "monthly_margin", "value", "total_value")
CHURN_COUNTS = ("complained", "complained_left", "comparable", "comparable_left")
BANDS_SHOWN = 16


def value_table(view, values: pd.DataFrame) -> None:
    """Draw customer_value: what a customer of each segment is worth, with horizon and rate beside it."""
    words = view.words
    unit = view.formats.column_unit(values["total_value"])
    heads = [tables.head(words("value.segment"))]
    heads += [tables.head(words(f"value.{column}"), "num") for column in VALUE_COLUMNS] + [
        tables.head(words("value.bar"), "wide")
    ]
    ordered = values.sort_values("segment", key=lambda names: names.eq("all"), kind="stable")
    held = view.assumptions("horizon_months", "discount_rate")
    rate, horizon = view.formats.share(held["discount_rate"]), held["horizon_months"]
    subtitle = words(
        "value.subtitle", horizon=horizon, rate=rate, one=unit_words(view, Unit(1, "", 0)), unit=unit_words(view, unit)
    )
    scale = bars.largest(values[values["segment"] != "all"]["total_value"])
    key = look.key_line([("bk", "keep", words("value.observed")), ("es", "keep", words("value.projected"))])
    lines = [_value_row(view, row, unit, scale) for row in ordered.itertuples()]
    lines += small_rows(view, "customer_value", view.segment, ["num"] * len(VALUE_COLUMNS) + ["wide"])
    tables.table(words("value.title"), subtitle, heads, lines, "" if values["total_value"].isna().all() else key)
    charts.twin(view, "value", values, "customer_value")


def _value_row(view, row, unit, scale: float) -> str:
    formats = view.formats
    written = {
        "customers": formats.number(row.customers),
        "monthly_margin": formats.number(row.monthly_margin, 2),
        "value": formats.number(row.value),
        "total_value": formats.amount(row.total_value, unit),
    }
    cell = {"segment": row.segment}
    cells = [
        number(view, written[name], "customer_value", name, cell, view.words(f"value.{name}")) for name in VALUE_COLUMNS
    ]
    is_all = row.segment == "all"
    bar = (
        ""
        if is_all
        else bars.cost_bar(scale, row.total_observed, row.total_projected, None, None, _parts(view, row), hue="keep")
    )
    return tables.row(tables.name(view.segment(row.segment)), *cells, tables.cell(bar, "full wide"), total=is_all)


def _parts(view, row) -> str:
    parts = {"observed": view.formats.money(row.total_observed), "projected": view.formats.money(row.total_projected)}
    return view.words("value.parts", **parts)


def stake_table(view, sectors: pd.DataFrame) -> None:
    """Draw the value each sector puts at stake, and the part of it that was lost."""
    words = view.words
    rows = sectors.sort_values("loyalty_at_stake", ascending=False)
    unit, scale = view.formats.column_unit(rows["loyalty_at_stake"]), bars.largest(rows["loyalty_at_stake"])
    kinds = {"sector": "", "at_stake": "num", "bar": "wide", "lost": "num", "customers_lost": "num"}
    heads = [tables.head(words(f"stake.{column}"), kind) for column, kind in kinds.items()]
    title = words("stake.title", sector=view.sector(rows["sector"].iloc[0])) if len(rows) else ""
    subtitle = words("stake.subtitle", unit=unit_words(view, unit))
    tables.table(title, subtitle, heads, [_stake_row(view, row, unit, scale) for row in rows.itertuples()])


def _stake_row(view, row, unit, scale: float) -> str:
    formats, words, place = view.formats, view.words, {"sector": row.sector}
    lost = formats.amount(row.loyalty_lost, unit), formats.number(row.customers_lost, 1)
    return tables.row(
        tables.name(view.sector(row.sector)),
        number(view, formats.amount(row.loyalty_at_stake, unit), "sector_overview", "loyalty_at_stake", place),
        tables.cell(bars.dot(scale, row.loyalty_at_stake), "full wide"),
        number(view, lost[0], "sector_overview", "loyalty_lost", place, words("stake.lost")),
        number(view, lost[1], "sector_overview", "customers_lost", place, words("stake.customers_lost")),
    )


def churn_table(view, churn: pd.DataFrame) -> None:
    """Draw avoidable_churn: who left after a complaint against comparable customers, by segment and tenure."""
    words = view.words
    columns = ("segment", "tenure_band", *CHURN_COUNTS, "excess_risk", "avoidable")
    heads = [tables.head(words(f"churn.{name}"), "" if place < 2 else "num") for place, name in enumerate(columns)]
    body = [_churn_row(view, row) for row in _in_order(churn).head(BANDS_SHOWN).itertuples()]
    tables.table(*_churn_titles(view), heads, body, kind="lines")


def _churn_titles(view) -> tuple[str, str]:
    total = next(view.read("avoidable_churn_total").itertuples())
    between = f"({view.formats.number(total.low)}–{view.formats.number(total.high)})"
    key = "churn.title_unclear" if total.low <= 0 <= total.high else "churn.title"
    months, level = view.assumptions("effect_months")["effect_months"], view.formats.share(total.level)
    lost = linked(view, view.formats.number(total.avoidable), "avoidable_churn_total", "avoidable")
    title = view.words(key, lost=lost, interval=between)
    return title, view.words("churn.subtitle", months=months, level=level)


def _churn_row(view, row) -> str:
    formats, words = view.formats, view.words
    figure, cell = "avoidable_churn", {"segment": row.segment, "tenure_band": row.tenure_band}
    counts = [
        number(view, formats.number(getattr(row, name)), figure, name, cell, words(f"churn.{name}"))
        for name in CHURN_COUNTS
    ]
    return tables.row(
        tables.name(view.segment(row.segment)),
        tables.cell(tables.escape(row.tenure_band)),
        *counts,
        number(
            view,
            formats.share(row.excess_risk, 1, signed=True),
            figure,
            "excess_risk",
            cell,
            words("churn.excess_risk"),
        ),
        number(view, formats.number(row.avoidable, 1), figure, "avoidable", cell, words("churn.avoidable")),
    )


def _in_order(churn: pd.DataFrame) -> pd.DataFrame:
    """By segment, the shortest tenure first."""
    first_month = churn["tenure_band"].str.extract(r"(\d+)")[0].astype(int)
    return churn.assign(first_month=first_month).sort_values(["segment", "first_month"])
