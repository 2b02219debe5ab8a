"""Redis: the fast copy of live sessions, with the news that makes pages move."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from hashlib import sha1

import structlog

from foundation.redis_news import News, Told
from foundation.redis_wire import Part, RefusedByRedis, Reply, Wire, connect

__all__ = ["Live", "Paced", "Place", "Told"]

log = structlog.get_logger(__name__)

_REST = 1.0  # seconds without a call after a failure
_KEPT = 7 * 24 * 3600  # seconds a copy outlives its last write

# Compare-and-set, so that a slow writer never lays an old session over a newer one.
_STORE = """
local seen = redis.call('HGET', KEYS[1], 'r')
local newer = not seen or tonumber(seen) < tonumber(ARGV[1])
if newer then
  redis.call('HSET', KEYS[1], 'r', ARGV[1], 'v', ARGV[2])
  redis.call('EXPIRE', KEYS[1], ARGV[3])
  for i = 4, #ARGV do redis.call('PUBLISH', ARGV[i], ARGV[1]) end
end
return newer and 1 or 0
"""
_STORE_SHA = sha1(_STORE.encode(), usedforsecurity=False).hexdigest()

# The generic cell rate algorithm: one number says when all that was asked is paid for. Times are
# microseconds of Redis' own clock, which all processes share.
_PACE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local most, room = tonumber(ARGV[1]), ARGV[2] * 1000000
local gap = room / most
local paid = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local wait = paid + gap - now - room
if wait <= 0 then
  paid = paid + gap
  redis.call('SET', KEYS[1], string.format('%.0f', paid), 'PX', math.ceil((paid - now) / 1000))
end
return {math.max(0, math.ceil(wait / 1000000)), math.floor((room - (paid - now)) / gap),
        math.ceil((paid - now) / 1000000)}
"""
_PACE_SHA = sha1(_PACE.encode(), usedforsecurity=False).hexdigest()

# A place in a line that moves once per `gap`, for one who may come once per `each`: two numbers
# say until when both are taken. Whoever would wait too long takes no place.
_PLACE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local gap, each = tonumber(ARGV[1]), tonumber(ARGV[2])
local room, patience = tonumber(ARGV[3]), tonumber(ARGV[4])
local own = math.max(tonumber(redis.call('GET', KEYS[2]) or '0'), now)
if own - room > now then return {0, own - room - now} end
local line = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
if line - now > patience then return {0, line - now - patience} end
own = math.max(own, line) + each
local function take(key, till)
  local kept = 1000 + math.ceil((till - now) / 1000)
  redis.call('SET', key, string.format('%.0f', till), 'PX', kept)
