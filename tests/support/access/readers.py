"""The pages as different readers see them: who sees everything, a person of some sectors, the visitor of a link."""

import re

from sharing_home import again, app, settle

from data.access.actor import Actor
from data.sharing import registry
from data.sharing.shared_view import SharedView
from pages.parts.access import auth_config, visitor
from pages.parts.access.visitor import Visitor
from pages.parts.runtime import services

SECTIONS = {
    "overview": (),
    "dissatisfaction": ("kinds", "change", "closing", "promise", "satisfied", "capacity", "quality"),
    "loyalty": ("leaving", "crude", "cohorts", "tenure", "buyers", "fitted"),
    "win_or_keep": ("contacts", "spend", "lag", "cash", "next"),
    "value_chain": ("times", "hand_overs", "returned", "promise", "cases", "situations", "hour_worth", "links"),
    "sector": (),
    "service_quality": ("quality", "disputes"),
    "scenarios": (),
}


def opened(page: str) -> dict[str, list[str]]:
    """The parameter that opens every folded section of a page."""
    return {"open": [f"section_{name}" for name in SECTIONS.get(page, ())]}


def by_link(page: str, sectors: tuple[str, ...] | None):
    """A visitor of a live link to a page."""
    store = services.services().store
    view = SharedView(
        page,
        (("language", ("en",)),),
        store.version,
        services.services().engine.models_hash(),
        sectors=sectors,
        mode="live",
        small_group=5,
    )
    return app(t=registry.create(store, view, 3)[1], **opened(page))


def by_all(page: str, **chosen: object):
    """Somebody who sees everything, on a page under a choice of filters."""
    return _settled(app(language="en", **opened(page), **chosen), page)


def as_person(monkeypatch, page: str, sectors: tuple[str, ...] | None, **chosen: object):
    """Somebody who is signed in and sees some sectors, on a page."""
    actor = Actor("ana", "viewer", sectors)
    monkeypatch.setattr(visitor, "_signed_in", lambda *_: Visitor(actor, signed_in=True, name="ana"))
    monkeypatch.setattr(auth_config, "mode", lambda: auth_config.SIGN_IN)
    return _settled(app(language="en", **opened(page), **chosen), page)


def _settled(session, page: str):
    session = session.switch_page(f"pages/{page}.py").run()
    settle()
    return again(session).switch_page(f"pages/{page}.py").run()


def plain(html: str) -> str:
    """HTML without its marks."""
    return re.sub(r"<[^>]+>", "", html).replace("\xa0", " ").strip()
