"""The chain as it is: the way of a case with agreed and measured times, and whom each sector serves."""

from pages.parts.charts import draw, stages
from pages.parts.ui import html, tables
from pages.parts.view.words.stage_words import said_aloud, stage_times, staircase_legend
from pages.parts.view.words.working_hours import are_working, hours_remark
from pages.parts.workshop.room_view import RoomView

CUSTOMER = "customer"


def chain_step(view: RoomView) -> None:
    """Draw the way and who serves whom."""
    if view.steps.empty:
        html.render(f'<div class="empty"><p>{html.escape(view.words("workshop.no_way"))}</p></div>')
        return
    _staircase(view)
    _table(view)


def _staircase(view: RoomView) -> None:
    rows = view.steps
    shown = rows.assign(
        name=rows["stage"],
        words=[stage_times(view, row) for row in rows.itertuples()],
        said=[said_aloud(view, row) for row in rows.itertuples()],
        link=None,
    )
    promise = rows["promised_hours"].iloc[0]
    words = {
        "axis": view.words("chain.axis_working" if are_working(view) else "chain.axis_hours"),
        "promise": "" if promise is None else view.words("chain.promise_hours", time=view.hours(promise)),
    }
    title = view.words("workshop.chain_title", count=len(rows))
    html.section_header(title, view.words("workshop.chain_subtitle"), staircase_legend(view))
    draw.draw_chart(view, "room_way", stages.staircase, shown, words, alternative=title)
    hours_remark(view)


def _table(view: RoomView) -> None:
    words = view.words
    served: dict[str, list[str]] = {}
    for supplier, receiver in view.facts.get("flows", []):
        served.setdefault(supplier, []).append(
            words("chain.customer") if receiver == CUSTOMER else view.sector(receiver)
        )
    heads = [tables.head(words(f"workshop.column_{name}")) for name in ("stage", "sector", "serves")]
    rows = [
        tables.row(
            tables.name(stage["stage"]),
            tables.cell(html.escape(view.sector(stage["sector"])), "", words("workshop.column_sector")),
            tables.cell(
                html.escape(view.formats.listing(served.get(stage["sector"], [])) or words("workshop.serves_unknown")),
                "",
                words("workshop.column_serves"),
            ),
        )
        for stage in view.stages
    ]
    tables.table(words("workshop.serves_title"), words("workshop.serves_subtitle"), heads, rows, kind="lines")
