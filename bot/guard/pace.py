"""How much one reader may ask for, counted in this process."""

from collections import Counter, OrderedDict, deque
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


class Seats:
    """At most `most` open streams, `each` per reader: every one costs a connection to Redis."""

    def __init__(self, most: int, each: int) -> None:
        """Start with every seat free."""
        self._most = most
        self._each = each
        self._taken: Counter[str] = Counter()

    def take(self, key: str) -> bool:
        """Take a seat for `key`; False when there is none."""
        if self._taken[key] >= self._each or self._taken.total() >= self._most:
            return False
        self._taken[key] += 1
        return True

    def leave(self, key: str) -> None:
        """Give the seat back."""
        self._taken[key] -= 1
        self._taken += Counter()  # drops who has none left
