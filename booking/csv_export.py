"""Bookings, customers as rows for a spreadsheet: streamed, nothing in them is a formula.

Times are ISO 8601 in the salon's zone with its offset, money is a decimal beside its currency,
personal data is opened for those alone who ask for it.
"""

import csv
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from sqlalchemy import Row, TextClause, text

from foundation.crypto import Vault
from foundation.db import Tx
from foundation.money import Money

BOM = "\ufeff"
"""Tells Excel that a file is UTF-8."""

_BATCH = 500
# What makes a spreadsheet reckon instead of show, in ASCII and in full width.
_FORMULAS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")

# Reading may be slower than writing: whoever reads the file decides how long this takes.
_NO_HURRY = text("SET LOCAL idle_in_transaction_session_timeout = 0")
_SALON = text("SELECT zone, language FROM salons WHERE salon_id = :salon")
# Asked row by row, by whole keys: a join is planned as if the salon alone would tell rows apart, as
# long as nobody has counted them.
_BOOKINGS = text(
    """
    SELECT b.booking_id, b.status, b.starts_at, b.ends_at, b.price_minor, b.currency, b.party_id,
           b.source, b.created_at, b.customer_id,
      (SELECT CASE WHEN c.merged_into IS NULL THEN c.name_enc ELSE coalesce(
                (SELECT r.name_enc FROM customers r WHERE r.salon_id = c.salon_id
                   AND r.customer_id = person_root(c.salon_id, c.customer_id)), c.name_enc) END
         FROM customers c
         WHERE c.salon_id = b.salon_id AND c.customer_id = b.customer_id) AS name_enc,
      (SELECT json_agg(json_build_array(v.key, v.names, w.name) ORDER BY g.position)
         FROM booking_segments g
         JOIN services v ON v.salon_id = g.salon_id AND v.service_id = g.service_id
         JOIN staff w ON w.salon_id = g.salon_id AND w.staff_id = g.staff_id
         WHERE g.salon_id = b.salon_id AND g.booking_id = b.booking_id) AS parts
      FROM bookings b
      WHERE b.salon_id = :salon AND b.starts_at >= :since AND b.starts_at < :until
      ORDER BY b.starts_at, b.booking_id
    """
)
_CUSTOMERS = text(
    """
    SELECT c.customer_id, c.language, c.created_at, c.merged_into, c.name_enc, c.phone_enc,
           c.email_enc, seen.visits, seen.no_shows, seen.last
      FROM customers c CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE b.status IN ('confirmed', 'checked_in', 'completed'))
                 AS visits,
               count(*) FILTER (WHERE b.status = 'no_show') AS no_shows,
               max(b.starts_at) FILTER (WHERE b.status IN ('checked_in', 'completed')) AS last
          FROM bookings b WHERE b.salon_id = c.salon_id AND b.customer_id = c.customer_id) seen
      WHERE c.salon_id = :salon AND c.created_at >= :since AND c.created_at < :until
      ORDER BY c.created_at, c.customer_id
    """
)


@dataclass(frozen=True, slots=True)
class Range:
    """From when until when, both aware: of bookings by their start, of customers by their entry."""

    since: datetime
    until: datetime


async def bookings(tx: Tx, within: Range, vault: Vault | None = None) -> AsyncIterator[list[str]]:
    """Give the head, then the bookings in the order of their start; names with a `vault` only."""
    yield [
        *("booking_id", "status", "starts_at", "ends_at", "services", "staff", "price"),
        *("currency", "party_id", "source", "created_at", "customer_id"),
        *(("customer",) if vault else ()),
    ]
    zone, language = await _salon(tx)
    async for row in _stream(tx, _BOOKINGS, within):
        parts: Sequence[tuple[str, Mapping[str, str], str]] = row.parts or ()
        amount = str(Money(row.price_minor, row.currency)).rpartition(" ")[0]
        yield [
            str(row.booking_id),
            row.status,
            _moment(row.starts_at, zone),
            _moment(row.ends_at, zone),
            " + ".join(names.get(language) or names.get("en") or key for key, names, _ in parts),
            ", ".join(dict.fromkeys(name for *_, name in parts)),
            amount,
            row.currency,
            str(row.party_id or ""),
            row.source,
            _moment(row.created_at, zone),
            str(row.customer_id),
            *_opened(tx, vault, row.name_enc),
        ]


async def customers(tx: Tx, within: Range, vault: Vault | None = None) -> AsyncIterator[list[str]]:
    """Give the head, then the customers in the order they came; contacts with a `vault` only."""
    yield [
        *("customer_id", "language", "created_at", "linked_to", "visits", "no_shows"),
        "last_visit",
        *(("name", "phone", "email") if vault else ()),
    ]
    zone, _ = await _salon(tx)
    async for row in _stream(tx, _CUSTOMERS, within):
        yield [
            str(row.customer_id),
            row.language or "",
            _moment(row.created_at, zone),
            str(row.merged_into or ""),
            str(row.visits),
            str(row.no_shows),
            _moment(row.last, zone) if row.last else "",
            *_opened(tx, vault, row.name_enc, row.phone_enc, row.email_enc),
        ]


async def write(rows: AsyncIterator[list[str]], out: TextIO, *, bom: bool = False) -> int:
    """Write rows as CSV (RFC 4180) without formulas; gives how many, without the head."""
    writer = csv.writer(out, lineterminator="\r\n")
    if bom:
        out.write(BOM)
    count = -1
    async for row in rows:
        writer.writerow([cell(one) for one in row])
        count += 1
    return max(0, count)


def cell(value: str) -> str:
    """Give a text as a spreadsheet shows it: what it would reckon with gets a quote in front.

    Spaces in front are looked through: some programs drop them first.
    """
    shown = value.replace("\x00", "")
    risky = shown[:1] in _FORMULAS or shown.lstrip()[:1] in _FORMULAS
    return f"'{shown}" if shown and risky else shown


async def _salon(tx: Tx) -> tuple[ZoneInfo, str]:
    row = (await tx.execute(_SALON, {"salon": tx.salon_id})).one()
    return ZoneInfo(row.zone), row.language


async def _stream(tx: Tx, query: TextClause, within: Range) -> AsyncIterator[Row[Any]]:
    """Read through a cursor on the server: one moment's picture, never more than a batch here."""
    await tx.execute(_NO_HURRY)
    asked = {"salon": tx.salon_id, "since": within.since, "until": within.until}
    found = await tx.connection.stream(query, asked)
    async for batch in found.partitions(_BATCH):
        for row in batch:
            yield row


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds")


def _opened(tx: Tx, vault: Vault | None, *sealed: bytes | None) -> list[str]:
    if vault is None:
        return []
    return [vault.open(one, tx.salon_id.bytes) if one is not None else "" for one in sealed]
