"""The failures of the Bot API, its flood limits."""

import math
from dataclasses import dataclass, field
from typing import Final

from bot.stand_ins.faults import Bucket, Buckets, Fault
from bot.stand_ins.telegram.rules import Refusal

__all__ = ["KINDS", "Fault", "Flood", "failure", "too_many"]

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
KINDS: Final = frozenset({"429", *map(str, _WORDS)})


def failure(fault: Fault) -> Refusal:
    """Give the error answer of a fault that is a status."""
    status = int(fault.kind)
    return too_many(fault.retry_after) if status == 429 else Refusal(status, _WORDS[status])


@dataclass(slots=True)
class Flood:
    """Telegram's limits on sends of one bot: about 1 a second per chat, 30 a second over all."""

    everyone: Bucket = field(default_factory=lambda: Bucket(30, 30))
    chats: Buckets = field(default_factory=lambda: Buckets(1, 1))

    def check(self, chat: object, now: float) -> None:
        """Raise the 429 of a send that comes too early."""
        wait = self.chats.wait(chat, now) or self.everyone.wait(now)
        if wait > 0:
            raise too_many(math.ceil(wait))


def too_many(seconds: float) -> Refusal:
    """Give the 429 that names a time."""
    whole = max(1, math.ceil(seconds))
    return Refusal(429, f"Too Many Requests: retry after {whole}", retry_after=whole)
