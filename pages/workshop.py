"""Looking for solutions together: a room is opened, led through its steps, and closed with actions."""

from pages.parts.shell.frame import open_answers
from pages.parts.ui import html
from pages.parts.workshop.page import workshop_page

view = open_answers("workshop")
html.hide_filters()
workshop_page(view)
