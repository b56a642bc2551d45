"""What winning a customer costs, what keeping one costs, and what is worth spending in each sector."""

from pages.parts import look
from pages.parts.badge import badge
from pages.parts.explain import explain
from pages.parts.findings import win_answer
from pages.parts.folding import folded
from pages.parts.frame import open_answers
from pages.parts.quality_line import quality_line
from pages.parts.rows_behind import rows_behind
from pages.parts.steps import columns, space
from pages.parts.untold import end_untold
from pages.parts.view_cache import drawn
from pages.parts.win_charts import pairs, payback
from pages.parts.win_more import cash_chart, lag_table, split_part
from pages.parts.win_tables import break_even_table, channel_table


def _win_or_keep(view) -> None:
    channels, sectors = view.read("acquisition_cost"), view.read("win_or_keep")
    end_untold(view, channels, sectors)
    look.headline(view.scope(), win_answer(view, channels, sectors), view.words("win.why"))

    left, right = columns([6, 5])
    with left:
        pairs(view, sectors)
    with right:
        payback(view)
    channel_table(view, channels)
    space()
    break_even_table(view, sectors)
    badge(view)
    quality_line(view)
    folded(view, "lag", lag_table)
    folded(view, "cash", cash_chart)
    split_part(view)
    explain(
        view,
        "acquisition_cost",
        "win_or_keep",
        "channel_payback",
        "customer_value",
        "acquisition_by_lag",
        "customer_cash_flow",
        "best_split",
    )
    rows_behind(view, "acquisition_cost", {"channel": list(channels["channel"])})


view = open_answers("nav.win_or_keep", "customers", "acquisition_spend", of_a_day=("best_split",))
drawn(view, "win_or_keep", _win_or_keep)
