"""What the bot knows and says when a person hands a conversation back."""

import psycopg
import pytest

from channels import ownership
from channels.ownership import Cause, Voice
from dialog import handoff, relay
from dialog.session import Draft, State
from tests.dialog.counter import WISH, books, changes, owner, place, send, sound
from tests.parlour import Parlour


async def test_nothing_changed_so_the_bot_comes_back_without_a_word(
    parlour: Parlour, ana: Voice, admin: psycopg.Connection
) -> None:
    await parlour.says("human")
    at = await place(parlour, WISH)
    assert admin.execute("SELECT waiting_since FROM conversations").fetchone() != (None,)
    await relay.take(at, ana, 0)
    assert admin.execute("SELECT waiting_since FROM conversations").fetchone() == (None,)
    before = len(parlour.shown())
    assert await relay.hand_back(at, 1) == ()
    assert len(parlour.shown()) == before
    assert "Thanks Mia" in (await parlour.says("Mia"))[0], "it goes on where it was"


async def test_what_was_booked_is_told_once_when_the_bot_is_back(
    parlour: Parlour, ana: Voice, admin: psycopg.Connection
) -> None:
    at = await place(parlour, WISH)
    await relay.take(at, ana, 0)
    async with relay.arranging(at, ana, 1) as bench:
        made = await books(parlour, bench)
    assert bench.parcels == ()
    await send(parlour, await relay.hand_back(at, 1))
    assert parlour.shown()[-1] == (
        "The Luma assistant again. Booked by Ana: Haircut with Bea,"
        " Thursday 26 November, 09:00, 40 EUR."
    )
    talk = await parlour.hears("thanks")
    session = await parlour.session(talk)
    assert (session.state, session.booked, session.held) == (State.BOOKED, made, None)
    assert admin.execute("SELECT count(*) FROM holds").fetchone() == (0,)
    await relay.take(at, ana, 2)
    assert await relay.hand_back(at, 3) == (), "it is not told again"
    assert await sound(parlour) == []


async def test_what_is_told_at_once_is_not_told_again(parlour: Parlour, ana: Voice) -> None:
    at = await place(parlour)
    await relay.take(at, ana, 0)
    async with relay.arranging(at, ana, 1, tell=True) as bench:
        await books(parlour, bench)
    await send(parlour, bench.parcels)
    assert parlour.shown()[-1].startswith("Booked by Ana: Haircut with Bea, Thursday 26 November")
    assert await relay.hand_back(at, 1) == ()
    assert await sound(parlour) == []


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        (True, "Moved by Ana: Haircut with Bea, now Thursday 26 November, 10:00."),
        (False, "Cancelled by Ana: Haircut with Bea, Thursday 26 November, 09:00."),
    ],
)
async def test_a_visit_moved_or_cancelled_is_told_as_it_stands(
    parlour: Parlour, ana: Voice, expected: str, *, moves: bool
) -> None:
    at = await place(parlour)
    await relay.take(at, ana, 0)
    async with relay.arranging(at, ana, 1, tell=True) as bench:
        made = await books(parlour, bench)
    await send(parlour, bench.parcels)
    async with relay.arranging(at, ana, 1) as bench:
        await changes(parlour, bench, made, moves=moves)
    await send(parlour, await relay.hand_back(at, 1))
    assert parlour.shown()[-1] == f"The Luma assistant again. {expected}"


async def test_made_and_given_up_again_is_nothing_to_tell(parlour: Parlour, ana: Voice) -> None:
    at = await place(parlour)
    await relay.take(at, ana, 0)
    async with relay.arranging(at, ana, 1) as bench:
        await changes(parlour, bench, await books(parlour, bench), moves=False)
    assert await relay.hand_back(at, 1) == ()


async def test_a_wish_that_a_person_rewrote_is_searched_when_the_bot_is_back(
    parlour: Parlour, ana: Voice
) -> None:
    at = await place(parlour, "haircut")
    await relay.take(at, ana, 0)
    async with relay.arranging(at, ana, 1) as bench:
        blow_dry = next(one for one in bench.catalogue.services if one.key == "blow_dry")
        bench.session = handoff.rewritten(bench.session, Draft(service=blow_dry.id))
    await send(parlour, await relay.hand_back(at, 1))
    said = parlour.shown()[-1]
    assert said.startswith("The Luma assistant again. Blow-dry, 30 min, 25 EUR.")
    assert parlour.rendered()[-1].choices


async def test_who_wants_the_bot_back_says_so(parlour: Parlour, ana: Voice) -> None:
    at = await place(parlour, WISH)
    await relay.take(at, ana, 0)
    shown = await parlour.says("stop waiting")
    assert shown == ["The Luma assistant again. Your first name?"]
    assert not (await owner(at)).human
    async with at.house.database.unit_of_work(at.salon_id) as tx:
        changes = await ownership.history(tx, at.conversation_id)
    assert [one.cause for one in changes] == [Cause.TAKEN, Cause.CUSTOMER]


async def test_who_stops_waiting_for_a_person_is_not_listed_as_waiting(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await parlour.says(WISH)
    await parlour.says("human")
    shown = await parlour.says("stop waiting")
    assert shown == ["The Luma assistant again. Your first name?"]
    assert admin.execute("SELECT waiting_since FROM conversations").fetchone() == (None,)
