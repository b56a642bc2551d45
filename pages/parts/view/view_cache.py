"""What is the same for every visitor of a view is made once, and only handed out afterwards.

The key is View.key alone: version, figures, filters, language, and what the reader may see. Nobody can forget a part
of it, and nobody who differs in one of them is handed what was made for another.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from pages.parts.runtime.derived_cache import derived
from pages.parts.runtime.turns import Turns
from pages.parts.ui.steps import Ended, Step, is_making, noting, take
from pages.parts.view import recorder

MOST_PARTS = 200  # some 100 KB each, the least used go first
# Of more at once each takes longer, since Python's lock goes round among all of them at every statement of the
# database, and none is there sooner. A page has several parts: whoever has one already gets the others first.
MOST_MADE_AT_ONCE = os.cpu_count() or 1
_MAKING = Turns(MOST_MADE_AT_ONCE)


@dataclass(frozen=True)
class Part:
    """A part of a page: the steps that draw it, and what was read for it, which a link may have to keep."""

    steps: list[Step] = field(default_factory=list)
    read: recorder.Read = field(default_factory=recorder.Read)


def drawn(view, name: object, draw: Callable[..., None], *arguments: object) -> None:
    """Draw the part `name` of a page: draw(view, *arguments) makes it, once for all whose view has the same key.

    name: with whatever the part depends on beside the view. arguments: only what follows from the view and the name.
    """
    if is_making():  # within a larger part
        draw(view, *arguments)
        return
    # by keyword: for each argument by position Streamlit would look the function's signature up, at every visit
    part = _made(key=repr((name, view.key)), _view=view, _draw=draw, _arguments=arguments)
    recorder.again(part.read)
    take(view, part.steps)


@derived(max_entries=MOST_PARTS)
def _made(key: str, _view, _draw: Callable[..., None], _arguments: tuple) -> Part:
    part = Part()
    with _MAKING.turn(), recorder.apart(part.read), noting(part.steps):
        try:
            _draw(_view, *_arguments)
        except Ended:
            part.steps.append(Step(st.stop, ()))
    return part
