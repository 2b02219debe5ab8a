"""Blocked time is taken from the same diary as everything else."""

from datetime import timedelta

import pytest

from booking import desk
from booking.plan import Want
from foundation.db import Tx
from foundation.errors import Refused
from foundation.ids import BlockId
from tests.booking.studio import ANA, COLOUR, CUT, FRIDAY_TEN, STATION, Studio

HOUR = timedelta(hours=1)
CUT_WITH_ANA = Want(CUT.id, (ANA.id,))


async def dentist(tx: Tx) -> BlockId:
    return await desk.block(
        tx,
        staff_id=ANA.id,
        start=FRIDAY_TEN,
        end=FRIDAY_TEN + HOUR,
        reason="dentist",
        by="operator:1",
    )


async def test_nobody_books_blocked_time_until_it_is_given_back(
    studio: Studio, desk_tx: Tx
) -> None:
    block = await dentist(desk_tx)
    with pytest.raises(Refused, match="time_taken"):
        await studio.book(desk_tx, (CUT_WITH_ANA,))
    await desk.unblock(desk_tx, block)
    await studio.book(desk_tx, (CUT_WITH_ANA,))
    with pytest.raises(Refused, match="no_such_block"):
        await desk.unblock(desk_tx, block)


async def test_a_block_names_what_is_in_its_way(studio: Studio, desk_tx: Tx) -> None:
    [booking] = await studio.book(desk_tx, (CUT_WITH_ANA,))
    with pytest.raises(Refused, match="time_taken") as refusal:
        await dentist(desk_tx)
    assert refusal.value.facts["clashes"] == [("booking", booking.booking_id)]


async def test_a_resource_may_be_broken(studio: Studio, desk_tx: Tx) -> None:
    await desk.block(
        desk_tx,
        resource_id=STATION.id,
        start=FRIDAY_TEN,
        end=FRIDAY_TEN + HOUR,
        reason="repair",
        by="operator:1",
    )
    with pytest.raises(Refused, match="time_taken"):
        await studio.book(desk_tx, (Want(COLOUR.id),))


async def test_a_block_ends_after_it_begins(studio: Studio, desk_tx: Tx) -> None:
    assert studio.salon.staff
    with pytest.raises(Refused, match="bad_span"):
        await desk.block(
            desk_tx, staff_id=ANA.id, start=FRIDAY_TEN, end=FRIDAY_TEN, reason="", by="operator:1"
        )
