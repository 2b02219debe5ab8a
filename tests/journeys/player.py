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
from dialog.events import Event, ReminderSent
from dialog.relay import Place
from dialog.session import Session
from dialog.telling import tell
from dialog.views import Card
from foundation import ids
from foundation.house import House
from foundation.ids import BookingId, ConversationId, SalonId
from tests.journeys import neighbours
from workers import deliver, offer

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

    async def _happens(  # noqa: PLR0911 - one return for each thing that can happen
        self, what: str, customer: Terminal, show: Show
    ) -> None:
        if what == "the hold lapses":
            self.admin.execute("UPDATE holds SET expires_at = clock_timestamp()")
            return
        if what == "a picture comes":
            await customer.send(Kind.MEDIA, "", show)
            return
        if what.startswith("taps the old "):
            title = what.removeprefix("taps the old ").strip('"')
            await customer.send(Kind.CHOICE, self.old[title], show)
            return
        if what == "the waitlist is served":
            await offer.sweep(customer.house, customer.answering.accounts)
            await self._show(customer, show)
            return
        if what == "the offer lapses":
            self.admin.execute(
                "UPDATE holds SET expires_at = clock_timestamp() WHERE kind = 'offer'"
            )
            return
        if what.endswith(" cancels"):
            other = await self._customer(what.removesuffix(" cancels"))
            for said in ("cancel my visit", "yes"):
                await other.say(said, lambda *_: None)
            return
        if what == "a reminder is due":
            await self._tell(customer, ReminderSent(self._newest_visit()), show)
            return
        rival, books, wish = what.partition(" books ")
        if not books:
            raise ValueError(f"no journey knows how to make this happen: {what}")
        other = await self._customer(rival)
        for said in (wish, rival, "yes"):
            await other.say(said, lambda *_: None)

    async def _tell(self, customer: Terminal, event: Event, show: Show) -> None:
        """Let something that happened elsewhere enter the conversation as its senders do."""
        [(number,)] = self.admin.execute(
            "SELECT conversation_id FROM conversations ORDER BY last_at DESC LIMIT 1"
        ).fetchall()
        place = Place(customer.house, self.salon_id, number, hosted=False)
        parcels = await tell(place, event, ids.token())
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

    def _newest_visit(self) -> BookingId:
        [(number,)] = self.admin.execute(
            "SELECT booking_id FROM bookings WHERE occupies(status)"
            " ORDER BY created_at DESC LIMIT 1"
        ).fetchall()
        return BookingId(number)

    async def _customer(self, address: str) -> Terminal:
        options = replace(self.options, address=address)
        return await sit_down(self.house, self.salon_id, options, self.simulator)


def _printed(reply: Reply) -> str:
    text = " / ".join(reply.rendered.parts).replace("\n", " / ")
    return f"< {text}" + "".join(f" [{one.title}]" for one in reply.rendered.choices)
