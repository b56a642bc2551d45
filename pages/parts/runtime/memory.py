"""Where the threads of visitors take their memory from."""

import ctypes

ARENA_MAX = -8  # M_ARENA_MAX in malloc.h of glibc
STOCKS = 2


def share() -> None:
    """Let threads take memory from the stocks there are, two at least, so that one finds what another gave back.

    glibc makes up to eight stocks a core, and what the thread of a visitor gives back to its own nobody else takes.
    Elsewhere nothing happens.
    """
    try:
        ctypes.CDLL(None).mallopt(ARENA_MAX, STOCKS)
    except (AttributeError, OSError, TypeError):
        pass
