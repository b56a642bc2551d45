"""The estimates against the measured and the agreed times, as a group; one's own sector's beside the others'."""

from data.workshop.results import Spread
from models.workshop.estimate_scale import reach, stacked
from pages.parts.charts import draw, guesses
from pages.parts.ui import html, tables
from pages.parts.workshop.room_view import RoomView


def reveal_answer(view: RoomView) -> str:
    """Return the sentence of the reveal: the stage where the guesses of the room are furthest from what is measured."""
    told = [(stage, view.found.spread(stage["stage"])) for stage in view.stages if stage["median_hours"] is not None]
    told = [(stage, spread) for stage, spread in told if spread]
    if not told:
        return view.words("workshop.reveal_few", count=view.found.fewest)
    stage, spread = max(told, key=lambda pair: abs(pair[1].middle - pair[0]["median_hours"]))
    guess, fact = view.in_hours(spread.middle), view.in_hours(stage["median_hours"])
    return view.words("workshop.reveal_answer", stage=stage["stage"], guess=guess, fact=fact)


def reveal_step(view: RoomView, own_sector: str = "") -> None:
    """Draw the dots, and the same in numbers. own_sector: whose guesses stand beside the others', on a phone."""
    if not view.stages:
        return
    top = reach(view.stages, [hours for one in view.stages for hours in view.found.guesses(one["stage"])])
    rows = [
        {
            "name": one["stage"],
            "dots": stacked(view.found.guesses(one["stage"]), top),
            "agreed": one["assigned_hours"],
            "measured": one["median_hours"],
            "words": view.words("workshop.in_fact", hours=view.hours(one["median_hours"])),
        }
        for one in view.stages
    ]
    title = view.words("workshop.dots_title")
    html.section_header(title, view.words("workshop.dots_subtitle"))
    draw.draw_chart(view, "guesses", guesses.guesses, rows, view.words("workshop.axis"), top, alternative=title)
    _table(view, own_sector)
    _starts(view)
    html.footnote(view.words("workshop.few", count=view.found.fewest))


def _table(view: RoomView, own_sector: str) -> None:
    words = view.words
    names = ["agreed", "measured", "guess", "own", "others", "should"]
    names += ["worth"] if any("worth" in one for one in view.stages) else []
    heads = [tables.head(words("workshop.column_stage"))]
    heads += [tables.head(words(f"workshop.column_{name}"), "num") for name in names]
    rows = [_row(view, one, names, own_sector or one["sector"]) for one in view.stages]
    own = (
        words("workshop.own_sector_is", sector=view.sector(own_sector)) if own_sector else words("workshop.own_sector")
    )
    tables.table(words("workshop.guess_title"), own, heads, rows, kind="lines")


def _row(view: RoomView, stage: dict, names: list[str], own_sector: str) -> str:
    name, found = stage["stage"], view.found
    worth = (stage.get(part) for part in ("worth", "low", "high"))
    said = {
        "agreed": view.hours(stage["assigned_hours"]),
        "measured": f"{view.hours(stage['median_hours'])} ({view.hours(stage['p90_hours'])})",
        "guess": _spread(view, found.spread(name)),
        "own": _middle(view, found.spread(name, sector=own_sector)),
        "others": _middle(view, found.spread(name, sector=own_sector, apart=True)),
        "should": _spread(view, found.spread(name, "should")),
        "worth": " ".join(filter(None, view.formats.money_interval(*worth))),
    }
    return tables.row(
        tables.name(view.stage(stage)),
        *(tables.number(said[one], view.words(f"workshop.column_{one}")) for one in names),
    )


def _spread(view: RoomView, spread: Spread | None) -> str:
    return f"{view.hours(spread.middle)} ({view.hours(spread.low)}–{view.hours(spread.high)})" if spread else "–"


def _middle(view: RoomView, spread: Spread | None) -> str:
    return view.hours(spread.middle) if spread else "–"


def _starts(view: RoomView) -> None:
    """Where the room thinks the delay starts, by stage in the order of the work."""
    starts = view.found.starts()
    if not starts:
        return
    named = [*(one["stage"] for one in view.stages), ""]
    rows = [
        tables.row(
            tables.name(stage or view.words("workshop.not_sure")),
            tables.number(view.formats.number(starts.get(stage, 0)), view.words("workshop.column_people")),
        )
        for stage in named
        if stage or starts.get("")
    ]
    heads = [tables.head(view.words("workshop.column_stage")), tables.head(view.words("workshop.column_people"), "num")]
    tables.table(_most_named(view, starts), view.words("workshop.starts_subtitle"), heads, rows)


def _most_named(view: RoomView, starts: dict[str, int]) -> str:
    """Where most see the start of the delay, where one stage was named by more than any other answer."""
    ranked = [*sorted(starts.items(), key=lambda one: -one[1]), ("", 0)]
    (stage, count), (_, second) = ranked[:2]
    if not stage or count == second:
        return view.words("workshop.starts_title")
    return view.words("workshop.starts_found", stage=stage, count=count, all=sum(starts.values()))
