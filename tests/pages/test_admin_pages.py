"""The administrator's parts of the page: backups, erasing a customer, the state of the installation."""

import threading

import pytest
import streamlit as st
from paths import ROOT
from servers import PATIENCE_SECONDS
from streamlit.testing.v1 import AppTest

from data.access.actor import LOCAL, act_as
from data.import_options import Options
from data.imports.pipeline import import_file
from data.storage import connection as doorway
from data.store import Store
from models.engine.selection import Selection
from pages.parts.runtime import services
from pages.parts.runtime.work import scheduled_backup

CUSTOMERS = "customer_id,started_on\nKIM-0001,2025-01-01\nKIM-0002,2025-02-01\n"


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """A function that opens one part of the administrator's page over a small home of its own."""
    store = Store(tmp_path / "home")
    (tmp_path / "customers.csv").write_text(CUSTOMERS)
    import_file(store, "customers", tmp_path / "customers.csv", Options())
    store.close()
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "home"))
    st.cache_resource.clear()
    st.cache_data.clear()

    def part(name: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE_SECONDS)
        app.query_params["part"] = name
        app.query_params["language"] = "en"
        return app.switch_page("pages/admin.py").run()

    yield part
    services.services().store.close()
    st.cache_resource.clear()


def said(app: AppTest) -> str:
    """All that the page says."""
    return " ".join(
        [
            *(block.proto.body for block in app.get("html")),
            *(one.value for one in (*app.success, *app.error, *app.info)),
        ]
    )


def customers() -> list[str]:
    """The customers stored now."""
    with act_as(LOCAL):
        return services.services().store.rows("customers")["customer_id"].tolist()


def test_a_customer_is_erased_only_when_typed_twice(opened):
    app = opened("erase")
    app.text_input[0].set_value("KIM-0001").run()
    assert "Lines of imported files" in said(app) and app.button(key="erase").disabled
    app.text_input[1].set_value("KIM-0002").run()
    assert app.button(key="erase").disabled
    app.text_input[1].set_value("KIM-0001").run()
    app.button(key="erase").click().run()
    assert "Customer erased" in said(app) and not app.exception
    assert customers() == ["KIM-0002"]


def test_nobody_of_that_name_is_said(opened):
    app = opened("erase")
    app.text_input[0].set_value("nobody").run()
    assert "names a customer" in said(app) and not [button for button in app.button if button.key == "erase"]


def test_a_backup_is_made_and_gone_back_to(opened, tmp_path):
    app = opened("backups")
    app.button(key="make_backup").click().run()
    assert "all counts and totals match" in said(app) and "1 backup on this server." in said(app)
    (tmp_path / "more.csv").write_text("customer_id,started_on\nKIM-0003,2025-01-01\n")
    with act_as(LOCAL):
        import_file(services.services().store, "customers", tmp_path / "more.csv", Options())
    app.run()
    app.selectbox[-1].select_index(0).run()
    assert app.button(key="restore").disabled
    app.text_input[0].set_value("replace").run()
    app.button(key="restore").click().run()
    assert "Version 1 restored" in said(app) and customers() == ["KIM-0001", "KIM-0002"]


def look_around(visitors: int) -> None:
    """As many visitors, each in a thread of their own, look at a figure under a period of their own, and leave."""

    def look(month: int) -> None:
        with act_as(LOCAL):
            held = services.services()
            held.engine.read("cost_by_sector", held.store.version, Selection((f"2025-{month:02}", "2025-12")))

    threads = [threading.Thread(target=look, args=(month,)) for month in range(1, visitors + 1)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


@pytest.mark.long
def test_erasing_and_going_back_succeed_on_the_page_after_others_have_looked(opened, monkeypatch):
    monkeypatch.setattr(doorway, "PATIENCE_SECONDS", 5)
    app = opened("backups")
    app.button(key="make_backup").click().run()
    look_around(10)
    app = opened("erase")
    app.text_input[0].set_value("KIM-0001").run()
    app.text_input[1].set_value("KIM-0001").run()
    app.button(key="erase").click().run()
    assert "Customer erased" in said(app) and customers() == ["KIM-0002"]
    look_around(10)
    app = opened("backups")
    app.button(key="make_backup").click().run()
    look_around(10)
    app.selectbox[-1].select_index(0).run()
    app.text_input[0].set_value("replace").run()
    app.button(key="restore").click().run()
    assert "Version 2 restored" in said(app) and customers() == ["KIM-0002"]
    look_around(10)


def test_the_state_names_version_rows_and_backups(opened):
    app = opened("state")
    assert "Data version" in said(app) and "None yet" in said(app) and "No entry was changed" in said(app)


def test_a_backup_by_schedule_is_told_with_age_and_verdict_and_so_is_one_that_failed(opened, monkeypatch, tmp_path):
    monkeypatch.setenv("LEDGER_BACKUP_HOURS", "24")
    monkeypatch.setenv("LEDGER_BACKUP_KEEP", "3")
    assert "Latest backup: None yet" in said(opened("backups"))
    assert scheduled_backup.make_if_due(services.services) and scheduled_backup.make_if_due(services.services)
    told = said(opened("backups"))
    assert "1 backup on this server." in told  # the second was not due
    assert "less than a minute ago. Verified: all counts and totals match." in told
    assert "Every 24 h; the newest 3 are kept in the folder backups of the installation." in told
    (tmp_path / "blocked").write_text("a file where the folder should be")
    monkeypatch.setenv("LEDGER_BACKUP_FOLDER", str(tmp_path / "blocked" / "in it"))
    assert not scheduled_backup.make_if_due(services.services)
    told = said(opened("state"))
    assert "Failed on " in told and "The reason is in the server log." in told and "outside the installation" in told
