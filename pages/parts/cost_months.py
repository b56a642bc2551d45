"""The cost of every month there is, by evidence."""

import pandas as pd

from pages.parts import charts, charts_cost, look
from pages.parts.shaping import dearest_month, in_unit
from pages.parts.units import unit_words


def cost_by_month(view, months: pd.DataFrame) -> None:
    """Draw the cost by month of the complaint, the incomplete months pale. months: month, evidence, amount."""
    unit = view.formats.column_unit(months["amount"])
    words, dearest = unit_words(view, unit), view.formats.month(dearest_month(months))
    legend = charts.legend(view, *charts.tiers_of(months))
    look.finding(view.words("overview.months_title", month=dearest), view.words("overview.months_subtitle", unit=words), legend)
    charts.show(
        view, "months", charts_cost.by_month, in_unit(months, unit), view.choice.last, view.words("overview.months_open"), words,
        alternative=view.words("overview.months_alternative", month=dearest),
    )  # fmt: skip
    charts.twin(view, "months", months)
