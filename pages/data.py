"""What comes in: uploads with their questions, rows set aside, the books, the sectors, and history with undo."""

from pages.parts.data.control_totals import books
from pages.parts.data.history import history
from pages.parts.data.quarantine.page import quarantine_page
from pages.parts.data.sectors import sectors
from pages.parts.data.upload.start import bring_in
from pages.parts.explain.reconciliation import alarm_if_known, badge_after_change
from pages.parts.shell.frame import open_page
from pages.parts.shell.tabs import choose_part
from pages.parts.ui import html

view = open_page("data")
parts = {"bring": bring_in, "aside": quarantine_page, "books": books, "sectors": sectors, "history": history}
html.hide_filters()
part = choose_part(view, tuple(parts))
alarm_if_known(view)
parts[part](view)
badge_after_change(view)
