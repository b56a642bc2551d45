"""Every figure by its title, with what it means, and the way to its page."""

from pages.parts import figure_words, tables
from pages.parts.asking import with_filters
from pages.parts.look import escape


def figure_index(view, headers: dict) -> None:
    """Draw all figures in the order of their titles, each a link to itself. headers: name -> header."""
    titles = {name: figure_words.title(view.language, header) for name, header in headers.items()}
    heads = [tables.head(view.words("figures.which")), tables.head(view.words("explain.meaning"))]
    lines = [
        _line(view, headers[name], titles[name]) for name in sorted(headers, key=lambda name: titles[name].casefold())
    ]
    tables.table(view.words("figures.index"), view.words("figures.index_subtitle"), heads, lines, kind="index")


def _line(view, header, title: str) -> str:
    link = f'<a href="{escape(with_filters(view, {"figure": header.name}))}">{escape(title)}</a>'
    meaning = figure_words.said(view.language, header.meaning)
    return tables.row(f'<th scope="row">{link}</th>', tables.cell(escape(meaning), "full"))
