"""The terminal: a conversation through the real engine, rendered as a channel would."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from booking import views as diary
from booking.catalogue import Catalogue
from booking.views import BookingView
from bot import at_hand, opening
from channels import inbox, limits, registry
from channels.accounts import Accounts, Connected
from channels.clean import clean
from channels.message import Address, Choice, Inbound, Kind, Pace, Rendered
from channels.simulator import Simulator
from dialog import views
from dialog.session import Session
from dialog.views import Card
from foundation import clock, ids
from foundation.errors import Permanent
from foundation.house import House
from foundation.ids import ConversationId, SalonId
from foundation.settings import Settings
from workers.answer import Answering

LIMITS = {
    # A terminal has no carrier who answers STOP by itself, nobody who counts messages.
    kind: replace(one, pace=Pace(), window=None, answers_stop=False)
    for kind, one in {
        "web": limits.WEB,
        "telegram": limits.TELEGRAM,
        "whatsapp": limits.WHATSAPP,
        "sms": limits.TWILIO,
    }.items()
}
"""How each channel shows a message, for `--channel`."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One bot message with what is true after it."""

    rendered: Rendered
    session: Session
    card: Card
    booking: BookingView | None


Show = Callable[[Reply, Catalogue], None]
Trace = Callable[[Sequence[str]], None]
"""Takes what a turn has understood and done, a line each."""


@dataclass(frozen=True, slots=True)
class Options:
    """What `parlance chat` was asked for."""

    salon: str = "demo"
    address: str = ""
    channel: str = "web"
    locale: str = "en"
    moment: datetime | None = None


@dataclass(slots=True)
class Terminal:
    """One customer at the keyboard."""

    house: House
    answering: Answering
    connected: Connected
    catalogue: Catalogue
    simulator: Simulator
    address: Address
    choices: tuple[Choice, ...] = field(default=())
    trace: Trace | None = None

    async def say(self, line: str, show: Show) -> None:
        """Send one line as the customer, show each reply."""
        await self._hear(self._inbound(line), show)

    async def send(self, kind: Kind, choice_id: str, show: Show) -> None:
        """Send what is no line: a picture, a tap on a choice of any age."""
        await self._hear(self._made(kind, "", choice_id), show)

    async def _hear(self, said: Inbound, show: Show) -> None:
        talk = await inbox.hear(self.house, self.connected, said)
        turned = await self.answering.now(talk, request_id="terminal")
        if turned is not None and self.trace is not None:
            self.trace(await self._steps(talk.conversation_id))
        shown, self.simulator.shown = self.simulator.shown, []
        for one in shown:
            self.choices = one.rendered.choices
            if turned is not None:
                reply = await self._reply(one.rendered, turned.session, talk.conversation_id)
                show(reply, self.catalogue)

    def _inbound(self, line: str) -> Inbound:
        text = clean(line)
        picked = self._picked(text)
        if picked is None:
            return self._made(Kind.TEXT, text, "")
        return self._made(Kind.CHOICE, picked.title, picked.id)

    def _made(self, kind: Kind, text: str, choice_id: str) -> Inbound:
        return Inbound(
            kind,
            self.address,
            provider_id=ids.token(),
            sequence=int(clock.now().timestamp() * 1_000_000),
            text=text,
            choice_id=choice_id,
        )

    def _picked(self, text: str) -> Choice | None:
        for number, choice in enumerate(self.choices, 1):
            if text.casefold() in {str(number), choice.id, choice.title.casefold()}:
                return choice
        return None

    async def _steps(self, conversation_id: ConversationId) -> Sequence[str]:
        async with self.house.database.unit_of_work(self.connected.salon_id) as tx:
            newest = await views.turns(tx, self.house.vault, conversation_id, 1)
        return newest[0].steps if newest else ()

    async def _reply(
        self, rendered: Rendered, session: Session, conversation_id: ConversationId
    ) -> Reply:
        async with self.house.database.unit_of_work(self.connected.salon_id) as tx:
            card = await views.card(tx, self.catalogue, conversation_id)
            booking = None
            if session.booked is not None:
                booking = await diary.booking_view(tx, session.booked, session.locale)
        return Reply(rendered, session, card, booking)


async def converse(
    settings: Settings,
    options: Options,
    show: Show,
    prompt: str = "",
    trace: Trace | None = None,
) -> None:
    """Read lines until the input ends; each is answered before the next is read."""
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, options.salon)
        terminal = await sit_down(house, salon_id, options)
        terminal.trace = trace
        async for line in _lines(prompt):
            await terminal.say(line, show)


async def sit_down(
    house: House, salon_id: SalonId, options: Options, simulator: Simulator | None = None
) -> Terminal:
    """Put a customer at the keyboard of the salon's terminal account.

    Several customers of one process share a `simulator`: an account has one adapter.
    """
    accounts = Accounts(house)
    connected = await accounts.by_token("terminal", options.salon)
    if connected is None:
        raise Permanent(f"the salon {options.salon} has no terminal: parlance seed {opening.DEMO}")
    reading = Answering(house, accounts)
    catalogue = await reading.catalogue(salon_id, -1)
    if options.moment is not None:
        moment = options.moment
        local = moment if moment.tzinfo else moment.replace(tzinfo=catalogue.zone)
        house = replace(house, clock=clock.fixed(local))
    simulator = simulator or Simulator(LIMITS[options.channel])
    registry.use("terminal", simulator)
    address = Address(options.address or ids.token(), options.locale)
    return Terminal(house, Answering(house, accounts), connected, catalogue, simulator, address)


async def _lines(prompt: str) -> AsyncIterator[str]:
    while True:
        if prompt:
            sys.stdout.write(prompt)
            sys.stdout.flush()
        line = await asyncio.to_thread(sys.stdin.readline)
        if not line:
            return
        if line.strip():
            yield line.rstrip("\n")


def as_json(reply: Reply, catalogue: Catalogue) -> str:
    """Write one bot message as the promised JSON object."""
    card, booking = reply.card, reply.booking
    return json.dumps(
        {
            "text": "\n".join(reply.rendered.parts),
            "choices": [{"id": one.id, "title": one.title} for one in reply.rendered.choices],
            "state": reply.session.state.value,
            "draft": None if card.status or card.empty else _draft(card, catalogue),
            "booking": None if booking is None else booking.as_json(),
        },
        ensure_ascii=False,
    )


def _draft(card: Card, catalogue: Catalogue) -> dict[str, object]:
    until = None if card.until is None else card.until.astimezone(catalogue.zone)
    return {
        "service": card.service or None,
        "staff": list(card.stylists),
        "start": None if card.start is None else card.start.isoformat(),
        "end": None if card.end is None else card.end.isoformat(),
        "held_until": None if until is None else until.isoformat(timespec="seconds"),
    }
