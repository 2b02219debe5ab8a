"""The values that requests are made of, the values that answers share."""

import re
from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)

from booking.calendar import midnight, moment
from foundation.money import Money

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST, _LAST = 2000, 2100
"""The years a diary may speak of."""


def _written(value: object) -> object:
    if not isinstance(value, str) or not value[:5].removesuffix("-").isdigit() or "-" not in value:
        raise ValueError("a moment is written as ISO 8601, like 2026-11-24T10:00:00+01:00")
    return value


def _sane(moment: datetime) -> datetime:
    # Compared before any arithmetic: the first and the last of all years overflow.
    if not _FIRST <= moment.year <= _LAST:
        raise ValueError(f"the year must be from {_FIRST} to {_LAST}")
    return moment.astimezone(UTC)


def _whole(moment: datetime) -> datetime:
    if moment.second or moment.microsecond:
        raise ValueError("a visit begins with a whole minute")
    return moment


def _day(value: object) -> object:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("a day is written as 2026-11-24")
    return value


def _near(day: date) -> date:
    if not _FIRST <= day.year <= _LAST:
        raise ValueError(f"the year must be from {_FIRST} to {_LAST}")
    return day


Moment = Annotated[
    AwareDatetime,
    BeforeValidator(_written),
    AfterValidator(_sane),
    AfterValidator(_whole),
    WithJsonSchema({"type": "string", "format": "date-time"}, mode="validation"),
]
"""A moment with its offset, at a whole minute; UTC once it is read."""

Day = Annotated[
    date,
    BeforeValidator(_day),
    AfterValidator(_near),
    WithJsonSchema({"type": "string", "format": "date"}, mode="validation"),
]
"""A day of the salon's own calendar."""

Version = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)]
Reason = Annotated[str, Field(max_length=500)]


class Given(BaseModel):
    """What a request brings: nothing beside what is described."""

    model_config = ConfigDict(extra="forbid")


class Shown(BaseModel):
    """What an answer shows."""

    model_config = ConfigDict(from_attributes=True)


class Amount(Shown):
    """Money: `amount` in the currency's smallest unit, cents for EUR."""

    amount: int
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]


def amount(money: Money) -> Amount:
    """Show money."""
    return Amount(amount=money.minor, currency=money.currency)


class WantGiven(Given):
    """One service as wished for: by any of `staff_ids` in their order, by anyone without."""

    service_id: UUID
    staff_ids: Annotated[list[UUID], Field(default_factory=list, max_length=20)]
    addon_ids: Annotated[list[UUID], Field(default_factory=list, max_length=8)]


Services = Annotated[list[WantGiven], Field(min_length=1, max_length=6)]
"""The services of one person, one after another."""


class Page(Shown):
    """A part of a list; `next_cursor`, if any, asks for what follows."""

    next_cursor: str | None = None


def begin(day: date | None, zone: ZoneInfo) -> datetime | None:
    """Give when a day begins in the salon; None for none."""
    return None if day is None else moment(midnight(day, zone), zone)
