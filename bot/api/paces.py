"""How fast a program may ask: counted in Redis for all processes together."""

from dataclasses import dataclass
from hashlib import sha256

from bot.api.problems import Problem
from bot.guard.pace import Pace
from foundation.clock import monotonic
from foundation.house import House
from foundation.redis import Paced


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in so many seconds, all at once or evenly; `alone` counts in one process.

    While Redis is away each process counts for itself: neither is everybody let in nor nobody.
    """

    name: str
    most: int
    seconds: int
    alone: Pace

    @property
    def policy(self) -> str:
        """Say the limit as the header RateLimit-Policy does (draft-ietf-httpapi-ratelimit)."""
        return f'"{self.name}";q={self.most};w={self.seconds}'

    def left(self, paced: Paced) -> str:
        """Say what is left of it as the header RateLimit does."""
        return f'"{self.name}";r={paced.left};t={paced.reset}'


def limit(name: str, most: int, seconds: int) -> Limit:
    """Make a limit."""
    return Limit(name, most, seconds, Pace(most, seconds, monotonic))


PER_ADDRESS = limit("address", 1200, 60)
PER_KEY = limit("key", 600, 60)


async def count(house: House, one: Limit, who: str) -> Paced | None:
    """Count a request of `who`; None while Redis is away. Raises Problem, 429, beyond the limit."""
    # An address in a key of Redis would be personal data.
    mark = sha256(who.encode()).hexdigest()[:24]
    paced = await house.live.pace(f"pace:{one.name}:{mark}", one.most, one.seconds)
    if paced is None:
        if not one.alone.allows(mark):
            raise _too_many(one, one.seconds)
        return None
    if not paced.allowed:
        raise _too_many(one, paced.wait, {"RateLimit": one.left(paced)})
    return paced


def _too_many(one: Limit, wait: int, more: dict[str, str] | None = None) -> Problem:
    headers = {"Retry-After": str(max(1, wait)), "RateLimit-Policy": one.policy} | (more or {})
    detail = f"{one.most} requests in {one.seconds} seconds are the limit"
    return Problem("too_many", detail, headers=headers)
