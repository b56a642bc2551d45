"""Figures told case by case: the cases behind each, whose they are, and which counts are about a part of them."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas

Test = Callable[[pandas.DataFrame], pandas.Series]  # the cases that belong to a part, out of all


@dataclass(frozen=True)
class Part:
    """Columns of a figure that tell something about a part of a row's cases."""

    of: Test
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Cells:
    """How the rows of a figure divide the cases.

    labels: the columns the figure and the cases have in common, of which `all` matches every one; named: two columns
    of the figure, of which the first names the column of the cases and the second its value; siblings: the labels in
    which the parts of one sum differ; among: the cases the figure is about, without it all of them.
    """

    labels: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    among: Test | None = None
    named: tuple[str, str] | None = None


@dataclass(frozen=True)
class Family:
    """Figures that speak of the same cases, and so are judged together.

    cases: the figure with a row for each case; ids: what names one; person: the column that says whose it is, or where
    that stands instead: a list of data, its id, and its column.
    """

    cases: str
    ids: tuple[str, ...]
    person: str | tuple[str, str, str]
    figures: dict[str, Cells]


def _is(column: str) -> Test:
    return lambda cases: cases[column].fillna(False).astype(bool)


def _says(column: str, value: object) -> Test:
    return lambda cases: cases[column] == value


def _has(column: str) -> Test:
    return lambda cases: cases[column].notna()


def _over(cases: pandas.DataFrame) -> pandas.Series:
    return cases["hours"] > cases["assigned_hours"]


def _was_late(cases: pandas.DataFrame) -> pandas.Series:
    return cases["late_hours"] > 0


def _late(cases: pandas.DataFrame) -> pandas.Series:
    return cases["days_late"] > 0


CLOSING = (Part(_is("is_closed"), ("closed", "open")), Part(_is("came_back"), ("reopened",)))
CONTACTS = (
    Part(_says("outcome", "won"), ("won", "won_share", "minutes_per_won", "cost_per_won")),
    Part(_says("outcome", "open"), ("open",)),
    Part(_has("minutes"), ("with_minutes", "minutes", "minutes_per_won")),
    Part(_has("amount"), ("cost", "cost_per_won")),
)
DISPUTES = (
    Part(_is("disputed"), ("disputed",)),
    Part(_is("is_overturned"), ("overturned", "high_as_found", "low_as_found")),
    Part(_is("is_open"), ("open_disputes", "high_if_upheld", "low_if_upheld")),
)
TREATED = (
    Part(_is("declined"), ("declined",)),
    Part(_is("is_lost"), ("suppliers_lost",)),
    Part(_late, ("late", "late_share", "days_late")),
)
SPAN = ("case_id", "stage", "started_at")
# the three of stages are apart: they tell nothing in common that could be subtracted, see rules.py
FAMILIES = (
    Family(
        "stage_span",
        SPAN,
        "case_id",
        {
            "stage_time": Cells(
                ("stage", "sector"),
                ("sector",),
                (
                    Part(_is("is_open"), ("open",)),
                    Part(_is("is_hand_over"), ("hand_overs",)),
                    Part(_is("is_return"), ("returns",)),
                ),
            )
        },
    ),
    Family("stage_span", SPAN, "case_id", {"stage_step": Cells(("way", "stage"), ("stage",))}),
    Family(
        "stage_span",
        SPAN,
        "case_id",
        {
            "stage_overrun": Cells(
                ("sector", "stage"),
                ("sector", "stage"),
                (Part(_over, ("late_cases", "overrun_hours", "share_of_overrun")),),
                lambda cases: ~cases["is_open"] & (cases["sector"] != "(nobody)"),
            )
        },
    ),
    Family(
        "promised_case",
        ("case_id",),
        "case_id",
        {
            "promise_kept": Cells(
                siblings=("category",),
                parts=(Part(_was_late, ("late_cases", "late_share", "median_late_hours")),),
                named=("dimension", "category"),
            )
        },
    ),
    Family(
        "closing_case",
        ("complaint_id",),
        ("complaints", "complaint_id", "customer_id"),
        {
            "time_to_close": Cells(("sector",), ("sector",), CLOSING),
            "time_to_close_by": Cells(siblings=("value",), parts=CLOSING, named=("dimension", "value")),
        },
    ),
    Family(
        "answer_kind_line",
        ("import_id", "source_row"),
        "person",
        {"satisfaction_by": Cells(("dimension", "value"), ("value",))},
    ),
    Family(
        "contact_line",
        ("contact_id",),
        ("contacts", "contact_id", "customer_id"),
        {
            "conversion": Cells(("channel",), ("channel",), CONTACTS),
            "conversion_by": Cells(("purpose",), ("purpose",), CONTACTS),
        },
    ),
    Family(
        "audit_criterion",
        ("audit_id",),
        "audit_id",
        {
            "scorecard": Cells(("sector", "family"), ("sector", "family"), DISPUTES),
            "scorecard_month": Cells(("sector", "month"), ("sector", "month")),
        },
    ),
    Family(
        "purchase_line",
        ("import_id", "source_row"),
        "supplier",
        {"supplier_treatment": Cells(("sector",), ("sector",), TREATED)},
    ),
    Family(
        "left_customer",
        ("customer_id",),
        "customer_id",
        {
            "leaving_reason": Cells(
                ("reason", "sector"),
                ("reason", "sector"),
                (Part(_has("monthly_margin"), ("with_margin", "monthly_margin")),),
            )
        },
    ),
    Family(
        "flag_source",
        ("customer_id",),
        "customer_id",
        {
            "crude_comparison": Cells(
                ("flag", "value"),
                ("value",),
                (Part(_is("has_left"), ("left_count", "risk", "risk_ratio", "low", "high")),),
            )
        },
    ),
)
FAMILY_OF = {name: family for family in FAMILIES for name in family.figures}
COUNTING_COMPLAINTS = tuple(name for name, family in FAMILY_OF.items() if family.cases == "closing_case")
