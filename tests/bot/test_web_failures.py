import asyncio
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from bot.page import closing
from tests.bot.conftest import Client, Site


@pytest.mark.parametrize("path", ["/chat", "/chat/demo/else", "/console/nothing", "/console/x/y"])
async def test_a_page_that_does_not_exist_is_designed(visitor: Client, path: str) -> None:
    page = await visitor.get(path)
    assert visitor.status == 404
    assert "<h1>Nothing here</h1>" in page


async def test_a_machine_is_told_in_plain_words(visitor: Client) -> None:
    assert await visitor.get("/nothing") == "Not found"
    assert visitor.status == 404
    await visitor.post("/chat/demo", {})
    assert visitor.status == 405


async def test_the_front_door_leads_to_chat_and_console(visitor: Client) -> None:
    page = await visitor.get("/")
    assert 'href="/chat/demo"' in page
    assert 'href="/console"' in page
    await visitor.get("/console")
    assert visitor.headers["location"] == "/console/conversations"


@pytest.mark.parametrize("path", ["/chat/demo", "/console/conversations"])
async def test_what_breaks_is_explained(
    operator: Client, admin: psycopg.Connection, path: str
) -> None:
    admin.execute("ALTER TABLE salon_facts RENAME TO gone")
    try:
        page = await operator.get(path)
    finally:
        admin.execute("ALTER TABLE gone RENAME TO salon_facts")
    assert operator.status == 500
    assert "Something broke on our side" in page
    assert "Traceback" not in page
    assert "default-src 'none'" in operator.headers["content-security-policy"]
    await operator.get(path)
    assert operator.status == 200


async def test_an_action_that_is_no_form_is_refused(operator: Client, site: Site) -> None:
    url = f"{site.base}/console/theme"
    async with operator.http.post(url, json={"theme": "dark"}) as answer:
        assert answer.status == 415
    await operator.post("/console/theme", {"theme": "x" * 300_000})
    assert operator.status == 413
    async with operator.http.post(f"{site.base}/console/login", json={}) as answer:
        assert answer.status == 400


@contextmanager
def reacting(number: signal.Signals) -> Iterator[list[int]]:
    """React to a signal as a server would."""
    heard: list[int] = []
    before = signal.signal(number, lambda got, _: heard.append(got))
    yield heard
    signal.signal(number, before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_closes_streams_before_the_server_reacts(number: signal.Signals) -> None:
    event = asyncio.Event()
    with reacting(number) as heard:
        own = signal.getsignal(number)
        with closing.on_signals(event):
            os.kill(os.getpid(), number)
            await asyncio.wait_for(event.wait(), 5)
            assert heard == [number]
        assert signal.getsignal(number) is own


def test_a_server_in_another_thread_closes_its_streams_itself() -> None:
    before = signal.getsignal(signal.SIGTERM)
    during: list[object] = []

    async def serve() -> None:
        with closing.on_signals(asyncio.Event()):
            during.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    thread.join()
    assert during == [before]
