"""Tables of the loyalty page: value by segment, loyalty at stake by sector, customers lost after a complaint."""

import pandas as pd
from pages.parts import bars, tables
from pages.parts.overview_parts import unit_words

BANDS_SHOWN = 16


def value_table(view, values: pd.DataFrame) -> None:
    """Draw customer_value: what a customer of each segment is worth, with horizon and rate beside it."""
    formats, words = view.formats, view.words
    unit = formats.column_unit(values["total_value"])
    heads = [tables.head(words(f"value.{column}"), "num" if column != "segment" else "") for column in
             ("segment", "customers", "monthly_margin", "value", "total_value")]
    ordered = values.sort_values("segment", key=lambda names: names.eq("all"), kind="stable")
    held = view.assumptions("horizon_months", "discount_rate")
    tables.table(
        words("value.title"), words("value.subtitle", horizon=held["horizon_months"], rate=formats.share(held["discount_rate"]),
                                    unit=unit_words(view, unit)),
        heads, [_value_row(view, row, unit) for row in ordered.itertuples()],
    )


def _value_row(view, row, unit) -> str:
    formats, words = view.formats, view.words
    is_all = row.segment == "all"
    return tables.row(
        tables.name(words("word.all") if is_all else view.segment(row.segment)),
        tables.number(formats.number(row.customers), words("value.customers")),
        tables.number(formats.number(row.monthly_margin, 2), words("value.monthly_margin")),
        tables.number(formats.number(row.value), words("value.value")),
        tables.number(formats.amount(row.total_value, unit), words("value.total_value")), total=is_all,
    )


def stake_table(view, sectors: pd.DataFrame) -> None:
    """Draw the value each sector puts at stake, and the part of it that was lost."""
    formats, words = view.formats, view.words
    rows = sectors.sort_values("loyalty_at_stake", ascending=False)
    unit = formats.column_unit(rows["loyalty_at_stake"])
    scale = bars.largest(rows["loyalty_at_stake"])
    heads = [tables.head(words("stake.sector")), tables.head(words("stake.at_stake"), "num"), tables.head(words("stake.bar"), "wide"),
             tables.head(words("stake.lost"), "num"), tables.head(words("stake.customers_lost"), "num")]
    body = [
        tables.row(
            tables.name(view.sector(row.sector)), tables.number(formats.amount(row.loyalty_at_stake, unit)),
            tables.cell(bars.dot(scale, row.loyalty_at_stake), "full wide"),
            tables.number(formats.amount(row.loyalty_lost, unit), words("stake.lost")),
            tables.number(formats.number(row.customers_lost, 1), words("stake.customers_lost")),
        )
        for row in rows.itertuples()
    ]
    tables.table(words("stake.title", sector=view.sector(rows["sector"].iloc[0])), words("stake.subtitle", unit=unit_words(view, unit)), heads, body)


def churn_table(view, churn: pd.DataFrame) -> None:
    """Draw avoidable_churn: who left after a complaint against comparable customers, by segment and tenure."""
    formats, words = view.formats, view.words
    columns = ("segment", "tenure_band", "complained", "complained_left", "comparable", "comparable_left", "excess_risk", "avoidable")
    heads = [tables.head(words(f"churn.{column}"), "" if place < 2 else "num") for place, column in enumerate(columns)]
    body = [
        tables.row(
            tables.name(view.segment(row.segment)), tables.cell(tables.escape(row.tenure_band)),
            *(tables.number(formats.number(getattr(row, column)), words(f"churn.{column}")) for column in columns[2:6]),
            tables.number(formats.share(row.excess_risk, 1, signed=True), words("churn.excess_risk")),
            tables.number(formats.number(row.avoidable, 1), words("churn.avoidable")),
        )
        for row in _in_order(churn).head(BANDS_SHOWN).itertuples()
    ]
    total = next(view.read("avoidable_churn_total").itertuples())
    between = f"({formats.number(total.low)}–{formats.number(total.high)})"
    key = "churn.title_unclear" if total.low <= 0 <= total.high else "churn.title"
    tables.table(words(key, lost=formats.number(total.avoidable), interval=between), words(
        "churn.subtitle", months=view.assumptions("effect_months")["effect_months"], level=formats.share(total.level)), heads, body)


def _in_order(churn: pd.DataFrame) -> pd.DataFrame:
    """By segment, the shortest tenure first."""
    first_month = churn["tenure_band"].str.extract(r"(\d+)")[0].astype(int)
    return churn.assign(first_month=first_month).sort_values(["segment", "first_month"])
