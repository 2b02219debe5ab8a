"""A webhook is heard from its real sender alone: whatever is changed is turned away."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from yarl import URL

from booking import salons, seed
from channels import accounts, registry
from channels.port import Account
from foundation import clock
from foundation.house import House
from tests.bot.conftest import Site, serving
from tests.recorded import STAMPED, Case, Line, Names, addressed, cases, secrets
from tests.shelf import Shelf

WAYS = (
    ("evolution", "text"),
    ("openphone", "received_v4"),
    ("openphone", "received_2026_03_30"),
    ("telegram", "text"),
    ("twilio", "sms_text"),
    ("whatsapp", "text"),
)
BODY_IS_SIGNED = frozenset({"openphone", "twilio", "whatsapp"})
UNSIGNED = frozenset({"Content-Type"})
COUNTS = "SELECT (SELECT count(*) FROM inbox), (SELECT count(*) FROM turns)"
TURNED_AWAY = "SELECT count(*) FROM door_events"
NOWHERE = "http://127.0.0.1:9"
ANOTHER = {"openphone": f"whsec_{b64encode(b'a' * 24).decode()},{b64encode(b'b' * 24).decode()}"}
PROOFS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "a space": lambda _: b" ",
    "a letter": lambda _: b"a",
    "10,000 letters": lambda _: b"a" * 10_000,
    "10,000 separators": lambda _: b";,. =" * 2000,
    "bytes that are no UTF-8": lambda _: b"\xff\xfe" * 20,
    "letters that are no ASCII": lambda _: "café".encode(),
    "the proof in wide letters": lambda good: bytes(
        c for one in good for c in (0xEF, 0xBC, one | 128)
    ),
    "the proof with a tail": lambda good: good + b"a",
    "the proof with a head": lambda good: b"a" + good,
    "half of the proof": lambda good: good[: len(good) // 2],
    "the proof without its end": lambda good: good[:-1],
    "the proof without its beginning": lambda good: good[1:],
    "the proof twice": lambda good: good + good,
    "the proof backwards": lambda good: good[::-1],
    "the proof in the other case": lambda good: good.swapcase(),
    "the proof in quotes": lambda good: b'"' + good + b'"',
    "another scheme": lambda _: b"Basic YTpi",
    "a token that is not signed": lambda _: b"Bearer eyJhbGciOiJub25lIn0.e30.",
    "only its separators": lambda good: bytes(one for one in good if one in b";,.= "),
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A webhook on the wire: its path, headers, body as bytes."""

    path: bytes
    headers: tuple[tuple[str, bytes], ...]
    body: bytes

    def proofs(self) -> list[str]:
        return [name for name, _ in self.headers if name not in UNSIGNED]

    def to(self, line: Line) -> "Sent":
        return replace(self, path=URL(line.url).path.encode())

    def with_header(self, name: str, value: bytes) -> "Sent":
        changed = tuple((one, value if one == name else old) for one, old in self.headers)
        return replace(self, headers=changed)

    def without(self, *names: str) -> "Sent":
        kept = tuple(pair for pair in self.headers if pair[0] not in names)
        return replace(self, headers=kept)


@dataclass(slots=True)
class Wire:
    """A bare connection to the doors, over which any bytes go."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def post(self, sent: Sent) -> tuple[int, str]:
        head = [b"POST " + sent.path + b" HTTP/1.1", b"Host: luma"]
        head += [name.encode() + b": " + value for name, value in sent.headers]
        head.append(b"Content-Length: %d" % len(sent.body))
        self.writer.write(b"\r\n".join((*head, b"", b"")) + sent.body)
        async with asyncio.timeout(20):
            answer = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            length = int(answer.partition("content-length: ")[2].partition("\r")[0])
            told = await self.reader.readexactly(length)
        return int(answer.split()[1]), told.decode()


@asynccontextmanager
async def connected(base: str) -> AsyncIterator[Wire]:
    url = URL(base)
    reader, writer = await asyncio.open_connection(url.host, url.port)
    try:
        yield Wire(reader, writer)
    finally:
        writer.close()
        await writer.wait_closed()


@dataclass(slots=True)
class Sender:
    """A provider before the door of one account of a salon."""

    site: Site
    wire: Wire
    line: Line
    case: Case

    def sends(self, seconds: int = 0, line: Line | None = None) -> Sent:
        """Write the webhook as signed so many seconds from now, by this line's secrets."""
        (body,) = addressed(self.case, clock.now(), Names())
        signed = (line or self.line).signed(body, clock.now() + timedelta(seconds=seconds))
        kind = b"application/json"
        if self.line.kind == "twilio":
            kind = b"application/x-www-form-urlencoded"
        headers = (("Content-Type", kind), *((n, v.encode()) for n, v in signed.items()))
        path = self.line.url.removeprefix(self.site.base).encode()
        return Sent(path, headers, body)


@pytest.fixture
async def senders(house: House, shelf: Shelf, shared: Path) -> AsyncIterator[list[Sender]]:
    """Every provider, in every way it signs, before an account of one salon."""

    async def furnished() -> None:
        async with house.database.unit_of_work(seed.SALON_ID, actor="seed") as tx:
            await salons.replace(tx, seed.demo())

    await shelf.lay_out("bare salon", furnished)
    for kind, _ in WAYS:
        registry.adapter(kind)  # Telegram's takes seconds to load, while nobody could answer
    # Whoever is turned away this often would soon be heard no more.
    patient = house.settings.model_copy(update={"door_failures": 1_000_000})
    known = {(one.kind, one.name): one for one in cases(shared)}
    async with serving(patient, house) as site, connected(site.base) as wire:
        found = []
        for number, (kind, name) in enumerate(WAYS):
            line = await opened(site, kind, secrets(kind, NOWHERE), f"path{number}")
            found.append(Sender(site, wire, line, known[kind, name]))
        yield found


