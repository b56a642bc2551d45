"""The chain as it is: the way of a case with agreed and measured times, and whom each sector serves."""

from pages.parts.charts import draw, stages
from pages.parts.ui import html, tables
from pages.parts.value_chain.stages import said_aloud
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
        words=[_times(view, row) for row in rows.itertuples()],
        said=[said_aloud(view, row) for row in rows.itertuples()],
        link=None,
    )
    promise = rows["promised_hours"].iloc[0]
    words = {
        "axis": view.words("chain.axis_working" if are_working(view) else "chain.axis_hours"),
        "promise": "" if promise is None else view.words("chain.promise_hours", time=view.hours(promise)),
    }
    title = view.words("workshop.chain_title", count=len(rows))
    html.section_header(title, view.words("workshop.chain_subtitle"), _legend(view))
    draw.draw_chart(view, "room_way", stages.staircase, shown, words, alternative=title)
    hours_remark(view)


def _times(view: RoomView, row) -> str:
    return f"{view.hours(row.median_hours)} ({view.hours(row.p90_hours)})"


def _legend(view: RoomView) -> str:
    return html.legend(
        [
            ("agreed", "ctx", view.words("chain.key_agreed")),
            ("bk", "ctx", view.words("chain.key_within")),
            ("bk", "cost", view.words("chain.key_beyond")),
            ("rule", "text", view.words("chain.key_p90")),
        ]
    )


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
