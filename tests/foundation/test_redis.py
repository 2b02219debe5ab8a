import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, suppress
from pathlib import Path

import pytest
import uvloop
from redis import Redis
from structlog.testing import capture_logs

from foundation.clock import monotonic
from foundation.redis import Live, Told
from foundation.settings import Settings
from tests.foundation.own_redis import OwnRedis


@pytest.fixture
async def live(clean: Settings) -> AsyncIterator[Live]:
    live = Live(clean.redis_url)
    yield live
    await live.close()


@pytest.fixture
async def own(own_redis: OwnRedis) -> AsyncIterator[Live]:
    live = Live(own_redis.url)
    assert await live.ping()
    yield live
    await live.close()


async def patience() -> AsyncIterator[None]:
    """Yield again and again for 20 seconds, then fail."""
    async with asyncio.timeout(20):
        while True:
            yield
            await asyncio.sleep(0.005)


async def hears(live: Live, channel: str, first: asyncio.Future[Told]) -> None:
    """Speak on `channel` until its listener has heard the first word."""
    async for _ in patience():
        await live.ping()
        await live.publish(channel, "ready")
        if first.done():
            break


async def after(word: str, heard: AsyncIterator[Told]) -> list[str]:
    """Collect what was said up to `word`, without what was said to get ready."""
    said = []
    async for told in heard:
        if told.text == word:
            break
        said.append(told.text)
    return [text for text in said if text != "ready"]


async def test_what_is_kept_is_given_until_its_time_is_over(live: Live, redis: Redis) -> None:
    assert await live.kept("found") is None
    assert await live.keep("found", b"one", 60)
    assert await live.keep("found", b"two", 60)
    assert await live.kept("found") == b"two"
    assert 0 < int(str(redis.ttl("found"))) <= 60
    assert await live.kept("other") is None


async def test_nothing_is_kept_while_redis_is_away() -> None:
    live = Live("redis://127.0.0.1:9/0")  # nobody answers
    assert not await live.keep("found", b"one", 60)
    assert await live.kept("found") is None
    await live.close()


async def test_a_stored_copy_is_loaded(live: Live) -> None:
    assert await live.store("session:1", 4, b"four")
    assert await live.load("session:1") == b"four"
    assert await live.load("session:1", 4) == b"four"
    assert (live.hits, live.misses, live.failures) == (2, 0, 0)


async def test_a_copy_of_another_revision_is_a_miss(live: Live) -> None:
    await live.store("session:1", 4, b"four")
    assert await live.load("session:1", 5) is None
    assert await live.load("session:2") is None
    assert (live.hits, live.misses, live.failures) == (0, 2, 0)


async def test_an_older_copy_never_replaces_a_newer(live: Live) -> None:
    assert await live.store("session:1", 10, b"ten")
    assert not await live.store("session:1", 9, b"nine")
    assert not await live.store("session:1", 10, b"ten again")
    assert await live.load("session:1") == b"ten"


async def test_of_racing_writers_the_newest_stays(clean: Settings) -> None:
    processes = [Live(clean.redis_url) for _ in range(4)]
    revisions = [7, 3, 99, 12, 98, 1, 50] * 8
    await asyncio.gather(
        *(
            processes[turn % 4].store("session:1", number, b"%d" % number)
            for turn, number in enumerate(revisions)
        )
    )
    assert await processes[0].load("session:1", 99) == b"99"
    for process in processes:
        await process.close()


async def test_a_copy_leaves_a_week_after_its_last_write(live: Live, redis: Redis) -> None:
    await live.store("session:1", 1, b"one")
    assert 604_700 < redis.ttl("session:1") <= 604_800


async def test_a_store_tells_its_channels_the_revision(live: Live) -> None:
    async with aclosing(live.listen("salon:1", "conversation:1")) as heard:
        first = asyncio.ensure_future(anext(heard))
        await hears(live, "salon:1", first)
        await live.store("session:1", 5, b"five", tell=("salon:1", "conversation:1"))
        await live.publish("salon:1", "end")
        assert await after("end", heard) == ["5", "5"]


