"""A conversation that somebody took, then forgot, goes back to the bot by itself."""

from dataclasses import replace

import psycopg
import pytest
from structlog.testing import capture_logs

from channels import ownership
from channels.ownership import PHONE, Cause, Owner
from dialog import relay
from dialog.relay import Place
from tests.parlour import Parlour
from workers import resume

AGO = "UPDATE ownerships SET spoke_at = spoke_at - make_interval(mins => %s)"


@pytest.fixture
async def taken(parlour: Parlour) -> Place:
    """A conversation that the salon's phone has taken."""
    talk = await parlour.hears("hello")
    await parlour.answering.now(talk)
    at = Place(parlour.house, parlour.salon.salon_id, talk.conversation_id, hosted=False)
    await relay.take(at, PHONE, 0)
    return at


async def sweep(parlour: Parlour) -> int:
    return await resume.sweep(parlour.house, parlour.answering.accounts)


async def owner(at: Place) -> Owner:
    async with at.house.database.unit_of_work(at.salon_id) as tx:
        return await ownership.read(tx, at.conversation_id)


async def test_after_the_time_it_goes_back_with_a_line_in_transcript_and_log(
    parlour: Parlour, taken: Place, admin: psycopg.Connection
) -> None:
    admin.execute(AGO, (89,))
    assert await sweep(parlour) == 0
    admin.execute(AGO, (1,))
    with capture_logs() as lines:
        assert await sweep(parlour) == 1
    assert [line["event"] for line in lines] == ["takeover_returned"]
    assert not (await owner(taken)).human
    async with taken.house.database.unit_of_work(taken.salon_id) as tx:
        changes = await ownership.history(tx, taken.conversation_id)
    assert changes[-1].cause is Cause.TIMER
    assert len(parlour.shown()) == 1, "nothing changed: nothing is said"
    assert await sweep(parlour) == 0
    assert len(await parlour.says("haircut")) == 1


async def test_who_wrote_within_the_time_keeps_it(
    parlour: Parlour, taken: Place, admin: psycopg.Connection
) -> None:
    admin.execute(AGO, (100,))
    await relay.heard_from_phone(taken, "one moment", "1")
    assert await sweep(parlour) == 0
    assert (await owner(taken)).human


async def test_the_time_is_a_setting(
    parlour: Parlour, taken: Place, admin: psycopg.Connection
) -> None:
    admin.execute(AGO, (6,))
    settings = parlour.house.settings.model_copy(update={"takeover_return_minutes": 5})
    house = replace(parlour.house, settings=settings)
    assert await resume.sweep(house, parlour.answering.accounts) == 1
    assert not (await owner(taken)).human


async def test_who_speaks_while_the_timer_looks_is_not_overtaken(
    parlour: Parlour, taken: Place, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin.execute(AGO, (100,))
    looks = ownership.forgotten

    async def slow(*asked: object) -> object:
        found = await looks(*asked)  # type: ignore[arg-type]  # passed on as they came
        await relay.heard_from_phone(taken, "still here", "1")
        return found

    monkeypatch.setattr(ownership, "forgotten", slow)
    with capture_logs() as lines:
        assert await sweep(parlour) == 0
    assert [line["event"] for line in lines] == ["takeover_kept"]
    assert (await owner(taken)).human
