"""Figures that a build does not keep, put inside the selects that read them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from models.engine.definitions.header import COMMENT, Header


def inner_figures(headers: Mapping[str, Header]) -> set[str]:
    """Return the figures that a build does not keep though figures it keeps read them."""
    read = {source for header in headers.values() if header.materialized for source in header.reads}
    return {name for name in read & {*headers} if not headers[name].materialized}


def with_inner_figures(headers: Mapping[str, Header], order: Iterable[str]) -> dict[str, Header]:
    """Return the headers with such figures put inside what is run; order: each figure stands after what it reads."""
    found, inner = dict(headers), inner_figures(headers)
    for name in order:
        held = {source: found[source].select for source in found[name].reads if source in inner}
        if held and not found[name].is_python:
            found[name] = replace(found[name], select=_put_inside(found[name].sql, held))
    return found


def _put_inside(sql: str, inner: Mapping[str, str]) -> str:
    """Return a select in which each of these names is the select of its rows."""
    sql = COMMENT.sub("", sql)
    for name, select in inner.items():
        sql = re.sub(
            rf"\b(from|join)\s+{name}\b(\s+as\s+\w+)?",
            partial(_rows_of, name, COMMENT.sub("", select).strip()),
            sql,
        )
    return sql


def _rows_of(name: str, select: str, found: re.Match) -> str:
    return f"{found[1]} (\n{select}\n){found[2] or f' as {name}'}"
