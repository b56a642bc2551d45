"""What identifies the calculation: its figures by name, the Python they are worked out with, and the assumptions.

Where a file lies, how it is laid out, its comments and the words of its header do not count: moving or explaining
a figure revises no number.
"""

import ast
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from models import assumptions
from models.engine.definitions.header import Header

PIECE = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/|\w+|[^\s\w]", re.DOTALL)
OF_AN_ASSUMPTION = ("type", "value", "low", "high", "least", "most", "choices")


def fingerprint(headers: Iterable[Header]) -> str:
    """Return one hash of all figures, of the modules beside those in Python, and of every assumption's value and
    range."""
    headers = sorted(headers, key=lambda header: header.name)
    parts: dict[str, list] = {header.name: [_options(header), _calculation(header)] for header in headers}
    parts |= {f"beside {path.stem}": [_python(path)] for path in _beside(headers)}
    parts |= {f"assumption {name}": [_range(entry)] for name, entry in assumptions.known().items()}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _options(header: Header) -> list:
    return [header.key, header.filters, header.period, header.materialized]


def _calculation(header: Header) -> str:
    return _python(header.path) if header.is_python else _sql(header.sql)


def _sql(text: str) -> str:
    return "\0".join(piece for piece in PIECE.findall(text) if not piece.startswith(("--", "/*")))


def _python(path: Path) -> str:
    """Return a module's lines without its docstring and imports, which say where its neighbours lie."""
    text = path.read_text(encoding="utf-8")
    body = ast.parse(text).body
    left_out = [node for node in body if isinstance(node, ast.Import | ast.ImportFrom) or _is_docstring(node, body)]
    lines = set().union(*(range(node.lineno, (node.end_lineno or node.lineno) + 1) for node in left_out))
    return "\n".join(line for number, line in enumerate(text.splitlines(), 1) if number not in lines).strip()


def _is_docstring(node: ast.stmt, body: list[ast.stmt]) -> bool:
    return node is body[0] and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _beside(headers: list[Header]) -> list[Path]:
    """Return the modules that lie beside figures in Python and are no figures: what those call."""
    figures = {header.path for header in headers}
    folders = {header.path.parent for header in headers if header.is_python}
    return sorted(
        (path for folder in folders for path in folder.glob("*.py") if path not in figures and path.stem != "__init__"),
        key=lambda path: path.stem,
    )


def _range(entry: dict) -> dict:
    return {field: entry[field] for field in OF_AN_ASSUMPTION if field in entry}
