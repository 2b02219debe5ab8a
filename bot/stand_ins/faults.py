"""Failures on demand, scripted by tests."""

from dataclasses import dataclass, field
from typing import Final

HANG: Final = "hang"
RESET: Final = "reset"
LOST: Final = "lost"
SLOW: Final = "slow"
BREAKS: Final = frozenset({HANG, RESET, LOST, SLOW})


@dataclass(slots=True)
class Fault:
    """The next `times` calls of a method fail alike.

    `kind` is one of the provider's own errors ("429", "131056"), "hang" (taken, never answered),
    "reset" (the connection breaks before anything happens), "lost" (done, but the connection breaks
    before the answer) or "slow" (done, but `seconds` later). `chat` narrows it to one customer.
    """

    method: str = "*"
    kind: str = "500"
    times: int = 1
    retry_after: float = 1.0
    seconds: float = 5.0
    chat: str | int | None = None


@dataclass(slots=True)
class Script:
    """Faults still to come, in order."""

    faults: list[Fault] = field(default_factory=list)

    def take(self, method: str, chat: object) -> Fault | None:
        """Take the first fault that fits a call."""
        for fault in self.faults:
            fits = fault.method.lower() in {method, "*"}
            if fits and (fault.chat is None or str(fault.chat) == str(chat)):
                fault.times -= 1
                if fault.times <= 0:
                    self.faults.remove(fault)
                return fault
        return None


@dataclass(slots=True)
class Bucket:
    """A flood limit: `rate` sends a second, `burst` at once."""

    rate: float
    burst: float
    level: float = 0.0
    at: float = 0.0

    def wait(self, now: float) -> float:
        """Count one send at `now` (seconds); 0, or the seconds to wait if it is one too many."""
        level = max(0.0, self.level - (now - self.at) * self.rate)
        if level + 1 > self.burst:
            return (level + 1 - self.burst) / self.rate
        self.level, self.at = level + 1, now
        return 0.0


@dataclass(slots=True)
class Buckets:
    """One flood limit for each of many."""

    rate: float
    burst: float
    each: dict[str, Bucket] = field(default_factory=dict)

    def wait(self, name: object, now: float) -> float:
        """Count one send for a name as `Bucket.wait` does."""
        bucket = self.each.setdefault(str(name), Bucket(self.rate, self.burst))
        return bucket.wait(now)
