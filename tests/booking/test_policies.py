"""Terms are added, never changed: a booking keeps those of its day."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import msgspec
import psycopg
import pytest

from booking import desk, policies, salons
from booking.desk import Order
from booking.plan import Want
from booking.policy import Policy, Tier
from foundation.db import Tx
from foundation.errors import Refused
from tests.booking.studio import ANA, CUT, FRIDAY_TEN, NOW, TERMS, Studio

STRICT = Policy(tiers=(Tier(500, 100),), no_show_percent=100)


async def test_other_terms_are_another_version(desk_tx: Tx) -> None:
    first = await policies.publish(desk_tx, TERMS)
    assert await policies.publish(desk_tx, TERMS) == first
    second = await policies.publish(desk_tx, STRICT)
    assert second == first + 1
    assert await policies.load(desk_tx, first) == msgspec.structs.replace(TERMS, version=first)
    assert await policies.load(desk_tx, second) == msgspec.structs.replace(STRICT, version=second)
    with pytest.raises(Refused, match="no_such_policy"):
        await policies.load(desk_tx, 99)


async def test_terms_published_at_once_are_versions_each(studio: Studio) -> None:
    async def publish(hours: int) -> int:
        async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
            return await policies.publish(tx, Policy(tiers=(Tier(hours, 10),)))

    made = await asyncio.gather(*(publish(hours) for hours in range(1, 7)))
    assert sorted(made) == [studio.salon.policy.version + number for number in range(1, 7)]


async def test_who_set_no_terms_has_version_nought(desk_tx: Tx) -> None:
    assert await policies.load(desk_tx, 0) == Policy()


async def test_later_terms_change_nothing_for_what_is_booked(studio: Studio, desk_tx: Tx) -> None:
    [old] = await studio.book(desk_tx, (Want(CUT.id, (ANA.id,)),))
    await salons.replace(desk_tx, replace(studio.salon, policy=STRICT))
    stricter = Studio(studio.database, await salons.load_catalogue(desk_tx))
    assert stricter.salon.policy.version == old.policy_version + 1
    later = FRIDAY_TEN + timedelta(hours=2)
    [new] = await stricter.book(desk_tx, (Want(CUT.id, (ANA.id,)),), start=later, number=2)
    fees = []
    for booking in (old, new):
        await desk.cancel(desk_tx, stricter.salon, booking.booking_id, order=Order(), now=NOW)
        fees.append((await desk.history(desk_tx, booking.booking_id))[-1].details["fee"])
    assert fees == [0, 4000]


async def test_a_moved_visit_keeps_the_terms_of_its_day(studio: Studio, desk_tx: Tx) -> None:
    [old] = await studio.book(desk_tx, (Want(CUT.id, (ANA.id,)),))
    await salons.replace(desk_tx, replace(studio.salon, policy=STRICT))
    salon = await salons.load_catalogue(desk_tx)
    moved = await desk.reschedule(
        desk_tx,
        salon,
        old.booking_id,
        start=FRIDAY_TEN + timedelta(hours=3),
        version=1,
        order=Order(),
        now=NOW,
    )
    assert moved.policy_version == old.policy_version


@pytest.mark.parametrize("attempt", ["UPDATE policies SET body = '{}'", "DELETE FROM policies"])
async def test_nobody_rewrites_terms(studio: Studio, attempt: str) -> None:
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        driver = await tx.driver()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await driver.execute(attempt.encode())
        await driver.rollback()
