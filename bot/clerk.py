"""What the command line does at the desk: bookings shown, made, moved, ended; time blocked."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from booking import customers, desk, moves, salons
from booking.catalogue import Catalogue, Service, Stylist
from booking.desk import Booking, Order
from booking.plan import Want
from booking.views import BookingView, booking_view
from bot import at_hand, opening
from foundation import ids
from foundation.db import Tx
from foundation.errors import Permanent, Refused
from foundation.house import House
from foundation.ids import BlockId, BookingId, CustomerId
from foundation.settings import Settings

Print = Callable[[str], None]

ENDINGS = {
    "check-in": desk.check_in,
    "complete": desk.complete,
    "no-show": desk.no_show,
    "approve": desk.approve,
    "decline": desk.decline,
    "reopen": desk.reopen,
}
_BY = "command-line"


@dataclass(frozen=True, slots=True)
class Counter:
    """One visit at the desk of one salon: an open transaction, its catalogue, the time."""

    house: House
    tx: Tx
    salon: Catalogue

    @property
    def now(self) -> datetime:
        """Give the business time."""
        return self.house.clock()

    def moment(self, wall: str) -> datetime:
        """Read a time of the salon's wall clock (2026-11-27T10:00), or one with its offset."""
        try:
            read = datetime.fromisoformat(wall)
        except ValueError:
            raise Permanent(f"{wall!r} is no time. Write it as 2026-11-27T10:00") from None
        return read if read.tzinfo else read.replace(tzinfo=self.salon.zone)

    def service(self, wanted: str) -> Service:
        """Find a service by its key or its name."""
        found = [
            one
            for one in self.salon.services + self.salon.addons
            if wanted.casefold()
            in {one.key.casefold(), *(name.casefold() for name in one.names.values())}
        ]
        if not found:
            known = ", ".join(one.key for one in self.salon.services)
            raise Permanent(f"no service is called {wanted!r}; there are {known}")
        return found[0]

    def stylist(self, wanted: str) -> Stylist:
        """Find a stylist by name."""
        found = [one for one in self.salon.staff if one.name.casefold() == wanted.casefold()]
        if not found:
            known = ", ".join(one.name for one in self.salon.staff)
            raise Permanent(f"nobody is called {wanted!r}; there are {known}")
        return found[0]

    async def view(self, booking_id: BookingId) -> BookingView:
        """Read a booking with its names."""
        found = await booking_view(self.tx, booking_id, self.salon.language)
        if found is None:
            raise Refused("no_such_booking", booking_id=booking_id)
        return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where a visit goes: its start on the salon's wall, whose chair, what rules do not matter."""

    start: str
    staff: str | None = None
    override: str = ""


@asynccontextmanager
async def counter(settings: Settings, slug: str) -> AsyncIterator[Counter]:
    """Step up to the salon's desk; what is done there commits at the end."""
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, slug)
        async with house.database.unit_of_work(salon_id, actor=_BY) as tx:
            yield Counter(house, tx, await salons.load_catalogue(tx))


async def show(at: Counter, number: str, say: Print) -> None:
    """Print a booking with its history."""
    booking_id = BookingId(_id(number))
    say(_line(await at.view(booking_id)))
    for row in await desk.history(at.tx, booking_id):
        when = row.at.astimezone(at.salon.zone)
        told = " ".join(f"{name}={value}" for name, value in row.details.items() if value)
        line = f"  {when:%Y-%m-%d %H:%M} {row.status} {row.cause} by {row.actor}"
        say(" ".join(filter(None, (line, row.reason, told))))


async def add(at: Counter, wanted: Sequence[str], name: str, to: Place, say: Print) -> None:
    """Book services one after another for a new customer of this name."""
    customer = CustomerId(ids.new())
    await customers.keep(at.tx, at.house.vault, customer, {"name": name})
    who = (at.stylist(to.staff).id,) if to.staff else ()
    wish = tuple(Want(at.service(one).id, who) for one in wanted)
    [booking] = await desk.book(
        at.tx,
        at.salon,
        wish=(wish,),
        start=at.moment(to.start),
        customers=(customer,),
        order=Order(by=_BY, cause="added_by_staff", source="staff", override=to.override),
        now=at.now,
    )
    say(_line(await at.view(booking.booking_id)))


async def move(at: Counter, number: str, to: Place, say: Print) -> None:
    """Move a booking to another time, to another stylist if one is named."""
    booking = await desk.read(at.tx, BookingId(_id(number)))
    moved = await desk.reschedule(
        at.tx,
        at.salon,
        booking.booking_id,
        start=at.moment(to.start),
        version=booking.version,
        order=Order(by=_BY, cause="moved_by_staff", override=to.override),
        now=at.now,
        wish=_with(at, booking, to.staff) if to.staff else None,
    )
    say(_line(await at.view(moved.booking_id)))


async def cancel(at: Counter, number: str, reason: str, say: Print, *, party: bool) -> None:
    """Cancel a booking; tells what that costs the customer by the terms."""
    booking = await desk.read(at.tx, BookingId(_id(number)))
    fee = await moves.cancellation_fee(at.tx, at.salon, booking, at.now)
    order = Order(by=_BY, cause="cancelled_by_staff", reason=reason)
    gone = await desk.cancel(
        at.tx, at.salon, booking.booking_id, order=order, now=at.now, party=party
    )
    for one in gone:
        say(_line(await at.view(one.booking_id)))
    say(f"Fee by the terms: {fee}")


async def end(at: Counter, number: str, what: str, say: Print) -> None:
    """Check in, complete, approve and the like."""
    order = Order(by=_BY, cause=what.replace("-", "_"))
    booking_id = BookingId(_id(number))
    await ENDINGS[what](at.tx, at.salon, booking_id, order=order, now=at.now)
    say(_line(await at.view(booking_id)))


async def block(at: Counter, whom: str, since: str, until: str, reason: str, say: Print) -> None:
    """Take a stylist's or a resource's time off the diary."""
    resource = next((one for one in at.salon.resources if one.name == whom), None)
    block_id = await desk.block(
        at.tx,
        staff_id=None if resource else at.stylist(whom).id,
        resource_id=resource.id if resource else None,
        start=at.moment(since),
        end=at.moment(until),
        reason=reason,
        by=_BY,
    )
    say(f"{block_id}  {whom} is blocked from {since} to {until}")


async def unblock(at: Counter, number: str, say: Print) -> None:
    """Give blocked time back."""
    await desk.unblock(at.tx, BlockId(_id(number)))
    say(f"{number} is free again")


def _with(at: Counter, booking: Booking, staff: str) -> tuple[Want, ...]:
    who = (at.stylist(staff).id,)
    return tuple(Want(one.service, who, one.addons) for one in booking.segments)


def _line(booking: BookingView) -> str:
    until = f"{booking.end:%H:%M}"
    return (
        f"{booking.id}  {booking.start:%a %Y-%m-%d %H:%M}-{until}  {booking.service}"
        f" with {booking.staff}  {booking.price}  {booking.status}"
    )


def _id(number: str) -> UUID:
    try:
        return UUID(number)
    except ValueError:
        raise Permanent(f"{number!r} is no id. `parlance booking list` shows them") from None
