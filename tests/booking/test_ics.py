import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from booking import agenda, blocks, customers, desk, feeds, ics, moves, rescheduling
from booking.desk import Booking, Order
from booking.ics import Entry, Seat, State
from booking.plan import Want
from foundation import ids
from foundation.db import Tx
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import BookingId, CustomerId, StaffId
from tests.booking.customers_diary import Past
from tests.booking.diary import FRIDAY_FIVE, NOW, Diary

SALON = Seat("salon@luma.example", "Luma")
MIA = Seat("mia@customers.example", "Mia")
ENTRY = Entry(
    uid="0190-1",
    sequence=3,
    stamp=NOW,
    start=FRIDAY_FIVE,
    end=FRIDAY_FIVE + timedelta(minutes=45),
    summary="Luma: Haircut (Ana)",
    location="Luma, Torstr. 9",
)
# What a person may have typed, to say nothing of what somebody may try.
HOSTILE = [
    "a;b,c\\d",
    'He said "cut"',
    "two\nlines",
    "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:other",
    "x" * 200,
    "ü" * 200,
    "\U0001f469\u200d\U0001f3a4" * 40,
    "line\u2028separator\u0085next\x0bmore\x1cend",
    "\ud800 half a character",
    "",
]


def read(file: bytes) -> Any:  # noqa: ANN401 a component's values are of many types
    """Read a file again."""
    return Calendar.from_ical(file)


def only(file: bytes) -> Any:  # noqa: ANN401 as above
    """Read a file again; gives its only event."""
    [found] = read(file).walk("VEVENT")
    return found


def lines(file: bytes) -> list[bytes]:
    """Split a file as RFC 5545, 3.1 says; every line must keep within 75 octets."""
    assert file.endswith(b"\r\n")
    assert not re.search(rb"[^\r]\n|\r[^\n]", file)
    found = file.split(b"\r\n")[:-1]
    assert max(map(len, found)) <= 75
    for line in found:
        line.decode()  # no character is cut in two
    return found


def unfolded(file: bytes) -> list[str]:
    return file.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_written_comes_out_as_one_line_of_text(text: str) -> None:
    entry = replace(ENTRY, summary=f"{text} cut", location=f"{text} street")
    for file in (ics.publication(entry), ics.invitation(entry, SALON, replace(MIA, name=text))):
        lines(file)
        event = only(file)
        said = str(event["SUMMARY"])
        assert said.endswith("cut")
        assert (
            said.split() == [word for word in f"{text} cut".replace("\ud800", "").split() if word]
            or "\u2028" in text
        )
        assert sum(one.startswith("BEGIN:VEVENT") for one in unfolded(file)) == 1
        assert [one for one in unfolded(file) if one.startswith("UID")] == ["UID:0190-1"]


@given(st.text(max_size=300), st.text(max_size=120))
def test_any_text_folds_within_75_octets_and_reads_back(summary: str, name: str) -> None:
    file = ics.invitation(replace(ENTRY, summary=summary), SALON, Seat(MIA.email, name))
    lines(file)
    event = only(file)
    assert str(event["SUMMARY"]) == ics._line(summary)  # noqa: SLF001 - the same cleaning
    assert str(event["ATTENDEE"]) == "mailto:mia@customers.example"
    assert event["SEQUENCE"] == 3


def test_a_request_invites_and_a_cancel_takes_back() -> None:
    request = ics.invitation(ENTRY, SALON, MIA)
    cancel = ics.invitation(replace(ENTRY, sequence=4, state=State.CANCELLED), SALON, MIA)
    assert read(request)["METHOD"] == "REQUEST"
    assert read(cancel)["METHOD"] == "CANCEL"
    for file, sequence, status in ((request, 3, "CONFIRMED"), (cancel, 4, "CANCELLED")):
        event = only(file)
        assert event["UID"] == "0190-1"
        assert (event["SEQUENCE"], event["STATUS"]) == (sequence, status)
        assert str(event["ORGANIZER"]) == "mailto:salon@luma.example"
        assert event["ORGANIZER"].params["CN"] == "Luma"
        assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
        assert event["ATTENDEE"].params["RSVP"] == "TRUE"
        said = unfolded(file)
        assert "DTSTART:20261127T160000Z" in said
        assert "DTEND:20261127T164500Z" in said
        assert "DTSTAMP:20261123T130500Z" in said
        assert "VERSION:2.0" in said
        assert "LOCATION:Luma\\, Torstr. 9" in said


