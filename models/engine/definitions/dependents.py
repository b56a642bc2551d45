"""Which figures read an assumption, and what stands on them."""

import re

from models import assumptions
from models.engine.definitions.header import COMMENT, Header

ASSUMED = re.compile(r"\b(?:from|join)\s+assumption\s+as\s+(\w+)")


def assumptions_in(header: Header) -> set[str]:
    """Return the assumptions a figure's own file reads."""
    if "assumption" not in header.reads:
        return set()
    if header.is_python:
        code = _code(header)
        return {name for name in assumptions.known() if re.search(rf"\b{name}(_low|_high)?\b", code)}
    read = _columns(header)
    return {name for name in assumptions.known() if read & {name, f"{name}_low", f"{name}_high"}}


def reads_version(header: Header) -> bool:
    """Whether a figure's own file reads the number of the version."""
    if "assumption" not in header.reads:
        return False
    return bool(re.search(r"\bversion\b", _code(header))) if header.is_python else "version" in _columns(header)


def _code(header: Header) -> str:
    return header.sql.split('"""', 2)[2]


def _columns(header: Header) -> set[str]:
    """Return the columns of the one row of assumptions that a plain select reads."""
    plain = COMMENT.sub("", header.sql)
    aliases = "|".join({*ASSUMED.findall(plain)} or {"assumption"})
    return set(re.findall(rf"\b(?:{aliases})\.(\w+)", plain))


def dependents(catalogue, assumption: str) -> set[str]:
    """Return the figures that an assumption can change: those that read it, and all that stand on them."""
    found: set[str] = set()
    for name in catalogue.closure(list(catalogue.headers)):
        header = catalogue.headers[name]
        if assumption in assumptions_in(header) or found & set(header.reads):
            found.add(name)
    return found
