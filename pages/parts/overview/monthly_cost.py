"""Cost by month; customers lost in the period."""

import pandas as pd

from pages.parts.charts import base, cost, draw
from pages.parts.i18n.formats import unit_words
from pages.parts.i18n.values import month_code
from pages.parts.ui import html
from pages.parts.ui.number_links import linked_text, row_links
from pages.parts.view.shaping import in_unit


def lost_in_period(view) -> None:
    """Draw what the customers lost of a period are, beside the number that the page of loyalty gives for everybody."""
    if view.filters.sectors or view.filters.segments:
        return
    total = next(view.read("avoidable_churn_total").itertuples(), None)
    if total is not None and total.state == "present":
        ever = linked_text(view, view.formats.number(total.avoidable), "avoidable_churn_total", "avoidable")
        html.footnote(view.words("lost.period", ever=ever))


def dearest_month(rows: pd.DataFrame):
    """Return the month of monthly_cost that cost most."""
    return rows.sort_values(["month_amount", "month"], ascending=[False, True])["month"].iloc[0]


def cost_by_month(view, months: pd.DataFrame) -> None:
    """Draw the cost by month of the complaint, the incomplete months pale; nothing without any.

    months: monthly_cost of every month.
    """
    # what is assumed of silent customers reaches back as far as the customers do, before the first complaint
    months = months[[month_code(month) >= min(view.choice.months, default="") for month in months["month"]]]
    if months.empty:
        return
    unit = view.formats.column_unit(months["amount"])
    words, dearest = unit_words(view, unit), view.formats.month(dearest_month(months))
    link = row_links(view, months, "monthly_cost", "amount", "month", "evidence")
    legend = draw.legend(view, *base.tiers_of(months))
    html.section_header(
        view.words("overview.months_title", month=dearest), view.words("overview.months_subtitle", unit=words), legend
    )
    draw.draw_chart(
        view,
        "months",
        cost.by_month,
        in_unit(months.assign(link=link), unit),
        view.choice.last,
        {"open": view.words("overview.months_open")} | {tier: view.words(f"evidence.{tier}") for tier in base.TIERS},
        view.period,
        alternative=view.words("overview.months_alternative", month=dearest),
    )
    draw.data_table(view, "months", months, "monthly_cost", month="month", evidence="evidence")
