"""Plays a .chat journey through the real engine, writing down what was said."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import psycopg

from booking.catalogue import Catalogue
from bot.chat import LIMITS, Options, Reply, Show, Terminal, sit_down
from channels.message import Kind
from channels.simulator import Simulator
from dialog import views
from dialog.events import DepositPaid, Event, ReminderSent
from dialog.relay import Place
from dialog.session import Session
from dialog.telling import tell
from dialog.views import Card
from foundation import ids
from foundation.house import House
from foundation.ids import BookingId, ConversationId, SalonId
from foundation.money import Money
from tests.journeys import neighbours
from workers import deliver, offer

PAYMENTS = {"the deposit is paid": 1, "the deposit is paid, told twice": 2}
"""How often the payments tell of a deposit."""

AT_DESK = {
    "the hold lapses": "UPDATE holds SET expires_at = clock_timestamp()",
    "the offer lapses": "UPDATE holds SET expires_at = clock_timestamp() WHERE kind = 'offer'",
    "the time to pay is over": "UPDATE bookings SET pay_until = clock_timestamp()"
    " WHERE status = 'pending_payment'; SELECT expire_unpaid(9)",
    "deposits are taken online": "INSERT INTO policies (salon_id, version, body)"
    " SELECT DISTINCT ON (salon_id) salon_id, version + 1, body || '{\"online\": true}'"
    " FROM policies ORDER BY salon_id, version DESC;"
    " UPDATE salon_facts SET revision = revision + 1",
}
"""What happens in the database alone."""

_HEADER = re.compile(r"# (now|locale|channel): (.+)")


@dataclass(frozen=True, slots=True)
class Journey:
    """One golden conversation: its options, its lines as they stand in the file."""

    options: Options
    lines: tuple[str, ...]


def read(path: Path) -> Journey:
    """Read a .chat file: `# key: value` headers, then `>` customer, `<` bot, `!` what happens."""
    lines = tuple(path.read_text(encoding="utf-8").splitlines())
    given = {found[1]: found[2] for line in lines if (found := _HEADER.match(line))}
    options = Options(
        locale=given.get("locale", "en"),
        channel=given.get("channel", "web"),
        moment=datetime.fromisoformat(given["now"]),
    )
    return Journey(options, lines)


class Player:
    """The customers of one journey at one salon."""

    def __init__(
        self, house: House, salon_id: SalonId, admin: psycopg.Connection, options: Options
    ) -> None:
        self.house, self.salon_id, self.admin, self.options = house, salon_id, admin, options
        self.simulator = Simulator(LIMITS[options.channel])
        self.old: dict[str, str] = {}

    async def play(self, lines: tuple[str, ...]) -> list[str]:
        """Say the customer's lines, make happen what `!` lines tell; give the whole as it went."""
        customer = await self._customer("journey")
        went: list[str] = []
        for line in lines:
            if line.startswith("<"):
                continue
            went.append(line)

            def show(reply: Reply, _: Catalogue) -> None:
                went.append(_printed(reply))
                shown = {one.title: one.id for one in reply.rendered.choices}
                self.old |= shown

            if line.startswith("> "):
                await customer.say(line[2:], show)
            elif line.startswith("! ") and not await neighbours.opens(self.house, line[2:]):
                await self._happens(line[2:], customer, show)
        return went

    async def _happens(self, what: str, customer: Terminal, show: Show) -> None:
        if what in AT_DESK:
            self.admin.execute(AT_DESK[what])
        elif what in PAYMENTS:
            await self._pays(customer, PAYMENTS[what], show)
        elif what == "a reminder is due":
            await self._tell(customer, ReminderSent(self._newest_visit(customer)), show)
        elif what == "the waitlist is served":
            await offer.sweep(customer.house, customer.answering.accounts)
            await self._show(customer, show)
        elif what == "a picture comes":
            await customer.send(Kind.MEDIA, "", show)
        elif what.startswith("taps the old "):
            title = what.removeprefix("taps the old ").strip('"')
            await customer.send(Kind.CHOICE, self.old[title], show)
        else:
            await self._other_does(what)

    async def _other_does(self, what: str) -> None:
        """Let somebody else book, or cancel what they have booked."""
        found = re.fullmatch(r"(?P<who>\w+) (?P<verb>books|cancels)(?: (?P<wish>.+))?", what)
        if found is None:
            raise ValueError(f"no journey knows how to make this happen: {what}")
        booking = (found["wish"] or "", found["who"], "yes")
        other = await self._customer(found["who"])
        for said in booking if found["verb"] == "books" else ("cancel my visit", "yes"):
            await other.say(said, lambda *_: None)

    async def _pays(self, customer: Terminal, times: int, show: Show) -> None:
        """Let the payments tell of the newest visit's deposit, as often as they do."""
        booking = self._newest_visit(customer)
        [(minor, currency)] = self.admin.execute(
            "SELECT (price ->> 'deposit')::integer, currency FROM bookings WHERE booking_id = %s",
            (booking,),
        ).fetchall()
        for _ in range(times):
            paid = DepositPaid(booking, Money(minor, currency))
            await self._tell(customer, paid, show, key=f"payment {booking}")

    async def _tell(
        self, customer: Terminal, event: Event, show: Show, key: str | None = None
    ) -> None:
        """Let something that happened elsewhere enter the conversation as its senders do."""
        number = self._conversation(customer)
        place = Place(customer.house, self.salon_id, number, hosted=False)
        parcels = await tell(place, event, key or ids.token())
        await deliver.now(customer.house, customer.answering.accounts, parcels)
        await self._show(customer, show, number)

    async def _show(
        self, customer: Terminal, show: Show, number: ConversationId | None = None
    ) -> None:
        session = None
        async with customer.house.database.unit_of_work(self.salon_id) as tx:
            if number is not None:
                session = await views.session(tx, number)
        shown, self.simulator.shown = self.simulator.shown, []
        for one in shown:
            customer.choices = one.rendered.choices
            show(Reply(one.rendered, session or Session(), Card(), None), customer.catalogue)

    def _newest_visit(self, customer: Terminal) -> BookingId:
        [(number,)] = self.admin.execute(
            "SELECT booking_id FROM bookings WHERE conversation_id = %s AND status <> 'cancelled'"
            " ORDER BY created_at DESC LIMIT 1",
            (self._conversation(customer),),
        ).fetchall()
        return BookingId(number)

    def _conversation(self, customer: Terminal) -> ConversationId:
        address = f"{customer.connected.account_id}:{customer.address.value}"
        hashed = customer.house.vault.keyed_hash(address, "address")
        [(number,)] = self.admin.execute(
            "SELECT conversation_id FROM conversations WHERE address_hash = %s", (hashed,)
        ).fetchall()
        return ConversationId(number)

    async def _customer(self, address: str) -> Terminal:
        options = replace(self.options, address=address)
        return await sit_down(self.house, self.salon_id, options, self.simulator)


def _printed(reply: Reply) -> str:
    text = " / ".join(reply.rendered.parts).replace("\n", " / ")
    return f"< {text}" + "".join(f" [{one.title}]" for one in reply.rendered.choices)