def test_a_file_to_add_invites_nobody() -> None:
    file = ics.publication(ENTRY)
    assert read(file)["METHOD"] == "PUBLISH"
    assert not {"ATTENDEE", "ORGANIZER"} & set(only(file))


def test_a_feed_asks_nothing_of_its_reader() -> None:
    file = ics.feed("Ana, Luma", "Europe/Berlin", [ENTRY, replace(ENTRY, uid="2")])
    calendar = read(file)
    assert "METHOD" not in calendar
    assert len(calendar.walk("VEVENT")) == 2
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in unfolded(file)
    assert "X-WR-TIMEZONE:Europe/Berlin" in unfolded(file)
    lines(file)


async def booked(diary: Diary, house: House, tx: Tx, **given: str) -> Booking:
    """Book a haircut for Mia on Friday at five."""
    mia = CustomerId(ids.new())
    said = customers.Given(name="Mia Schmidt", language="de", email="mia@customers.example")
    await customers.keep(tx, house.vault, mia, said | given)  # type: ignore[arg-type]  # its own keys
    wish = ((Want(diary.cut, (diary.ana,)),),)
    [made] = await desk.book(
        tx,
        diary.salon,
        wish=wish,
        start=FRIDAY_FIVE,
        customers=(mia,),
        order=Order(),
        now=NOW,
    )
    return made


async def test_a_booking_keeps_its_uid_while_its_sequence_grows(
    diary: Diary, house: House, tx: Tx
) -> None:
    made = await booked(diary, house, tx)

    async def file() -> bytes:
        return await agenda.booking_ics(
            tx, house.vault, made.booking_id, now=NOW, organizer=SALON.email
        )

    seen = [only(await file())]
    later = FRIDAY_FIVE + timedelta(hours=1)
    moved = await rescheduling.reschedule(
        tx, diary.salon, made.booking_id, start=later, version=made.version, order=Order(), now=NOW
    )
    seen.append(only(await file()))
    await moves.cancel(tx, diary.salon, moved.booking_id, order=Order(cause="ill"), now=NOW)
    cancelled = await file()
    seen.append(only(cancelled))
    assert {str(one["UID"]) for one in seen} == {str(made.booking_id)}
    assert [one["SEQUENCE"] for one in seen] == [0, 1, 2]
    assert [one["DTSTART"].dt for one in seen] == [FRIDAY_FIVE, later, later]
    assert read(cancelled)["METHOD"] == "CANCEL"
    assert str(seen[-1]["ATTENDEE"]) == "mailto:mia@customers.example"


async def test_a_booking_speaks_the_customers_language(diary: Diary, house: House, tx: Tx) -> None:
    made = await booked(diary, house, tx)
    own = only(await agenda.booking_ics(tx, house.vault, made.booking_id, now=NOW))
    asked = only(await agenda.booking_ics(tx, house.vault, made.booking_id, now=NOW, locale="en"))
    assert own["SUMMARY"] == "Luma: Haarschnitt (Ana)"
    assert asked["SUMMARY"] == "Luma: Haircut (Ana)"
    assert own["LOCATION"] == "Luma, Torstr. 9"


async def test_an_invitation_needs_somebody_to_go_to(diary: Diary, house: House, tx: Tx) -> None:
    made = await booked(diary, house, tx, email="")
    with pytest.raises(Refused, match="no_email"):
        await agenda.booking_ics(tx, house.vault, made.booking_id, now=NOW, organizer=SALON.email)
    with pytest.raises(Refused, match="no_such_booking"):
        await agenda.booking_ics(tx, house.vault, BookingId(ids.new()), now=NOW)


