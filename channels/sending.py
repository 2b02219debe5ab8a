"""What the sending of every adapter has in common, whoever its provider is."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from foundation.errors import Permanent, Transient, Unknown

T = TypeVar("T")


async def in_order(parts: Sequence[T], send: Callable[[T], Awaitable[str]]) -> str:
    """Send a message's parts one after the other, give the last one's id; raises as `send`.

    A failure after the first part is Unknown: repeating would double what has arrived. No parts at
    all are Permanent.
    """
    if not parts:
        raise Permanent("an empty message cannot be sent")
    reference = ""
    for before, part in enumerate(parts):
        try:
            reference = await send(part)
        except (Transient, Permanent) as error:
            if before:
                raise Unknown(f"cut off after {before} parts: {error.reason}") from error
            raise
    return reference


@contextmanager
def repeatable() -> Iterator[None]:
    """Let silence be only a reason to try again: for what may be asked twice."""
    try:
        yield
    except Unknown as error:
        raise Transient(error.reason) from error
