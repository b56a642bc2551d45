"""Fifty people open one shared link in the same moment: all see the same, none an error."""

import shutil
from pathlib import Path

from home_templates import copied
from visitors import visit, visit_together

from data.sharing import registry
from data.sharing.shared_view import SharedView
from data.store import Store

PEOPLE = 50


def test_fifty_visitors_of_one_link_see_the_same(start_server, templates, tmp_path):
    store = Store(copied(templates.shared(), tmp_path))
    _, token = registry.create(store, SharedView("dissatisfaction", (("language", ("en",)),), store.version), 1)
    store.close()
    address = start_server(Path(shutil.copytree(tmp_path / "home", tmp_path / "served")))
    assert visit(address, f"t={token}").errors == []  # as the one who made it looks whether it opens
    visits = visit_together(address, f"t={token}", PEOPLE)
    assert [found.errors for found in visits if found.errors] == []
    tables = {tuple(html for html in found.html if "<table" in html) for found in visits}
    assert len(tables) == 1 and "Billing" in str(tables)
    assert visit(address, "t=" + token.swapcase()).html[-1].count("cannot be opened") == 1
