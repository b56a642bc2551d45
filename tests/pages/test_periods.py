"""The period in words: what the presets mean, and that the codes in the link are what they set."""

import pytest

from pages.parts.i18n.formats import Formats
from pages.parts.view.selection.periods import presets

MONTHS = tuple(f"{2024 + place // 12}-{place % 12 + 1:02}" for place in range(10, 34))  # Nov 2024 – Oct 2026


@pytest.mark.parametrize(
    "last, name, first",
    [
        ("2026-10", "twelve_months", "2025-11"),
        ("2025-12", "twelve_months", "2025-01"),
        ("2025-03", "twelve_months", "2024-11"),  # nothing before the data
        ("2026-10", "this_year", "2026-01"),
        ("2026-10", "this_quarter", "2026-10"),
        ("2026-09", "this_quarter", "2026-07"),
        ("2026-09", "last_month", "2026-09"),
        ("2026-09", "all_months", "2024-11"),
    ],
)
def test_a_preset_ends_with_the_last_complete_month(last, name, first):
    assert presets(MONTHS, MONTHS, last)[name] == (first, last)


def test_without_a_complete_month_there_are_none():
    assert presets(MONTHS, MONTHS, None) == presets((), (), "2026-10") == {}


def test_a_preset_a_link_does_not_offer_is_left_out():
    whole_quarters = ("2025-01", "2025-04", "2025-07")
    assert presets(whole_quarters, MONTHS, "2025-08") == {
        "twelve_months": ("2025-01", "2025-08"),  # what it may begin with is all there is
        "this_year": ("2025-01", "2025-08"),
        "this_quarter": ("2025-07", "2025-08"),
        "all_months": ("2025-01", "2025-08"),
    }  # the last month alone would begin in August


def test_a_period_of_one_month_is_said_once():
    assert Formats("en").period("2026-10", "2026-10") == "Oct 2026" == Formats("en").period(None, "2026-10")
