"""Curves, fitted tail, and the page’s sentences."""

import pandas as pd

from pages.parts.charts import draw, retention
from pages.parts.i18n.values import is_missing
from pages.parts.loyalty.customer_value import ALL
from pages.parts.ui import html
from pages.parts.ui.number_links import linked_text, row_links
from pages.parts.view.words.empty_reasons import why_empty


def curves_shown(view, values: pd.DataFrame, count: int = 3) -> dict[str, str]:
    """Return the segments whose curves are drawn, all customers first, with the names shown:
    "All" for all, so that it fits beside its curve on a phone."""
    largest = values[values["segment"] != ALL].nlargest(count, "customers")["segment"]
    shown = [ALL, *largest] if len(largest) > 1 else [ALL]
    return {name: view.words("loyalty.curve_all") if name == ALL else view.segment(name) for name in shown}


def headline_segment(view, values: pd.DataFrame) -> str:
    """Return of whom the sentences on loyalty speak: the one segment chosen, or all customers."""
    chosen = [name for name in view.filters.segments if name in set(values["segment"])]
    return chosen[0] if len(chosen) == len(view.filters.segments) == 1 else "all"


def last_month_shown(curves: pd.DataFrame, fewest: int = 30, longest: int = 60) -> int:
    """Return the last month of tenure worth drawing: enough customers are still observed."""
    everyone = curves[(curves["segment"] == "all") & (curves["at_risk"] >= fewest)]["month"]
    return int(min(everyone.max() if len(everyone) else longest, longest)) or 1


CURVE_WORDS = {"start": "month_zero", "month": "month", "risk": "at_risk"}


def tail_is_fitted(view) -> bool:
    """Return whether retention beyond the months seen follows a fitted curve, by the organisation's choice."""
    return view.assumptions("fitted_tail")["fitted_tail"] == "yes"


def fitted_chart(view, curves: pd.DataFrame) -> None:
    """Draw the curve of all customers as observed and, dashed, its fitted continuation. curves: retention_curve."""
    rows = view.read("retention_extended", segment=ALL)
    tail = rows[rows["fitted"].fillna(False)]
    if tail.empty:
        html.footnote(why_empty(view, "fitted.missing"))
        return
    observed = rows[rows["month"] <= tail["month"].min()]
    horizon = int(view.assumptions("horizon_months")["horizon_months"])
    seen, last = last_month_shown(curves), int(tail["month"].min()) + horizon
    shown = tail[tail["month"] <= last]
    share = {"share": view.formats.share(shown["retention"].iloc[-1]), "month": view.formats.number(last)}
    title = view.words("fitted.title", **share)
    html.section_header(title, view.words("fitted.subtitle"))
    words = {name: view.words(f"fitted.{name}") for name in ("x", "observed", "tail")}
    draw.draw_chart(view, "fitted", retention.tail, observed, shown, max(seen, last), words, alternative=title)
    draw.data_table(view, "fitted", pd.concat([observed, shown]), "retention_extended")


def loyalty_answer(view, curves, values) -> str:
    """Return what a customer is worth, how many stay a year, and what all of them are worth together."""
    whom = headline_segment(view, values)
    everyone = next(values[values["segment"] == whom].itertuples())
    after_a_year = curves[(curves["segment"] == whom) & (curves["month"] == 12)]["retention"]
    written = {"value": view.formats.money, "total_value": view.formats.money, "customers": view.formats.number}
    value, total, customers = (
        linked_text(view, write(getattr(everyone, name)), "customer_value", name, segment=whom)
        for name, write in written.items()
    )
    share = view.formats.share(after_a_year.iloc[0] if len(after_a_year) else None)
    fields = {
        "value": value,
        "total": total,
        "customers": customers,
        "horizon": view.assumptions("horizon_months")["horizon_months"],
        "share": linked_text(view, share, "retention_curve", "retention", segment=whom, month=12),
    }
    return view.words("loyalty.answer_without_value" if is_missing(everyone.value) else "loyalty.answer", **fields)


def loyalty_why(view) -> str:
    """Return what complaints took away, or why that cannot be said."""
    if view.lacks("complaints"):
        return view.words("loyalty.why_no_complaints")
    total = next(view.read("avoidable_churn_total").itertuples(), None)
    if total is None:
        return view.words("untold.why")
    if total.state != "present":
        return view.words(f"churn.{total.state}")
    of_all = ("loyalty.why_unclear_of_all", "loyalty.why_of_all")
    unclear, clear = of_all if view.filters.segments else ("loyalty.why_unclear", "loyalty.why")
    key = unclear if total.low <= 0 <= total.high else clear
    lost = linked_text(view, view.formats.number(total.avoidable), "avoidable_churn_total", "avoidable")
    share = linked_text(view, view.formats.share(total.share_of_churn), "avoidable_churn_total", "share_of_churn")
    return view.words(key, lost=lost, share=share)


def retention_finding(view, curves) -> str:
    """Return how many are still there after one and two years, as a title."""
    whom = headline_segment(view, curves)
    everyone = curves[curves["segment"] == whom].set_index("month")["retention"]
    one, two = (
        linked_text(
            view, view.formats.share(everyone.get(months)), "retention_curve", "retention", segment=whom, month=months
        )
        for months in (12, 24)
    )
    return view.words("loyalty.curve_title" if 24 in everyone else "loyalty.curve_title_one", one=one, two=two)


def retention_part(view, curves, values) -> None:
    """Draw retention_curve. curves: its rows; values: customer_value, for which segments are the largest."""
    finding = retention_finding(view, curves)
    linked = {
        name: row_links(view, curves, "retention_curve", column, "segment", "month")
        for name, column in (("link", "retention"), ("link_risk", "at_risk"))
    }
    html.section_header(finding, view.words("loyalty.curve_subtitle"))
    draw.draw_chart(
        view,
        "retention",
        retention.retention,
        curves.assign(**linked),
        curves_shown(view, values),
        last_month_shown(curves),
        {name: view.words(f"loyalty.{key}") for name, key in CURVE_WORDS.items()},
        alternative=view.words("loyalty.curve_alternative", finding=finding),
    )
    html.footnote(view.words("loyalty.curve_remark"))
    draw.data_table(view, "retention", curves, "retention_curve")
