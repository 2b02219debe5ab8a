"""Who the salon's customers are: sealed names, sealed contacts, found by keyed hash.

One person may be several rows: each but one points at whom they are (`booking.linking`). Whatever
is asked or written of any of them is asked or written of the person.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, TypedDict

from sqlalchemy import RowMapping, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from booking import contacts
from booking.tables import customers
from foundation.crypto import Vault
from foundation.db import Bound, Tx
from foundation.errors import Refused
from foundation.ids import CustomerId

Preference = str | int | bool
"""An id or a key, a number, a yes: never a text that somebody wrote."""

_REMEMBER = (
    "INSERT INTO customers (salon_id, customer_id, name_enc, name_hash)"
    " VALUES (%b, person_root(%b, %b), %b, %b)"
    " ON CONFLICT (salon_id, customer_id)"
    " DO UPDATE SET name_enc = EXCLUDED.name_enc, name_hash = EXCLUDED.name_hash"
)
_NAME = (
    "SELECT name_enc FROM customers"
    " WHERE salon_id = %b AND customer_id = ANY (ARRAY(SELECT person_rows(%b, %b)))"
    " AND name_enc IS NOT NULL"
    " ORDER BY merged_into IS NOT NULL, created_at, customer_id LIMIT 1"
)
_PERSON = text(
    """
    SELECT * FROM customers
      WHERE salon_id = :salon AND customer_id = ANY (ARRAY(SELECT person_rows(:salon, :customer)))
      ORDER BY merged_into IS NOT NULL, created_at, customer_id
    """
)
_NAMES = text(
    """
    SELECT c.customer_id, CASE WHEN c.merged_into IS NULL THEN c.name_enc ELSE coalesce(
             (SELECT r.name_enc FROM customers r WHERE r.salon_id = c.salon_id
                AND r.customer_id = person_root(c.salon_id, c.customer_id)), c.name_enc) END AS name
      FROM customers c WHERE c.salon_id = :salon AND c.customer_id = ANY (:wanted)
    """
)
_PAGE = text(
    """
    WITH RECURSIVE down AS (
      SELECT * FROM (
        SELECT customer_id AS person, customer_id FROM customers
          WHERE salon_id = :salon AND merged_into IS NULL
            AND (CAST(:after AS uuid) IS NULL OR customer_id > :after)
          ORDER BY customer_id LIMIT :most) AS page
      UNION ALL
      SELECT d.person, c.customer_id FROM down d
        JOIN customers c ON c.salon_id = :salon AND c.merged_into = d.customer_id
    )
    SELECT d.person, c.* FROM down d
      JOIN customers c ON c.salon_id = :salon AND c.customer_id = d.customer_id
      ORDER BY d.person, c.merged_into IS NOT NULL, c.created_at, c.customer_id
    """
)
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MOST_PREFERENCES = 40


class Given(TypedDict, total=False):
    """What is said of a customer; what is left out stays as it is, None takes it away."""

    name: str | None
    phone: str | None
    email: str | None
    language: str | None
    preferences: Mapping[str, Preference]


@dataclass(frozen=True, slots=True)
class Person:
    """One customer, opened; `customer_id` is the row that all others of theirs point at."""

    customer_id: CustomerId
    name: str
    phone: str
    phone_verified: bool
    email: str
    language: str
    preferences: Mapping[str, Preference]
    created_at: datetime
    also: tuple[CustomerId, ...] = ()


async def remember(
    tx: Bound, customer_id: CustomerId, name: bytes | None, hashed: bytes | None = None
) -> None:
    """Keep the customer with their name, sealed by the caller; a known customer is renamed.

    `hashed` is what `name_hash` gives: without it nobody finds them by their name.
    """
    values = (tx.salon_id, tx.salon_id, customer_id, name, None if name is None else hashed)
    await tx.rows(_REMEMBER, values)


def name_hash(vault: Vault, name: str) -> bytes:
    """Hash a name as it is looked for: case, width and spaces make no difference."""
    return vault.keyed_hash(contacts.folded(name), contacts.NAME)


async def name(tx: Bound, customer_id: CustomerId) -> bytes | None:
    """Give the sealed name; None for a customer without one, or none of this salon's."""
    found = await tx.rows(_NAME, (tx.salon_id, tx.salon_id, customer_id))
    return found[0][0] if found else None


async def names(tx: Tx, customer_ids: Iterable[CustomerId]) -> dict[CustomerId, bytes]:
    """Give the sealed names of those who have one, in one round trip."""
    asked = {"salon": tx.salon_id, "wanted": list(customer_ids)}
    found = await tx.execute(_NAMES, asked)
    return {CustomerId(row.customer_id): row.name for row in found if row.name is not None}


async def keep(
    tx: Tx, vault: Vault, customer_id: CustomerId, given: Given, *, region: str = ""
) -> Person:
    """Write what is `given` of a customer, who is new if nobody knows them; give them as they are.

    `region` is where a number without a prefix is local (`contacts.region_of`). Another number is
    one that nobody has shown to be theirs. Raises Refused("not_a_phone"), Refused("not_an_email"),
    Refused("not_a_name"), Refused("not_a_language"), Refused("not_a_preference").
    """
    values = _values(tx, vault, given, region)
    known = func.person_root(tx.salon_id, customer_id)
    await tx.execute(
        insert(customers).values(salon_id=tx.salon_id, customer_id=known).on_conflict_do_nothing()
    )
    if "phone_hash" in values:
        same = customers.c.phone_hash.is_not_distinct_from(values["phone_hash"])
        await tx.execute(
            update(customers)
            .where(customers.c.salon_id == tx.salon_id, customers.c.customer_id == known, ~same)
            .values(phone_verified_at=None)
        )
    if values:
        await tx.execute(
            update(customers)
            .where(customers.c.salon_id == tx.salon_id, customers.c.customer_id == known)
            .values(values)
        )
    return await read(tx, vault, customer_id)


