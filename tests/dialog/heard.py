"""The demo salon on a Monday, as the tests of understanding hear it."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from booking.seed import demo
from dialog.understand.context import Asked, Context, Offered
from dialog.understand.hear import understand
from dialog.understand.reading import Understanding, When

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 14, 5, tzinfo=ZONE)
LUMA = demo()
SERVICES = {one.key: one.id for one in LUMA.services}
STAFF = {one.name: one.id for one in LUMA.staff}


def offered(*times: str) -> tuple[Offered, ...]:
    """Offer times written "27 16:15 Ana" (a day of November), then "Other times"."""
    choices = []
    for number, time in enumerate(times, 1):
        day, clock, name = time.split()
        hour, minute = clock.split(":")
        start = datetime(2026, 11, int(day), int(hour), int(minute), tzinfo=ZONE)
        choices.append(Offered(f"c{number}", f"{clock} {name}", number, start, STAFF[name]))
    return (*choices, Offered("other", "Other times", len(choices) + 1))


FRIDAY = offered("27 16:15 Ana", "27 17:00 Bea", "27 18:30 Ana")
SUMMARY = (Offered("yes", "Yes, book", 1), Offered("change", "Change something", 2))
WHICH = (
    Offered("this", "This week, 27 Nov", 1, datetime(2026, 11, 27, tzinfo=ZONE)),
    Offered("next", "Next week, 4 Dec", 2, datetime(2026, 12, 4, tzinfo=ZONE)),
)


def hear(
    text: str,
    asked: Asked = Asked.NOTHING,
    choices: tuple[Offered, ...] = (),
    locale: str = "en",
    now: datetime = MONDAY,
) -> Understanding:
    """Understand one message to the demo salon."""
    return understand(text, Context(now, LUMA, asked, choices, locale))


def hear_holding(text: str, asked: Asked = Asked.CONFIRM) -> Understanding:
    """Understand one message while Friday 10:00 with Ana is held."""
    held = datetime(2026, 11, 27, 10, 0, tzinfo=ZONE)
    choices = SUMMARY if asked is Asked.CONFIRM else ()
    return understand(
        text, Context(MONDAY, LUMA, asked, choices, held=held, held_staff=STAFF["Ana"])
    )


def services(said: Understanding) -> str:
    """Give the keys of the services that were understood."""
    keys = {identity: key for key, identity in SERVICES.items()}
    return " ".join(keys[one] for one in said.service)


def staff(said: Understanding) -> str:
    """Give the names of the stylists that were understood."""
    return " ".join(LUMA.stylist(one).name for one in said.staff)


def shown(when: When) -> str:
    """Write a reading: first..last as month-day, start-end, = before an exact start."""
    days = "" if when.first is None else f"{when.first:%m-%d}"
    if when.last != when.first:
        days += f"..{when.last:%m-%d}" if when.last else ".."
    clock = "" if when.start is None else f"{when.start // 60}:{when.start % 60:02d}"
    if when.end is not None:
        clock += f"-{when.end // 60}:{when.end % 60:02d}"
    elif when.start is not None:
        clock = f"={clock}" if when.exact else f"{clock}-"
    return " ".join(part for part in (days, clock) if part)


def times(said: Understanding) -> str:
    """Write all readings: | between those that exclude each other, + where any will do."""
    return (" + " if said.any_when else " | ").join(shown(one) for one in said.when)


def open_daily(opens: int, closes: int) -> Context:
    """Give a context of the demo salon with other hours, every day the same."""
    hours = dict.fromkeys(range(7), ((opens, closes),))
    return Context(MONDAY, replace(LUMA, opening=hours, revision=opens))
