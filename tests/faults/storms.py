"""A salon on all channels in a storm: recorded webhooks that repeat, overtake each other, lag."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from typing import Any, LiteralString

import msgspec
import psycopg

from channels import accounts, outbox, registry
from channels.message import Inbound, Kind, Outbound, Receipt, heard
from channels.port import Account, Request
from dialog import store
from foundation import clock, ids
from foundation.house import House
from tests.faults.town import Salon, Town, open_salon, settled
from tests.recorded import STAMPED, Case, Line, Names, addressed, secrets

COPIES = 10
LATE = (timedelta(hours=1), timedelta(days=3))
_AT_ONCE = timedelta()
_SIDE_BY_SIDE = 12

_AGES: tuple[LiteralString, ...] = (
    "UPDATE inbox SET received_at = received_at - %s WHERE salon_id = %s",
    "UPDATE outbox SET created_at = created_at - %s WHERE salon_id = %s",
    "UPDATE conversations SET last_at = last_at - %s WHERE salon_id = %s",
    "UPDATE deliveries SET received_at = received_at - %s WHERE salon_id = %s",
)
_TALKS = """
SELECT a.kind, c.conversation_id FROM conversations c JOIN accounts a USING (salon_id, account_id)
 WHERE c.salon_id = %s
"""
_ARRIVED = """
UPDATE outbox SET status = 'sent', lease_owner = NULL, leased_until = NULL, provider_ref = %s,
  sent_at = clock_timestamp() WHERE salon_id = %s AND outbox_id = (SELECT max(outbox_id) FROM outbox
    WHERE salon_id = %s)
"""
_INBOX = """
SELECT a.kind, c.conversation_id, c.address, i.provider_id, i.kind, i.body,
       i.answered_revision IS NOT NULL
  FROM inbox i JOIN conversations c USING (salon_id, conversation_id)
  JOIN accounts a ON (a.salon_id, a.account_id) = (i.salon_id, i.account_id)
 WHERE i.salon_id = %s
"""
_OUTBOX = """
SELECT a.kind, c.address, o.kind, o.status, o.fate, o.fate_code, o.provider_ref, o.body
  FROM outbox o JOIN conversations c USING (salon_id, conversation_id)
  JOIN accounts a ON (a.salon_id, a.account_id) = (o.salon_id, o.account_id)
 WHERE o.salon_id = %s ORDER BY o.outbox_id
