"""The customer's way: at which stage customers complain, what that costs, and what it does to them."""

from pages.parts.charts.figure_table import NAME, RANGE, WIDE, Column, figure_table
from pages.parts.i18n.formats import points_range, unit_words
from pages.parts.i18n.language import has
from pages.parts.i18n.values import is_missing
from pages.parts.ui import bars, html
from pages.parts.ui.number_links import linked_text
from pages.parts.view.view import NO_VALUE

NEVER_SAID = 7  # the place of complaints that state no stage
ALL, JOURNEY = "all", "journey"


def journey_finding(view) -> str | None:
    """Return at which stage most of the cost arises; None where no complaint of a cost states its stage."""
    rows = view.read("customer_way")
    known = rows[rows["place"] < NEVER_SAID].sort_values(["cost", "place"])
    if known.empty or known.iloc[-1]["cost"] <= 0:
        return None
    first = known.iloc[-1]
    share = linked_text(view, view.formats.share(first["share"]), "customer_way", "share", stage=first["stage"])
    return view.words("journey.title", share=share, stage=stage_name(view, first["stage"]))


def journey_table(view) -> None:
    """Draw customer_way: complaints, cost, satisfaction and added risk by stage, in the order of the way."""
    words, formats = view.words, view.formats
    rows = view.read("customer_way").sort_values(["place", "stage"])
    if rows[rows["place"] < NEVER_SAID].empty:
        html.footnote(words("journey.none"))
        return
    served = {(row.origin, row.kind): row for row in view.read("self_service").itertuples()}
    scale = bars.largest(rows["cost"])
    columns = [
        Column("stage", lambda stage: stage_name(view, stage), words("journey.stage"), NAME),
        Column("cost", lambda cost: bars.cost_bar(scale, cost, 0, None, None, ""), words("chart.of_largest"), WIDE),
        Column("cost", formats.number, words("journey.cost")),
        Column("share", lambda share: formats.share(share), words("journey.share")),
        Column("complaints", formats.number, words("journey.complaints")),
        Column("score", lambda score: "" if is_missing(score) else formats.number(score, 1), words("journey.score")),
        Column("excess_risk", lambda risk: "" if is_missing(risk) else formats.points(risk), words("journey.risk")),
        Column("", lambda row: _range(view, row), words("journey.range"), RANGE),
        Column("", lambda row: _served(view, served.get(("complaints", row.stage))), words("journey.self_service")),
    ]
    title = journey_finding(view) or words("journey.title_open")
    unit = unit_words(view, formats.column_unit([]))
    figure_table(view, "customer_way", rows, columns, title, words("journey.subtitle", unit=unit), anchor=JOURNEY)
    html.footnote(words("journey.remark"))
    html.footnote(_self_service(view, served))


def stage_name(view, stage: str) -> str:
    """Return a stage as shown: words for the five of the way and for none, else as it is written."""
    if stage == NO_VALUE:
        return view.words("journey.no_stage")
    key = f"journey.stage_{stage.strip().lower().replace(' ', '_')}"
    return view.words(key) if has(view.language, key) else stage


def _served(view, row) -> str:
    """The share that comes through self-service, leading to its rows; nothing where it is not known."""
    if row is None or is_missing(row.share):
        return ""
    return linked_text(view, view.formats.share(row.share), "self_service", "share", origin=row.origin, kind=row.kind)


def _self_service(view, served: dict) -> str:
    """How many complaints, and contacts, come through self-service, or what is missing to tell it."""
    whole = {origin: served.get((origin, ALL)) for origin in ("complaints", "contacts")}
    told = {origin: _served(view, row) for origin, row in whole.items()}
    if not any(whole.values()):
        return view.words("journey.self_no_channel")
    if not any(told.values()):
        return view.words("journey.self_none")
    known = "_".join(origin for origin, share in told.items() if share)
    return view.words(f"journey.self_{known}", **told)


def _range(view, row) -> str:
    return "" if is_missing(row.low) else points_range(view.formats, row.low, row.high)
