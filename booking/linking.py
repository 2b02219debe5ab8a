"""One person across channels: two customers become one by a shown number or by a code.

Nothing is written over: the one who joins points at whom they are, `unlink` takes that back.
"""

from sqlalchemy import text, update

from booking import contacts
from booking.tables import customers
from foundation import ids, journal
from foundation.crypto import Vault
from foundation.db import Tx
from foundation.errors import Refused
from foundation.ids import LETTERS, CustomerId

MINUTES = 10
"""How long a code is good for, how long a wrong one counts."""

TRIES, TRIES_OF_SALON = 5, 1000
"""Wrong codes in that time: of one customer, of all. A code is one of 2**40: a thousand tries a
salon find one of ten open codes once in 10**8 times."""

_CODE = "customer link code"
_READ_AS = str.maketrans("OIL", "011")

_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('link customers ' || :salon, 0))")
_GIVE = text(
    """
    INSERT INTO customer_codes (salon_id, customer_id, code_hash, expires_at)
      VALUES (:salon, :customer, :code, clock_timestamp() + make_interval(mins => :minutes))
      ON CONFLICT (salon_id, customer_id)
      DO UPDATE SET code_hash = EXCLUDED.code_hash, expires_at = EXCLUDED.expires_at
    """
)
_USE = text(
    """
    DELETE FROM customer_codes WHERE salon_id = :salon AND code_hash = :code
      RETURNING CASE WHEN expires_at > clock_timestamp() THEN customer_id END
    """
)
_FORGET = text(
    """
    DELETE FROM customer_code_tries WHERE salon_id = :salon
      AND at <= clock_timestamp() - make_interval(mins => :minutes)
    """
)
_TRIED = text(
    """
    SELECT count(*) FILTER (WHERE customer_id = :customer) AS own, count(*) AS everybodys
      FROM customer_code_tries WHERE salon_id = :salon
    """
)
_NOTE_TRY = text(
    "INSERT INTO customer_code_tries (salon_id, customer_id) VALUES (:salon, :customer)"
)
_LINK = text("SELECT link_customers(:salon, :customer, :person)")
_UNLINK = text("SELECT unlink_customer(:salon, :customer)")
_ROOT = text("SELECT person_root(:salon, :customer)")
_KNOWN = text(
    "SELECT FROM customers WHERE salon_id = :salon AND customer_id = :customer FOR KEY SHARE"
)
# Whoever has shown this number to be theirs, with what is about to be linked left aside.
_SHOWN = text(
    """
    SELECT customer_id FROM customers
      WHERE salon_id = :salon AND phone_hash = :phone AND phone_verified_at IS NOT NULL
        AND customer_id NOT IN (SELECT person_rows(:salon, :customer))
      ORDER BY merged_into IS NOT NULL, created_at LIMIT 1
    """
)


async def root(tx: Tx, customer_id: CustomerId) -> CustomerId:
    """Give the customer whom all of this person's rows lead to, themselves if nobody links them."""
    found = await tx.execute(_ROOT, {"salon": tx.salon_id, "customer": customer_id})
    return CustomerId(found.scalar_one())


async def link_code(tx: Tx, vault: Vault, customer_id: CustomerId) -> str:
    """Make a code of 8 letters by which the same person joins from elsewhere.

    It is good for ten minutes and one use; a new one takes the place of the old. Raises
    Refused("no_such_customer").
    """
    await _must_know(tx, customer_id)
    made = ids.code()
    hashed = vault.keyed_hash(made, _CODE)
    values = {"salon": tx.salon_id, "customer": customer_id, "code": hashed, "minutes": MINUTES}
    await tx.execute(_GIVE, values)
    return made


async def link(tx: Tx, vault: Vault, customer_id: CustomerId, code: str) -> CustomerId | None:
    """Join the person who was given `code`: from here on both are one; gives who they are.

    None for a code that is wrong, used or too old: that is counted when the transaction commits,
    so commit it. Raises Refused("too_many_tries"), Refused("no_such_customer").
    """
    await _must_know(tx, customer_id)
    who = {"salon": tx.salon_id, "customer": customer_id}
    await tx.execute(_LOCK, {"salon": str(tx.salon_id)})
    await tx.execute(_FORGET, {"salon": tx.salon_id, "minutes": MINUTES})
    tried = (await tx.execute(_TRIED, who)).one()
    if tried.own >= TRIES or tried.everybodys >= TRIES_OF_SALON:
        raise Refused("too_many_tries", minutes=MINUTES)
    hashed = vault.keyed_hash(_read(code), _CODE)
    found = await tx.execute(_USE, {"salon": tx.salon_id, "code": hashed})
    person = found.scalar_one_or_none()
    if person is None:
        await tx.execute(_NOTE_TRY, who)
        return None
    return await _join(tx, customer_id, CustomerId(person), "code")


async def verify_phone(
    tx: Tx, vault: Vault, customer_id: CustomerId, phone: str, *, region: str = ""
) -> CustomerId:
    """Note that the customer has shown `phone` to be theirs; they are whoever has shown it before.

    Gives who they are. Raises Refused("not_a_phone"), Refused("no_such_customer").
    """
    number = contacts.phone(phone, region)
    hashed = vault.keyed_hash(number, contacts.PHONE)
    await _must_know(tx, customer_id)
    await tx.execute(_LOCK, {"salon": str(tx.salon_id)})
    asked = {"salon": tx.salon_id, "customer": customer_id, "phone": hashed}
    other = (await tx.execute(_SHOWN, asked)).scalar_one_or_none()
    if other is not None:
        await _join(tx, customer_id, CustomerId(other), "phone")
    await tx.execute(
        update(customers)
        .where(customers.c.salon_id == tx.salon_id, customers.c.customer_id == customer_id)
        .values(
            phone_enc=vault.seal(number, tx.salon_id.bytes),
            phone_hash=hashed,
            phone_verified_at=text("clock_timestamp()"),
        )
    )
    return await root(tx, customer_id)


async def unlink(tx: Tx, customer_id: CustomerId) -> bool:
    """Let the customer, with whoever joined them before, be somebody of their own again.

    A number that both sides had shown to be theirs must be shown again by this one. False when
    there was nothing to undo.
    """
    found = await tx.execute(_UNLINK, {"salon": tx.salon_id, "customer": customer_id})
    undone = bool(found.scalar_one())
    if undone:
        await journal.write(tx, "customer_unlinked", f"customer:{customer_id}")
    return undone


async def _join(tx: Tx, customer_id: CustomerId, person: CustomerId, by: str) -> CustomerId:
    """Point whom the customer was until now at the person; the journal says whose pointer it is."""
    joined = await root(tx, customer_id)
    values = {"salon": tx.salon_id, "customer": joined, "person": person}
    kept = CustomerId((await tx.execute(_LINK, values)).scalar_one())
    if kept != joined:
        await journal.write(tx, "customer_linked", f"customer:{joined}", person=kept, by=by)
    return kept


async def _must_know(tx: Tx, customer_id: CustomerId) -> None:
    known = await tx.execute(_KNOWN, {"salon": tx.salon_id, "customer": customer_id})
    if known.first() is None:
        raise Refused("no_such_customer")


def _read(code: str) -> str:
    """Read a code as it was meant: any case, spaces, dashes, letters that look like digits."""
    meant = code[:64].upper().translate(_READ_AS)
    return "".join(one for one in meant if one in LETTERS)
