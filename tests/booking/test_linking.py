import asyncio

import psycopg
import pytest

from booking import customers, linking, visits
from booking.linking import TRIES
from foundation import ids
from foundation.db import Tx
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import CustomerId
from tests.booking.customers_diary import NOW, Past
from tests.booking.diary import Diary

MOBILE = "+4915123456789"


async def people(tx: Tx, *names: str) -> list[CustomerId]:
    """Make customers whose sealed names are just these bytes."""
    made = [CustomerId(ids.new()) for _ in names]
    for one, name in zip(made, names, strict=True):
        await customers.remember(tx, one, name.encode() or None)
    return made


async def linked(tx: Tx, house: House, double: CustomerId, person: CustomerId) -> None:
    code = await linking.link_code(tx, house.vault, person)
    assert await linking.link(tx, house.vault, double, code) is not None


async def test_a_code_makes_two_customers_one(
    diary: Diary, house: House, admin: psycopg.Connection
) -> None:
    past = Past(admin, diary.salon)
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        on_web, on_telegram = await people(tx, "Mia", "")
    first = past.visit(on_web, 20, ("haircut", "Ana"))
    second = past.visit(on_telegram, 10, ("haircut", "Ana"))
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        code = await linking.link_code(tx, house.vault, on_web)
        assert await linking.link(tx, house.vault, on_telegram, code) == on_web
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        for one in (on_web, on_telegram):
            assert await linking.root(tx, one) == on_web
            assert await customers.name(tx, one) == b"Mia"
            history = await visits.visits(tx, one)
            assert [each.booking_id for each in history] == [second, first]
            assert await visits.usual(tx, one, now=NOW) == history[0].wants
        assert await customers.names(tx, [on_web, on_telegram]) == {
            on_web: b"Mia",
            on_telegram: b"Mia",
        }
        await customers.remember(tx, on_telegram, b"Maria")
        assert await customers.name(tx, on_web) == b"Maria"


