"""Which figures read an assumption, and what stands on them."""

import ast
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from models import assumptions
from models.engine.definitions.header import COMMENT, Header

ASSUMED = re.compile(r"\b(?:from|join)\s+assumption\s+as\s+(\w+)")


def assumptions_in(header: Header) -> set[str]:
    """Return the assumptions a figure reads itself, in its own file or in a module that its Python calls."""
    if "assumption" not in header.reads:
        return set()
    if header.is_python:
        code = _code(header.path)
        return {name for name in assumptions.known() if re.search(rf"\b{name}(_low|_high)?\b", code)}
    read = _columns(header)
    return {name for name in assumptions.known() if read & {name, f"{name}_low", f"{name}_high"}}


def reads_version(header: Header) -> bool:
    """Whether a figure reads the number of the version itself."""
    if "assumption" not in header.reads:
        return False
    return bool(re.search(r"\bversion\b", _code(header.path))) if header.is_python else "version" in _columns(header)


@cache
def _code(path: Path) -> str:
    """Return what a module says after its docstring, and the same of the modules it imports from this room."""
    text = path.read_text(encoding="utf-8")
    imported = [node.module for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom) and node.module]
    places = [find_spec(name) for name in imported if name.startswith("models.")]
    beside = [_code(Path(place.origin)) for place in places if place and place.origin]
    return "\n".join([text.split('"""', 2)[2], *beside])


def _columns(header: Header) -> set[str]:
    """Return the columns of the one row of assumptions that a plain select reads."""
    plain = COMMENT.sub("", header.sql)
    aliases = "|".join({*ASSUMED.findall(plain)} or {"assumption"})
    return set(re.findall(rf"\b(?:{aliases})\.(\w+)", plain))


def dependents(catalogue, *assumptions: str) -> set[str]:
    """Return the figures that some assumptions can change: those that read one, and all that stand on them."""
    found: set[str] = set()
    for name in catalogue.closure(list(catalogue.headers)):
        header = catalogue.headers[name]
        if found & set(header.reads) or assumptions_in(header) & {*assumptions}:
            found.add(name)
    return found