async def test_a_refused_store_tells_nobody(live: Live) -> None:
    # A channel of its own: those of one server are heard in all its databases.
    await live.store("session:1", 5, b"five")
    async with aclosing(live.listen("salon:refused")) as heard:
        first = asyncio.ensure_future(anext(heard))
        await hears(live, "salon:refused", first)
        await live.store("session:1", 4, b"four", tell=("salon:refused",))
        await live.publish("salon:refused", "end")
        assert await after("end", heard) == []


async def test_a_cancelled_listener_leaves_nothing_behind(live: Live, redis: Redis) -> None:
    async def listen() -> None:
        async with aclosing(live.listen("salon:1")) as heard:
            async for _ in heard:
                started.set()

    started = asyncio.Event()
    task = asyncio.create_task(listen())
    async for _ in patience():
        await live.publish("salon:1", "ready")
        if started.is_set():
            break
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert task.cancelled()
    async for _ in patience():
        if redis.pubsub_numsub("salon:1") == [("salon:1", 0)]:
            break


async def test_a_listener_outlives_a_redis_that_was_killed(own: Live, own_redis: OwnRedis) -> None:
    async with aclosing(own.listen("salon:1")) as heard:
        first = asyncio.ensure_future(anext(heard))
        await hears(own, "salon:1", first)
        own_redis.stop()
        again = asyncio.ensure_future(after("end", heard))
        own_redis.start()
        async for _ in patience():
            await own.ping()
            await own.publish("salon:1", "end")
            if again.done():
                break


async def test_without_redis_calls_answer_at_once(own: Live, own_redis: OwnRedis) -> None:
    await own.store("session:1", 1, b"one")
    own_redis.stop()
    started = monotonic()
    assert await own.load("session:1") is None
    assert not await own.store("session:1", 2, b"two")
    assert not await own.publish("salon:1", "2")
    assert not await own.ping()
    assert await own.about() == {}
    assert monotonic() - started < 0.5
    assert own.failures >= 4


async def test_a_frozen_redis_costs_one_short_wait(own: Live, own_redis: OwnRedis) -> None:
    assert own_redis.process
    own_redis.process.send_signal(signal.SIGSTOP)
    started = monotonic()
    answers = await asyncio.gather(*(own.load(f"session:{number}") for number in range(50)))
    later = [await own.load("session:1") for _ in range(200)]
    took = monotonic() - started
    own_redis.process.send_signal(signal.SIGCONT)
    assert set(answers) == {None}
    assert set(later) == {None}
    assert took < 0.5


async def test_redis_is_asked_again_after_a_rest(own: Live, own_redis: OwnRedis) -> None:
    own_redis.stop()
    assert not await own.store("session:1", 1, b"one")
    own_redis.start()
    async for _ in patience():
        if await own.store("session:1", 2, b"two"):
            break
    assert await own.load("session:1") == b"two"


async def test_an_outage_is_one_line_in_the_log(own: Live, own_redis: OwnRedis) -> None:
    own_redis.stop()
    with capture_logs() as lines:
        await asyncio.gather(*(own.load(f"session:{number}") for number in range(20)))
        for _ in range(20):
            await own.load("session:1")
    assert [line["event"] for line in lines] == ["redis_away"]


@pytest.mark.parametrize("loop", [asyncio.new_event_loop, uvloop.new_event_loop])
def test_a_late_process_does_not_blame_redis(
    clean: Settings, loop: Callable[[], asyncio.AbstractEventLoop]
) -> None:
    async def late() -> None:
        live = Live(clean.redis_url)
        await live.store("session:1", 1, b"one")
        loading = asyncio.create_task(live.load("session:1"))
        await asyncio.sleep(0)
        busy_until = monotonic() + 0.25
        while monotonic() < busy_until:  # this process's loop stands still, Redis does not
            pass
        assert await loading == b"one"
        assert live.failures == 0
        await live.close()

    with asyncio.Runner(loop_factory=loop) as runner:
        runner.run(late())


