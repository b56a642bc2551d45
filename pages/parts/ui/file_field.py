"""The field for a file in the reader's language: Streamlit writes its own words into it, in English only."""

from collections.abc import Callable

import streamlit as st

from pages.parts.ui import html

_WORDS = '<style>.st-key-{key} {{ --choose: "{choose}"; --limit: "{limit}"; }}</style>'  # style.css puts them in place


def file_field(words: Callable[..., str], label: str, key: str, **options):
    """Draw the field and return the file brought; words: key and fields -> sentence; options: those of Streamlit."""
    kinds = options.get("type") or []
    named = ", ".join(kind.upper() for kind in ([kinds] if isinstance(kinds, str) else kinds))
    size = st.get_option("server.maxUploadSize")
    limit = words("file.limit_kinds", size=size, kinds=named) if named else words("file.limit", size=size)
    said = {"choose": html.css_text(words("file.choose")), "limit": html.css_text(limit)}
    st.html(_WORDS.format(key=key, **said))
    return st.file_uploader(label, key=key, **options)
