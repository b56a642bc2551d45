"""What comes in: uploads with their questions, rows set aside, the books, the sectors, and history with undo."""

from pages.parts import look
from pages.parts.badge import alarm_if_known, badge_after_a_change
from pages.parts.books import books
from pages.parts.bring_in import bring_in
from pages.parts.frame import open_page
from pages.parts.history import history
from pages.parts.part_of_data import choose_part
from pages.parts.sector_forms import sectors
from pages.parts.set_aside import set_aside

view = open_page("change")
parts = {"bring": bring_in, "aside": set_aside, "books": books, "sectors": sectors, "history": history}
look.hide_filters()
part = choose_part(view, tuple(parts))
alarm_if_known(view)
parts[part](view)
badge_after_a_change(view)
