"""What an hour is worth: what follows lateness, band by band, and what one hour less at a stage goes with."""

from pages.parts.charts.figure_table import NAME, RANGE, WIDE, Column, figure_table
from pages.parts.i18n.formats import share_range, unit_words
from pages.parts.i18n.values import is_missing
from pages.parts.ui import bars, html
from pages.parts.ui.number_links import linked_text
from pages.parts.view.words.empty_reasons import why_empty
from pages.parts.view.words.working_hours import hours_remark

IN_TIME = 0


def hour_tables(view) -> None:
    """Draw lateness_band and hour_worth, or why there are none."""
    bands = view.read("lateness_band")
    if bands.empty:
        html.footnote(why_empty(view, "worth.too_few"))
        return
    _bands(view, bands)
    _stages(view)
    slope = view.read("lateness_slope").iloc[0]
    html.footnote(view.words("worth.compared", share=view.formats.share(slope["compared_share"], 1)))
    if not slope["segments"]:
        html.footnote(view.words("worth.no_segments"))
    html.footnote(view.words("worth.remark"))
    hours_remark(view)


def _bands(view, rows) -> None:
    words, formats = view.words, view.formats
    last, ends = rows.iloc[-1], (0, max(rows["cost"].max(), rows["cost_high"].fillna(0).max()))
    in_time = rows[rows["band"] == IN_TIME]
    title = words("worth.bands_title_open")
    if len(in_time) and last["band"] != IN_TIME and not is_missing(last["cost"]):
        shares = {
            name: linked_text(
                view, formats.share(row["complained_share"]), "lateness_band", "complained_share", band=band
            )
            for name, row, band in (("late", last, int(last["band"])), ("kept", in_time.iloc[0], IN_TIME))
        }
        title = words("worth.bands_title", **shares)
    columns = [
        Column("", lambda row: _band(view, row), words("worth.band"), NAME),
        Column("cases", formats.number, words("chain.cases")),
        Column("complained_share", lambda share: formats.share(share), words("worth.complained")),
        Column("cost", lambda cost: formats.number(cost, 2), words("worth.cost")),
        Column("", lambda row: formats.interval(row.cost_low, row.cost_high), words("worth.range"), RANGE),
        Column("", lambda row: _bar(ends, row), words("worth.bar"), WIDE),
        Column("score", lambda score: "" if is_missing(score) else formats.number(score, 1), words("journey.score")),
    ]
    if rows["left_share"].notna().any():
        months = view.assumptions("effect_months")["effect_months"]
        columns += [
            Column("left_share", formats.share, words("worth.left", months=months)),
            Column("", lambda row: share_range(formats, row.left_low, row.left_high), words("worth.range"), RANGE),
        ]
    unit = unit_words(view, formats.column_unit([]))
    figure_table(view, "lateness_band", rows, columns, title, words("worth.bands_subtitle", unit=unit), ("band",))


def _bar(ends: tuple, row) -> str:
    return "" if is_missing(row.cost_low) else bars.ranged(ends, row.cost_low, row.cost, row.cost_high)


def _band(view, row) -> str:
    if row.band == IN_TIME:
        return view.words("worth.in_time")
    hours = {name: view.formats.number(getattr(row, f"{name}_hours"), 1) for name in ("from", "until")}
    return view.words("worth.late", since=hours["from"], until=hours["until"])


def _stages(view) -> None:
    words, formats, every = view.words, view.formats, view.read("hour_worth")
    rows = every.dropna(subset=["worth"]).sort_values(["worth", "stage"], ascending=[False, True])
    if rows.empty:
        html.footnote(words("worth.too_few_stages"))
        return
    first = rows.iloc[0]
    cell = {"sector": first["sector"], "stage": first["stage"]}
    fields = {
        "stage": first["stage"],
        "sector": view.sector(first["sector"]),
        "worth": linked_text(view, formats.money(first["worth"]), "hour_worth", "worth", **cell),
        "range": formats.interval(first["low"], first["high"], formats.unit(first["high"])),
    }
    title = words("worth.title" if first["low"] > 0 else "worth.title_unclear", **fields)
    columns = [
        Column(
            "",
            lambda row: words("chain.stage_of", stage=row.stage, sector=view.sector(row.sector)),
            words("chain.stage"),
            NAME,
        ),
        Column("worth", formats.number, words("worth.worth")),
        Column("", lambda row: formats.interval(row.low, row.high), words("worth.range"), RANGE),
        Column("hours_saved", lambda hours: formats.number(hours, 1), words("worth.hours")),
        Column("late_cases", formats.number, words("worth.late_cases")),
        Column("cases", formats.number, words("chain.cases")),
    ]
    unit = unit_words(view, formats.column_unit([]))
    figure_table(view, "hour_worth", rows, columns, title, words("worth.subtitle", unit=unit), ("sector", "stage"))
    if left := len(every) - len(rows):
        html.footnote(words("worth.left_out", count=left))
