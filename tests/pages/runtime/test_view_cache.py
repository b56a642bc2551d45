"""What is the same for every visitor of a view is made once; whoever differs in what they may see gets their own."""

import re
from dataclasses import fields, replace

import pytest
from altair.utils import schemapi
from home_templates import copied
from servers import PATIENCE_SECONDS
from sharing_home import app, fresh_server, settle, share, shown
from small_organisation import CORRECTED, bring
from streamlit.testing.v1 import AppTest

from data.access.actor import Actor
from data.sharing import notes
from data.sharing.shared_view import SharedView
from data.store import Store
from models.engine.engine import Engine
from pages.parts.access import auth_config, visitor
from pages.parts.access.pages import ANSWERS
from pages.parts.i18n.formats import Formats
from pages.parts.runtime import services
from pages.parts.runtime.derived_cache import forget
from pages.parts.view.selection.filters import Choice, Filters
from pages.parts.view.view import View

PERIOD = {"from": "2025-01", "to": "2025-11"}
ROOM = [path.read_text(encoding="utf-8") for path in (services.ROOT / "pages").rglob("*.py")]
SECTIONS = [  # every fold there is: what is drawn in one only when it is open has to find its words, too
    *(f"section_{name}" for name in sorted(set(re.findall(r'folded_section\(\s*view, "(\w+)"', "".join(ROOM))))),
    "section_change",
    "section_links",
    "section_identities",
    "explain_figures",
    "rows_behind",
]
READERS = {  # what makes each reader different from the first
    "admin": (("admin", None), {}),
    "viewer": (("viewer", None), {}),
    "of Billing": (("viewer", ("Billing",)), {}),
    "of Repairs": (("viewer", ("Repairs",)), {}),
    "in Spanish": (("admin", None), {"language": "es"}),
    "of another period": (("admin", None), {"from": "2025-03"}),
    "of one sector by choice": (("admin", None), {"sectors": "Billing"}),
    "of one segment": (("admin", None), {"segments": "Homes"}),
}


@pytest.fixture(scope="module")
def filled(templates, tmp_path_factory):
    home = tmp_path_factory.mktemp("viewed")
    store = Store(copied(templates.shared(), home))
    bring(store, home, "chain_links", "supplier,receiver\nRepairs,Delivery\nDelivery,customer\nBilling,customer\n")
    times = (
        "K1,Pack,2025-03-03 08:00,2025-03-04 08:00,Repairs,8\nK1,Send,2025-03-04 08:00,2025-03-04 12:00,Delivery,8\n"
    )
    bring(store, home, "stage_times", "case_id,stage,started_at,finished_at,sector,assigned_hours\n" + times)
    bring(store, home, "quality_levels", "month,sector,planned,delivered,received\n2025-03,Billing,95,90,88\n")
    audits = "".join(f"A{n},greeting,2025-03-0{n + 1},Billing,high,{('fail', 'pass')[n % 2]}\n" for n in range(6))
    bring(store, home, "audits", "audit_id,criterion,date,sector,impact,result\n" + audits)
    Engine(store.connection).build(store.version)
    store.close()
    return home / "home"


@pytest.fixture(autouse=True)
def server(filled, tmp_path, monkeypatch):
    with fresh_server(monkeypatch, filled, tmp_path):
        yield


@pytest.fixture
def signed_in(monkeypatch):
    """A function that lets the sessions of the app be somebody."""

    def as_somebody(role: str, sectors: tuple[str, ...] | None = None, name: str = "ana") -> None:
        who = visitor.Visitor(Actor(name, role, sectors), signed_in=True, name=name)
        monkeypatch.setattr(visitor, "_signed_in", lambda *_: who)
        monkeypatch.setattr(auth_config, "mode", lambda: auth_config.SIGN_IN)

    return as_somebody


@pytest.fixture
def seen(signed_in):
    """A function that opens the overview as one of the readers and returns everything it shows."""

    def by(reader: str) -> list[str]:
        somebody, parameters = READERS[reader]
        signed_in(*somebody)
        session = app(**({"language": "en"} | PERIOD | parameters))
        assert not session.exception and not session.error, session.error
        return everything(session)

    return by


def everything(session: AppTest) -> list[str]:
    """Every element of the page in its order, as Streamlit sends it; the name of a download is the session's own."""
    sent = [str(element.proto) for element in session.main if getattr(element, "proto", None) is not None]
    return [re.sub(r'deferred_file_id: "\w+"', "deferred_file_id", text) for text in sent]


@pytest.mark.sampled(4)
@pytest.mark.parametrize("page", ANSWERS)
def test_the_second_visitor_is_shown_what_the_first_is(page):
    with schemapi.debug_mode(True):  # which also says whether each chart is a valid one
        first, second = (_opened(page) for _ in range(2))
    assert len(shown(first)) > 5 and everything(first) == everything(second)


