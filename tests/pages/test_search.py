"""The search: opened by a button on every page, an empty one too; what it finds is a link that keeps the filters."""

from types import SimpleNamespace

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from data.access.actor import LOCAL, act_as
from pages.parts.i18n.formats import Formats
from pages.parts.i18n.language import say
from pages.parts.runtime import services
from pages.parts.shell.questions import SECTIONS
from pages.parts.shell.search import ASKED, finds_of


@pytest.fixture
def app(tmp_path, monkeypatch):
    """The app over an empty home, with the search open."""
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(services.ROOT)
    streamlit.cache_resource.clear()
    streamlit.cache_data.clear()
    opened = AppTest.from_file(str(services.ROOT / "app.py"), default_timeout=60)
    opened.query_params["language"] = "es"
    with act_as(LOCAL):
        yield opened.run().button("search").click().run()
    services.services().store.close()
    streamlit.cache_resource.clear()


def sought(app: AppTest, words: str) -> str:
    """What is found for some words; the test runs the whole page where a browser runs the dialog alone."""
    app.session_state[ASKED] = True
    return links(app.text_input("sought").set_value(words).run())


def links(app: AppTest) -> str:
    """The list of what was found."""
    return next((block.proto.body for block in app.get("html") if 'class="finds"' in block.proto.body), "")


def test_what_is_found_is_a_link_in_the_readers_words(app):
    assert "./data?" in links(app) and "Supuestos" in links(app)  # with nothing sought, the pages
    found = sought(app, "tasa descu")
    assert "./assumptions?language=es&amp;assumption=discount_rate" in found and ">Tasa de descuento<" in found
    found = sought(app, "retencion")
    # what is called so comes before what speaks of it, and what answers a question before its steps
    assert 0 < found.index("figure=retention_curve") < found.index("figure=retention_extended")
    assert not sought(app, "xyz")


def test_a_number_is_found_by_its_name_and_by_what_it_is():
    view = SimpleNamespace(
        may_open_numbers=True, choice=SimpleNamespace(version=1), language="es", words=lambda key: say("es", key)
    )
    (found,) = [one for one in finds_of(view, "numbers", "coste de sustitucion") if one.name == "Coste de sustitución"]
    assert found.parameters == (("explain", "win_or_keep.replacement_cost"), ("cell", "sector=all"))
    assert finds_of(SimpleNamespace(may_open_numbers=False), "numbers", "coste") == []  # who came by a link


def test_a_question_leads_to_where_it_is_answered():
    view = SimpleNamespace(
        choice=SimpleNamespace(version=1),
        language="en",
        formats=Formats("en", "EUR"),
        words=lambda key, **fields: say("en", key, **fields),
    )
    (found,) = finds_of(view, "questions", "change decision")
    assert (found.name, found.page) == ("What would change the decision?", "scenarios")
    (found,) = finds_of(view, "questions", "next 10,000")
    assert (found.page, found.parameters) == ("win_or_keep", (("open", "section_next"),))
    (found,) = finds_of(view, "questions", "hour less")
    assert (found.page, found.parameters) == ("value_chain", (("open", "worth"),))
    assert finds_of(SimpleNamespace(choice=SimpleNamespace(version=0)), "questions", "next") == []  # nothing to answer


def test_each_question_is_a_section_of_its_page():
    drawn = "".join(file.read_text() for file in (services.ROOT / "pages").rglob("*.py"))
    for page, names in SECTIONS.items():
        assert (services.ROOT / "pages" / f"{page}.py").exists()
        assert [
            name for name in names if f'folded_section(view, "{name}"' not in drawn and f'"section_{name}"' not in drawn
        ] == []
