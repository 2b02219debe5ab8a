from dataclasses import replace
from datetime import date
from uuid import UUID

import msgspec
import pytest
from sqlalchemy.event import listen

from booking import customers, salons, seed
from booking.catalogue import Catalogue, Resource, Service
from booking.facts import Facts
from booking.policy import Deposit, Policy, Rule, Tax, Tier
from foundation.db import Database, Tx
from foundation.directory import Directory
from foundation.ids import CustomerId, ResourceId, SalonId, ServiceId
from foundation.money import Money
from tests.booking.diary import Diary

TERMS = Policy(
    tiers=(Tier(48, 30), Tier(24, 100)),
    deposit=Deposit(Rule.PERCENT, 10),
    first_visit=Deposit(Rule.FIXED, 1000),
    after_no_show=Deposit(Rule.FULL),
    tax=Tax("MwSt.", 1900, included=True),
    platform_fee=1000,
    guest_surcharge=1000,
    payment_minutes=45,
)


def plain(catalogue: Catalogue) -> Catalogue:
    """The catalogue without its revision, its terms without their version."""
    policy = msgspec.structs.replace(catalogue.policy, version=0)
    return replace(catalogue, revision=0, policy=policy)


def rich() -> Catalogue:
    """The demo salon with something in every field."""
    demo = seed.demo()
    tea = Service(ServiceId(UUID(int=1)), "tea", {"en": "Tea"}, (), 5, Money(300, "EUR"))
    class_room = Resource(ResourceId(UUID(int=2)), "room", "Class room")
    cut, colour, *rest = demo.services
    cut = replace(
        cut,
        before=5,
        after=10,
        hours={0: ((540, 600), (660, 720)), 4: ((600, 1560),)},
        grid=30,
        addons=(tea.id,),
        approval=True,
    )
    course = replace(rest[0], seats=8, needs=("room",), deposit=Deposit(Rule.PERCENT, 25))
    ana, *others = demo.staff
    ana = replace(
        ana,
        aliases=("Anna",),
        services=ana.services | {tea.id},
        breaks={1: ((720, 750), (900, 915))},
        days={date(2026, 3, 6): (), date(2026, 3, 7): ((600, 660), (700, 800))},
        minutes={cut.id: 60},
        prices={cut.id: Money(5500, "EUR"), tea.id: Money(0, "EUR")},
    )
    return replace(
        demo,
        services=(cut, colour, course, *rest[1:]),
        staff=(ana, *others),
        days={date(2026, 12, 25): (), date(2026, 12, 24): ((540, 780),)},
        addons=(tea,),
        resources=(*demo.resources, class_room),
        notice=120,
        horizon=60,
        policy=TERMS,
        facts=Facts({"parking": {"en": "No.", "de": "Nein."}, "access": {"pt-BR": "Sim."}}),
    )


async def test_the_demo_salon_reads_back_as_it_was_described(diary: Diary) -> None:
    assert plain(diary.salon) == seed.demo()
    assert diary.salon.policy.version == 1
    found = await Directory(diary.database).find("slug", "demo")
    assert found == diary.salon.salon_id


async def test_seeding_twice_is_the_same_as_once(diary: Diary) -> None:
    async with diary.database.unit_of_work(seed.SALON_ID) as tx:
        assert await seed.seed_demo(tx, Directory(diary.database)) == diary.salon


async def test_every_change_of_the_catalogue_grows_its_revision(diary: Diary, tx: Tx) -> None:
    revision = diary.salon.revision
    for change in (
        {"phone": "030 555 011"},
        {"name": "Luma II"},
        {"facts": Facts({"parking": {"en": "Not any more."}})},
        {"facts": Facts()},
        {"opening": {0: ((600, 900),)}},
        {"services": (replace(diary.salon.services[0], price=Money(4100, "EUR")),)},
        {"staff": (replace(diary.salon.staff[0], week={}),)},
        {"staff": (replace(diary.salon.staff[0], services=frozenset()),)},
    ):
        await salons.replace(tx, replace(diary.salon, **change))
        found = await salons.load_catalogue(tx)
        assert found.revision > revision
        assert found == replace(diary.salon, **change, revision=found.revision)
        revision = found.revision


