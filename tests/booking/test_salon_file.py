"""A salon written to a file, read back from it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking import seed
from booking.catalogue import Catalogue, Minutes, Service
from booking.facts import Facts
from booking.listings import Listing
from booking.policy import Deposit, Policy, Rule, Tax, Tier
from booking.salon_file.changes import Booked, changes
from booking.salon_file.check import Wanted, check
from booking.salon_file.known import Known
from booking.salon_file.write import write
from foundation.ids import ServiceId, StaffId
from foundation.money import Money
from tests.booking.test_salons import rich

EXAMPLE = Path(__file__).parents[2] / "docs" / "demo-salon.toml"


def known(catalogue: Catalogue) -> Known:
    """The ids the database would know."""
    return Known(
        catalogue.salon_id,
        {one.key: one.id for one in catalogue.services + catalogue.addons},
        {one.name: one.id for one in catalogue.staff},
        {one.name: one.id for one in catalogue.resources},
    )


def again(catalogue: Catalogue, listing: Listing = seed.LISTING) -> Wanted:
    """The salon written, read back."""
    return check(write(catalogue, listing).encode(), known(catalogue))


def test_the_example_for_owners_is_the_demo_salon() -> None:
    assert EXAMPLE.read_text(encoding="utf-8") == write(seed.demo(), seed.LISTING)


@pytest.mark.parametrize("salon", [seed.demo, rich])
def test_what_is_written_is_read_back_to_the_same(salon: Callable[[], Catalogue]) -> None:
    text = write(salon(), seed.LISTING)
    found = check(text.encode(), known(salon()))
    assert found == Wanted(salon(), seed.LISTING)
    assert write(found.catalogue, found.listing) == text


def test_names_that_need_quotes_come_back() -> None:
    odd = 'O\'Neill "the # comb" \\ [x] = {y}, ü 💇'
    first = seed.demo().staff[0]
    service = replace(seed.demo().services[0], key="cut.long", names={"en": odd}, aliases=(odd,))
    salon = replace(
        seed.demo(),
        name=odd,
        services=(service,),
        staff=(
            replace(first, name=odd, services=frozenset({service.id}), minutes={service.id: 5}),
        ),
        resources=(),
    )
    assert again(salon).catalogue == salon


@pytest.mark.parametrize(("code", "minor"), [("JPY", 4000), ("KWD", 12_345), ("EUR", 1)])
def test_prices_are_exact_in_every_currency(code: str, minor: int) -> None:
    services = tuple(
        replace(one, price=Money(minor, code), deposit=Deposit(Rule.FIXED, minor))
        for one in seed.demo().services
    )
    salon = replace(seed.demo(), currency=code, services=services)
    assert again(salon).catalogue == salon


_PARTS = st.lists(st.integers(0, 2880), min_size=2, max_size=6, unique=True).map(
    lambda ends: tuple(zip(*[iter(sorted(ends)[: len(ends) // 2 * 2])] * 2, strict=True))
)
_SHIFTS = _PARTS.filter(lambda parts: all(begin < 1440 for begin, _ in parts))
_DEPOSITS = st.one_of(
    st.sampled_from([Deposit(), Deposit(Rule.FULL)]),
    st.builds(Deposit, st.just(Rule.FIXED), st.integers(0, 10**9)),
    st.builds(Deposit, st.just(Rule.PERCENT), st.integers(0, 100)),
)
_SHARES = st.integers(0, 10_000)
_POLICIES = st.builds(
    Policy,
    tiers=st.lists(
        st.builds(Tier, st.integers(1, 8760), st.integers(0, 100)),
        max_size=4,
        unique_by=lambda tier: tier.hours,
    ).map(tuple),
    late_move_hours=st.integers(0, 8760),
    late_move_percent=st.integers(0, 100),
    no_show_percent=st.integers(0, 100),
    deposit=_DEPOSITS,
    first_visit=_DEPOSITS,
    after_no_show=_DEPOSITS,
    tax=st.builds(Tax, st.just("MwSt."), _SHARES, st.booleans()),
    platform_fee=_SHARES,
    guest_surcharge=_SHARES,
    payment_minutes=st.integers(1, 10_080),
    late_minutes=st.integers(0, 240),
)


@given(
    st.dictionaries(st.integers(0, 6), _SHIFTS),
    st.dictionaries(st.dates(), st.one_of(st.just(()), _SHIFTS)),
    st.dictionaries(st.integers(0, 6), _PARTS),
    _POLICIES,
    st.integers(0, 525_600),
)
def test_any_hours_with_any_terms_come_back(
    week: dict[int, tuple[Minutes, ...]],
    days: dict[date, tuple[Minutes, ...]],
    breaks: dict[int, tuple[Minutes, ...]],
    policy: Policy,
    notice: int,
) -> None:
    ana = replace(seed.demo().staff[0], week=week, breaks=breaks, days=days)
    salon = replace(
        seed.demo(), opening=week, days=days, staff=(ana,), policy=policy, notice=notice
    )
    assert again(salon).catalogue == salon


def test_what_an_owner_writes_in_other_ways_means_the_same() -> None:
    text = """
        salon = { slug = "x", name = "X", zone = "Asia/Tokyo", currency = "JPY", language = "en" }
        hours.mon = "22:00-02:00"
        hours.tue = ["9:00 - 12:00", "13:00\u201317:30"]
        [[service]]
        key = "cut"
        names.en = "Cut"
        time = 45
        price = 4000
        [[service]]
        key = "perm"
        names.en = "Perm"
        time = "1 h 30 min"
        price = "9000"
    """
    found = check(text.encode(), known(seed.demo())).catalogue
    assert found.opening == {0: ((1320, 1560),), 1: ((540, 720), (780, 1050))}
    assert [one.minutes for one in found.services] == [45, 90]
    assert found.services[0].price == Money(4000, "JPY")
    assert (found.zone, found.horizon, found.policy) == (ZoneInfo("Asia/Tokyo"), 400, Policy())


def test_the_same_names_keep_their_ids_and_new_names_get_stable_ones() -> None:
    nobody = Known(seed.SALON_ID)
    text = write(seed.demo(), seed.LISTING).encode()
    once, twice = check(text, nobody).catalogue, check(text, nobody).catalogue
    assert once == twice
    assert {one.id for one in once.services}.isdisjoint(one.id for one in seed.demo().services)
    assert check(text, known(seed.demo())).catalogue == seed.demo()


def test_a_new_bea_is_not_the_one_who_changed_her_name() -> None:
    nobody = Known(seed.SALON_ID)
    bea = nobody.stylist("Bea")
    assert nobody.stylist("Bea", "Beate") == bea
    renamed = Known(seed.SALON_ID, staff={"Beatrix": bea})
    assert renamed.stylist("Bea") not in {bea, renamed.stylist("Cem")}
    assert renamed.stylist("Bea", "Beatrix") == bea


def test_who_is_renamed_in_the_file_stays_who_they_are() -> None:
    text = write(seed.demo(), seed.LISTING)
    text = text.replace('name = "Bea"', 'name = "Beatrix"\nformerly = "Bea"')
    wanted = check(text.encode(), known(seed.demo()))
    assert wanted.catalogue.staff[1].id == seed.demo().staff[1].id
    assert changes(Wanted(seed.demo(), seed.LISTING), wanted) == [
        "stylist Bea is called Beatrix now"
    ]


def test_the_summary_says_what_changes_and_what_it_leaves_behind() -> None:
    demo = seed.demo()
    cut, *rest = demo.services
    ana, bea, cem = demo.staff
    perm = Service(ServiceId(demo.salon_id), "perm", {"en": "Perm"}, (), 90, Money(9000, "EUR"))
    cut = replace(cut, minutes=50, price=Money(4200, "EUR"), aliases=())
    bea = replace(bea, week={**bea.week, 0: ()}, services=bea.services - {rest[0].id})
    after = replace(
        demo,
        phone="030 1",
        notice=120,
        facts=Facts({**demo.facts.sentences, "parking": {"en": "No."}}),
        opening={**demo.opening, 1: ((600, 1200),)},
        services=(cut, *rest[:-1], perm),
        staff=(ana, bea),
        policy=msgspec.structs.replace(demo.policy, no_show_percent=80),
    )
    booked = Booked({rest[-1].id: 1, cem.id: 3}, {(bea.id, rest[0].id): 2})
    listing = Listing(city="Berlin", rating=Decimal("4.9"))
    assert changes(Wanted(demo, seed.LISTING), Wanted(after, listing), booked) == [
        "phone changed: '030 555 010' -> '030 1'",
        "notice changed: 0 min -> 2 h",
        "hours of Tuesday changed: 09:00-20:00 -> 10:00-20:00",
        "what guests are told of parking changed",
        "1 service new: perm",
        "1 service no longer active: manicure (1 future booking)",
        "haircut: aliases changed, time 45 min -> 50 min, price 40.00 EUR -> 42.00 EUR",
        "1 stylist no longer active: Cem (3 future bookings)",
        "hours of Bea on Monday changed: 09:00-20:00 -> none",
        "Bea no longer does colour (2 future bookings)",
        "terms changed, for bookings made from now on: no show percent",
        "entry in the search across salons changed",
    ]


def test_nothing_to_change_is_an_empty_summary() -> None:
    same = Wanted(rich(), seed.LISTING)
    assert changes(same, same) == []
    assert changes(None, same)[0].startswith("salon demo is new: ")


def test_what_guests_are_told_may_stand_in_one_table_or_in_several() -> None:
    head, _, rest = write(seed.demo(), seed.LISTING).partition("[facts.access]")
    _, _, rest = rest.partition("[[resource]]")
    short = 'facts = { parking = { de = "Nein.", en = "No." }, access = {} }\n'
    found = check(f"{short}{head}[[resource]]{rest}".encode(), known(seed.demo()))
    assert found.catalogue.facts == Facts({"parking": {"de": "Nein.", "en": "No."}})


def test_an_order_that_changes_is_said() -> None:
    turned = replace(rich(), staff=rich().staff[::-1])
    lines = changes(Wanted(rich(), seed.LISTING), Wanted(turned, seed.LISTING))
    assert lines == ["order of stylists changed"]
    assert StaffId(turned.staff[0].id) == rich().staff[-1].id
