"""Redis: the fast copy of live sessions, with the news that makes pages move."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import NamedTuple, TypeVar

import structlog
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

_LIMIT = 0.05  # seconds a call may wait for Redis: it is a copy, Postgres answers otherwise
_CALLS = 32  # connections for calls
_LISTENERS = 1000  # one connection per open page
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

Answer = TypeVar("Answer")


class Told(NamedTuple):
    """One message heard on a channel."""

    channel: str
    text: str


class Live:
    """Redis as the house sees it: no call fails, no call waits, nothing in it is needed.

    When Redis is slow or gone, calls answer None or False within about 50 ms, then at once for a
    second. `hits`, `misses` and `failures` count the loads.
    """

    def __init__(self, url: str) -> None:
        """Prepare for `url` (redis://); nothing connects yet."""
        self._client = _connect(url, _CALLS)
        self._listener = _connect(url, _LISTENERS)
        self._store = self._client.register_script(_STORE)
        self._rests_until = 0.0
        self.hits = 0
        self.misses = 0
        self.failures = 0

    async def load(self, key: str, revision: int | None = None) -> bytes | None:
        """Load the copy under `key`; None when there is none, or none of this `revision`."""
        found = await self._ask(lambda: self._client.hmget(key, ("r", "v")))
        seen, copy = found or (None, None)
        wanted = revision is None or seen == str(revision).encode()
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
        arguments: list[int | bytes | str] = [revision, value, _KEPT, *tell]
        return bool(await self._ask(lambda: self._store([key], arguments)))

    async def publish(self, channel: str, text: str) -> bool:
        """Tell whoever listens on `channel`; False when Redis did not take it."""
        return await self._ask(lambda: self._client.publish(channel, text)) is not None

    async def ping(self) -> bool:
        """Tell whether Redis answers now."""
        self._rests_until = 0.0
        return bool(await self._ask(self._client.ping))

    async def about(self) -> dict[str, str]:
        """Give what Redis says of itself (version, persistence, memory); empty when it is gone."""
        found = await self._ask(self._client.info)
        return {key: str(value) for key, value in (found or {}).items()}

    async def close(self) -> None:
        """Close every connection."""
        await self._client.aclose()
        await self._listener.aclose()

    async def listen(self, *channels: str) -> AsyncGenerator[Told, None]:
        """Hear what is published on `channels`, for ever; what is said during an outage is lost.

        It connects again by itself. Close the generator (`aclosing`) to end.
        """
        while True:
            try:
                async with self._listener.pubsub(ignore_subscribe_messages=True) as pubsub:
                    await pubsub.subscribe(*channels)
                    async with aclosing(_messages(pubsub)) as messages:
                        async for told in messages:
                            yield told
            except (RedisError, OSError):
                await asyncio.sleep(_REST)

    async def _ask(self, call: Callable[[], Awaitable[Answer]]) -> Answer | None:
        if asyncio.get_running_loop().time() < self._rests_until:
            self.failures += 1
            return None
        try:
            return await _in_time(call)
        except (RedisError, OSError) as error:
            self._rest(error)
            return None

    def _rest(self, error: Exception) -> None:
        self.failures += 1
        now = asyncio.get_running_loop().time()
        if now >= self._rests_until:  # the first of those that failed together
            self._rests_until = now + _REST
            log.warning("redis_away", error=type(error).__name__, rest_seconds=_REST)


def _connect(url: str, most: int) -> Redis:
    # Waits and tries are counted here, not in the library: its own would add up to seconds.
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=most,
        timeout=None,
        protocol=2,
        socket_timeout=None,
        socket_connect_timeout=None,
        retry=Retry(NoBackoff(), 0),
    )
    return Redis.from_pool(pool)


async def _in_time(call: Callable[[], Awaitable[Answer]]) -> Answer:
    clock = asyncio.get_running_loop().time
    started = clock()
    try:
        async with asyncio.timeout(_LIMIT):
            return await call()
    except TimeoutError:
        if clock() - started < 2 * _LIMIT:
            raise
    # This process was late, not Redis: its answer may have lain unread. Ask once more.
    async with asyncio.timeout(_LIMIT):
        return await call()


async def _messages(pubsub: PubSub) -> AsyncGenerator[Told, None]:
    async for message in pubsub.listen():
        yield Told(message["channel"].decode(), message["data"].decode())
