"""What no turn can answer is tried less and less often, then left to a person."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from structlog.testing import capture_logs

from bot import check
from channels import transcript
from channels.inbox import Talk
from channels.transcript import Status
from dialog import conductor, views
from foundation.ids import ConversationId
from tests.parlour import Parlour
from workers.answer import TRIES

WISH = "haircut with Bea on Friday 27 November at 17:00"
LATER = "UPDATE inbox SET answer_after = answer_after - interval '1 hour'"
WAITS = (
    "SELECT tries, round(extract(epoch FROM answer_after - clock_timestamp()) / 5)::int * 5"
    " FROM inbox WHERE answered_revision IS NULL"
)
WAITING = "SELECT waiting_since IS NOT NULL FROM conversations"
GIVEN_UP = "SELECT inbox_id, given_up FROM inbox WHERE given_up IS NOT NULL"
SORRY = "something went wrong"


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Words at which every turn fails, until they are taken out of the list."""
    words, turn = ["poison"], conductor.turn

    async def fails(house: object, talk: Talk, *args: object, **more: object) -> object:
        for letter in talk.letters:
            if letter.text in words:
                raise KeyError(letter.text)
        return await turn(house, talk, *args, **more)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(conductor, "turn", fails)
    return words


async def sweeps(parlour: Parlour, admin: psycopg.Connection, times: int) -> None:
    for _ in range(times):
        admin.execute(LATER)
        with capture_logs():
            assert await parlour.answering.sweep() == 1


async def fails(parlour: Parlour, admin: psycopg.Connection, text: str) -> ConversationId:
    """Write what no turn can answer, until it is given up."""
    talk = await parlour.hears(text)
    await sweeps(parlour, admin, TRIES)
    return talk.conversation_id


async def kept(parlour: Parlour) -> Iterable[str]:
    findings = await check.run(parlour.house.settings.database_read_url)
    return [one.line for one in findings if not one.ok]


@pytest.mark.usefixtures("poison")
async def test_each_try_waits_longer_than_the_one_before(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await parlour.hears("poison")
    seen: list[tuple[object, ...]] = []
    for _ in range(TRIES - 1):
        await sweeps(parlour, admin, 1)
        seen += admin.execute(WAITS).fetchall()
        assert await parlour.answering.sweep() == 0, "it is not tried again at once"
    assert seen == [(1, 5), (2, 30), (3, 120)]


@pytest.mark.usefixtures("poison")
async def test_the_last_try_calls_a_person_who_sees_why(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    talk = await fails(parlour, admin, "poison")
    (sorry,) = parlour.shown()
    assert SORRY in sorry
    assert "030 555 010" in sorry
    assert admin.execute(WAITING).fetchone() == (True,)
    assert [why for _, why in admin.execute(GIVEN_UP)] == ["KeyError"]
    assert await parlour.answering.sweep(timedelta()) == 0
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        said, _ = await transcript.lines(tx, parlour.house.vault, talk, 10)
        (turn,) = await views.turns(tx, parlour.house.vault, talk)
    assert (said.text, said.status) == ("poison", Status.GIVEN_UP)
    assert turn.steps == ("gave up: KeyError",)
    assert await kept(parlour) == []


@pytest.mark.usefixtures("poison")
async def test_nothing_the_customer_gave_is_lost_with_it(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await parlour.says(WISH)
    await fails(parlour, admin, "poison")
    await parlour.says("Mia")
    assert "Booked, Mia" in str(await parlour.taps("Yes"))
    assert await kept(parlour) == []


@pytest.mark.usefixtures("poison")
async def test_the_apology_is_said_once_while_a_person_is_waited_for(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    for _ in range(3):
        await fails(parlour, admin, "poison")
    assert [SORRY in one for one in parlour.shown()] == [True]
    assert len(admin.execute(GIVEN_UP).fetchall()) == 3
    admin.execute("UPDATE conversations SET waiting_since = NULL")
    await fails(parlour, admin, "poison")
    assert [SORRY in one for one in parlour.shown()] == [True, True]
    assert await kept(parlour) == []


@pytest.mark.usefixtures("poison")
async def test_whoever_already_waits_for_a_person_is_told_too(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await parlour.says("can I talk to a human")
    await fails(parlour, admin, "poison")
    assert SORRY in parlour.shown()[-1]


async def test_what_heals_in_time_is_answered_as_if_nothing_had_been(
    parlour: Parlour, admin: psycopg.Connection, poison: list[str]
) -> None:
    await parlour.hears("poison")
    await sweeps(parlour, admin, TRIES - 1)
    poison.clear()
    await sweeps(parlour, admin, 1)
    assert SORRY not in str(parlour.shown())
    assert admin.execute(WAITING).fetchone() == (False,)


@pytest.mark.usefixtures("poison")
async def test_what_came_after_it_is_answered_once_it_is_out_of_the_way(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await parlour.hears("poison")
    await sweeps(parlour, admin, 2)
    await parlour.hears(WISH)
    await sweeps(parlour, admin, TRIES - 2)
    assert len(parlour.shown()) == 1
    await sweeps(parlour, admin, 1)
    assert "Held for you" in parlour.shown()[-1]


async def test_what_cannot_even_be_opened_is_left_to_a_person(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    talk = await parlour.hears("hello")
    admin.execute("UPDATE inbox SET body = 'no seal'")
    await sweeps(parlour, admin, TRIES)
    assert SORRY in parlour.shown()[-1]
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        lines = await transcript.lines(tx, parlour.house.vault, talk.conversation_id, 10)
    assert [one.status for one in lines] == [Status.GIVEN_UP, Status.SENT]


async def test_what_kills_whoever_reads_it_is_not_read_for_ever(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await parlour.hears("hello")
    admin.execute("UPDATE inbox SET tries = %s", (TRIES,))
    await sweeps(parlour, admin, 1)
    assert SORRY in parlour.shown()[-1]


async def test_others_are_answered_beside_it(
    parlour: Parlour, admin: psycopg.Connection, poison: list[str]
) -> None:
    await parlour.hears("poison")
    await parlour.hears("hello", "tom")
    admin.execute(LATER)
    with capture_logs() as lines:
        assert await parlour.answering.sweep() == 2
    assert len(parlour.shown("tom")) == 1
    assert [line["event"] for line in lines] == ["answer_failed"]
    assert poison[0] not in str({**lines[0], "exc_info": ""})


async def test_two_sweeps_at_once_try_once(parlour: Parlour, admin: psycopg.Connection) -> None:
    await parlour.hears("hello")
    admin.execute(LATER)
    rows = [await parlour.answering.sweep(), await parlour.another().answering.sweep()]
    assert rows == [1, 0]
    assert admin.execute("SELECT tries FROM inbox").fetchone() == (1,)


async def test_a_failing_apology_is_tried_again(
    parlour: Parlour, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    await parlour.hears("hello")
    admin.execute("UPDATE inbox SET tries = %s", (TRIES,))
    accounts = parlour.answering.accounts
    broken = replace(parlour, answering=parlour.another().answering)
    monkeypatch.setattr(broken.answering, "accounts", None)
    await sweeps(broken, admin, 1)
    assert parlour.shown() == []
    monkeypatch.setattr(broken.answering, "accounts", accounts)
    await sweeps(broken, admin, 1)
    assert SORRY in parlour.shown()[-1]
