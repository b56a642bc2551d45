"""Every number the calculation takes for granted: value, range, unit, source and age; yours can be set here."""

from pages.parts import look
from pages.parts.assumption_form import assumption_form, assumptions_table
from pages.parts.frame import open_page
from pages.parts.house import house
from pages.parts.visitor import allowed

view = open_page()
rows = house().engine.assumptions(view.version)
yours = [row for row in rows if row["yours"]]
look.hide_filters()
look.headline(
    view.words("frame.version", version=view.version),
    view.words("assumptions.answer", count=len(rows), yours=len(yours)),
    view.words("assumptions.why"),
)
assumptions_table(view, rows)
if allowed("change"):
    assumption_form(view, rows)
