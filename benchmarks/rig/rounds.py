"""Rounds of work in turns: each kind of work as many times a second as its lanes manage."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Final

from benchmarks.rig import cpu

_WARM: Final = 0.5  # seconds

Once = Callable[[int], Awaitable[None]]
"""Does one piece of work in a lane, told by its number."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round came to: each piece's seconds, the round's own, CPU seconds spent."""

    pieces: Sequence[float]
    seconds: float
    client: float
    server: float

    @property
    def rate(self) -> float:
        """Give the pieces per second."""
        return len(self.pieces) / self.seconds


@dataclass(slots=True)
class Work:
    """A kind of work with what its rounds came to."""

    name: str
    once: Once
    rounds: list[Round] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Give the median round's pieces per second."""
        return median(one.rate for one in self.rounds)

    @property
    def client(self) -> float:
        """Give the median round's CPU microseconds of the client per piece."""
        return median(1e6 * one.client / len(one.pieces) for one in self.rounds)

    @property
    def server(self) -> float:
        """Give the same of Postgres."""
        return median(1e6 * one.server / len(one.pieces) for one in self.rounds)

    def beside(self, floor: "Work") -> float:
        """Give the median ratio to the floor of the same round: noise falls on both alike."""
        pairs = zip(self.rounds, floor.rounds, strict=True)
        return median(own.rate / other.rate for own, other in pairs)

    def latencies(self) -> tuple[float, float]:
        """Give the 50th and the 99th percentile of all pieces, in milliseconds."""
        cuts = quantiles([1e3 * one for each in self.rounds for one in each.pieces], n=100)
        return cuts[49], cuts[98]


async def warm(works: Sequence[Work], lanes: int, server: int) -> None:
    """Do each for a moment: connections open, statements are prepared."""
    for one in works:
        await _round(one, lanes, _WARM, server)


async def run(works: Sequence[Work], lanes: int, rounds: int, seconds: float, server: int) -> None:
    """Warm each up, then work them in turns; `server` is Postgres' process."""
    await warm(works, lanes, server)
    for _ in range(rounds):
        for one in works:
            one.rounds.append(await _round(one, lanes, seconds, server))


async def _round(work: Work, lanes: int, seconds: float, server: int) -> Round:
    pieces: list[float] = []
    spent, client = cpu.seconds(server), process_time()
    began = perf_counter()
    until = began + seconds

    async def lane(number: int) -> None:
        while (started := perf_counter()) < until:
            await work.once(number)
            pieces.append(perf_counter() - started)

    await asyncio.gather(*map(lane, range(lanes)))
    ended = perf_counter()
    return Round(pieces, ended - began, process_time() - client, cpu.seconds(server) - spent)
