"""What a page shows each role, and that downloads and uploads ask again who acts."""

import threading

import pytest
import streamlit
from paths import ROOT
from servers import PATIENCE_SECONDS
from streamlit.testing.v1 import AppTest
from two_sectors import COMPLAINTS, SECTORS, bring

from data.access import audit
from data.access.actor import NOBODY, ROLES, Actor
from data.access.identity import SignInState
from data.problems import Problem
from data.store import Store
from pages.parts.access import auth_config, visitor
from pages.parts.access import auth_config as setup
from pages.parts.access.visitor import Visitor, guarded_download
from pages.parts.runtime import services
from pages.parts.runtime.work import upload_work

# The pages


@pytest.fixture(scope="module")
def small_home(tmp_path_factory):
    """A home with two complaints."""
    folder = tmp_path_factory.mktemp("small")
    store = Store(folder / "home")
    for dataset, text in (("sectors", SECTORS), ("complaints", COMPLAINTS + "k3,2024-03-15,Kitchen,5O\n")):
        assert bring(store, folder, dataset, text)["status"] == "stored"
    store.close()
    yield folder / "home"


@pytest.fixture(scope="module")
def house_of(small_home):
    """The pages' house over that home, let go of at the end."""
    patch = pytest.MonkeyPatch()
    patch.setenv("LEDGER_HOME", str(small_home))
    patch.chdir(ROOT)
    streamlit.cache_resource.clear()
    streamlit.cache_data.clear()
    services.services().engine.build(services.services().store.version)
    yield services.services()
    services.services().store.close()
    streamlit.cache_resource.clear()
    patch.undo()


@pytest.fixture
def opened(house_of, monkeypatch):
    """A function that opens a page as somebody who signed in with a role (None: as nobody)."""

    def open_page(page: str, role: str | None, **parameters) -> AppTest:
        who = (
            visitor.Visitor(Actor(f"{role}@example.com", role), signed_in=True, name=f"{role}@example.com")
            if role
            else visitor.Visitor(NOBODY, state=SignInState.OUT)
        )
        monkeypatch.setattr(setup, "mode", lambda: auth_config.SIGN_IN)
        monkeypatch.setattr(visitor, "_signed_in", lambda *_: who)
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE_SECONDS)
        for name, value in {"language": "en", **parameters}.items():
            app.query_params[name] = value
        return app.switch_page(f"pages/{page}.py").run()

    return open_page


def drawn(app: AppTest) -> str:
    """All that a page says and offers."""
    buttons = [button.label for button in app.button] + [button.proto.label for button in app.get("download_button")]
    return " ".join([*(block.proto.body for block in app.get("html")), *buttons, *(error.value for error in app.error)])


# page, its parameters, what only it says -> the lowest role that is shown it
SHOWN = [
    ("overview", {}, " complaints in ", "viewer"),
    ("assumptions", {}, "Set by you: ", "viewer"),
    ("assumptions", {"assumption": "discount_rate"}, " Change", "finance"),
    ("figures", {}, "figures answer your questions", "viewer"),
    ("figures", {"figure": "ledger"}, "Download these rows (CSV)", "finance"),
    ("data", {"part": "history"}, " Undo", "finance"),
    ("data", {"part": "history"}, " Original", "finance"),
    ("data", {"part": "aside"}, "Download these rows (CSV)", "finance"),
    ("admin", {}, "People and roles", "admin"),
    ("admin", {"part": "log"}, "Actions, newest first", "admin"),
    ("admin", {"part": "log"}, "Export as CSV", "admin"),
    ("account", {}, "You are signed in as", "viewer"),
]


@pytest.mark.sampled(4)
@pytest.mark.parametrize("page, parameters, words, lowest", SHOWN)
def test_a_page_shows_each_role_what_it_may_see_and_use(opened, page, parameters, words, lowest):
    for role in (None, *ROLES):
        said = drawn(opened(page, role, **parameters))
        is_shown = role is not None and ROLES.index(role) >= ROLES.index(lowest)
        assert (words in said) == is_shown, (role, page, words, said[-300:])
        assert ("Please sign in" in said) == (role is None)


@pytest.mark.parametrize("role, are_shown", [("facilitator", False), ("finance", True)])
@pytest.mark.parametrize("figure", ["ledger", "leaving_reason"])
def test_rows_that_name_customers_are_for_those_who_may_read_stored_rows(opened, figure, role, are_shown):
    assert ("These rows name customers" not in drawn(opened("figures", role, figure=figure))) == are_shown


def test_a_download_asks_again_on_the_click(house_of, monkeypatch):
    people = [Actor("fin", "finance")]
    monkeypatch.setattr(setup, "mode", lambda: auth_config.SIGN_IN)
    monkeypatch.setattr(visitor, "_signed_in", lambda *_: Visitor(people[0]))
    give = guarded_download("rows", "file.csv", lambda: house_of.store.actor.name)
    assert give() == "fin"  # it is made on behalf of whoever clicked, in a thread that is no page's
    people[0] = Actor("fin", "viewer")
    with pytest.raises(Problem) as refused:
        give()
    assert refused.value.code == "NOT_ALLOWED"
    with house_of.store.cursor() as cursor:
        assert [(e["action"], e["on"]) for e in audit.events(cursor)][-2:] == [
            ("export", "file.csv"),
            ("refused", "rows"),
        ]


def test_an_upload_in_the_background_acts_for_whoever_brought_it(house_of, monkeypatch):
    here, fin = threading.current_thread(), Actor("fin", "finance")
    monkeypatch.setattr(house_of.store, "_who", lambda: fin if threading.current_thread() is here else NOBODY)
    upload = upload_work.work_on("a key", "file.csv", True, lambda tell: {"by": house_of.store.actor.name})
    assert upload.result == {"by": "fin"}
