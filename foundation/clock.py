"""The one place that reads the clock."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def now() -> datetime:
    """Tell the present moment, in UTC."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Tell seconds that only grow, for time-outs and for what is kept a while."""
    return time.monotonic()


def fixed(moment: datetime) -> Clock:
    """Make a clock that stands still at `moment` (aware), for the terminal's `--now` or a test."""
    if moment.tzinfo is None:
        raise ValueError("a fixed clock needs a moment with its zone")
    utc = moment.astimezone(UTC)
    return lambda: utc
