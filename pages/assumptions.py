"""Every number the calculation takes for granted: value, range, unit, source and age; yours can be set here."""

from pages.parts.access.visitor import is_allowed
from pages.parts.assumptions.form import assumption_form, assumptions_table
from pages.parts.runtime.services import services
from pages.parts.shell.frame import open_page
from pages.parts.ui import html

view = open_page("assumptions")
rows = services().engine.assumptions(view.version)
yours = [row for row in rows if row["yours"]]
html.hide_filters()
html.page_header(
    view.words("frame.version", version=view.version),
    view.words("assumptions.answer", count=len(rows), yours=len(yours)),
    view.words("assumptions.why"),
)
assumptions_table(view, rows)
if is_allowed("change"):
    assumption_form(view, rows)
