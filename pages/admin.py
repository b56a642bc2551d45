"""Who may do what here: people and roles, links, the log, backups and erasing, and the state of the installation."""

from pages.parts import look
from pages.parts.admin_audit import audit_log
from pages.parts.admin_backups import admin_backups
from pages.parts.admin_erase import admin_erase
from pages.parts.admin_links import admin_links
from pages.parts.admin_people import people
from pages.parts.admin_state import admin_state
from pages.parts.frame import open_page
from pages.parts.part_of_data import choose_part

view = open_page("administer")
parts = {
    "people": people,
    "links": admin_links,
    "log": audit_log,
    "backups": admin_backups,
    "erase": admin_erase,
    "state": admin_state,
}
look.hide_filters()
parts[choose_part(view, tuple(parts))](view)