async def test_a_code_is_read_as_it_was_meant(
    tx: Tx, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = await people(tx, "Mia", "Noah")
    monkeypatch.setattr(ids, "code", lambda: "01AB10ZZ")
    await linking.link_code(tx, house.vault, one)
    assert await linking.link(tx, house.vault, other, " oiab-lo zz\n") == one


async def test_a_code_is_good_once(tx: Tx, house: House) -> None:
    one, other, third = await people(tx, "Mia", "Noah", "Eve")
    code = await linking.link_code(tx, house.vault, one)
    assert len(code) == 8
    assert await linking.link(tx, house.vault, other, code) == one
    assert await linking.link(tx, house.vault, third, code) is None


async def test_a_new_code_takes_the_place_of_the_old(tx: Tx, house: House) -> None:
    one, other = await people(tx, "Mia", "Noah")
    old = await linking.link_code(tx, house.vault, one)
    new = await linking.link_code(tx, house.vault, one)
    assert await linking.link(tx, house.vault, other, old) is None
    assert await linking.link(tx, house.vault, other, new) == one


async def test_a_code_lapses_after_ten_minutes(
    diary: Diary, house: House, admin: psycopg.Connection
) -> None:
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        one, other = await people(tx, "Mia", "Noah")
        code = await linking.link_code(tx, house.vault, one)
    [(left,)] = admin.execute(
        "SELECT extract(epoch FROM expires_at - clock_timestamp()) FROM customer_codes"
    ).fetchall()
    assert 590 < left <= 600
    admin.execute("UPDATE customer_codes SET expires_at = clock_timestamp()")
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        assert await linking.link(tx, house.vault, other, code) is None


async def test_who_guesses_is_stopped_even_with_the_right_code(
    diary: Diary, house: House, admin: psycopg.Connection
) -> None:
    salon = diary.salon.salon_id
    async with diary.database.unit_of_work(salon) as tx:
        one, guesser, other = await people(tx, "Mia", "Eve", "Noah")
        code = await linking.link_code(tx, house.vault, one)
    for _ in range(TRIES):
        async with diary.database.unit_of_work(salon) as tx:
            assert await linking.link(tx, house.vault, guesser, "WRONGONE") is None
    with pytest.raises(Refused, match="too_many_tries"):
        async with diary.database.unit_of_work(salon) as tx:
            await linking.link(tx, house.vault, guesser, code)
    admin.execute("UPDATE customer_code_tries SET at = at - interval '11 minutes'")
    async with diary.database.unit_of_work(salon) as tx:
        assert await linking.link(tx, house.vault, guesser, "WRONGONE") is None
        assert await linking.link(tx, house.vault, other, code) == one
    assert admin.execute("SELECT count(*) FROM customer_code_tries").fetchone() == (1,)


async def test_a_crowd_of_guessers_is_stopped(
    diary: Diary, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "TRIES_OF_SALON", 3)
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        crowd = await people(tx, "a", "b", "c", "d")
        for one in crowd[:3]:
            assert await linking.link(tx, house.vault, one, "WRONGONE") is None
        with pytest.raises(Refused, match="too_many_tries"):
            await linking.link(tx, house.vault, crowd[3], "WRONGONE")


async def test_fifty_at_once_use_a_code_once(diary: Diary, house: House) -> None:
    salon = diary.salon.salon_id
    async with diary.database.unit_of_work(salon) as tx:
        one, *crowd = await people(tx, *("x" * 51))
        code = await linking.link_code(tx, house.vault, one)

    async def join(double: CustomerId) -> CustomerId | None:
        async with diary.database.unit_of_work(salon) as tx:
            return await linking.link(tx, house.vault, double, code)

    found = await asyncio.gather(*(join(each) for each in crowd))
    assert [each for each in found if each is not None] == [one]


async def test_two_who_link_each_other_at_once_close_no_circle(diary: Diary, house: House) -> None:
    salon = diary.salon.salon_id
    for _ in range(5):
        async with diary.database.unit_of_work(salon) as tx:
            one, other = await people(tx, "Mia", "Noah")
            codes = [await linking.link_code(tx, house.vault, each) for each in (one, other)]

        async def join(double: CustomerId, code: str) -> CustomerId | None:
            async with diary.database.unit_of_work(salon) as tx:
                return await linking.link(tx, house.vault, double, code)

        roots = await asyncio.gather(join(one, codes[1]), join(other, codes[0]))
        assert roots[0] == roots[1]
        async with diary.database.unit_of_work(salon) as tx:
            assert {await linking.root(tx, each) for each in (one, other)} == {roots[0]}


async def test_chains_lead_to_one_person_and_come_apart_where_they_were_joined(
    tx: Tx, house: House
) -> None:
    one, two, three, four = await people(tx, "1", "2", "3", "4")
    await linked(tx, house, four, three)
    await linked(tx, house, two, one)
    await linked(tx, house, three, two)
    assert {await linking.root(tx, each) for each in (one, two, three, four)} == {one}
    assert await linking.unlink(tx, three)
    assert [await linking.root(tx, each) for each in (one, two, three, four)] == [
        one,
        one,
        three,
        three,
    ]
    assert not await linking.unlink(tx, three)
    assert await customers.name(tx, four) == b"3"


async def test_linking_and_unlinking_are_in_the_journal(tx: Tx, house: House) -> None:
    one, other = await people(tx, "Mia", "Noah")
    await linked(tx, house, other, one)
    await linking.unlink(tx, other)
    facts = await tx.rows(
        "SELECT fact, subject, details ->> 'person', details ->> 'by' FROM journal ORDER BY 1"
    )
    assert facts == [
        ("customer_linked", f"customer:{other}", str(one), "code"),
        ("customer_unlinked", f"customer:{other}", None, None),
    ]


async def test_what_the_journal_names_is_what_undoes_a_link(tx: Tx, house: House) -> None:
    one, double, of_double = await people(tx, "Mia", "Noah", "Noah")
    await linked(tx, house, of_double, double)
    await linked(tx, house, of_double, one)
    await linked(tx, house, double, of_double)  # the same person by now: nothing to write down
    facts = await tx.rows("SELECT subject FROM journal ORDER BY journal_id")
    assert facts == [(f"customer:{of_double}",), (f"customer:{double}",)]
    assert await linking.unlink(tx, double)
    assert await linking.root(tx, of_double) == double
    assert await linking.root(tx, one) == one


async def test_a_number_that_both_have_shown_makes_two_customers_one(tx: Tx, house: House) -> None:
    one, other, third = await people(tx, "", "", "")
    assert await linking.verify_phone(tx, house.vault, one, MOBILE) == one
    await customers.keep(tx, house.vault, third, {"phone": MOBILE})
    assert await linking.root(tx, third) == third, "a number that was only said proves nothing"
    assert await linking.verify_phone(tx, house.vault, other, "0151 23456789", region="DE") == one
    person = await customers.read(tx, house.vault, other)
    assert (person.customer_id, person.phone, person.phone_verified) == (one, MOBILE, True)


async def test_a_number_taken_apart_must_be_shown_again(tx: Tx, house: House) -> None:
    one, other = await people(tx, "", "")
    for each in (one, other):
        await linking.verify_phone(tx, house.vault, each, MOBILE)
    assert await linking.unlink(tx, other)
    assert await linking.root(tx, other) == other
    assert (await customers.read(tx, house.vault, one)).phone_verified
    assert not (await customers.read(tx, house.vault, other)).phone_verified
    assert await linking.verify_phone(tx, house.vault, other, MOBILE) == one


async def test_another_number_is_one_that_nobody_has_shown(tx: Tx, house: House) -> None:
    [mia] = await people(tx, "")
    await linking.verify_phone(tx, house.vault, mia, MOBILE)
    same = await customers.keep(tx, house.vault, mia, {"phone": "+49 151 23456789"})
    assert same.phone_verified
    assert not (await customers.keep(tx, house.vault, mia, {"phone": "+49301234"})).phone_verified


async def test_fifty_who_show_one_number_at_once_are_one_person(diary: Diary, house: House) -> None:
    salon = diary.salon.salon_id
    async with diary.database.unit_of_work(salon) as tx:
        crowd = await people(tx, *("x" * 50))

    async def show(one: CustomerId) -> None:
        async with diary.database.unit_of_work(salon) as tx:
            await linking.verify_phone(tx, house.vault, one, MOBILE)

    await asyncio.gather(*(show(one) for one in crowd))
    async with diary.database.unit_of_work(salon) as tx:
        assert len({await linking.root(tx, one) for one in crowd}) == 1
        assert await customers.find(tx, house.vault, phone=MOBILE) == (
            await linking.root(tx, crowd[0]),
        )


async def test_without_the_lock_two_persons_would_have_one_number(
    diary: Diary, admin: psycopg.Connection
) -> None:
    """The control: the index is what refuses when nothing makes them wait."""
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        await people(tx, "Mia", "Noah")
    with pytest.raises(psycopg.errors.UniqueViolation):
        admin.execute(
            "UPDATE customers SET phone_hash = 'x', phone_enc = 'x', phone_verified_at = now()"
        )


async def test_a_stranger_gets_no_code_and_joins_nobody(tx: Tx, house: House) -> None:
    for attempt in (
        linking.link_code(tx, house.vault, CustomerId(ids.new())),
        linking.link(tx, house.vault, CustomerId(ids.new()), "01AB10ZZ"),
        linking.verify_phone(tx, house.vault, CustomerId(ids.new()), MOBILE),
    ):
        with pytest.raises(Refused, match="no_such_customer"):
            await attempt
