"""What an hour is worth: what follows lateness, band by band, and what one hour less at a stage goes with."""

from pages.parts.charts.figure_table import NAME, RANGE, WIDE, Column, figure_table
from pages.parts.i18n.formats import share_range, unit_words
from pages.parts.i18n.values import is_missing
from pages.parts.ui import bars, html
from pages.parts.ui.number_links import linked_text
from pages.parts.view.words.empty_reasons import why_empty
from pages.parts.view.words.working_hours import hours_remark

IN_TIME, WORTH = 0, "worth"


def hour_finding(view) -> str | None:
    """Return at which stage an hour less is worth most; None where too few cases tell."""
    rows = _told(view)
    if rows.empty:
        return None
    first, formats = rows.iloc[0], view.formats
    cell = {"sector": first["sector"], "stage": first["stage"]}
    return view.words(
        "worth.title" if first["low"] > 0 else "worth.title_unclear",
        stage=first["stage"],
        sector=view.sector(first["sector"]),
        worth=linked_text(view, formats.money(first["worth"]), "hour_worth", "worth", **cell),
        range=formats.interval(first["low"], first["high"], formats.unit(first["high"])),
    )


def _told(view):
    """The stages an hour of which is known to be worth something or nothing, the largest first."""
    rows = view.read("hour_worth").dropna(subset=["worth"])
    return rows.sort_values(["worth", "stage"], ascending=[False, True])


def hour_table(view) -> None:
    """Draw hour_worth: what one hour less at each stage goes with, or why that cannot be told."""
    words, formats, rows = view.words, view.formats, _told(view)
    if rows.empty:
        is_any = len(view.read("lateness_band"))
        html.footnote(words("worth.too_few_stages") if is_any else why_empty(view, "worth.too_few"))
        return
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
    subtitle, key = words("worth.subtitle", unit=unit_words(view, formats.column_unit([]))), ("sector", "stage")
    title = hour_finding(view)
    figure_table(view, "hour_worth", rows, columns, title, subtitle, key, folded=True, anchor=WORTH)
    if left := len(view.read("hour_worth")) - len(rows):
        html.footnote(words("worth.left_out", count=left))
    html.footnote(words("worth.remark"))


def band_table(view) -> None:
    """Draw lateness_band, what follows lateness band by band, and which cases were compared; or why there is none."""
    bands = view.read("lateness_band")
    if bands.empty:
        html.footnote(why_empty(view, "worth.too_few"))
        return
    _bands(view, bands)
    slope = view.read("lateness_slope").iloc[0]
    html.footnote(view.words("worth.compared", share=view.formats.share(slope["compared_share"], 1)))
    if not slope["segments"]:
        html.footnote(view.words("worth.no_segments"))
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
            Column("", lambda row: share_range(formats, row.left_low, row.left_high), words("worth.left_range"), RANGE),
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
