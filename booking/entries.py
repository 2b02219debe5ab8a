"""What a row of the diary means for each chair it takes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from booking.calendar import Span, cut, join
from foundation.ids import ConversationId, CustomerId, PartyId, ServiceId, StaffId
from foundation.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one chair has from `start` to `end` (UTC epoch minutes).

    `kind` is booking, hold, block or class; `status` that of the booking, else the kind's own word:
    held, blocked, open. In `gaps` the chair may be taken by others, in `around` it is kept free for
    this entry. `left` is how many seconds a hold lasts yet; `sold` of a class's `seats` are taken,
    each by a booking with its `class_id`.
    """

    kind: str
    id: UUID
    chair: UUID
    start: int
    end: int
    status: str
    services: tuple[ServiceId, ...] = ()
    staff: tuple[StaffId, ...] = ()
    gaps: tuple[Span, ...] = ()
    around: tuple[Span, ...] = ()
    customer_id: CustomerId | None = None
    conversation_id: ConversationId | None = None
    price: Money | None = None
    version: int = 0
    override: bool = False
    party_id: PartyId | None = None
    left: float = 0.0
    reason: str = ""
    class_id: UUID | None = None
    seats: int = 0
    sold: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One service of a visit with all chairs it takes, times in epoch minutes."""

    service: ServiceId
    staff: StaffId
    start: int
    end: int
    chairs: tuple[UUID, ...]


Takes = Sequence[Sequence[Any]]
"""Chair time as it is stored: [kind, chair, begin, end] each."""


def of_parts(parts: Sequence[Part], takes: Takes, **facts: Any) -> Iterator[Entry]:  # noqa: ANN401 - an entry's other fields
    """Give an entry for every stretch that a visit has in a chair; `facts` are its other fields."""
    staff = tuple(dict.fromkeys(one.staff for one in parts))
    owned = _by_chair(takes)
    for chair in dict.fromkeys(chair for one in parts for chair in one.chairs):
        stretches = list(_stretches([one for one in parts if chair in one.chairs]))
        taken = owned.get(chair, [])
        for start, end, services in stretches:
            yield Entry(
                chair=chair,
                start=start,
                end=end,
                services=services,
                staff=staff,
                gaps=tuple(cut([(start, end)], taken)) if taken else (),
                around=tuple(_around(taken, (start, end), [one[:2] for one in stretches])),
                **facts,
            )


def parts_of(stored: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    """Read the segments of a plan as the desk writes it."""
    return tuple(
        Part(
            ServiceId(UUID(one["service"])),
            StaffId(UUID(one["staff"])),
            one["start"],
            one["end"],
            (UUID(one["staff"]), *map(UUID, one.get("resources") or ())),
        )
        for one in stored
    )


def class_of(stored: Sequence[Mapping[str, Any]]) -> UUID | None:
    """Tell which class a visit's seat is in."""
    return next((UUID(one["class_id"]) for one in stored if one.get("class_id")), None)


def _stretches(parts: Sequence[Part]) -> Iterator[tuple[int, int, tuple[ServiceId, ...]]]:
    """Join the parts that follow each other at once."""
    runs: list[list[Part]] = []
    for one in sorted(parts, key=lambda part: part.start):
        if runs and runs[-1][-1].end == one.start:
            runs[-1].append(one)
        else:
            runs.append([one])
    for run in runs:
        yield run[0].start, run[-1].end, tuple(one.service for one in run)


def _by_chair(takes: Takes) -> dict[UUID, list[Span]]:
    ordered = sorted((UUID(chair), begin, end) for _, chair, begin, end in takes)
    return {
        chair: join([(begin, end) for _, begin, end in mine])
        for chair, mine in groupby(ordered, key=lambda one: one[0])
    }


def _around(taken: Sequence[Span], stretch: Span, all_: Sequence[Span]) -> Iterator[Span]:
    """Give what is taken right before or right after the stretch, outside of all of them."""
    start, end = stretch
    for begin, finish in cut(list(taken), sorted(all_)):
        if finish == start or begin == end:
            yield begin, finish