async def test_redis_tells_about_itself(live: Live) -> None:
    assert (await live.about())["maxmemory_policy"] == "noeviction"


async def test_calls_at_once_each_get_their_own_answer(live: Live) -> None:
    await asyncio.gather(*(live.store(f"session:{n}", n, b"%d" % n) for n in range(1, 200)))
    loaded = await asyncio.gather(*(live.load(f"session:{n}", n) for n in range(1, 200)))
    assert loaded == [b"%d" % n for n in range(1, 200)]


async def test_a_cancelled_call_leaves_the_others_their_answers(live: Live) -> None:
    await live.store("session:1", 1, b"one")
    calls = [asyncio.create_task(live.load(f"session:{n % 2}")) for n in range(20)]
    await asyncio.sleep(0)
    for call in calls[::3]:
        call.cancel()
    answers = await asyncio.gather(*calls, return_exceptions=True)
    for n, answer in enumerate(answers):
        if n % 3:
            assert answer == (b"one" if n % 2 else None)


async def test_a_full_redis_refuses_copies_but_still_gives_them(
    own: Live, own_redis: OwnRedis
) -> None:
    await own.store("session:1", 1, b"one")
    with Redis.from_url(own_redis.url) as client:
        client.config_set("maxmemory", "1")
    assert not await own.store("session:1", 2, b"two")
    assert not await own.store("session:2", 1, b"one")
    assert await own.load("session:1") == b"one"


async def test_a_forgotten_script_is_sent_again(live: Live, redis: Redis) -> None:
    await live.store("session:1", 1, b"one")
    redis.script_flush()
    assert await live.store("session:1", 2, b"two")


async def test_a_listener_too_busy_to_listen_costs_bounded_memory(live: Live) -> None:
    async with aclosing(live.listen("salon:1")) as heard:
        first = asyncio.ensure_future(anext(heard))
        await hears(live, "salon:1", first)
        for number in range(300):
            await live.publish("salon:1", str(number))
        rest = asyncio.create_task(after("end", heard))
        async for _ in patience():
            await live.publish("salon:1", "end")
            if rest.done():
                break
        numbers = [int(text) for text in rest.result()]
        assert numbers == list(range(len(numbers)))
        assert 0 < len(numbers) <= 100


async def test_many_listeners_share_one_connection(live: Live, redis: Redis) -> None:
    heard: list[Told] = []

    async def page(number: int) -> None:
        async with aclosing(live.listen("salon:1", f"conversation:{number}")) as told:
            heard.append(await anext(told))

    pages = [asyncio.create_task(page(number)) for number in range(50)]
    async for _ in patience():
        await live.publish("salon:1", "news")
        if all(one.done() for one in pages):
            break
    assert len(heard) == 50
    assert len([one for one in redis.client_list() if int(one["sub"])]) <= 1


async def test_an_unreadable_answer_ends_the_connection() -> None:
    gone = asyncio.Event()

    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        with suppress(ConnectionError):
            while await reader.read(1000):
                pass
        writer.close()
        gone.set()

    server = await asyncio.start_server(babble, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    live = Live(f"redis://127.0.0.1:{port}/0")
    assert not await live.ping()
    assert "lost" in live.trouble
    async with asyncio.timeout(20):
        await gone.wait()
    server.close()
    await live.close()


async def test_a_socket_file_serves_too(own_redis: OwnRedis, tmp_path: Path) -> None:
    own_redis.stop()
    own_redis.start("--unixsocket", "redis.sock")
    live = Live(f"unix://{tmp_path / 'redis.sock'}?db=1")
    assert await live.store("session:1", 1, b"one")
    await live.close()
