"""Text made plain has no sign that Markdown reads, and looks as it was written."""

import re

import pytest

from pages.parts.ui import html


@pytest.mark.parametrize(
    "text",
    [
        "![x](http://a.b/c)",
        "<img src=x>",
        "[a](javascript:b)",
        "$x$",
        ":material/home:",
        "`a`",
        "# a",
        "* a",
        "a_b_c",
        ":red[x]",
    ],
)
def test_plain_text_leaves_no_sign_markdown_reads(text):
    """What Markdown reads stands behind a backslash, which is how Markdown writes the sign itself."""
    escaped = html.plain(text)
    assert all(escaped[place - 1] == "\\" for place, sign in enumerate(escaped) if sign in "![]<>$`#*_=|~")
    assert not re.search(r"(?<!\\):\S", escaped)


@pytest.mark.parametrize(
    "text, escaped",
    [
        ("- a", "\\- a"),
        ("+ a", "\\+ a"),
        ("1. a", "1\\. a"),
        ("2026) a", "2026\\) a"),
        ("a -> b", "a \\-\\> b"),
        ("a -- b", "a \\-\\- b"),
        ("&amp; b", "\\&amp; b"),
        ("a\n---", "a\n\\-\\-\\-"),
        ("Route plan: agreed", "Route plan: agreed"),
        ("Hours of day-shift & night, 12.5 % (O'Brien)", "Hours of day-shift & night, 12.5 % (O'Brien)"),
        ("complaints of april.csv", "complaints of april.csv"),
    ],
)
def test_a_label_holds_a_backslash_only_before_what_markdown_reads(text, escaped):
    """A label is also what a screen reader says, as it is sent."""
    assert html.plain(text) == escaped
