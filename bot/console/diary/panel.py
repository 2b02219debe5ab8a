"""What stands beside the grid: one booking, one block, the forms; facts in, words out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from babel.dates import format_date

from booking import diary
from booking.calendar import moment
from booking.catalogue import Catalogue
from booking.desk import Booking
from booking.diary import Entry
from booking.records import Fact
from bot.console.diary import show, words
from bot.console.diary.sight import Detail, Free, Sight
from bot.page import moments
from bot.page.patch import version
from dialog.phrases import titles
from foundation.money import Money

_LOCALE = show.LOCALE
_LATER = {"check_in": 0, "complete": 1, "no_show": 2, "approve": 3, "decline": 4, "reopen": 5}


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a booking's history: when, what, by whom, why."""

    iso: str
    when: str
    what: str
    who: str
    why: str
    override: bool


def beside(sight: Sight) -> dict[str, object] | None:
    """Print the panel that is asked for; None when there is none, or it is not there any more."""
    panel = sight.wish.panel
    if sight.detail is not None:
        facts = booking(sight, sight.detail)
        if panel == "move":
            facts |= moving(sight, sight.detail)
        return facts | {"kind": panel}
    if panel == "new":
        return new(sight) | {"kind": panel}
    if panel == "away":
        return away(sight) | {"kind": panel}
    found = next((one for one in sight.entries() if one.id == sight.wish.id), None)
    if found is None or found.kind != panel:
        return None
    return other(sight, found) | {"kind": panel}


def booking(sight: Sight, detail: Detail) -> dict[str, object]:
    """Print one booking whole."""
    one = detail.booking
    zone = sight.catalogue.zone
    start, end = one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)
    word, icon = words.STATUSES[one.status.value]
    facts: dict[str, object] = {
        "id": one.booking_id,
        "number": one.version,
        "title": show.name(sight, one.customer_id),
        "word": word,
        "icon": icon,
        "status": one.status.value,
        "day": titles.day(start.date(), _LOCALE),
        "clock": f"{titles.clock(start)}-{titles.clock(end)}",
        "segments": tuple(_segments(sight, one)),
        "lines": tuple(_lines(sight.catalogue, one)),
        "total": _money(one.price),
        "deposit": _money(Money(one.quote.deposit, one.quote.currency))
        if one.quote.deposit
        else "",
        "phone": detail.phone,
        "talk": one.conversation_id,
        "cancel_fee": _fee(detail.fee),
        "move_fee": _fee(detail.move_fee),
        "no_show_fee": _fee(detail.no_show_fee),
        "party": tuple(_party(sight, detail.party)),
        "in_party": one.party_id is not None,
        "history": tuple(_told(sight, detail, fact) for fact in reversed(detail.history)),
        "deeds": _deeds(detail.possible),
        "can_move": "reschedule" in detail.possible,
        "can_cancel": "cancel" in detail.possible,
        "move": sight.wish.beside("move", one.booking_id),
        "cancel": sight.wish.beside("cancel", one.booking_id),
        "over": one.status.value in diary.GONE,
    }
    return facts | {"version": version(*facts.items())}


def moving(sight: Sight, detail: Detail) -> dict[str, object]:
    """Print the form that moves a booking."""
    one = detail.booking
    wanted = {segment.service for segment in one.segments}
    able = [who for who in sight.catalogue.staff if wanted <= who.services]
    now_with = " and ".join(dict.fromkeys(_who(sight, each.staff) for each in one.segments))
    people = [("", f"As booked ({now_with})"), ("any", "Anyone who is free")]
    people += [(str(who.id), who.name) for who in able]
    return {"people": people} | _times(sight, sight.free)


def new(sight: Sight) -> dict[str, object]:
    """Print the form for a new booking."""
    catalogue = sight.catalogue
    sold = [
        (str(one.id), f"{one.name(_LOCALE)}, {one.minutes} min, {_money(one.price)}")
        for one in catalogue.services
    ]
    people = [("", "Anyone who is free"), *((str(one.id), one.name) for one in catalogue.staff)]
    return {"title": "New booking", "sold": sold, "people": people} | _times(sight, sight.free)


def away(sight: Sight) -> dict[str, object]:
    """Print the form for time that is not to be had."""
    people = [(str(one.id), one.name) for one in sight.catalogue.staff]
    things = [(str(one.id), one.name) for one in sight.catalogue.resources]
    chosen = sight.wish.typed.get("who") or str(sight.wish.chair or "")
    return {
        "title": "Block time",
        "people": people,
        "things": things,
        "chosen": chosen,
        "on": sight.wish.typed.get("on") or sight.wish.day.isoformat(),
    }


def other(sight: Sight, one: Entry) -> dict[str, object]:
    """Print a block, a hold, a class."""
    start, end = (moment(minute, sight.catalogue.zone) for minute in (one.start, one.end))
    word, icon = words.STATUSES[one.status]
    guests = {
        each.id: (sight.wish.beside("booking", each.id), show.name(sight, each.customer_id))
        for each in sight.entries()
        if each.class_id == one.id and each.status not in diary.GONE
    }
    titled = {"hold": "Held time", "block": one.reason or "Blocked"}
    return {
        "id": one.id,
        "title": titled.get(one.kind) or show.services(sight, one),
        "word": word,
        "icon": icon,
        "day": titles.day(start.date(), _LOCALE),
        "clock": f"{titles.clock(start)}-{titles.clock(end)}",
        "until": titles.short_day(end.date(), _LOCALE) if end.date() != start.date() else "",
        "who": _who(sight, one.chair),
        "what": show.services(sight, one),
        "price": _money(one.price) if one.price else "",
        "left": int(one.left),
        "talk": one.conversation_id if one.reason != "offer" else None,
        "seats": f"{one.sold} of {one.seats} seats taken",
        "guests": tuple(guests.values()),
    }


