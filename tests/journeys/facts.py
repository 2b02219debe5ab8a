"""What is true inside after each line of a journey, whatever was said about it."""

from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg

from booking import seed
from bot.chat import Reply, Terminal
from channels.message import Kind
from dialog import views
from dialog.session import Held, Offer, Pick, Session
from foundation.house import House
from foundation.ids import ConversationId, SalonId
from tests.journeys.neighbours import opens
from tests.journeys.player import Player

_SALON = seed.demo()
_SERVICES = {one.id: one.key for one in _SALON.services}
_STAFF = {one.id: one.name.casefold() for one in _SALON.staff}
_DIARY = """
SELECT b.status, v.key, w.name, g.starts_at FROM bookings b
JOIN booking_segments g USING (salon_id, booking_id)
JOIN services v USING (salon_id, service_id)
JOIN staff w ON (w.salon_id, w.staff_id) = (g.salon_id, g.staff_id)
WHERE b.conversation_id = %s ORDER BY g.starts_at, g.position, w.name
"""
_WAITING = """
SELECT count(*) FROM waitlist
WHERE conversation_id = %s AND status IN ('waiting', 'offered')
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of one conversation, each fact as a journey writes it after `=`."""

    state: str
    speaks: str
    offers: str
    held: str
    booked: str
    pending: str
    cancelled: str
    waits: str
    person: str

    def deny(self, claim: str) -> str:
        """Say what is true instead of the claim; "" where it holds."""
        what, _, value = claim.partition(" ")
        true = getattr(self, what)
        return "" if true == value else f"not {claim!r} but {true!r}"


class Inside(Player):
    """Plays a journey by its facts: `=` lines tell what must be true, no text is compared."""

    newest: Session
    offered: tuple[Offer, ...] = ()

    async def holds(self, lines: tuple[str, ...], address: str) -> list[str]:
        """Give every `=` line that does not hold, with the line said before it."""
        customer = await self._customer(address)
        wrong: list[str] = []
        facts, said = None, ""
        for line in lines:
            if line.startswith("= ") and facts is not None:
                denied = facts.deny(line[2:])
                wrong += [f"after {said!r}: {denied}"] if denied else []
            elif line.startswith(("> ", "! ")):
                said = line
                try:
                    facts = await self.after(line, customer)
                except ValueError as impossible:  # nothing to pay for: it went wrong before
                    return [*wrong, f"at {said!r}: {impossible}"]
        return wrong

    async def facts(self, lines: tuple[str, ...]) -> list[tuple[str, Facts | None]]:
        """Give what is true after each line that is said or happens."""
        customer = await self._customer("journey")
        happen = [line for line in lines if line.startswith(("> ", "! "))]
        return [(line, await self.after(line, customer)) for line in happen]

    async def after(self, line: str, customer: Terminal) -> Facts | None:
        """Say the line, or make it happen; give what is true then, None before any word."""
        if line.startswith("> "):
            await self.says(line[2:], customer)
        elif not (await self._taps(line[2:], customer) or await opens(self.house, line[2:])):
            await self._happens(line[2:], customer, self.heard)
        return await self._facts(customer)

    async def says(self, text: str, customer: Terminal) -> None:
        """Say a line as the terminal sends it: a tap where it names a button."""
        await customer.say(text, self.heard)

    def heard(self, reply: Reply, _: object) -> None:
        """Look at one message of the bot."""
        self.old |= {one.pick.value: one.id for one in reply.session.offered}

    async def _taps(self, what: str, customer: Terminal) -> bool:
        """Tap a choice by what it stands for: `taps yes`, `taps the old yes`, `taps slot 2`."""
        if not what.startswith("taps ") or '"' in what:
            return False
        kind, _, number = what.removeprefix("taps ").removeprefix("the old ").partition(" ")
        offered = [one.id for one in self.offered if one.pick == Pick(kind)]
        known = [self.old[kind]] if "the old" in what and kind in self.old else offered
        place = int(number or 1) - 1
        tapped = known[place] if place < len(known) else "never-offered"
        await customer.send(Kind.CHOICE, tapped, self.heard)
        return True

    async def _facts(self, customer: Terminal) -> Facts | None:
        address = f"{customer.connected.account_id}:{customer.address.value}"
        hashed = customer.house.vault.keyed_hash(address, "address")
        query = "SELECT conversation_id FROM conversations WHERE address_hash = %s"
        found = self.admin.execute(query, (hashed,)).fetchone()
        if found is None:
            return None
        session = await session_of(customer.house, self.salon_id, found[0])
        if session is None:
            return None
        self.newest, self.offered = session, session.offered
        return facts(self.admin, found[0], session)


async def session_of(house: House, salon_id: SalonId, talk: ConversationId) -> Session | None:
    """Read a conversation's session, None before its first turn."""
    async with house.database.unit_of_work(salon_id) as tx:
        return await views.session(tx, talk)


def facts(admin: psycopg.Connection, talk: ConversationId, session: Session) -> Facts:
    """Tell what is true of a conversation by its session and by the diary."""
    rows = admin.execute(_DIARY, (talk,)).fetchall()
    counted = admin.execute(_WAITING, (talk,)).fetchone()
    assert counted is not None
    return Facts(
        state=session.state.value,
        speaks=session.locale,
        offers=" ".join(one.pick.value for one in session.offered) or "nothing",
        held=_held(session.held),
        booked=_visits(rows, "confirmed"),
        pending=_visits(rows, "pending_payment"),
        cancelled=_visits(rows, "cancelled"),
        waits=str(counted[0]),
        person="called" if session.waiting else "not called",
    )


def _held(held: Held | None) -> str:
    if held is None:
        return "nothing"
    if not held.planned:
        return _visit(_SERVICES[held.service], _STAFF[held.slot.staff], _at(held.slot.start))
    return ", ".join(
        _visit(_SERVICES[one.service], _STAFF[one.staff], _at(one.start))
        for visit in held.visits
        for one in visit
    )


def _visits(rows: list[tuple[str, str, str, datetime]], status: str) -> str:
    which = [_visit(key, who, at) for state, key, who, at in rows if state == status]
    return ", ".join(which) or "nothing"


def _at(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)


def _visit(service: str, staff: str, at: datetime) -> str:
    local = at.astimezone(_SALON.zone).isoformat(timespec="minutes")[:16]
    return f"{service} with {staff.casefold()} {local}"
