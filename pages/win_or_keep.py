"""What winning a customer costs, what keeping one costs, and what is worth spending in each sector."""

from pages.parts import charts, charts_win, look
from pages.parts.asking import links
from pages.parts.badge import badge
from pages.parts.explain import explain
from pages.parts.findings import payback_words, win_answer, win_finding
from pages.parts.folding import folded
from pages.parts.frame import open_answers
from pages.parts.quality_line import quality_line
from pages.parts.rows_behind import rows_behind
from pages.parts.shaping import crossings, pairs_of_sectors, sectors_shown
from pages.parts.steps import columns, space
from pages.parts.units import unit_words
from pages.parts.untold import end_untold
from pages.parts.view_cache import drawn
from pages.parts.win_more import cash_chart, lag_table, split_part
from pages.parts.win_tables import break_even_table, channel_table


def _win_or_keep(view) -> None:
    channels, sectors = view.read("acquisition_cost"), view.read("win_or_keep")
    end_untold(view, channels, sectors)
    look.headline(view.scope(), win_answer(view, channels, sectors), view.words("win.why"))

    left, right = columns([6, 5])
    with left:
        pairs = pairs_of_sectors(sectors_shown(view, sectors))
        unit = view.formats.column_unit([*pairs["replacement_cost"], *pairs["keeping_cost"]])
        look.finding(
            win_finding(view, pairs),
            view.words("win.pairs_subtitle", unit=unit_words(view, unit)),
            look.key_line(
                [
                    ("box", "win", view.words("win.key_win")),
                    ("box", "keep", view.words("win.key_keep")),
                    ("upright", "text", view.words("win.key_break_even")),
                ]
            ),
        )
        axis = unit_words(view, unit)
        sides = {"link_win": "replacement_cost", "link_keep": "keeping_cost", "link_lost": "loyalty_lost"}
        linked = pairs.assign(
            **{name: links(view, pairs, "win_or_keep", column, "sector") for name, column in sides.items()}
        )
        charts.show(view, "pairs", charts_win.win_and_keep, linked, unit, axis, alternative=win_finding(view, pairs))
        charts.twin(view, "pairs", pairs, "win_or_keep")
    with right:
        lines = view.read("payback_curve")
        if not lines.empty:
            words = payback_words(view, lines)
            look.finding(words["title"], view.words("win.payback_subtitle"))
            linked = lines.assign(link=links(view, lines, "payback_curve", "cumulative", "side", "month"))
            charts.show(
                view, "payback", charts_win.payback, linked, crossings(lines), words, alternative=words["title"]
            )
            charts.twin(view, "payback", lines, "payback_curve")

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
