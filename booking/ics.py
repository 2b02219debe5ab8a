"""Calendar files (RFC 5545) with invitations in them (RFC 5546), written by a library.

Times are UTC: right for single events in every client, with no zone to explain.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from icalendar import Calendar, Event, vCalAddress, vDuration

PRODUCT = "-//Parlance//Booking desk//EN"

REFRESH = timedelta(hours=1)
"""How often a subscriber is asked to look again."""


class Method(StrEnum):
    """What the file asks of its reader (RFC 5546, 1.4)."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class State(StrEnum):
    """Whether it will take place (RFC 5545, 3.8.1.11)."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event; `uid` is the same for ever, `sequence` grows with its moves, times are aware.

    `stamp` is when it was written: of a file that somebody is sent, when that was made.
    """

    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    end: datetime
    summary: str
    location: str = ""
    description: str = ""
    state: State = State.CONFIRMED


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at the table: a mail address with the name that goes before it."""

    email: str
    name: str


def publication(entry: Entry) -> bytes:
    """Write a file to add to a calendar: nobody is invited, nobody is asked to answer."""
    return _file(Method.PUBLISH, _event(entry))


def invitation(entry: Entry, organizer: Seat, attendee: Seat) -> bytes:
    """Write an invitation: a REQUEST for what will take place, else a CANCEL.

    The organizer must be able to receive the attendee's REPLY.
    """
    event = _event(entry)
    event.add("organizer", _address(organizer))
    guest = _address(attendee)
    guest.params["ROLE"] = "REQ-PARTICIPANT"
    guest.params["PARTSTAT"] = "NEEDS-ACTION"
    guest.params["RSVP"] = "TRUE"
    event.add("attendee", guest)
    cancelled = entry.state is State.CANCELLED
    return _file(Method.CANCEL if cancelled else Method.REQUEST, event)


def feed(name: str, zone: str, entries: Sequence[Entry]) -> bytes:
    """Write a calendar to subscribe to, called `name`, shown in `zone` (IANA)."""
    calendar = _calendar()
    calendar.add("x-wr-calname", _line(name))
    calendar.add("x-wr-timezone", zone)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _file(method: Method, event: Event) -> bytes:
    calendar = _calendar()
    calendar.add("method", method.value)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    return calendar


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.start.astimezone(UTC))
    event.add("dtend", entry.end.astimezone(UTC))
    event.add("summary", _line(entry.summary))
    event.add("status", entry.state.value)
    if entry.location:
        event.add("location", _line(entry.location))
    if entry.description:
        event.add("description", _line(entry.description))
    return event


def _address(seat: Seat) -> vCalAddress:
    address = vCalAddress(f"mailto:{seat.email}")
    # A quoted parameter has no way to hold a quote (RFC 5545, 3.1.1).
    address.params["CN"] = _line(seat.name).replace('"', "'") or seat.email
    return address


def _line(text: str) -> str:
    """Give a text as one line that readers of any strictness take as one.

    Some split lines at characters that are no line ends here: they become spaces.
    """
    spaced = " ".join(text.split())
    return "".join(one for one in spaced if unicodedata.category(one) not in ("Cc", "Cs"))
