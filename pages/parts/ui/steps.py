"""What a page draws, as steps: while a part of a page is made they are noted, else each is taken at once.

A step is the same for every visitor; a visitor's step (a widget, a way that depends on rights) is given the view of
whoever looks.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class Step:
    """Something to draw; of_visitor: its first argument is the view of whoever looks."""

    draw: Callable[..., object]
    arguments: tuple
    of_visitor: bool = False


class Ended(Exception):
    """The part that is being made ends its page."""


_noted: ContextVar[list[Step] | None] = ContextVar("steps", default=None)


def is_making() -> bool:
    """Return whether a part of a page is being made."""
    return _noted.get() is not None


@contextmanager
def noting(steps: list[Step]) -> Iterator[None]:
    """Note every step in the list instead of taking it."""
    before = _noted.set(steps)
    try:
        yield
    finally:
        _noted.reset(before)


def step(draw: Callable[..., object], *arguments: object) -> None:
    """Draw what is the same for every visitor of the view."""
    add([Step(draw, arguments)]) if is_making() else draw(*arguments)


def step_of_text(draw: Callable[[str], object], text: str) -> None:
    """Draw a text that is the same for every visitor of the view; texts that follow one another are drawn as one.

    Each element of a page costs every visitor a message and their browser a component.
    """
    noted = _noted.get()
    before = noted[-1] if noted else None
    if before and before.draw is draw and len(before.arguments) == 1:
        noted[-1] = Step(draw, (before.arguments[0] + text,))
    else:
        step(draw, text)


def step_of_visitor(view, draw: Callable[..., object], *arguments: object) -> None:
    """Let draw(view, *arguments) draw what belongs to one visitor: anew for each, with their own view."""
    add([Step(draw, arguments, of_visitor=True)]) if is_making() else draw(view, *arguments)


def columns(widths: int | list[int], gap: str = "large") -> list[AbstractContextManager]:
    """Return columns side by side, to be filled one after the other."""
    if not is_making():
        return st.columns(widths, gap=gap)
    lanes: list[list[Step]] = [[] for _ in (range(widths) if isinstance(widths, int) else widths)]
    add([Step(side_by_side, (widths, gap, lanes), of_visitor=True)])
    return [noting(lane) for lane in lanes]


def end() -> None:
    """End the page here."""
    if is_making():
        raise Ended
    st.stop()


def take(view, steps: list[Step]) -> None:
    """Take steps that were noted, for the visitor whose view it is."""
    for one in steps:
        one.draw(*((view,) if one.of_visitor else ()), *one.arguments)


def add(made: list[Step]) -> None:
    """Note steps while a part of a page is made."""
    _noted.get().extend(made)


def side_by_side(view, widths: int | list[int], gap: str, lanes: list[list[Step]]) -> None:
    """Draw lanes of steps beside one another; the step that `columns` takes."""
    for column, lane in zip(st.columns(widths, gap=gap), lanes, strict=True):
        with column:
            take(view, lane)
