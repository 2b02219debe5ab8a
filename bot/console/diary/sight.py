"""What an operator sees of the diary, read at once: some days, what stands beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from booking import customers, desk, diary, moves, openings, plans, policy, salons, status
from booking.calendar import cut, epoch_minute
from booking.catalogue import Catalogue
from booking.desk import Booking
from booking.diary import Entry, Sheet
from booking.plan import Want
from booking.ranking import Slot
from booking.records import Fact
from bot.console import tables as t
from bot.console.diary.wish import Wish, a_day, an_id
from foundation.db import Tx
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import BookingId, CustomerId, ServiceId, StaffId
from foundation.money import Money


@dataclass(frozen=True, slots=True)
class Detail:
    """One booking whole: its terms today, its history, what can be done about it."""

    booking: Booking
    phone: str
    fee: Money
    move_fee: Money
    no_show_fee: Money
    history: tuple[Fact, ...]
    possible: frozenset[str]
    operators: Mapping[str, str]
    party: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Free:
    """The free times of one day for what a form asks, `None` for a form not filled in yet."""

    day: date
    slots: tuple[Slot, ...] | None


@dataclass(frozen=True, slots=True)
class Sight:
    """What there is to see at one moment; `names` are customers' by id."""

    wish: Wish
    now: datetime
    catalogue: Catalogue
    sheet: Sheet
    names: Mapping[UUID, str] = field(default_factory=dict)
    detail: Detail | None = None
    free: Free | None = None

    @property
    def today(self) -> date:
        """Give the salon's own today."""
        return self.now.astimezone(self.catalogue.zone).date()

    def entries(self) -> Sequence[Entry]:
        """Give everything on the days shown, what has gone included."""
        return [entry for one in self.sheet.days for entry in one.entries + one.gone]


async def see(tx: Tx, house: House, wanted: Wish) -> Sight:
    """Read the days and the panel; Refused("no_such_booking") for one of another salon."""
    catalogue = at_the_counter(await salons.load_catalogue(tx))
    read = diary.day if wanted.view == "day" else diary.week
    sheet = await read(tx, catalogue, wanted.first)
    now = house.clock()
    detail = await _detail(tx, house, catalogue, wanted, sheet, now)
    known = {entry.customer_id for one in sheet.days for entry in one.entries + one.gone}
    if detail is not None:
        known.add(detail.booking.customer_id)
    return Sight(
        wish=wanted,
        now=now,
        catalogue=catalogue,
        sheet=sheet,
        names=await _names(tx, house, [one for one in known if one]),
        detail=detail,
        free=await free(tx, catalogue, wanted, detail, now),
    )


def at_the_counter(catalogue: Catalogue) -> Catalogue:
    """Lift from the staff what binds customers alone: how soon, how far ahead they may book."""
    return replace(catalogue, notice=0, horizon=1500)


async def _names(tx: Tx, house: House, ids: Sequence[CustomerId]) -> dict[UUID, str]:
    sealed = await customers.names(tx, ids)
    return {one: house.vault.open(name, tx.salon_id.bytes) for one, name in sealed.items()}


async def _detail(
    tx: Tx, house: House, catalogue: Catalogue, wanted: Wish, sheet: Sheet, now: datetime
) -> Detail | None:
    if wanted.panel not in {"booking", "move", "cancel"} or wanted.id is None:
        return None
    booking = await desk.read(tx, BookingId(wanted.id))
    person = await customers.read(tx, house.vault, booking.customer_id)
    terms = await moves.terms(tx, catalogue, booking)
    together = {
        entry.id: entry
        for one in sheet.days
        for entry in one.entries
        if entry.party_id and entry.party_id == booking.party_id and entry.id != wanted.id
    }
    return Detail(
        booking=booking,
        phone=person.phone,
        fee=await moves.cancellation_fee(tx, catalogue, booking, now),
        move_fee=policy.late_move_fee(terms, booking.price, await moves.clock(tx, booking), now),
        no_show_fee=policy.no_show_fee(terms, booking.price),
        history=await desk.history(tx, booking.booking_id),
        possible=status.possible(moves.looked_at(catalogue, booking, now)),
        operators=await _operators(tx),
        party=tuple(together.values()),
    )


