"""The sentence each page begins with: which one fits the figures, and its fields."""

from pages.parts.shaping import crossings, leaders
from pages.parts.values import is_missing


def overview_answer(view, sectors, total) -> str:
    """Return what unhappy customers cost, how that changed, and which sectors start most of it."""
    names, share = leaders(sectors, "sector", "dissatisfaction_cost")
    fields = {"cost": view.formats.money(total.dissatisfaction_cost), "period": view.formats.period(*view.period)}
    change = total.dissatisfaction_cost_change
    key = "overview.answer" if is_missing(change) else "overview.answer_more" if change > 0 else "overview.answer_less"
    if not is_missing(change):
        fields["change"] = view.formats.money(abs(change))
    said = view.words(key, **fields)
    if not is_missing(total.assumed) and total.assumed:
        said += " " + view.words("overview.answer_assumed", amount=view.formats.money(total.assumed))
    names = [view.sector(name) for name in names]
    start = view.words("overview.answer_start", sectors=view.formats.listing(names), share=view.formats.share(share))
    return said + (" " + start if len(sectors) > len(names) else "")


def overview_why(view, total, state: str) -> str:
    """Return the line of why: what winning costs against keeping, or why a part of the answer is not there."""
    if state != "present":
        return view.words(f"churn.{state}")
    if is_missing(total.cac) or is_missing(total.keeping_cost_per_customer_year):
        return view.words("overview.why_lost", lost=view.formats.number(total.customers_lost))
    return view.words(
        "overview.why",
        lost=view.formats.number(total.customers_lost),
        win=view.formats.money(total.cac),
        keep=view.formats.money(total.keeping_cost_per_customer_year),
    )


def dissatisfaction_answer(view, cells) -> str:
    """Return which sector pays most for what started elsewhere. cells: the part of cost_matrix that a sector pays."""
    if cells.empty:
        return view.words("dissatisfaction.answer_nobody")
    elsewhere = cells[cells["caused_by"] != cells["incurred_by"]]
    if elsewhere.empty:
        return view.words("dissatisfaction.answer_own")
    top = elsewhere.loc[elsewhere["amount"].idxmax()]
    fields = {
        "payer": top["incurred_by"],
        "amount": view.formats.money(top["amount"]),
        "cause": view.sector(top["caused_by"]),
    }
    mostly = elsewhere["amount"].sum() > cells["amount"].sum() / 2
    return view.words("dissatisfaction.answer_mostly" if mostly else "dissatisfaction.answer_partly", **fields)


def loyalty_answer(view, curves, values) -> str:
    """Return what a customer is worth, how many stay a year, and what all of them are worth together."""
    everyone = next(values[values["segment"] == "all"].itertuples())
    after_a_year = curves[(curves["segment"] == "all") & (curves["month"] == 12)]["retention"]
    fields = {
        "value": view.formats.money(everyone.value),
        "total": view.formats.money(everyone.total_value),
        "customers": view.formats.number(everyone.customers),
        "horizon": view.assumptions("horizon_months")["horizon_months"],
        "share": view.formats.share(after_a_year.iloc[0] if len(after_a_year) else None),
    }
    return view.words("loyalty.answer_without_value" if is_missing(everyone.value) else "loyalty.answer", **fields)


def loyalty_why(view) -> str:
    """Return what complaints took away, or why that cannot be said."""
    if view.lacks("complaints"):
        return view.words("loyalty.why_no_complaints")
    total = next(view.read("avoidable_churn_total").itertuples())
    if total.state != "present":
        return view.words(f"churn.{total.state}")
    key = "loyalty.why_unclear" if total.low <= 0 <= total.high else "loyalty.why"
    return view.words(key, lost=view.formats.number(total.avoidable), share=view.formats.share(total.share_of_churn))


def retention_finding(view, curves) -> str:
    """Return how many are still there after one and two years, as a title."""
    everyone = curves[curves["segment"] == "all"].set_index("month")["retention"]
    one, two = (view.formats.share(everyone.get(months)) for months in (12, 24))
    return view.words("loyalty.curve_title" if 24 in everyone else "loyalty.curve_title_one", one=one, two=two)


def win_answer(view, channels, sectors) -> str:
    """Return what winning a customer costs, what keeping one costs a year, and when a new one has paid back."""
    won = next(channels[channels["channel"] == "all"].itertuples())
    kept = next(sectors[sectors["sector"] == "all"].itertuples())
    fields = {
        "win": view.formats.money(won.cac),
        "keep": view.formats.money(kept.keeping_cost_per_customer_year),
        "months": view.formats.number(won.payback_months),
    }
    return view.words(_win_key(won, kept), **fields)


def _win_key(won, kept) -> str:
    if is_missing(won.cac):
        return "win.answer_unknown"
    if is_missing(won.payback_months):
        return "win.answer_never"
    return "win.answer_no_keeping" if is_missing(kept.keeping_cost_per_customer_year) else "win.answer"


def win_finding(view, pairs) -> str:
    """Return in which sector replacing the customers lost would cost most. pairs: the dearest first."""
    if pairs.empty or is_missing(pairs["replacement_cost"].iloc[0]):
        return view.words("win.pairs_title_open")
    amount = view.formats.money(pairs["replacement_cost"].iloc[0])
    return view.words("win.pairs_title", sector=pairs["sector"].iloc[0], amount=amount)


def payback_words(view, lines) -> dict[str, str]:
    """Return title, axis titles and the words at the crossings of the payback lines."""
    crossing = crossings(lines)
    words = {side: view.words(f"win.crossing_{side}", month=month) for side, month in crossing.items()}
    title = view.words("win.payback_title" if len(crossing) == 2 else "win.payback_title_open", **crossing)
    return words | {
        "title": title,
        "x": view.words("win.payback_x"),
        "y": view.words("win.payback_y"),
        "line_won": view.words("win.line_won"),
        "line_kept": view.words("win.line_kept"),
    }


def change_finding(view, changes) -> str:
    """Return which sector added most, or fell most when none added. changes: name, amount; the largest rise first."""
    if changes["amount"].iloc[0] > 0:
        return view.words("overview.change_title", sector=changes["name"].iloc[0])
    return view.words("overview.change_title_less", sector=changes["name"].iloc[-1])


def pareto_finding(view, categories) -> str:
    """Return how few categories make four fifths of the cost. categories: cost_by_category, dearest first."""
    vital, first = categories[categories["vital"]], categories["category"].iloc[0]
    if len(categories) == 1:
        return view.words("dissatisfaction.pareto_title_one", first=first)
    share = view.formats.share(vital["running_share"].max())
    count = {"count": len(vital), "all": len(categories)}
    return view.words("dissatisfaction.pareto_title", share=share, first=first, **count)
