import asyncio

from structlog.testing import capture_logs

from foundation.clock import monotonic
from workers.sweeps import Sweep, keep


async def swept(*outcomes: int | Exception) -> list[str]:
    """Run a sweep that ends so, one time after the other; give the events it logged."""
    stop = asyncio.Event()
    left = list(outcomes)

    async def run() -> int:
        outcome = left.pop(0)
        if not left:
            stop.set()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    with capture_logs() as lines:
        await keep(Sweep("answer", 0.001, run), stop)
    return [line["event"] for line in lines]


async def test_a_sweep_that_moves_nothing_says_nothing() -> None:
    assert await swept(0, 0, 0) == []


async def test_a_sweep_tells_what_it_moved() -> None:
    assert await swept(0, 3) == ["swept"]


async def test_a_failing_sweep_goes_on_and_is_one_line() -> None:
    failures = [RuntimeError("down") for _ in range(3)]
    assert await swept(*failures, 0) == ["sweep_failed", "sweep_recovered"]


async def test_each_outage_is_told_anew() -> None:
    told = await swept(RuntimeError("one"), 0, RuntimeError("two"))
    assert told == ["sweep_failed", "sweep_recovered", "sweep_failed"]


async def test_a_stop_ends_the_wait_at_once() -> None:
    stop = asyncio.Event()
    started = asyncio.Event()

    async def run() -> int:
        started.set()
        return 0

    begun = monotonic()
    keeping = asyncio.create_task(keep(Sweep("slow", 3600, run), stop))
    await started.wait()
    stop.set()
    await keeping
    assert monotonic() - begun < 5
