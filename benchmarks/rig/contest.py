"""A contest: several servers in turn under the same load, in rounds."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter
from typing import Final

from benchmarks.rig import cpu

_SETTLE: Final = 0.1  # seconds in which a process ends what follows its last reply

Load = Callable[[float, list[float]], Awaitable[None]]
"""Works a server until a moment of `perf_counter`; adds the seconds of each turn to the list."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one stretch of load cost: each turn's seconds, the processes' CPU seconds."""

    turns: Sequence[float]
    process: float
    beside: Sequence[float]


@dataclass(slots=True)
class Contestant:
    """A server with its load; `runs` is what was measured."""

    name: str
    pid: int
    load: Load
    seconds: float
    runs: list[Run] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        """Give the median round's CPU microseconds per turn."""
        return median(1e6 * run.process / len(run.turns) for run in self.runs)

    def beside(self, number: int) -> float:
        """Give the same of one of the servers beside it."""
        return median(1e6 * run.beside[number] / len(run.turns) for run in self.runs)

    def latencies(self) -> tuple[float, float, float]:
        """Give the 50th, 95th and 99th percentile of all turns, in milliseconds."""
        cuts = quantiles([1e3 * turn for run in self.runs for turn in run.turns], n=100)
        return cuts[49], cuts[94], cuts[98]


async def warm(contestants: Sequence[Contestant], beside: Sequence[int]) -> None:
    """Let each do its work for a while that does not count."""
    for one in contestants:
        await _run(one, one.seconds / 2, beside)


async def hold(contestants: Sequence[Contestant], beside: Sequence[int]) -> None:
    """Work each once: in rounds of all, a noisy moment falls on all alike."""
    for one in contestants:
        one.runs.append(await _run(one, one.seconds, beside))


async def _run(one: Contestant, seconds: float, beside: Sequence[int]) -> Run:
    taken: list[float] = []
    before = [cpu.seconds(pid) for pid in (one.pid, *beside)]
    await one.load(perf_counter() + seconds, taken)
    await asyncio.sleep(_SETTLE)
    after = [cpu.seconds(pid) for pid in (one.pid, *beside)]
    spent = [end - begin for begin, end in zip(before, after, strict=True)]
    return Run(taken, spent[0], spent[1:])
