"""The three situations in which customer service backfires: does each hold here, and by which number."""

from decimal import Decimal

from markupsafe import Markup

from pages.parts.charts import draw
from pages.parts.charts.figure_table import NAME, Column, figure_table
from pages.parts.i18n.values import is_missing
from pages.parts.ui import html
from pages.parts.ui.number_links import linked_text

SITUATIONS = ("one_department", "cut_off", "cannot_resolve")
CHANGED_BY = {"one_department": "handled_elsewhere", "cut_off": "handed_over_again", "cannot_resolve": "further"}
HOURS, LIMIT, BACKFIRE = "waiting_hours", "limit_reached", "backfire"


def situation_finding(view, is_one_needed: bool = False) -> str | None:
    """Return how many of the situations apply; None where none can be judged, or none applies and one is needed."""
    rows = view.read("backfire")
    judged = rows[rows["decides"].astype(bool)].dropna(subset=["holds"])
    if judged.empty:
        return None
    count = int(judged["holds"].astype(bool).sum())
    if is_one_needed and not count:
        return None
    return view.words("backfire.title", count=count, judged=len(judged))


def situations(view) -> None:
    """Draw backfire: a sentence for each situation with its number, complaints and cost, and what would change it."""
    rows = view.read("backfire")
    found = {(row.situation, row.measure): row for row in rows.itertuples()}
    deciding = {row.situation: row for row in rows.itertuples() if row.decides}
    title = situation_finding(view) or view.words("backfire.title_open")
    share = view.formats.share(view.assumptions("backfire_share")["backfire_share"])
    html.section_header(title, view.words("backfire.subtitle", share=share), anchor=BACKFIRE)
    html.render("".join(f'<p class="one">{_situation(view, name, deciding[name], found)}</p>' for name in SITUATIONS))


def _situation(view, name: str, deciding, found: dict) -> Markup:
    said = [_sentence(view, deciding), _limit(view, name, found), _change(view, found.get((name, CHANGED_BY[name])))]
    return Markup(" ").join(filter(None, said))


def _sentence(view, row) -> Markup:
    """ "Everything lands on one sector: this holds. Call centre does 71 % of the work, …"."""
    key = "open" if is_missing(row.holds) else "holds" if row.holds else "not"
    head = html.escape(view.words(f"backfire.{row.situation}"))
    state = html.escape(view.words(f"backfire.{key}"))
    fields = _fields(view, row) if key != "open" else {}
    said = html.escape(view.words(f"backfire.{row.situation}_{'open' if key == 'open' else 'said'}", **fields))
    return Markup(f"<strong>{head}: {state}.</strong> {said}")


def _limit(view, situation: str, found: dict) -> Markup | None:
    """How often the limit of compensation is reached, where one is set and compensation was given."""
    row = found.get((situation, LIMIT))
    if row is None or not row.judged:
        return None
    key = "backfire.limit_said" if row.cases else "backfire.limit_never"
    said = view.words(key, limit=_limit_words(view), **_fields(view, row))
    return Markup(html.escape(said))


def _limit_words(view) -> str:
    """The amount where it is one for all, else that each sector has its own."""
    held = view.assumptions("compensation_limit")["compensation_limit"]
    if view.read("sectors")["compensation_limit"].notna().any() or not held:
        return view.words("backfire.limit_own")
    return view.words("backfire.limit_one", limit=view.formats.money(Decimal(held)))


def _change(view, row) -> Markup | None:
    if row is None or is_missing(row.value) or not row.cases:
        return None
    return Markup(html.escape(view.words(f"backfire.{row.situation}_change", **_fields(view, row))))


def _fields(view, row) -> dict[str, object]:
    cell = {"situation": row.situation, "measure": row.measure}
    money = view.formats.money(row.money)
    return {
        "sector": "" if is_missing(row.sector) else view.sector(row.sector),
        "share": linked_text(view, view.formats.share(row.value), "backfire", "value", **cell),
        "cases": linked_text(view, view.formats.number(row.cases), "backfire", "cases", **cell),
        "money": linked_text(view, money, "backfire", "money", **cell),
        "count": 0 if is_missing(row.cases) else int(row.cases),  # one complaint is said in another sentence
    }


def situation_table(view) -> None:
    """Draw backfire: every measure with its number, what it is judged by, and its cost."""
    words, formats = view.words, view.formats
    rows = view.read("backfire").sort_values("place")
    is_limit_known = rows.loc[rows["measure"] == LIMIT, "judged"].gt(0).any()
    rows = rows[rows["judged"] > 0]

    def _value(row) -> str:
        written = formats.number(row.value, 1) if row.measure == HOURS else formats.share(row.value)
        cell = {"situation": row.situation, "measure": row.measure}
        return linked_text(view, written, "backfire", "value", **cell)

    columns = [
        Column("", lambda row: words(f"backfire.measure_{row.measure}"), words("backfire.measure"), NAME),
        Column("", _value, words("backfire.value")),
        Column("cases", formats.number, words("backfire.cases")),
        Column("judged", formats.number, words("backfire.judged")),
        Column("money", lambda money: "" if is_missing(money) else formats.number(money), words("backfire.money")),
    ]
    key = ("situation", "measure")
    figure_table(view, "backfire", rows, columns, words("backfire.table"), words("backfire.table_subtitle"), key)
    draw.data_table(view, "backfire", rows, "backfire")
    if not is_limit_known:
        html.footnote(words("backfire.limits"))
