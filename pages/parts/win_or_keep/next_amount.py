"""Where the next 10,000 belongs, by the organisation's own response, asked for here; and a complaint prevented."""

import streamlit as st

from data.problems import Problem, sentence
from models.acquisition.next_amount import AMOUNT, NUMBERS, OFF, NextAmount, Points, curve_rows, next_amount
from models.acquisition.prevention import prevention
from pages.parts.access.visitor import is_allowed
from pages.parts.charts import draw, response
from pages.parts.charts.figure_table import HEADS, NUMBER
from pages.parts.i18n.formats import Unit, unit_words
from pages.parts.i18n.values import is_missing
from pages.parts.runtime.services import services
from pages.parts.runtime.work.figure_work import begin
from pages.parts.ui import html, tables
from pages.parts.ui.url_state import fold

HUNDRED = 100
WHOLE = Unit(1, "", 0)
HEADINGS = ("marginal", "customers", "worth", "range")


def next_amount_section(view) -> None:
    """Draw the folded section for who sees the whole ledger; nothing for anybody else."""
    if view.may_read_rows:
        amount = view.formats.money(AMOUNT, unit=WHOLE)
        fold(view.words("next.section", amount=amount), "section_next", lambda: _section(view))


def _section(view) -> None:
    asked, shown = st.columns([2, 5], gap="large")
    with asked:
        points, off = _questions(view)
    with shown:
        _answer(view, points, off / HUNDRED)
    _prevention_table(view)


def _questions(view) -> tuple[Points, float]:
    """The fields, beginning with what is held; shares are asked for as so many of a hundred people."""
    html.footnote(view.words("next.asked"))
    held = view.assumptions(*NUMBERS)
    given = {name: _field(view, name, held[name]) for name in NUMBERS}
    off = st.number_input(view.words("next.off"), 0.0, 50.0, OFF * HUNDRED, 5.0, format="%g", key="next_off")
    points = Points(**{name: value if name.endswith("spend") else value / HUNDRED for name, value in given.items()})
    if is_allowed("change") and points.curves and st.button(view.words("next.save"), key="next_save"):
        _save(view, points)
    if said := st.session_state.pop("next_said", None):
        st.success(html.plain(said))
    return points, off


def _field(view, name: str, held: str) -> float:
    is_spend = name.endswith("spend")
    value = float(held or 0) * (1 if is_spend else HUNDRED)
    most = None if is_spend else 100.0
    label = view.words(f"next.{name}")
    return st.number_input(label, 0.0, most, value, 1.0, format="%g", key=f"next_{name}") or 0.0


def _save(view, points: Points) -> None:
    try:
        version = services().store.assume({name: {"value": f"{getattr(points, name):.6g}"} for name in NUMBERS})
    except Problem as refused:
        st.error(html.plain(sentence(refused.code, refused.fields, view.language)))
        return
    begin(version)
    st.session_state["next_said"] = view.words("next.saved", version=version)
    st.rerun()


def _answer(view, points: Points, off: float) -> None:
    worth = next((row for row in view.read("customer_value", segment="all").itertuples()), None)
    if worth is None or is_missing(worth.monthly_margin):
        html.footnote(view.words("best.impossible"))
        return
    rate = float(view.assumptions("discount_rate")["discount_rate"] or 0)
    found = next_amount(points, float(worth.monthly_margin), rate, AMOUNT, off)
    if found is None:
        html.section_header(view.words("next.open"), view.words("next.open_why"))
        return
    _table(view, found)
    html.render(f'<p class="said">{html.escape(_flip(view, found))}</p>')
    words = {name: view.words(f"next.{name}") for name in ("x", "y", "keep", "win")}
    html.section_header(view.words("next.curve"), view.words("next.curve_subtitle"))
    draw.draw_chart(
        view, "next_response", response.curves, curve_rows(points), words, alternative=view.words("next.curve")
    )


def _table(view, found: NextAmount) -> None:
    formats = view.formats
    heads = [tables.head(view.words("best.side"))]
    heads += [tables.head(view.words(f"next.{name}"), HEADS[NUMBER]) for name in HEADINGS]
    rows = []
    for name in ("keep", "win"):
        side = getattr(found, name)
        written = (
            formats.number(side.marginal_cost, 2),
            formats.number(side.customers, 1),
            formats.money(side.worth),
            formats.interval(side.low, side.high, formats.unit(side.worth)),
        )
        labels = [view.words(f"next.{heading}") for heading in HEADINGS]
        rows.append(tables.row(tables.name(view.words(f"best.side_{name}")), *map(tables.number, written, labels)))
    amount = formats.money(AMOUNT, unit=WHOLE)
    title = view.words(f"next.belongs_{found.side}", amount=amount)
    tables.table(title, view.words("next.subtitle", amount=amount), heads, rows, kind="lines")


def _flip(view, found: NextAmount) -> str:
    if found.flip is None:
        return view.words("next.no_flip")
    flip, formats = found.flip, view.formats
    is_spend = flip.name.endswith("spend")
    value = formats.number(flip.value, 2) if is_spend else formats.number(flip.value * HUNDRED, 1)
    where = view.words(f"next.to_{flip.side}")
    return view.words("next.flip", question=view.words(f"next.{flip.name}"), value=value, where=where)


def _prevention_table(view) -> None:
    found = prevention(view.read("sector_overview"))
    if not found:
        return
    unit = view.formats.number
    heads = [tables.head(view.words("stake.sector"))]
    names = ("saved", "lost_margin", "replaced")
    labels = [view.words(f"next.{name}") for name in ("saved_head", *names[1:])]
    heads += [tables.head(label, HEADS[NUMBER]) for label in labels]
    rows = [
        tables.row(
            tables.name(view.sector(one.sector)),
            *map(tables.number, (unit(getattr(one, name), 2) for name in names), labels),
        )
        for one in found
    ]
    first = found[0]
    title = view.words(
        "next.prevent_title",
        sector=view.sector(first.sector),
        saved=view.formats.money(first.saved),
        replaced=view.formats.money(first.replaced),
    )
    tables.table(title, view.words("next.prevent_subtitle", unit=unit_words(view, WHOLE)), heads, rows)
    html.footnote(view.words("next.prevent_remark"))