end
take(KEYS[1], line + gap)
take(KEYS[2], own)
return {1, line - now}
"""
_PLACE_SHA = sha1(_PLACE.encode(), usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Paced:
    """Whether somebody may go on: how long to `wait` (0: not), how many are `left`, the `reset`.

    Times are seconds; `reset` is when all are to be had again.
    """

    wait: int
    left: int
    reset: int

    @property
    def allowed(self) -> bool:
        """Tell whether there is nothing to wait for."""
        return self.wait == 0


@dataclass(frozen=True, slots=True)
class Place:
    """The rules of a line, in seconds.

    One place every `gap`, the same person every `each` with `room` to run ahead of that, nobody
    who would have to wait longer than `patience`.
    """

    gap: float
    each: float
    room: float
    patience: float


class Live:
    """Redis as the house sees it: no call fails, no call waits, nothing in it is needed.

    When Redis is slow or gone, calls answer None or False within about 50 ms, then at once for a
    second. `hits` and `misses` count the loads, `failures` the calls Redis did not answer;
    `trouble` says why the last of these.
    """

    def __init__(self, url: str) -> None:
        """Prepare for `url` (redis://); nothing connects yet."""
        self.hits = 0
        self.misses = 0
        self.failures = 0
        self.trouble = ""
        self._url = url
        self._news = News(url)
        self._wire: Wire | None = None
        self._connecting = asyncio.Lock()
        self._rests_until = 0.0
        self._away = False

    async def load(self, key: str, revision: int | None = None) -> bytes | None:
        """Load the copy under `key`; None when there is none, or none of this `revision`."""
        seen, copy = await self._ask("HMGET", key, "r", "v") or (None, None)
        wanted = revision is None or seen == b"%d" % revision
        if wanted and isinstance(copy, bytes):
            self.hits += 1
            return copy
        self.misses += 1
        return None

    async def store(
        self, key: str, revision: int, value: bytes, *, tell: tuple[str, ...] = ()
    ) -> bool:
        """Store `value` if no copy of the same or a later `revision` is there, then tell channels.

        One call: the copy is kept for 7 days, each channel in `tell` hears the revision. False
        when it was not stored.
        """
        given: tuple[Part, ...] = (1, key, revision, value, _KEPT, *tell)
        return bool(await self._run(_STORE, _STORE_SHA, *given))

    async def pace(self, key: str, most: int, seconds: int) -> Paced | None:
        """Count one more for `key`, of which `most` may come in `seconds`; None without Redis.

        What is refused is not counted.
        """
        said = await self._run(_PACE, _PACE_SHA, 1, key, most, seconds)
        return None if said is None else Paced(*said)

    async def place(self, line: str, who: str, pace: Place) -> tuple[bool, float] | None:
        """Take the next place in `line` for `who`; None without Redis.

        Tells whether there is a place, then in how many seconds: it comes, or to ask again.
        """
        values = (pace.gap, pace.each, pace.room, pace.patience)
        micro = (round(value * 1_000_000) for value in values)
        said = await self._run(_PLACE, _PLACE_SHA, 2, line, who, *micro)
        return None if said is None else (bool(said[0]), said[1] / 1_000_000)

    async def keep(self, key: str, value: bytes, seconds: int) -> bool:
        """Keep `value` for so many seconds, in place of any other; False when it was not kept."""
        return await self._ask("SET", key, value, "EX", seconds) is not None

    async def kept(self, key: str) -> bytes | None:
        """Give what is kept under `key`; None when there is nothing any more."""
        found = await self._ask("GET", key)
        return found if isinstance(found, bytes) else None

    async def publish(self, channel: str, text: str) -> bool:
        """Tell whoever listens on `channel`; False when Redis did not take it."""
        return await self._ask("PUBLISH", channel, text) is not None

    def listen(self, *channels: str) -> AsyncGenerator[Told, None]:
        """Hear what is published on `channels`, for ever; what is said during an outage is lost.

        It connects again by itself. Close the generator (`aclosing`) to end.
        """
        return self._news.listen(*channels)

    async def ping(self) -> bool:
        """Tell whether Redis answers now, also while it is given a rest."""
        self._rests_until = 0.0
        return await self._ask("PING") is not None

    async def about(self) -> dict[str, str]:
        """Give what Redis says of itself (version, persistence, memory); empty when it is gone."""
        said = await self._ask("INFO")
        lines = said.decode().splitlines() if isinstance(said, bytes) else []
        return {
            key: value for key, colon, value in (line.partition(":") for line in lines) if colon
        }

    async def close(self) -> None:
        """Close every connection."""
        await self._news.close()
        if self._wire is not None:
            self._wire.close()

    async def _run(self, script: str, sha: str, *given: Part) -> Reply:
        """Run a script of ours, which Redis forgets when it starts anew."""
        try:
            return await self._ask("EVALSHA", sha, *given, unless="NOSCRIPT")
        except RefusedByRedis:
            return await self._ask("EVAL", script, *given)

    async def _ask(self, *parts: Part, unless: str = "") -> Reply:
        """Ask Redis; None when it does not answer. Its refusal is raised if it starts `unless`."""
        if asyncio.get_running_loop().time() < self._rests_until:
            self.failures += 1
            return None
        try:
            wire = self._wire
            if wire is None or wire.lost.is_set():
                wire = await self._connected()
            reply = await wire.call(*parts)
        except (OSError, RefusedByRedis) as error:
            if unless and str(error).startswith(unless):
                raise
            self._fail(error)
            return None
        if self._away:
            self._away = False
            log.info("redis_back")
        return reply

    async def _connected(self) -> Wire:
        async with self._connecting:  # whoever comes together shares one attempt
            if asyncio.get_running_loop().time() < self._rests_until:
                raise ConnectionRefusedError(self.trouble)
            if self._wire is None or self._wire.lost.is_set():
                self._wire = await connect(self._url)
            return self._wire

    def _fail(self, error: Exception) -> None:
        self.failures += 1
        self.trouble = str(error) or type(error).__name__
        if not self._away:  # an outage is one line, not one per call
            self._away = True
            log.warning("redis_away", error=type(error).__name__, reason=self.trouble)
        if isinstance(error, OSError):
            self._rests_until = asyncio.get_running_loop().time() + _REST
