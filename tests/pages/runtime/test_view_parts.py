"""Parts of a page that are made once: the least used go first, pieces leave as one, one may end its page."""

from streamlit.testing.v1 import AppTest

from pages.parts.view.view_cache import MOST_PARTS


def test_a_part_is_made_once_and_the_least_used_go_first():
    session = AppTest.from_function(_many_parts)
    session.session_state["made"], session.session_state["names"] = made, names = [], ["first", "first"]
    assert [block.proto.body for block in session.run().get("html")] == ['<div class="lk">first</div>'] * 2
    assert made == ["first"]
    names[:] = [*map(str, range(MOST_PARTS)), "first"]
    session.session_state["names"] = names
    session.run()
    assert made.count("first") == 2 and len(made) == 2 + MOST_PARTS


def _many_parts():
    from types import SimpleNamespace

    import streamlit

    from pages.parts.ui import html
    from pages.parts.view import view_cache

    def draw(view, name):
        streamlit.session_state["made"].append(name)
        html.render(name)

    for name in streamlit.session_state["names"]:
        view_cache.drawn(SimpleNamespace(key=1), name, draw, name)


def test_pieces_that_follow_one_another_leave_as_one_element():
    html = AppTest.from_function(_in_pieces).run().get("html")
    joined = '<div class="lk">one</div><div class="lk">two</div>'
    assert [block.proto.body for block in html] == [
        joined,
        '<div class="lk">aside</div>',
        '<div class="lk">three</div>',
    ]


def _in_pieces():
    from types import SimpleNamespace

    from pages.parts.ui import html, steps
    from pages.parts.view import view_cache

    def draw(view):
        html.render("one")
        html.render("two")
        left, _ = steps.columns(2)
        with left:
            html.render("aside")
        html.render("three")

    view_cache.drawn(SimpleNamespace(key=3), "pieces", draw)


def test_a_part_may_end_its_page_for_every_visitor():
    for _ in range(2):
        session = AppTest.from_function(_ending).run()
        assert [block.proto.body for block in session.get("html")] == ['<div class="lk">the end</div>']


def _ending():
    from types import SimpleNamespace

    from pages.parts.ui import html, steps
    from pages.parts.view import view_cache

    def draw(view):
        left, right = steps.columns(2)
        with right:
            html.render("the end")
            steps.end()
        with left:
            html.render("never")

    view_cache.drawn(SimpleNamespace(key=2), "ending", draw)
    html.render("never either")


def test_space_between_pieces_leaves_with_them():
    html = AppTest.from_function(_with_space).run().get("html")
    assert [block.proto.body for block in html] == [
        '<div class="lk">one</div><div class="lk space"></div><div class="lk">two</div>'
    ]


def _with_space():
    from types import SimpleNamespace

    from pages.parts.ui import html
    from pages.parts.view import view_cache

    def draw(view):
        html.render("one")
        html.space()
        html.render("two")

    view_cache.drawn(SimpleNamespace(key=5), "space", draw)
