"""The two charts of the page win or keep: winning and keeping in each sector, and when each has paid back."""

from pages.parts import charts, charts_win, look
from pages.parts.asking import links
from pages.parts.findings import payback_words, win_finding
from pages.parts.shaping import crossings, pairs_of_sectors, sectors_shown
from pages.parts.units import unit_words


def pairs(view, sectors) -> None:
    """Draw win_or_keep: what replacing the customers lost costs each sector, and what keeping customers does."""
    rows = pairs_of_sectors(sectors_shown(view, sectors))
    unit = view.formats.column_unit([*rows["replacement_cost"], *rows["keeping_cost"]])
    look.finding(
        win_finding(view, rows),
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
    linked = rows.assign(**{name: links(view, rows, "win_or_keep", column, "sector") for name, column in sides.items()})
    charts.show(view, "pairs", charts_win.win_and_keep, linked, unit, axis, alternative=win_finding(view, rows))
    charts.twin(view, "pairs", rows, "win_or_keep")


def payback(view) -> None:
    """Draw payback_curve: when a customer has brought in what winning or keeping one cost."""
    lines = view.read("payback_curve")
    if not lines.empty:
        words = payback_words(view, lines)
        look.finding(words["title"], view.words("win.payback_subtitle"))
        linked = lines.assign(link=links(view, lines, "payback_curve", "cumulative", "side", "month"))
        charts.show(view, "payback", charts_win.payback, linked, crossings(lines), words, alternative=words["title"])
        charts.twin(view, "payback", lines, "payback_curve")
