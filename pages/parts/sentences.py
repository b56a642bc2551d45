"""The sentence each page begins with: which one fits the figures, and its fields."""

from models.lens import SMALL
from pages.parts.asking import linked
from pages.parts.shaping import leaders, spoken_of
from pages.parts.values import is_missing


def overview_answer(view, sectors, total) -> str:
    """Return what unhappy customers cost, how that changed, and which sectors start most of it."""
    names, share = leaders(sectors)
    cost = linked(view, view.formats.money(total.dissatisfaction_cost), "overview_total", "dissatisfaction_cost")
    fields = {"cost": cost, "period": view.formats.period(*view.period)}
    change = total.dissatisfaction_cost_change
    key = "overview.answer" if is_missing(change) else "overview.answer_more" if change > 0 else "overview.answer_less"
    if not is_missing(change):
        fields["change"] = linked(view, view.formats.money(abs(change)), "change_bridge_total", "amount")
    said = view.words(key, **fields)
    if not is_missing(total.assumed) and total.assumed:
        assumed = linked(view, view.formats.money(total.assumed), "overview_total", "assumed")
        said += " " + view.words("overview.answer_assumed", amount=assumed)
    part = linked(view, view.formats.share(share), "sector_tier", "cost_share", sector=names)
    names = [view.sector(name) for name in names]
    start = view.words("overview.answer_start", sectors=view.formats.listing(names), share=part)
    return said + (" " + start if len(sectors) > len(names) else "")


def overview_why(view, total, state: str) -> str:
    """Return the line of why: what winning costs against keeping, or why a part of the answer is not there."""
    if state != "present":
        return view.words(f"churn.{state}")
    lost = linked(view, view.formats.number(total.customers_lost), "overview_total", "customers_lost")
    if is_missing(total.cac) or is_missing(total.keeping_cost_per_customer_year):
        return view.words("overview.why_lost", lost=lost)
    keep = view.formats.money(total.keeping_cost_per_customer_year)
    return view.words(
        "overview.why",
        lost=lost,
        win=linked(view, view.formats.money(total.cac), "overview_total", "cac"),
        keep=linked(view, keep, "overview_total", "keeping_cost_per_customer_year"),
    )


def dissatisfaction_answer(view, cells) -> str:
    """Return which sector pays most for what started elsewhere. cells: the part of cost_matrix that a sector pays."""
    if cells.empty:
        return view.words("dissatisfaction.answer_nobody")
    elsewhere = cells[cells["caused_by"] != cells["incurred_by"]]
    if elsewhere.empty:
        is_whole = not len(view.small("payer")) and not (cells["caused_by"] == SMALL).any()
        return view.words("dissatisfaction.answer_own" if is_whole else "dissatisfaction.answer_own_told")
    top = elsewhere.loc[elsewhere["amount"].idxmax()]
    fields = {
        "payer": view.sector(top["incurred_by"]),
        "amount": linked(
            view, view.formats.money(top["amount"]), "cost_matrix", "amount", **top[["caused_by", "incurred_by"]]
        ),
        "cause": view.sector(top["caused_by"]),
    }
    mostly = elsewhere["amount"].sum() > cells["amount"].sum() / 2
    together = "_together" if top["incurred_by"].startswith("(") else ""
    return view.words(f"dissatisfaction.answer_{'mostly' if mostly else 'partly'}{together}", **fields)


def loyalty_answer(view, curves, values) -> str:
    """Return what a customer is worth, how many stay a year, and what all of them are worth together."""
    whom = spoken_of(view, values)
    everyone = next(values[values["segment"] == whom].itertuples())
    after_a_year = curves[(curves["segment"] == whom) & (curves["month"] == 12)]["retention"]
    written = {"value": view.formats.money, "total_value": view.formats.money, "customers": view.formats.number}
    value, total, customers = (
        linked(view, write(getattr(everyone, name)), "customer_value", name, segment=whom)
        for name, write in written.items()
    )
    share = view.formats.share(after_a_year.iloc[0] if len(after_a_year) else None)
    fields = {
        "value": value,
        "total": total,
        "customers": customers,
        "horizon": view.assumptions("horizon_months")["horizon_months"],
        "share": linked(view, share, "retention_curve", "retention", segment=whom, month=12),
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
    lost = linked(view, view.formats.number(total.avoidable), "avoidable_churn_total", "avoidable")
    share = linked(view, view.formats.share(total.share_of_churn), "avoidable_churn_total", "share_of_churn")
    return view.words(key, lost=lost, share=share)


def retention_finding(view, curves) -> str:
    """Return how many are still there after one and two years, as a title."""
    whom = spoken_of(view, curves)
    everyone = curves[curves["segment"] == whom].set_index("month")["retention"]
    one, two = (
        linked(
            view, view.formats.share(everyone.get(months)), "retention_curve", "retention", segment=whom, month=months
        )
        for months in (12, 24)
    )
    return view.words("loyalty.curve_title" if 24 in everyone else "loyalty.curve_title_one", one=one, two=two)
