"""One line beside each number of customers lost, since the pages count different ones; and all who left, by why."""

from pages.parts import look
from pages.parts.asking import linked


def lost_in_period(view) -> None:
    """Draw what the customers lost of a period are, beside the number that the page of loyalty gives for everybody."""
    if view.filters.sectors or view.filters.segments:
        return
    total = next(view.read("avoidable_churn_total").itertuples(), None)
    if total is not None and total.state == "present":
        ever = linked(view, view.formats.number(total.avoidable), "avoidable_churn_total", "avoidable")
        look.remark(view.words("lost.period", ever=ever))


def lost_ever(view) -> None:
    """Draw what the customers lost of all time are, and that all who left are baseline,
    silent and due to a complaint."""
    look.remark(view.words("lost.ever"))
    row = next(view.read("loyalty_balance").itertuples(), None)
    if row is None:
        return
    names = {"left": "left_in_all", "baseline": "baseline", "silent": "silent", "complaint": "complaint_excess"}
    fields = {
        word: linked(view, view.formats.number(getattr(row, name)), "loyalty_balance", name)
        for word, name in names.items()
    }
    look.remark(view.words("lost.by_why" if row.silent else "lost.by_why_without_silent", **fields))
