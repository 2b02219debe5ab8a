"""Several messages in a row are one turn, by whichever processes they came in."""

import asyncio
from dataclasses import replace

import psycopg
import pytest

from channels import inbox
from channels.inbox import Talk
from channels.message import Kind
from dialog.conductor import Turned
from tests.parlour import Parlour

QUIET, BURST = 0.5, 2.0
TURNS = "SELECT count(*) FROM turns"
LATER = "UPDATE inbox SET answer_after = answer_after - interval '10 seconds'"


def patient(parlour: Parlour, quiet: float = QUIET) -> Parlour:
    """The same process as it is set in production, in more of a hurry."""
    waits = {"quiet_seconds": quiet, "burst_seconds": BURST}
    settings = parlour.house.settings.model_copy(update=waits)
    return replace(parlour, house=replace(parlour.house, settings=settings)).another("patient")


@pytest.fixture
def doors(parlour: Parlour) -> tuple[Parlour, ...]:
    """Three processes at which messages come in."""
    first = patient(parlour)
    return first, first.another("second"), first.another("third")


async def write(doors: tuple[Parlour, ...], *texts: str, apart: float = 0.03) -> list[Turned]:
    """Write one text after another, each at the next door; gives the turns this made."""
    answers: list[asyncio.Task[Turned | None]] = []
    for number, text in enumerate(texts):
        door = doors[number % len(doors)]
        talk = await door.hears(text)
        answers.append(asyncio.create_task(door.answering.soon(talk)))
        await asyncio.sleep(apart)
    return [one for one in await asyncio.gather(*answers) if one]


async def test_a_burst_at_several_doors_is_one_turn(
    parlour: Parlour, doors: tuple[Parlour, ...], admin: psycopg.Connection
) -> None:
    wish = ("haircut", "with bea", "on 27 november", "at 17:00", "please")
    assert len(await write(doors, *wish)) == 1
    assert admin.execute(TURNS).fetchone() == (1,)
    (shown,) = parlour.shown()
    assert "Haircut with Bea, Friday 27 November, 17:00" in shown


async def test_without_a_wait_each_message_is_answered(parlour: Parlour) -> None:
    hasty = patient(parlour, quiet=0)
    doors = hasty, hasty.another()
    assert len(await write(doors, "haircut", "with bea", "tomorrow", apart=QUIET)) > 1


async def test_a_burst_at_one_door_is_looked_at_once(
    doors: tuple[Parlour, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, gather = list[Talk](), inbox.gather

    async def counted(house: object, talk: Talk) -> Talk:
        looks.append(talk)
        return await gather(house, talk)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(inbox, "gather", counted)
    assert len(await write(doors[:1], "haircut", "with bea", "tomorrow")) == 1
    assert len(looks) == 1


async def test_who_never_pauses_is_answered_all_the_same(doors: tuple[Parlour, ...]) -> None:
    began = asyncio.get_running_loop().time()
    answers = [asyncio.create_task(doors[0].answering.soon(await doors[0].hears("haircut")))]
    while not answers[0].done() and not any(one.done() and one.result() for one in answers):
        talk = await doors[1].hears("hm")
        answers.append(asyncio.create_task(doors[1].answering.soon(talk)))
        await asyncio.sleep(QUIET / 3)
        assert asyncio.get_running_loop().time() - began < BURST + 5
    await asyncio.gather(*answers)
    assert doors[0].shown()


async def test_a_tap_is_answered_at_once_with_all_that_waits(
    parlour: Parlour, doors: tuple[Parlour, ...], admin: psycopg.Connection
) -> None:
    await parlour.says("haircut with Bea on Friday 27 November at 17:00")
    waiting = asyncio.create_task(write(doors, "Mia"))
    await asyncio.sleep(QUIET / 4)
    tap = await doors[1].hears("", kind=Kind.CHOICE, choice_id="9.9")
    assert tap.wait == 0
    assert [one.kind for one in tap.letters] == [Kind.TEXT, Kind.CHOICE]
    assert await doors[1].answering.soon(tap)
    assert await waiting == []
    assert admin.execute(TURNS).fetchone() == (2,)


async def test_a_text_after_a_tap_waits_by_itself(doors: tuple[Parlour, ...]) -> None:
    await doors[0].hears("", kind=Kind.CHOICE, choice_id="1.1")
    assert 0 < (await doors[1].hears("haircut")).wait <= QUIET


async def test_whoever_wakes_up_early_waits_on(
    doors: tuple[Parlour, ...], admin: psycopg.Connection
) -> None:
    talk = await doors[0].hears("haircut")
    admin.execute("UPDATE inbox SET answer_after = answer_after + interval '200 ms'")
    began = asyncio.get_running_loop().time()
    assert await doors[0].answering.soon(talk)
    assert asyncio.get_running_loop().time() - began > QUIET + 0.1


async def test_the_wait_of_a_process_that_died_is_taken_over(
    parlour: Parlour, doors: tuple[Parlour, ...], admin: psycopg.Connection
) -> None:
    for text in ("haircut", "with bea", "on 27 november"):
        await doors[0].hears(text)
    assert await parlour.answering.sweep() == 0, "it is not late yet"
    admin.execute(LATER)
    assert await parlour.answering.sweep() == 1
    (shown,) = parlour.shown()
    assert "27 November" in shown


async def test_a_sweep_leaves_a_burst_alone_that_still_goes_on(
    parlour: Parlour, doors: tuple[Parlour, ...], admin: psycopg.Connection
) -> None:
    await doors[0].hears("haircut")
    admin.execute(LATER)
    await doors[0].hears("with bea")
    admin.execute("UPDATE inbox SET answer_after = now() + interval '1 s' WHERE sequence = 2")
    assert await parlour.answering.sweep() == 0


async def test_a_short_wait_outlasts_no_turn_that_failed(
    doors: tuple[Parlour, ...], admin: psycopg.Connection
) -> None:
    await doors[0].hears("haircut")
    admin.execute("UPDATE inbox SET tries = 2, answer_after = now() + interval '30 s'")
    talk = await doors[0].hears("hello?")
    assert 20 < talk.wait <= 30
    assert await doors[0].answering.soon(talk) is None
