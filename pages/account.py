"""Who is signed in here, what they may do, and the way out."""

from pages.parts.admin.account import account
from pages.parts.shell.frame import open_page

view = open_page("account")
account(view)