async def _operators(tx: Tx) -> dict[str, str]:
    found = await tx.execute(
        select(t.operators.c.operator_id, t.operators.c.name).where(
            t.operators.c.salon_id == tx.salon_id
        )
    )
    return {f"operator:{row.operator_id}": row.name for row in found}


async def free(
    tx: Tx, catalogue: Catalogue, wanted: Wish, detail: Detail | None, now: datetime
) -> Free | None:
    """Find the free times of the day that a form of the panel asks about."""
    if wanted.panel not in {"move", "new"}:
        return None
    typed = wanted.typed
    local = now.astimezone(catalogue.zone).date()
    usual = wanted.day
    if detail is not None:
        usual = detail.booking.starts_at.astimezone(catalogue.zone).date()
    day = a_day(typed.get("on", "")) or max(usual, local)
    wants = moving(detail.booking, typed) if detail else asked_for(catalogue, typed)
    if not wants:
        return Free(day, None)
    busy = dict(await openings.busy_on(tx, catalogue, day, day))
    if detail is not None:
        # A booking is not in its own way.
        for begin, end, chair in await _own(tx, catalogue, detail.booking):
            busy[chair] = cut(busy.get(chair, []), [(begin, end)])
    try:
        found = plans.find(catalogue, (wants,), day, day, busy, epoch_minute(now))
    except (Refused, KeyError):
        found = []
    return Free(
        day, tuple({one.start: one for one in reversed(found)}[each] for each in _starts(found))
    )


def _starts(found: Sequence[Slot]) -> list[int]:
    return sorted({one.start for one in found})


async def _own(tx: Tx, catalogue: Catalogue, booking: Booking) -> list[tuple[int, int, UUID]]:
    day = booking.starts_at.astimezone(catalogue.zone).date()
    sheet = await diary.day(tx, catalogue, day)
    own: list[tuple[int, int, UUID]] = []
    for entry in sheet.days[0].entries:
        if entry.id != booking.booking_id:
            continue
        begin = min([entry.start, *(span[0] for span in entry.around)])
        end = max([entry.end, *(span[1] for span in entry.around)])
        own += [(*span, entry.chair) for span in cut([(begin, end)], entry.gaps)]
    return own


def moving(booking: Booking, typed: Mapping[str, str]) -> tuple[Want, ...]:
    """Say what a booking becomes: as it is, by one stylist, by anyone."""
    who = typed.get("with", "")
    chosen = an_id(who)
    wants = []
    for one in booking.segments:
        staff: tuple[StaffId, ...] = () if who == "any" else (StaffId(chosen or one.staff),)
        wants.append(Want(one.service, staff, one.addons))
    return tuple(wants)


def asked_for(catalogue: Catalogue, typed: Mapping[str, str]) -> tuple[Want, ...]:
    """Say what a new booking is for; () while no service is chosen."""
    known = {one.id for one in catalogue.services}
    people = {one.id for one in catalogue.staff}
    chosen = an_id(typed.get("with", ""))
    staff = (StaffId(chosen),) if chosen in people else ()
    picked = [an_id(typed.get(name, "")) for name in ("service", "then")]
    return tuple(Want(ServiceId(one), staff) for one in picked if one is not None and one in known)


def local_time(catalogue: Catalogue, day: date, text: str) -> datetime | None:
    """Read a clock time ("14:30", "26:00" for 2 at night) on a local day; None for none."""
    hours, colon, minutes = text.strip().replace(".", ":").partition(":")
    if not (hours.isdecimal() and hours.isascii() and len(hours) <= 2):
        return None
    if colon and not (minutes.isdecimal() and minutes.isascii() and len(minutes) == 2):
        return None
    after = int(hours) * 60 + int(minutes or 0)
    if after > 48 * 60 or int(minutes or 0) > 59:
        return None
    on = day + timedelta(days=after // 1440)
    return datetime(
        on.year, on.month, on.day, after % 1440 // 60, after % 60, tzinfo=catalogue.zone
    )
