"""The two charts of the page win or keep: winning and keeping in each sector, and when each has paid back."""

from pages.parts.charts import acquisition, draw
from pages.parts.i18n.formats import unit_words
from pages.parts.ui import html
from pages.parts.ui.number_links import row_links
from pages.parts.view.shaping import sectors_shown
from pages.parts.win_or_keep.comparison import crossings, pairs_of_sectors, payback_words, win_finding


def pairs(view, sectors) -> None:
    """Draw win_or_keep: what replacing the customers lost costs each sector, and what keeping the same ones would."""
    rows = pairs_of_sectors(sectors_shown(view, sectors))
    unit = view.formats.column_unit([*rows["replacement_cost"], *rows["keep_instead"]])
    html.section_header(
        win_finding(view, rows),
        view.words("win.pairs_subtitle", unit=unit_words(view, unit)),
        html.legend(
            [
                ("box", "win", view.words("win.key_win")),
                ("box", "keep", view.words("win.key_keep")),
                ("upright", "text", view.words("win.key_break_even")),
            ]
        ),
    )
    words = {
        name: view.words(f"win.key_{key}") for name, key in (("win", "win"), ("keep", "keep"), ("lost", "break_even"))
    }
    words["axis"] = unit_words(view, unit)
    sides = {"link_win": "replacement_cost", "link_keep": "keep_instead", "link_lost": "loyalty_lost"}
    linked = rows.assign(
        **{name: row_links(view, rows, "win_or_keep", column, "sector") for name, column in sides.items()}
    )
    draw.draw_chart(view, "pairs", acquisition.win_and_keep, linked, unit, words, alternative=win_finding(view, rows))
    draw.data_table(view, "pairs", rows, "win_or_keep")


def payback(view) -> None:
    """Draw payback_curve: when a customer has brought in what winning or keeping one cost."""
    lines = view.read("payback_curve")
    if not lines.empty:
        words = payback_words(view, lines)
        html.section_header(words["title"], view.words("win.payback_subtitle"))
        linked = lines.assign(link=row_links(view, lines, "payback_curve", "cumulative", "side", "month"))
        draw.draw_chart(
            view, "payback", acquisition.payback, linked, crossings(lines), words, alternative=words["title"]
        )
        draw.data_table(view, "payback", lines, "payback_curve")