def _opened(page: str) -> AppTest:
    session = AppTest.from_file(str(services.ROOT / "app.py"), default_timeout=PATIENCE_SECONDS)
    for name, value in ({"language": "en", "open": SECTIONS} | PERIOD).items():
        session.query_params[name] = value
    session = session.switch_page(f"pages/{page}.py").run()
    assert not session.exception and not session.error, session.error
    return session


def test_each_reader_sees_their_own_whoever_looked_before(seen):
    alone = {}
    for reader in READERS:
        forget()
        alone[reader] = seen(reader)
    forget()
    assert {reader: seen(reader) for reader in READERS} == alone
    assert {reader: seen(reader) for reader in reversed(READERS)} == alone
    # only the two who see all and differ by their role are shown the same figures
    assert len({str([one for one in shown if "<table" in one]) for shown in alone.values()}) == len(READERS) - 1


def test_visitors_of_links_see_their_own_whoever_looked_before(seen):
    tokens = [share(sectors=("Billing",)), share(sectors=("Repairs",)), share("live"), share("live", language="es")]
    alone = {}
    for token in tokens:
        forget()
        alone[token] = shown(app(t=token))
    assert len({str(one) for one in alone.values()}) == len(tokens)
    assert seen("admin")
    assert {token: shown(app(t=token)) for token in tokens} == alone
    assert "Repairs" not in str(alone[tokens[0]]) and "Billing" not in str(alone[tokens[1]])


def test_the_line_over_a_link_is_its_own_and_says_what_is_known_now(tmp_path):
    tokens = [share(sectors=("Billing",)), share(sectors=("Repairs",), language="es")]
    at_first = [_line(token) for token in tokens]
    bring(services.services().store, tmp_path, "complaints", CORRECTED)
    unknown = [_line(token) for token in tokens]
    settle()
    known = [(_line(token), settle(), _line(token))[-1] for token in tokens]
    assert all(len({*lines}) == 3 for lines in zip(at_first, unknown, known, strict=True))
    assert "shows the same" in known[0] and "en lugar de" in known[1]  # the complaints are about Repairs


def _line(token: str) -> str:
    return next(block.proto.body for block in app(t=token).get("html") if 'class="lk"><p><b>' in block.proto.body)


def test_what_a_link_recorded_is_noted_too_when_nothing_is_made_any_more():
    before = app(language="en", **PERIOD)
    after = app(language="en", **PERIOD)  # from what was made for the session before
    asked = [list(session.session_state["asks_of_page"]) for session in (before, after)]
    assert asked[0] and asked[0] == asked[1]


def test_a_new_version_is_made_anew(tmp_path):
    before = shown(app(language="en", **PERIOD))
    bring(services.services().store, tmp_path, "complaints", CORRECTED)
    app(language="en")
    settle()
    after = shown(app(language="en", **PERIOD))
    # twenty complaints of March at 400 each in place of the 10.50 to 16.50 they had
    assert before != after and "version 9" in str(after)
    assert not {one for one in before if "<table" in one} & {one for one in after if "<table" in one}


def test_notes_and_buttons_belong_to_the_visitor(signed_in):
    signed_in("viewer")
    first = app(language="en", open="notes", **PERIOD)
    notes.put(services.services().store, "page", "Overview", "./", "Ask Repairs about March")
    second = app(language="en", open="notes", **PERIOD)
    assert "Ask Repairs" not in str(shown(first)) and "Ask Repairs" in str(shown(second))
    signed_in("facilitator")
    third = app(language="en", open="notes", **PERIOD)
    keys = [{button.key for button in session.button} for session in (second, third)]
    assert "share" not in keys[0] and "share" in keys[1]


def test_the_key_names_everything_a_view_holds(signed_in):
    signed_in("viewer")
    view = View(1, Filters("2025-01", "2025-12", (), (), "en"), Choice(1), Formats("en"))
    link = replace(view, shared=SharedView("overview", version=1, mode="live"), link="one")
    others = {
        "version": [replace(view, version=2)],
        "filters": [
            replace(view, filters=replace(view.filters, **{field: value}))
            for field, value in (("first", "2025-02"), ("last", "2025-11"), ("sectors", ("a",)), ("segments", ("a",)))
        ]
        + [replace(view, filters=replace(view.filters, language="es"))],
        "choice": [replace(view, choice=Choice(1, sectors=("a",)))],
        "formats": [replace(view, formats=Formats("en", "EUR"))],
        "shared": [
            link,
            replace(link, shared=replace(link.shared, mode="seen")),
            replace(link, shared=replace(link.shared, sectors=("a",))),
            replace(link, shared=replace(link.shared, recorded_on="2025-12-01")),
        ],
        "link": [replace(link, link="two")],
    }
    assert set(others) == {field.name for field in fields(View)}
    keys = [view.key, *(other.key for found in others.values() for other in found)]
    for role, sectors in (("facilitator", None), ("viewer", ("a",)), ("viewer", ("a", "b"))):
        signed_in(role, sectors)
        keys.append(view.key)
    assert len(set(map(repr, keys))) == len(keys)
