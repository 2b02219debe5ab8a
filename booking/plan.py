"""What a visit is made of: segments with the chair time that each of them takes."""

from collections.abc import Iterable
from uuid import UUID

import msgspec

from foundation.ids import ClassId, ResourceId, ServiceId, StaffId


class Want(msgspec.Struct, frozen=True):
    """One service as wished for: by any of `staff` in their order, () for anyone who does it."""

    service: ServiceId
    staff: tuple[StaffId, ...] = ()
    addons: tuple[ServiceId, ...] = ()


Wish = tuple[tuple[Want, ...], ...]
"""For each person of a party, who all begin at one time, the services one after another."""


class Take(msgspec.Struct, frozen=True, array_like=True):
    """Chair time: `kind` is staff, resource or seat, `chair` its id, times are epoch minutes."""

    kind: str
    chair: UUID
    begin: int
    end: int


class Segment(msgspec.Struct, frozen=True):
    """One service of a visit, from `start` to `end` in UTC epoch minutes, with whom, where."""

    service: ServiceId
    staff: StaffId
    start: int
    end: int
    addons: tuple[ServiceId, ...] = ()
    resources: tuple[ResourceId, ...] = ()
    class_id: ClassId | None = None


def wanted_again(segments: Iterable[Segment]) -> tuple[Want, ...]:
    """Wish for the same once more: each service by who did it, with its add-ons."""
    return tuple(Want(one.service, (one.staff,), one.addons) for one in segments)


class Visit(msgspec.Struct, frozen=True):
    """All that happens to one person, in order, with the chair time it takes; buffers included."""

    segments: tuple[Segment, ...]
    takes: tuple[Take, ...]

    @property
    def start(self) -> int:
        """Give when the first segment begins."""
        return self.segments[0].start

    @property
    def end(self) -> int:
        """Give when the last segment ends."""
        return max(one.end for one in self.segments)


class Plan(msgspec.Struct, frozen=True):
    """A wish with a time, stylists and resources for all of it: taken whole or not at all."""

    visits: tuple[Visit, ...]

    @property
    def start(self) -> int:
        """Give when the first of them begins."""
        return min(one.start for one in self.visits)

    @property
    def end(self) -> int:
        """Give when the last of them ends."""
        return max(one.end for one in self.visits)
