"""How lateness travels: where late cases start, who hands over to whom, and what comes back."""

from pages.parts.charts import draw
from pages.parts.charts.figure_table import ALL, NAME, WIDE, Column, figure_table
from pages.parts.i18n.values import is_missing
from pages.parts.ui import bars, html
from pages.parts.ui.number_links import linked_text, sector_link
from pages.parts.view.words.empty_reasons import why_empty

SECTOR, STAGE = "sector", "stage"
SHOWN = 30  # lines; the others stand in the table of all that is behind them


def joint_table(view) -> None:
    """Draw joint_lateness: in which sector late cases start, and in how many of them others ran over too."""
    words, formats = view.words, view.formats
    rows = view.read("joint_lateness").sort_values(["late_cases", "sector"], ascending=[False, True])
    if rows.empty:
        return
    first, scale = rows.iloc[0], bars.largest(rows["share"])
    share = linked_text(view, formats.share(first["share"]), "joint_lateness", "share", sector=first["sector"])
    columns = [
        _sector(view, "sector", words("overview.column_sector")),
        Column("share", lambda part: bars.plain_bar(scale, part), words("chain.joint_bar"), WIDE),
        Column("share", formats.share, words("chain.late_share")),
        Column("late_cases", lambda value: formats.number(value, 1), words("chain.joint_late_cases")),
        Column("alone", formats.number, words("chain.joint_alone")),
        Column("jointly", formats.number, words("chain.joint_jointly")),
    ]
    title = words("chain.joint_title", share=share, sector=view.sector(first["sector"]))
    figure_table(view, "joint_lateness", rows, columns, title, words("chain.joint_subtitle"), folded=True)


def hand_over_table(view) -> None:
    """Draw hand_over: which sector hands cases to which, how long they wait, and which had been there before."""
    words, formats = view.words, view.formats
    rows = view.read("hand_over").sort_values(["hand_overs", "given_by"], ascending=[False, True])
    if rows.empty:
        html.footnote(why_empty(view, "chain.no_hand_overs"))
        return
    first = rows.sort_values(["came_back", "hand_overs"], ascending=False).iloc[0]
    cell = {"given_by": first["given_by"], "sector": first["sector"]}
    names = {"giver": view.sector(first["given_by"]), "taker": view.sector(first["sector"])}
    number = linked_text(view, formats.number(first["came_back"]), "hand_over", "came_back", **cell)
    key = "chain.hand_over_title" if first["came_back"] else "chain.hand_over_title_none"
    columns = [
        Column(
            "",
            lambda row: words("chain.hand_over_of", giver=view.sector(row.given_by), taker=view.sector(row.sector)),
            words("chain.hand_over"),
            NAME,
        ),
        Column("hand_overs", formats.number, words("chain.hand_overs")),
        Column("cases", formats.number, words("chain.cases")),
        Column("waiting_hours", formats.number, words("chain.hand_over_hours")),
        Column("mean_waiting_hours", lambda hours: formats.number(hours, 1), words("chain.hand_over_mean")),
        Column("came_back", formats.number, words("chain.hand_over_back")),
    ]
    title, key_columns = words(key, number=number, **names), ("given_by", "sector")
    subtitle = words("chain.hand_over_subtitle")
    figure_table(view, "hand_over", rows.head(SHOWN), columns, title, subtitle, key_columns)
    draw.data_table(view, "hand_overs", rows, "hand_over")


def returned_tables(view) -> None:
    """Draw returned_case: the cases that come back to a sector, and to a stage, they had left."""
    rows = view.read("returned_case")
    if rows.empty or not rows["returns"].any():
        html.footnote(why_empty(view, "chain.no_returns"))
        return
    for kind in (SECTOR, STAGE):
        found = rows[(rows["kind"] == kind) & ((rows["returns"] > 0) | (rows["name"] == ALL))]
        if found["returns"].any():
            _returned(view, kind, found.sort_values(["returns", "name"], ascending=[False, True]).head(SHOWN))


def _returned(view, kind: str, rows) -> None:
    words, formats = view.words, view.formats
    total = rows[rows["name"] == ALL].iloc[0]
    cell = {"kind": kind, "name": ALL}
    share = linked_text(view, formats.share(total["share"]), "returned_case", "share", **cell)

    def _hours(hours: object) -> str:
        return "" if is_missing(hours) else formats.number(hours, 1)

    name = (
        _sector(view, "name", words("overview.column_sector"))
        if kind == SECTOR
        else Column(
            "name", lambda stage: words("chain.all_stages") if stage == ALL else stage, words("chain.stage"), NAME
        )
    )
    of = {"kind": kind}
    columns = [
        name,
        Column("returned_cases", formats.number, words("chain.returned_cases"), of=of),
        Column("share", formats.share, words("chain.returned_share"), of=of),
        Column("returns", formats.number, words("chain.returned_times"), of=of),
        Column("hours", formats.number, words("chain.returned_hours"), of=of),
        Column("median_returned_hours", _hours, words("chain.returned_median"), of=of),
        Column("median_other_hours", _hours, words("chain.returned_other"), of=of),
    ]
    title = words(f"chain.returned_title_{kind}", share=share, count=formats.number(total["returned_cases"]))
    figure_table(view, "returned_case", rows, columns, title, words("chain.returned_subtitle"))


def _sector(view, name: str, label: str) -> Column:
    return Column(name, lambda sector: sector_link(view, sector, view.sector_or_all(sector)), label, NAME)
