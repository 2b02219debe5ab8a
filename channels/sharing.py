"""One account, several salons: which of them a customer has chosen, what reaches all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from channels import accounts, inbox, receipts, registry
from channels.accounts import Accounts, Connected
from channels.consent import edge, ledger
from channels.consent.words import Wish
from channels.inbox import Letter, Talk
from channels.message import Address, Event, Inbound, Kind
from foundation.crypto import Vault
from foundation.db import Bound
from foundation.house import House
from foundation.ids import ConversationId, InboxId, SalonId

_LETTERS = """
SELECT inbox_id, kind, body, provider_id, sequence FROM inbox
WHERE salon_id = %s AND conversation_id = %s AND inbox_id = ANY (%s)
ORDER BY sequence, inbox_id
"""
_NAME = "SELECT name FROM salons WHERE salon_id = %s"
_TALK = """
SELECT conversation_id FROM conversations
WHERE salon_id = %s AND account_id = %s AND address_hash = %s
"""
_SAID_BEFORE = """
SELECT EXISTS (SELECT FROM inbox WHERE salon_id = %s AND account_id = %s AND provider_id = %s)
"""
_SAID_SINCE = """
SELECT EXISTS (SELECT FROM inbox i JOIN conversations c USING (salon_id, conversation_id)
  WHERE c.salon_id = %s AND c.account_id = %s AND c.address_hash = %s
    AND i.kind IN ('opt_out', 'opt_in') AND i.sequence > %s)
"""
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('accounts ' || %s::text, 0))"
_APART = 100_000
"""Messages with choices that one conversation can make before another salon's numbers begin."""


@dataclass(frozen=True, slots=True)
class Roads:
    """The ways from one conversation of a shared account to its salons.

    Every step is a transaction of its own salon: none ever spans two.
    """

    house: House
    accounts: Accounts
    here: Connected
    address: str

    @property
    def first_offer(self) -> int:
        """Give where the numbers of offers begin here: no salon's button is ever another's."""
        return self.here.salons.index(self.here.salon_id) * _APART

    async def chosen(self) -> SalonId | None:
        """Give the salon that the customer has chosen, None before the first choice."""
        return await chosen(self.house, self.here, self.address)

    async def choose(self, salon: SalonId) -> None:
        """Remember the choice: whatever is written from now on goes there."""
        await self.house.directory.choose(_key(self.here, self.address), salon)

    async def names(self) -> list[tuple[SalonId, str]]:
        """Name the salons in the order in which they came to share the account."""
        found = []
        for salon in self.here.salons:
            async with self.house.database.unit_of_work(salon) as tx:
                [(name,)] = await tx.rows(_NAME, (salon,))
            found.append((salon, str(name)))
        return found

    async def hand_on(
        self, talk: Talk, to: SalonId, letters: Sequence[Letter], mark: tuple[Letter, str] | None
    ) -> Talk | None:
        """Write messages into the other salon's inbox as if they had been written there.

        They keep the provider's ids: handed on again, or delivered again by the provider, they
        are there once. The choice itself goes along, before them: `mark` is that message with
        what it says there.
        """
        there = await self.accounts.by_id(to, self.here.account_id)
        choice, says = mark or (None, "")
        wanted = [one.id for one in letters] + ([choice.id] if choice is not None else [])
        rows = (talk.salon_id, talk.conversation_id, wanted)
        async with self.house.database.unit_of_work(talk.salon_id) as tx:
            found = await tx.rows(_LETTERS, rows)
        vault, at = self.house.vault, Address(self.address, talk.language)
        first = min((order for *_, order in found), default=0)
        copies: list[Inbound] = []
        for number, kind, body, provider, order in found:
            if choice is not None and number == choice.id:
                copies.insert(0, Inbound(Kind.CHOICE, at, provider, first, choice_id=says))
            else:
                letter = inbox.letter(vault, talk.salon_id, number, kind, body)
                copies.append(_copy(letter, at, provider, order))
        heard = None
        for one in copies:
            heard = await inbox.hear(self.house, there, one, waits=False)  # it was chosen: answer
        return heard


def _copy(letter: Letter, at: Address, provider_id: str, sequence: int) -> Inbound:
    return Inbound(
        letter.kind, at, provider_id, sequence, text=letter.text, choice_id=letter.choice_id
    )


async def kept(
    tx: Bound, vault: Vault, conversation_id: ConversationId, letters: Sequence[InboxId]
) -> list[Letter]:
    """Read messages of a conversation again, in the provider's order."""
    rows = await tx.rows(_LETTERS, (tx.salon_id, conversation_id, list(letters)))
    return [inbox.letter(vault, tx.salon_id, number, kind, body) for number, kind, body, *_ in rows]


async def chosen(house: House, connected: Connected, address: str) -> SalonId | None:
    """Give which of the account's salons was chosen from an address, None when none was."""
    salon = await house.directory.choice(_key(connected, address))
    return salon if salon in connected.salons else None


