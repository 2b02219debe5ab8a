"""Telling open streams that the server stops, as soon as it is told itself."""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_Reaction = Callable[[int, FrameType | None], object]


@contextmanager
def on_signals(closing: asyncio.Event) -> Iterator[None]:
    """Set `closing` at the first SIGINT or SIGTERM, before whoever else reacts to it.

    A server waits for its open answers to end; a stream of events never would by itself. Used
    within the server's life, so that its own reactions are already in place and follow ours.
    """
    loop = asyncio.get_running_loop()
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may react to signals: its owner closes the streams
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number, reaction in before.items():
        if callable(reaction):
            signal.signal(number, _first(closing, loop, reaction))
    try:
        yield
    finally:
        for number, reaction in before.items():
            signal.signal(number, reaction)


def _first(closing: asyncio.Event, loop: asyncio.AbstractEventLoop, then: _Reaction) -> _Reaction:
    def react(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(closing.set)
        then(number, frame)

    return react