async def opened(site: Site, kind: str, known: dict[str, str], path: str) -> Line:
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        await accounts.connect(tx, site.house, kind, kind, known, path)
    return Line(Account(kind, path, known), f"{site.base}/hooks/{kind}/{path}")


def counted(admin: psycopg.Connection, query: str) -> tuple[int, ...]:
    row = admin.execute(query.encode()).fetchone()
    assert row
    return tuple(row)


def changed(value: bytes, step: int, flips: tuple[int, ...] = (1, 0x80)) -> Iterator[bytes]:
    """Give the bytes with each `step`th of them changed: to a neighbour, out of ASCII."""
    for place in range(0, len(value), step):
        for flip in flips:
            yield bytes((*value[:place], value[place] ^ flip, *value[place + 1 :]))


def forged(sender: Sender, good: Sent, step: int) -> Iterator[Sent]:
    """Change each byte that the provider's scheme covers."""
    if sender.line.kind in BODY_IS_SIGNED:
        yield from (replace(good, body=body) for body in changed(good.body, step))
    for name in good.proofs():
        for value in changed(dict(good.headers)[name], step):
            yield good.with_header(name, value)


async def test_every_changed_byte_is_turned_away(
    senders: list[Sender], admin: psycopg.Connection, sized: Callable[[int, int], int]
) -> None:
    refused = 0
    for sender in senders:
        good = sender.sends()
        for one in forged(sender, good, sized(7, 1)):
            assert (await sender.wire.post(one))[0] == 401, one
            refused += 1
        place = good.path.rindex(b"/") + 1
        for path in changed(good.path[place:], 1, (1,)):
            elsewhere = replace(good, path=good.path[:place] + path)
            assert (await sender.wire.post(elsewhere))[0] in {401, 404}, elsewhere
            refused += 1
    assert counted(admin, COUNTS) == (0, 0)
    assert counted(admin, TURNED_AWAY) == (refused,)
    for sender in senders:
        assert (await sender.wire.post(sender.sends()))[0] == 200
    assert counted(admin, COUNTS)[0] == len(senders)


async def test_twenty_malformed_proofs_are_turned_away(
    senders: list[Sender], admin: psycopg.Connection
) -> None:
    for sender in senders:
        good = sender.sends()
        for name in good.proofs():
            right = dict(good.headers)[name]
            for what, change in PROOFS.items():
                proof = change(right)
                if proof != right:  # digits have no other case
                    status, _ = await sender.wire.post(good.with_header(name, proof))
                    assert status == 401, (sender.line.kind, name, what)
            assert (await sender.wire.post(good.without(name)))[0] == 401
        assert (await sender.wire.post(good.without(*good.proofs())))[0] == 401
    assert counted(admin, COUNTS) == (0, 0)


async def test_the_secret_of_another_account_opens_nothing(
    senders: list[Sender], admin: psycopg.Connection
) -> None:
    for number, sender in enumerate(senders):
        kind, known = sender.line.kind, sender.line.account.secrets
        theirs = dict(known) | {registry.PROOF[kind]: ANOTHER.get(kind, "another-secret")}
        other = await opened(sender.site, kind, theirs, f"other{number}")
        theirs_to_us = replace(other, url=sender.line.url)
        for one in (sender.sends(line=theirs_to_us), sender.sends().to(other)):
            assert (await sender.wire.post(one))[0] == 401, one
    assert counted(admin, COUNTS) == (0, 0)


async def test_a_proof_is_good_for_minutes(
    senders: list[Sender], admin: psycopg.Connection
) -> None:
    for sender in senders:
        if sender.line.kind in STAMPED:
            # Evolution's token says itself that it lives for ten minutes.
            oldest = 600 if sender.line.kind == "evolution" else 300
            for seconds in (-oldest - 1, 302, -86_400, 86_400):
                assert (await sender.wire.post(sender.sends(seconds)))[0] == 401, seconds
    assert counted(admin, COUNTS) == (0, 0)
    for sender in senders:
        for seconds in (-270, 270):
            assert (await sender.wire.post(sender.sends(seconds)))[0] == 200, seconds


async def test_a_replay_is_taken_again_without_effect(
    senders: list[Sender], admin: psycopg.Connection
) -> None:
    for sender in senders:
        good = sender.sends()
        assert [(await sender.wire.post(good))[0] for _ in range(5)] == [200] * 5
    await senders[0].site.engine.settle(20)
    assert counted(admin, COUNTS) == (len(senders), len(senders))


async def test_an_account_without_its_secret_names_it(
    senders: list[Sender], admin: psycopg.Connection
) -> None:
    for number, sender in enumerate(senders):
        kind, proof = sender.line.kind, registry.PROOF[sender.line.kind]
        known = {name: text for name, text in sender.line.account.secrets.items() if name != proof}
        for what, blank in (("none", {}), ("empty", {proof: ""}), ("comma", {proof: " , "})):
            bare = await opened(sender.site, kind, known | blank, f"{what}{number}")
            status, told = await sender.wire.post(sender.sends().to(bare))
            assert (status, proof in told) == (503, True), (kind, what)
    assert counted(admin, COUNTS) == (0, 0)
