"""Texts of others on a terminal: signs that would steer it are shown as a box, wherever they come from."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager

# Control signs but the end of a line and a tab, and those that turn the direction of writing.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SHOWN = "\N{REPLACEMENT CHARACTER}"


def plain(text: str) -> str:
    """The text with a box for each steering sign; our own return to the beginning of a line stays where it leads."""
    first = "\r" if text.startswith("\r") else ""
    return first + STEERING.sub(SHOWN, text[len(first) :])


class Terminal:
    """Stands before a stream that is a terminal; what goes to a file or another program stays as it is."""

    def __init__(self, stream):
        self._stream = stream

    def write(self, text: str) -> int:
        """Writes a text without signs that steer."""
        return self._stream.write(plain(text))

    def __getattr__(self, name: str):
        return getattr(self._stream, name)


@contextmanager
def guarded():
    """Inside, nothing that is printed steers the terminal."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (Terminal(stream) if stream.isatty() else stream for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
