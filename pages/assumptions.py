"""Every assumption, grouped by the answer it serves: value, origin, age, and what a fifth of it changes."""

from pages.parts.assumptions.groups import answer, first_to_set, groups
from pages.parts.assumptions.row import saved_notice
from pages.parts.runtime.services import services
from pages.parts.shell.frame import open_page
from pages.parts.ui import html

view = open_page("assumptions")
rows = services().engine.assumptions(view.version)
missing = first_to_set(view, rows)
html.hide_filters()
html.page_header(view.words("frame.version", version=view.version), *answer(view, rows, missing))
saved_notice(view)
groups(view, rows, missing)