"""
_COUNTED: dict[str, LiteralString] = {
    "cases": "SELECT kind FROM cases WHERE salon_id = %s AND closed_at IS NULL",
    "consents": "SELECT purpose || ' ' || given || ' ' || how FROM consents WHERE salon_id = %s",
    "kept": "SELECT 'raw' FROM deliveries WHERE salon_id = %s",
    "out of": "SELECT (opted_out_at IS NULL)::text FROM conversations WHERE salon_id = %s",
    "early": "SELECT reference FROM early_receipts WHERE salon_id = %s",
}


@dataclass(frozen=True, slots=True)
class Gust:
    """One delivery: when it was signed, how much later than the others it comes."""

    line: Line
    body: bytes
    late: timedelta = _AT_ONCE
    stale: bool = False


@dataclass(slots=True)
class Square:
    """One salon with an account at every provider; `wanted` counts the messages it shall store."""

    house: House
    admin: psycopg.Connection
    providers: dict[str, str]
    town: Town
    salon: Salon = field(init=False)
    lines: dict[str, Line] = field(default_factory=dict)
    bodies: list[tuple[Line, bytes]] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    wanted: int = 0

    async def opens(self, cases: list[Case]) -> None:
        """Connect the salon; give every case customers of its own, messages to be receipted."""
        self.salon = await open_salon(self.house)
        known = {"token": self.salon.token, "secret_token": self.salon.secret}
        self._line("telegram", self.salon.path.rpartition("/")[2], known)
        async with self.house.database.unit_of_work(self.salon.id) as tx:
            for kind in sorted({case.kind for case in cases} - {"telegram"}):
                path, given = ids.token(), secrets(kind, self.providers[kind])
                await accounts.connect(tx, self.house, kind, kind, given, path)
                self._line(kind, path, given)
        self.bodies = await self._written(cases)
        events = [(line.kind, one) for line, body in self.bodies for one in line.told(body)]
        references: dict[str, set[str]] = {}
        for kind, one in events:
            if isinstance(one, Receipt):
                references.setdefault(kind, set()).add(one.reference)
        await self._sent(references, cases)
        self.wanted += len({(kind, e.provider_id) for kind, one in events for e in heard([one])})

    def _line(self, kind: str, path: str, known: dict[str, str]) -> None:
        url = f"{self.house.settings.public_url}/hooks/{kind}/{path}"
        self.lines[kind] = Line(Account(kind, path, known), url)

    async def _written(self, cases: list[Case]) -> list[tuple[Line, bytes]]:
        """Address the cases to our accounts; at WhatsApp their customers have written of late."""
        now, found = clock.now(), []
        for case in cases:
            line = self.lines[case.kind]
            found += [(line, body) for body in addressed(case, now, self.names)]
        url = f"{self.providers['whatsapp']}/_stand_in/turn"
        for line, body in found:
            for one in line.told(body) if line.kind == "whatsapp" else ():
                if isinstance(one, Inbound):
                    asked = {"chat": one.address.value, "knob": "window", "value": ""}
                    async with self.town.client.post(url, json=asked) as answer:
                        assert answer.status == 200, await answer.text()
        return found

    async def _sent(self, references: dict[str, set[str]], cases: list[Case]) -> None:
        """Have somebody on each channel greeted who then is sent what the providers call so."""
        greeting = [replace(_text(kind, cases), name="before") for kind in sorted(references)]
        greeted = await self._written(greeting)
        for line, body in greeted:
            assert await deliver(self.town, Gust(line, body)) == 200
        self.wanted = len(greeted)
        await settled(self.admin, self.salon.id, self.wanted)
        talks = self.admin.execute(_TALKS, (self.salon.id,)).fetchall()
        async with self.house.database.unit_of_work(self.salon.id) as tx:
            for kind, talk in talks:
                known = await store.talk(tx, self.house, talk)
                for reference in sorted(references[kind]):
                    said, stamp = Outbound("Until then!"), outbox.Stamp(outbox.Kind.NOTICE)
                    await outbox.put(tx, self.house, known, said, stamp, hosted=False)
                    await tx.rows(_ARRIVED, (reference, self.salon.id, self.salon.id))

    async def state(self) -> dict[str, Any]:
        """Give all that is true in the end, by the names that the index knows."""
        rows = self.admin.execute(_INBOX, (self.salon.id,)).fetchall()
        came = [
            (kind, self._who(address), self._called(number), what, self._opened(body), answered)
            for kind, _, address, number, what, body, answered in rows
        ]
        said: dict[str, list[Any]] = {}
        for kind, address, *facts, reference, body in self.admin.execute(
            _OUTBOX, (self.salon.id,)
        ).fetchall():
            message = outbox.read(self.house.vault, self.salon.id, body)
            titles = [one.title for one in message.choices]
            ours = self.names.old.get(reference or "")
            who = f"{kind} {self._who(address)}"
            said.setdefault(who, []).append((*facts, ours, message.text, titles))
        talks = {(kind, talk) for kind, talk, *_ in rows}
        return {
            "came": sorted(came),
            "said": {who: sorted(each, key=repr) for who, each in said.items()},
            "shown": await self._shown(),
            "conversations": _counted(kind for kind, _ in talks),
        } | {name: self._rows(query) for name, query in _COUNTED.items()}

    async def _shown(self) -> dict[str, int]:
        """Count what each customer was shown, as their provider knows it."""
        shown = {}
        for kind in self.lines:
            query = {"bot": str(self.salon.number)} if kind == "telegram" else {}
            url = f"{self.providers[kind]}/_stand_in/chats"
            async with self.town.client.get(url, params=query) as answer:
                for chat in msgspec.json.decode(await answer.read())["chats"]:
                    if str(chat["chat"]) in self.names.old:
                        shown[self._called(str(chat["chat"]))] = chat["said"]
        return shown

    def _rows(self, query: LiteralString) -> dict[str, int]:
        found = self.admin.execute(query, (self.salon.id,)).fetchall()
        return _counted(self._called(one) for (one,) in found)

    def _who(self, address: bytes) -> str:
        return self._called(self._opened(address))

    def _called(self, known: str) -> str:
        return self.names.old.get(known, known)

    def _opened(self, sealed: bytes) -> str:
        return self.house.vault.open(sealed, self.salon.id.bytes)

    def ages(self, by: timedelta) -> None:
        """Let time pass over all that the salon has."""
        for statement in _AGES:
            self.admin.execute(statement, (by, self.salon.id))


def _counted(what: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(what).items()))


def _text(kind: str, cases: list[Case]) -> Case:
    """Give the first case in which somebody writes a plain text on a channel."""
    channel = registry.adapter(kind)
    return next(
        case
        for case in cases
        if case.kind == kind
        for one in channel.parse(Request({}, case.bodies[0]))
        if isinstance(one, Inbound) and one.kind is Kind.TEXT
    )


def luck(*what: object) -> float:
    """Give a number from 0 to 1, always the same for the same words."""
    return int.from_bytes(sha256(repr(what).encode()).digest()[:4], "big") / 2**32


def gusts(square: Square, seed: int) -> list[Gust]:
    """Give every body ten times in an order that the seed tells; some copies come late."""
    made = []
    for number, (line, body) in enumerate(square.bodies):
        for copy in range(COPIES):
            fate = luck(seed, number, copy, "late")
            late = LATE[int(fate * 20)] if copy and fate < 0.1 else _AT_ONCE
            stale = bool(late) and line.kind in STAMPED and luck(seed, number, copy) < 0.5
            made.append((luck(seed, number, copy, "order"), Gust(line, body, late, stale)))
    return [one for _, one in sorted(made, key=lambda pair: pair[0])]


async def blow(town: Town, come: list[Gust]) -> Counter[int]:
    """Deliver side by side, at whichever door is next; gives the statuses."""
    left, statuses = iter(come), Counter[int]()

    async def one_after_the_other() -> None:
        for gust in left:
            statuses[await deliver(town, gust)] += 1

    await asyncio.gather(*(one_after_the_other() for _ in range(_SIDE_BY_SIDE)))
    return statuses


async def deliver(town: Town, gust: Gust) -> int:
    """Deliver as the provider does; a stale one keeps the proof of long ago."""
    signed = clock.now() - (gust.late if gust.stale else _AT_ONCE)
    headers = gust.line.signed(gust.body, signed)
    form = gust.line.kind == "twilio"
    headers["Content-Type"] = "application/x-www-form-urlencoded" if form else "application/json"
    path = gust.line.url.removeprefix(town.settings.public_url)
    async with town.client.post(next(town.turns) + path, data=gust.body, headers=headers) as answer:
        return answer.status