async def read(tx: Tx, vault: Vault, customer_id: CustomerId) -> Person:
    """Open what is known of the person; raises Refused("no_such_customer")."""
    found = await tx.execute(_PERSON, {"salon": tx.salon_id, "customer": customer_id})
    rows = found.mappings().all()
    if not rows:
        raise Refused("no_such_customer")
    return _person(tx, vault, rows)


async def find(
    tx: Tx, vault: Vault, *, name: str = "", phone: str = "", email: str = "", region: str = ""
) -> tuple[CustomerId, ...]:
    """Find the people of whom all that is given is true; contacts and names are matched whole.

    Raises as `keep`; ValueError when nothing is given to look for.
    """
    wanted = _hashes(vault, name, phone, email, region)
    if not wanted:
        raise ValueError("nothing to look for")
    sets = []
    for column, hashed in wanted.items():
        found = await tx.execute(
            select(func.person_root(tx.salon_id, customers.c.customer_id))
            .distinct()
            .where(customers.c.salon_id == tx.salon_id, customers.c[column] == hashed)
        )
        sets.append(set(found.scalars()))
    return tuple(CustomerId(one) for one in sorted(set.intersection(*sets)))


async def listed(
    tx: Tx, vault: Vault, *, after: CustomerId | None = None, most: int = 50
) -> tuple[Person, ...]:
    """Give the salon's people in the order of their ids, the oldest first; then `after` the last.

    Linked rows are shown in the person they belong to, not on their own.
    """
    asked = {"salon": tx.salon_id, "after": after, "most": most}
    found = (await tx.execute(_PAGE, asked)).mappings()
    people = groupby(found, key=lambda row: row["person"])
    return tuple(_person(tx, vault, list(rows)) for _, rows in people)


def _values(tx: Tx, vault: Vault, given: Given, region: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    context = tx.salon_id.bytes
    if "name" in given:
        said = contacts.name(given["name"]) if given["name"] else ""
        values["name_enc"] = vault.seal(said, context) if said else None
        values["name_hash"] = name_hash(vault, said) if said else None
    if "phone" in given:
        number = contacts.phone(given["phone"], region) if given["phone"] else ""
        values["phone_enc"] = vault.seal(number, context) if number else None
        values["phone_hash"] = vault.keyed_hash(number, contacts.PHONE) if number else None
    if "email" in given:
        address = contacts.email(given["email"]) if given["email"] else ""
        hashed = vault.keyed_hash(contacts.folded(address), contacts.EMAIL)
        values["email_enc"] = vault.seal(address, context) if address else None
        values["email_hash"] = hashed if address else None
    if "language" in given:
        values["language"] = _language(given["language"])
    if "preferences" in given:
        values["preferences"] = _preferences(given["preferences"])
    return values


def _hashes(vault: Vault, name: str, phone: str, email: str, region: str) -> dict[str, bytes]:
    wanted = {}
    if name:
        wanted["name_hash"] = name_hash(vault, name)
    if phone:
        wanted["phone_hash"] = vault.keyed_hash(contacts.phone(phone, region), contacts.PHONE)
    if email:
        folded = contacts.folded(contacts.email(email))
        wanted["email_hash"] = vault.keyed_hash(folded, contacts.EMAIL)
    return wanted


def _language(tag: str | None) -> str | None:
    if tag and not _LANGUAGE.fullmatch(tag):
        raise Refused("not_a_language")
    return tag or None


def _preferences(wanted: Mapping[str, Preference]) -> dict[str, Preference]:
    """Let ids and keys in, no text: what people write about people is a note, and sealed."""
    fine = all(
        _KEY.fullmatch(key) and (isinstance(value, int) or _WORD.fullmatch(value))
        for key, value in wanted.items()
    )
    if not fine or len(wanted) > _MOST_PREFERENCES:
        raise Refused("not_a_preference")
    return dict(wanted)


def _person(tx: Tx, vault: Vault, rows: Sequence[RowMapping]) -> Person:
    """Put a person together: what the first row does not know, the next ones may."""

    def first(column: str) -> Any:  # noqa: ANN401 a row's value
        return next((row[column] for row in rows if row[column] is not None), None)

    def opened(column: str) -> str:
        sealed = first(column)
        return vault.open(sealed, tx.salon_id.bytes) if sealed is not None else ""

    preferences: dict[str, Preference] = {}
    for row in reversed(rows):
        preferences |= row["preferences"]
    phoned = next((row for row in rows if row["phone_enc"] is not None), None)
    return Person(
        customer_id=CustomerId(rows[0]["customer_id"]),
        name=opened("name_enc"),
        phone=opened("phone_enc"),
        phone_verified=phoned is not None and phoned["phone_verified_at"] is not None,
        email=opened("email_enc"),
        language=first("language") or "",
        preferences=preferences,
        created_at=min(row["created_at"] for row in rows),
        also=tuple(CustomerId(row["customer_id"]) for row in rows[1:]),
    )