async def test_a_feed_shows_what_takes_the_stylist_s_time(
    diary: Diary, house: House, tx: Tx
) -> None:
    made = await booked(diary, house, tx)
    await blocks.block(
        tx,
        staff_id=diary.ana,
        start=FRIDAY_FIVE + timedelta(hours=2),
        end=FRIDAY_FIVE + timedelta(hours=3),
        reason="dentist; then home",
        by="operator:1",
    )
    found = await agenda.agenda(tx, house.vault, diary.ana, now=NOW)
    assert found is not None
    visit, block = found.entries
    assert (visit.uid, visit.summary) == (f"{made.booking_id}-0", "Haircut, Mia")
    assert (visit.start, visit.end) == (made.starts_at, made.ends_at)
    assert block.summary == "dentist; then home"
    assert "Schmidt" not in found.file().decode()
    assert found.name == "Ana, Luma"
    others = await agenda.agenda(tx, house.vault, diary.bea, now=NOW)
    assert others is not None
    assert others.entries == ()
    assert await agenda.agenda(tx, house.vault, StaffId(ids.new()), now=NOW) is None


async def test_a_feed_leaves_out_what_does_not_take_place(
    diary: Diary, house: House, admin: psycopg.Connection
) -> None:
    past, mia = Past(admin, diary.salon), CustomerId(ids.new())
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        await customers.keep(tx, house.vault, mia, {"name": "Mia"})
    shown = [
        past.visit(mia, 29, ("haircut", "Ana")),
        past.visit(mia, 3, ("haircut", "Ana"), status="no_show"),
        past.visit(mia, -1, ("haircut", "Ana"), status="awaiting_approval"),
        past.visit(mia, -179, ("haircut", "Ana"), ("manicure", "Ana"), status="confirmed"),
    ]
    past.visit(mia, 31, ("haircut", "Ana"))
    past.visit(mia, -181, ("haircut", "Ana"), status="confirmed")
    for status in ("cancelled", "expired"):
        past.visit(mia, -5, ("haircut", "Ana"), status=status)
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        found = await agenda.agenda(tx, house.vault, diary.ana, now=NOW)
    assert found is not None
    assert [one.uid for one in found.entries] == [
        *(f"{one}-0" for one in shown),
        f"{shown[-1]}-1",
    ]
    assert [one.state for one in found.entries][2] is State.TENTATIVE
    parsed = read(found.file()).walk("VEVENT")
    assert len(parsed) == 5
    assert all(one["DTSTART"].dt.utcoffset() == timedelta() for one in parsed)


async def test_a_link_is_given_anew_given_up_and_ends_with_the_job(
    diary: Diary, house: House, tx: Tx
) -> None:
    first = await feeds.give(tx, house.directory, diary.ana)
    assert len(first) == 22  # 128 bits
    assert await feeds.whose(tx, first) == diary.ana
    second = await feeds.give(tx, house.directory, diary.ana)
    assert await feeds.whose(tx, first) is None
    assert await feeds.whose(tx, second) == diary.ana
    [(stored,)] = await tx.rows("SELECT token_hash FROM staff_feeds")
    assert second.encode() not in stored
    await tx.rows("UPDATE staff SET active = false WHERE name = 'Ana'")
    assert await feeds.whose(tx, second) is None
    await tx.rows("UPDATE staff SET active = true")
    assert await feeds.revoke(tx, diary.ana)
    assert not await feeds.revoke(tx, diary.ana)
    assert await feeds.whose(tx, second) is None


def test_a_moment_is_written_in_utc_whatever_zone_it_came_in() -> None:
    moment = datetime.fromisoformat("2026-10-25T02:30:00+02:00")
    file = ics.publication(replace(ENTRY, start=moment, end=moment + timedelta(hours=2)))
    assert only(file)["DTSTART"].dt.utctimetuple() == moment.utctimetuple()
