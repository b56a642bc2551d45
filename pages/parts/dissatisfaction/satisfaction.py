"""How satisfied those are whose case was late, who complained, whose complaint was resolved, who left; and others."""

from pages.parts.charts.figure_table import NAME, RANGE, Column, figure_table
from pages.parts.i18n.formats import Unit
from pages.parts.i18n.values import is_missing
from pages.parts.ui import html
from pages.parts.ui.number_links import linked_text
from pages.parts.ui.suppression_marks import mark
from pages.parts.view.words.empty_reasons import why_empty

ORDER = tuple((dimension, value) for dimension in ("late", "complained", "resolved", "left") for value in ("yes", "no"))
TENTHS = Unit(1, "", 1)


def satisfaction_table(view) -> None:
    """Draw satisfaction_by: answers, mean score and its range on either side of four questions."""
    rows, words, number = view.read("satisfaction_by"), view.words, view.formats.number
    if rows.empty:
        html.footnote(why_empty(view, "satisfied.missing"))
        return
    columns = [
        Column("", lambda row: words(f"satisfied.{row.dimension}_{row.value}"), words("satisfied.name"), NAME),
        Column("score", lambda score: mark(True) if is_missing(score) else number(score, 1), words("satisfied.score")),
        Column("", lambda row: view.formats.interval(row.low, row.high, TENTHS), words("satisfied.range"), RANGE),
        Column("answers", number, words("satisfied.answers")),
    ]
    level = view.formats.share(rows["level"].iloc[0])
    places = {pair: place for place, pair in enumerate(ORDER)}
    shown = rows.assign(place=list(map(places.get, zip(rows["dimension"], rows["value"]))))
    figure_table(
        view,
        "satisfaction_by",
        shown.sort_values("place").drop(columns="place"),
        columns,
        _finding(view, rows),
        words("satisfied.subtitle", level=level),
        ("dimension", "value"),
        data="satisfied",
    )
    fewest = view.assumptions("small_group")["small_group"]
    html.footnote(words("satisfied.remark", fewest=fewest))


def _finding(view, rows) -> str:
    """Return what those who complained answer beside those who did not, where both may be told."""
    told = rows[(rows["dimension"] == "complained") & rows["score"].notna()].set_index("value")["score"]
    if len(told) < 2:
        return view.words("satisfied.title_open")
    scores = {
        value: linked_text(
            view, view.formats.number(score, 1), "satisfaction_by", "score", dimension="complained", value=value
        )
        for value, score in told.items()
    }
    return view.words("satisfied.title", **scores)
