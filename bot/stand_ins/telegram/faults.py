"""Failures on demand, scripted by tests."""

import math
from dataclasses import dataclass, field
from typing import Final

from bot.stand_ins.telegram.rules import Refusal

_WORDS: Final = {
    400: "Bad Request: chat not found",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance"
    " is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}
HANG: Final = "hang"
RESET: Final = "reset"
LOST: Final = "lost"


@dataclass(slots=True)
class Fault:
    """The next `times` calls of a method fail alike.

    `kind` is a status ("429"), "hang" (taken, never answered), "reset" (the connection breaks
    before anything happens) or "lost" (done, but the connection breaks before the answer).
    """

    method: str
    kind: str
    times: int = 1
    retry_after: float = 1.0
    chat: int | None = None

    def known(self) -> bool:
        """Tell whether the stand-in can do this."""
        return self.kind in {HANG, RESET, LOST, "429"} or self.kind in map(str, _WORDS)

    def refusal(self) -> Refusal:
        """Give the error answer of a fault that is a status."""
        status = int(self.kind)
        if status == 429:
            return too_many(self.retry_after)
        return Refusal(status, _WORDS[status])


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
class Flood:
    """Telegram's limits on sends of one bot: about 1 a second per chat, 30 a second over all."""

    everyone: Bucket = field(default_factory=lambda: Bucket(30, 30))
    chats: dict[str, Bucket] = field(default_factory=dict)

    def check(self, chat: object, now: float) -> None:
        """Raise the 429 of a send that comes too early."""
        one = self.chats.setdefault(str(chat), Bucket(1, 1))
        wait = one.wait(now) or self.everyone.wait(now)
        if wait > 0:
            raise too_many(math.ceil(wait))


def too_many(seconds: float) -> Refusal:
    """Give the 429 that names a time."""
    whole = max(1, math.ceil(seconds))
    return Refusal(429, f"Too Many Requests: retry after {whole}", retry_after=whole)
