"""Long lists by pages: a cursor says after which place the next one begins."""

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated, TypeVar
from uuid import UUID

from pydantic import Field

from bot.api.problems import Problem, wrong

Cursor = Annotated[
    str | None, Field(max_length=200, description="The `next_cursor` of the page before")
]
Limit = Annotated[int, Field(ge=1, le=200, description="How many at most")]

Place = tuple[datetime, UUID]
"""Where a row stands in a list by time: its moment, then its id, which tells equals apart."""

One = TypeVar("One")


def after(place: Place) -> str:
    """Write the cursor of what follows a place; it is readable and unsigned: it opens nothing."""
    moment, number = place
    text = f"{moment.astimezone(UTC).isoformat()} {number.hex}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def place(cursor: str | None) -> Place | None:
    """Read a cursor; raises Problem, 422, for one that we did not write."""
    if cursor is None:
        return None
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True).decode()
        moment, _, number = text.partition(" ")
        found = datetime.fromisoformat(moment)
        if found.tzinfo is None or not 1990 <= found.year <= 2200:
            raise _foreign()
        return found, UUID(hex=number)
    except (ValueError, binascii.Error):
        raise _foreign() from None


def cut(
    found: Sequence[One], limit: int, where: Callable[[One], Place]
) -> tuple[list[One], str | None]:
    """Cut `limit` of at least one more down to a page, with the cursor of the next one."""
    page = list(found[:limit])
    return page, after(where(page[-1])) if len(found) > limit else None


def _foreign() -> Problem:
    return wrong("cursor", "is no `next_cursor` of ours")