def clashes(sight: Sight, found: Sequence[tuple[str, UUID]]) -> tuple[tuple[str, str], ...]:
    """Name what is in the way of a block, with links; what is on other days is counted."""
    known = {one.id: one for one in sight.entries()}
    listed = []
    for kind, one in found:
        entry = known.get(one)
        if entry is None:
            panel = kind if kind in {"booking", "block"} else ""
            listed.append(
                (sight.wish.beside(panel, one) if panel else "", f"A {kind} on another day")
            )
            continue
        card = show.services(sight, entry) or entry.reason
        who = show.name(sight, entry.customer_id) if kind == "booking" else kind.title()
        when = f"{show.clock(sight, entry.start)}-{show.clock(sight, entry.end)}"
        listed.append((sight.wish.beside(kind, one), f"{when} {who}, {card}".rstrip(", ")))
    return tuple(listed)


def _segments(sight: Sight, one: Booking) -> Iterator[tuple[str, str, str]]:
    zone = sight.catalogue.zone
    known = {each.id: each.name(_LOCALE) for each in sight.catalogue.services}
    for part in one.segments:
        times = (titles.clock(moment(minute, zone)) for minute in (part.start, part.end))
        what = known.get(part.service) or sight.sheet.service(part.service, _LOCALE)
        where = [room.name for room in sight.catalogue.resources if room.id in part.resources]
        yield "-".join(times), what, ", ".join((_who(sight, part.staff), *where))


def _lines(catalogue: Catalogue, one: Booking) -> Iterator[tuple[str, str]]:
    known = {each.key: each.name(_LOCALE) for each in catalogue.services + catalogue.addons}
    for line in one.quote.lines:
        what = known.get(line.what) or line.what.replace("_", " ").title()
        yield what, _money(Money(line.minor, one.quote.currency))


def _party(sight: Sight, together: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    for one in together:
        text = f"{show.services(sight, one)} with {_who(sight, one.chair)}"
        yield sight.wish.beside("booking", one.id), text


def _told(sight: Sight, detail: Detail, fact: Fact) -> Told:
    what = words.CAUSES.get(fact.cause) or words.BECAME[fact.status.value]
    if fact.seq == 1 and detail.booking.source in words.SOURCES:
        what = f"{what} {words.SOURCES[detail.booking.source]}"
    elif fact.status.value == "confirmed" and fact.seq > 1 and fact.cause == "taken_back":
        what = "Taken back"
    if fact.details.get("fee"):
        what = f"{what}, {_money(Money(fact.details['fee'], fact.details['currency']))} due"
    return Told(
        iso=fact.at.isoformat(),
        when=moments.said_at(fact.at, sight.now, sight.catalogue.zone, _LOCALE),
        what=what,
        who=_actor(detail.operators, fact.actor),
        why=fact.reason,
        override=bool(fact.details.get("override")),
    )


def _actor(operators: Mapping[str, str], actor: str) -> str:
    kind = actor.partition(":")[0]
    named = {"customer": "customer", "conversation": "customer", "system": "system"}
    return operators.get(actor) or named.get(kind, "a program")


def _deeds(possible: frozenset[str]) -> tuple[tuple[str, str], ...]:
    here = sorted(possible & set(words.DEEDS), key=_LATER.__getitem__)
    return tuple((deed, words.DEEDS[deed]) for deed in here)


def _times(sight: Sight, free: Free | None) -> dict[str, object]:
    on = free.day if free else sight.wish.day
    typed = sight.wish.typed
    chosen = typed.get("at", "")
    zone = sight.catalogue.zone
    free_times: list[tuple[str, bool]] = []
    for one in (free.slots or ()) if free else ():
        printed = titles.clock(moment(one.start, zone))
        free_times.append((printed, printed == chosen))
    return {
        "on": on.isoformat(),
        "on_title": format_date(on, "EEE d MMM", locale=_LOCALE),
        "asked": free is not None and free.slots is not None,
        "times": free_times,
        "other": "" if any(picked for _, picked in free_times) else typed.get("time", "") or chosen,
    }


def _who(sight: Sight, chair: UUID) -> str:
    for one in sight.sheet.days:
        for column in one.columns:
            if column.chair == chair:
                return column.name
    return "?"


def _fee(fee: Money) -> str:
    return words.FEE.format(fee=_money(fee)) if fee.minor else words.FREE_OF_CHARGE


def _money(amount: Money) -> str:
    return titles.price(amount, _LOCALE)


def chips(sight: Sight) -> tuple[tuple[str, str, bool], ...]:
    """Print whose columns can be chosen: address, name, whether it is shown alone."""
    wish = sight.wish
    everyone = replace(wish, chair=None, panel="", id=None)
    printed = [(everyone.grid, "All", wish.chair is None)]
    for column in show.shown(sight):
        alone = replace(everyone, chair=column.chair)
        printed.append((alone.grid, column.name, wish.chair == column.chair))
    return tuple(printed)