async def test_what_is_left_out_is_off_sale_yet_still_there(diary: Diary, tx: Tx) -> None:
    smaller = replace(diary.salon, services=diary.salon.services[:1], staff=())
    await salons.replace(tx, smaller)
    found = await salons.load_catalogue(tx)
    assert (found.services, found.staff) == (diary.salon.services[:1], ())
    await salons.replace(tx, diary.salon)
    back = await salons.load_catalogue(tx)
    assert replace(back, revision=0) == replace(diary.salon, revision=0)


async def test_a_salon_with_everything_reads_back_as_it_was_written(diary: Diary, tx: Tx) -> None:
    await salons.replace(tx, rich())
    found = await salons.load_catalogue(tx)
    assert plain(found) == rich()
    await salons.replace(tx, rich())
    assert await salons.load_catalogue(tx) == found
    await salons.replace(tx, diary.salon)
    assert plain(await salons.load_catalogue(tx)) == plain(diary.salon)


async def test_every_new_field_alone_is_a_change(diary: Diary, tx: Tx) -> None:
    full = rich()
    revision = diary.salon.revision
    for field in ("addons", "days", "resources", "notice", "horizon", "staff"):
        wanted = replace(diary.salon, **{"addons": full.addons, field: getattr(full, field)})
        await salons.replace(tx, wanted)
        found = await salons.load_catalogue(tx)
        assert found.revision > revision, field
        assert plain(found) == plain(wanted)
        revision = found.revision


async def test_new_terms_are_a_new_version_and_the_same_terms_are_not(diary: Diary, tx: Tx) -> None:
    assert diary.salon.policy.version == 1
    stricter = msgspec.structs.replace(diary.salon.policy, no_show_percent=80, version=77)
    await salons.replace(tx, replace(diary.salon, policy=stricter, phone="030 1"))
    assert (await salons.load_catalogue(tx)).policy.version == 2
    await salons.replace(tx, replace(diary.salon, policy=stricter, phone="030 2"))
    found = await salons.load_catalogue(tx)
    assert (found.policy, found.phone) == (
        msgspec.structs.replace(stricter, version=2),
        "030 2",
    )


async def test_a_salon_without_terms_has_those_of_version_0(diary: Diary) -> None:
    bare = replace(seed.demo(), salon_id=SalonId(diary.talk(99)), slug="bare", policy=Policy())
    async with diary.database.unit_of_work(bare.salon_id) as tx:
        await salons.replace(tx, bare)
        assert (await salons.load_catalogue(tx)).policy == Policy(version=0)


async def test_a_catalogue_is_one_round_trip(tx: Tx) -> None:
    asked = []
    listen(
        tx.connection.sync_connection,
        "before_cursor_execute",
        lambda *given: asked.append(given[2]),
    )
    await salons.load_catalogue(tx)
    assert len(asked) == 1


async def test_a_salon_without_anything_is_still_a_salon(diary: Diary, tx: Tx) -> None:
    bare = replace(diary.salon, services=(), staff=(), opening={})
    await salons.replace(tx, bare)
    found = await salons.load_catalogue(tx)
    assert (found.services, found.staff, found.opening) == ((), (), {})


async def test_an_unknown_salon_has_no_catalogue(database: Database) -> None:
    stranger = SalonId(UUID(int=7))
    async with database.unit_of_work(stranger) as nowhere:
        with pytest.raises(LookupError):
            await salons.load_catalogue(nowhere)


async def test_a_customer_is_remembered_then_renamed(diary: Diary, tx: Tx) -> None:
    mia = CustomerId(diary.talk(1))
    assert await customers.name(tx, mia) is None
    await customers.remember(tx, mia, None)
    assert await customers.name(tx, mia) is None
    await customers.remember(tx, mia, b"sealed")
    await customers.remember(tx, CustomerId(diary.talk(2)), None)
    assert await customers.name(tx, mia) == b"sealed"
    assert await customers.names(tx, [mia, CustomerId(diary.talk(2))]) == {mia: b"sealed"}


async def test_another_salon_sees_nothing_of_this_one(diary: Diary) -> None:
    await diary.book(1)
    other = replace(seed.demo(), salon_id=SalonId(diary.talk(99)), slug="other")
    async with diary.database.unit_of_work(other.salon_id) as tx:
        await salons.replace(tx, replace(other, services=(), staff=()))
        driver = await tx.driver()
        for table in (
            "staff",
            "shifts",
            "services",
            "skills",
            "customers",
            "holds",
            "bookings",
            "booking_history",
            "occupied",
        ):
            rows = await driver.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - names above
            assert await rows.fetchone() == (0,), table
