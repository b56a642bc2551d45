"""When the server stops, everything is put on disk, however it was asked to stop (Ctrl+C, SIGTERM).

Under asgi.py the process raises the signal again when the app is closed, and never comes to an ordinary end.
"""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, asynccontextmanager

from data.storage.shutdown import stop_all


def around(*others: Callable) -> Callable:
    """The life of the app for `st.App(lifespan=…)`: that of the others, and at its end everything on disk."""

    @asynccontextmanager
    async def running(app):
        state: dict = {}
        try:
            async with AsyncExitStack() as stack:
                for other in others:
                    state |= await stack.enter_async_context(other(app)) or {}
                yield state
        finally:  # after the others, which may write until they have ended
            await asyncio.to_thread(stop_all)

    return running
