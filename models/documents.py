"""Writes docs/figures.md from the headers of the figures: python -m models.documents."""

from pathlib import Path

from models.catalogue import Catalogue
from models.header import FIELDS, Header

PAGE = Path(__file__).parents[1] / "docs" / "figures.md"
INTRODUCTION = """# Figures

One figure, one file, one name. This page is written from the header at the top of each file; change it there and run
`python -m models.documents`. Money is in the reporting currency unless a figure says otherwise.
"""


def figures_page(headers: list[Header]) -> str:
    """Return the page: a table of all figures, then each with everything its header says."""
    rooms: dict[str, list[Header]] = {}
    for header in sorted(headers, key=lambda one: (one.path.parent.name, one.name)):
        rooms.setdefault(header.path.parent.name, []).append(header)
    parts = [INTRODUCTION]
    for room, figures in rooms.items():
        parts += [f"## {room}\n"] + [_section(header) for header in figures]
    return "\n".join(parts)


def _section(header: Header) -> str:
    lines = [f"- **{field}**: {getattr(header, field)}" for field in FIELDS[1:]]
    path = f"models/{header.path.parent.name}/{header.path.name}"
    return f"### {header.name}\n\n{header.title} · [`{path}`](../{path})\n\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    catalogue = Catalogue()
    PAGE.write_text(figures_page([catalogue.header(name) for name in catalogue.figures()]), encoding="utf-8")
