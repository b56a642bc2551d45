"""How long customers stay: the curves of the largest segments, with their finding and their table."""

from pages.parts import charts, charts_retention, look
from pages.parts.asking import links
from pages.parts.sentences import retention_finding
from pages.parts.shaping import curves_shown, last_month_shown


def retention_part(view, curves, values) -> None:
    """Draw retention_curve. curves: its rows; values: customer_value, for which segments are the largest."""
    finding = retention_finding(view, curves)
    linked = {
        name: links(view, curves, "retention_curve", column, "segment", "month")
        for name, column in (("link", "retention"), ("link_risk", "at_risk"))
    }
    look.finding(finding, view.words("loyalty.curve_subtitle"))
    charts.show(
        view,
        "retention",
        charts_retention.retention,
        curves.assign(**linked),
        curves_shown(view, values),
        last_month_shown(curves),
        {"start": view.words("loyalty.month_zero"), "risk": view.words("loyalty.at_risk")},
        alternative=view.words("loyalty.curve_alternative", finding=finding),
    )
    look.remark(view.words("loyalty.curve_remark"))
    charts.twin(view, "retention", curves, "retention_curve")
