"""Who may do what here: people and roles, links, the log, backups and erasing, and the state of the installation."""

from pages.parts.admin.audit_log import audit_log
from pages.parts.admin.backups import admin_backups
from pages.parts.admin.erasure import admin_erase
from pages.parts.admin.people import people
from pages.parts.admin.status import admin_state
from pages.parts.sharing.link_list import admin_links
from pages.parts.shell.frame import open_page
from pages.parts.shell.tabs import choose_part
from pages.parts.ui import html

view = open_page("admin")
parts = {
    "people": people,
    "links": admin_links,
    "log": audit_log,
    "backups": admin_backups,
    "erase": admin_erase,
    "state": admin_state,
}
html.hide_filters()
parts[choose_part(view, tuple(parts))](view)
