"""How often one reader may do something, counted in this process."""

from collections import OrderedDict, deque
from collections.abc import Callable

_KEPT = 20_000


class Pace:
    """At most `most` times in any `seconds`, per key; a flood of keys cannot fill the memory.

    Counted per process: a bound on abuse, not on money. What must hold across processes is
    counted in the database.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        """Count with `clock`, seconds that only grow."""
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()

    def allows(self, key: str) -> bool:
        """Count one more for `key` if it is within the pace, tell whether it is."""
        now = self._clock()
        times = self._seen.pop(key, None) or deque(maxlen=self._most)
        while times and times[0] <= now - self._seconds:
            times.popleft()
        within = len(times) < self._most
        if within:
            times.append(now)
        self._seen[key] = times
        if len(self._seen) > _KEPT:
            self._seen.popitem(last=False)
        return within