async def place(house: House, known: Accounts, connected: Connected, address: str) -> Connected:
    """Give the account as the salon has it that was chosen from an address: else its home.

    An account of one salon is given back at once.
    """
    if not connected.salons:
        return connected
    salon = await chosen(house, connected, address) or connected.salons[0]
    return await known.by_id(salon, connected.account_id)


async def hear(
    house: House, known: Accounts, connected: Connected, inbound: Inbound, raw: bytes | None = None
) -> Talk:
    """Store one message where its customer has chosen; as `inbox.hear` otherwise.

    Whether messages are wanted at all is a word to the number, so to all salons behind it. What is
    delivered again, or was overtaken by a later such word, changes nothing anywhere.
    """
    if not connected.salons:
        return await inbox.hear(house, connected, inbound, raw)
    if before := await _said_before(house, connected, inbound):
        return await inbox.hear(house, before, inbound, raw)
    at = await place(house, known, connected, inbound.address.value)
    wish = edge.heed(inbound, registry.adapter(connected.account.kind).limits).wish
    heeded = wish in {Wish.OPT_OUT, Wish.OPT_IN} and not await _overtaken(house, at, inbound)
    if wish is not None and heeded:
        # Before the message is stored: were it stored first, nobody would come back for the others.
        for salon in connected.salons:
            if salon != at.salon_id:
                await _heed(house, replace(at, salon_id=salon), inbound, wish)
    return await inbox.hear(house, at, inbound, raw)


async def _said_before(house: House, connected: Connected, inbound: Inbound) -> Connected | None:
    """Find where a message is already: its customer may have chosen another salon since."""
    for salon in connected.salons:
        row = (salon, connected.account_id, inbound.provider_id)
        async with house.database.unit_of_work(salon) as tx:
            [(found,)] = await tx.rows(_SAID_BEFORE, row)
        if found:
            return replace(connected, salon_id=salon)
    return None


async def _overtaken(house: House, connected: Connected, inbound: Inbound) -> bool:
    """Tell whether a later word about messages came first, in whichever of the salons."""
    address = f"{connected.account_id}:{inbound.address.value}"
    hashed = house.vault.keyed_hash(address, "address")
    for salon in connected.salons:
        row = (salon, connected.account_id, hashed, inbox.order(house, inbound))
        async with house.database.unit_of_work(salon) as tx:
            [(found,)] = await tx.rows(_SAID_SINCE, row)
        if found:
            return True
    return False


async def _heed(house: House, there: Connected, inbound: Inbound, wish: Wish) -> None:
    """Take a word about messages into another salon's ledger, if it talks with them at all."""
    vault, address = house.vault, inbound.address.value
    hashed = vault.keyed_hash(f"{there.account_id}:{address}", "address")
    async with house.database.unit_of_work(there.salon_id) as tx:
        found = await tx.rows(_TALK, (there.salon_id, there.account_id, hashed))
        if not found:
            return
        talk, proof = ConversationId(found[0][0]), f"{there.account.kind}:{inbound.provider_id}"
        if wish is Wish.OPT_OUT:
            person = ledger.hashed(vault, there.account.kind, address)
            await ledger.withdraw(tx, talk, person, ledger.How.PROVIDER, proof)
        else:
            await ledger.give(tx, talk, ledger.How.PROVIDER, proof)


async def told(
    house: House, known: Accounts, connected: Connected, events: Iterable[Event]
) -> list[tuple[SalonId, set[ConversationId]]]:
    """Take in what a webhook tells of our messages, of the account; gives what changed where.

    A receipt does not say whose message it is of: each salon knows its own.
    """
    changed = [(connected.salon_id, await receipts.take(house, connected, events))]
    for salon in connected.salons[1:]:
        there = await known.by_id(salon, connected.account_id)
        changed.append((salon, await receipts.take(house, there, events)))
    return changed


async def share(house: House, connected: Connected, other: SalonId) -> Connected:
    """Let another salon share an account; once more changes nothing."""
    home = connected.salon_id
    async with house.database.unit_of_work(home, actor="command-line") as tx:
        await tx.rows(_ALONE, (home,))  # else secrets renewed meanwhile would be lost
        known = {one.account_id: one for one in await accounts.listed(tx, house)}
        now = known[connected.account_id]
        salons = now.salons or (home,)
        made = replace(now, salons=salons if other in salons else (*salons, other))
        # Before its home says so nothing is heard for the other salon: a repeat mends a crash.
        await spread(house, made)
        return await accounts.put(tx, house, made)


async def spread(house: House, connected: Connected) -> None:
    """Write an account's secrets, the salons that share it, to all of these but its home."""
    for salon in connected.salons[1:]:
        async with house.database.unit_of_work(salon, actor="command-line") as tx:
            await accounts.put(tx, house, connected)


def _key(connected: Connected, address: str) -> str:
    """The account's token is a secret: without it the entry tells nobody's number."""
    account = connected.account
    return f"{account.kind}:{account.token}:{address}"
