"""The cost of every month there is, by evidence."""

import pandas as pd

from pages.parts import charts, charts_cost, look
from pages.parts.asking import links
from pages.parts.shaping import dearest_month, in_unit
from pages.parts.units import unit_words
from pages.parts.values import month_code


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
    link = links(view, months, "monthly_cost", "amount", "month", "evidence")
    legend = charts.legend(view, *charts.tiers_of(months))
    look.finding(
        view.words("overview.months_title", month=dearest), view.words("overview.months_subtitle", unit=words), legend
    )
    charts.show(
        view,
        "months",
        charts_cost.by_month,
        in_unit(months.assign(link=link), unit),
        view.choice.last,
        view.words("overview.months_open"),
        words,
        alternative=view.words("overview.months_alternative", month=dearest),
    )
    charts.twin(view, "months", months, "monthly_cost", month="month", evidence="evidence")
