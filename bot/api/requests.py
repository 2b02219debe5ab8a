"""Repeated requests: done once, answered the same each time."""

import re
from dataclasses import dataclass
from hashlib import sha256

import psycopg
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from starlette.responses import Response

from bot.api import bodies
from bot.api import tables as t
from bot.api.bodies import Came
from bot.api.keys import Key
from bot.api.problems import Problem
from foundation.crypto import Vault
from foundation.db import Tx

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_KEPT = ("content-type", "etag", "location")


@dataclass(frozen=True, slots=True)
class Once:
    """One request that is done once: by the caller's own key, known by its fingerprint."""

    key: Key
    name: str
    fingerprint: bytes

    @property
    def _mine(self) -> dict[str, object]:
        return {"key_id": self.key.key_id, "request_key": self.name}

    async def begin(self, tx: Tx, vault: Vault) -> Response | None:
        """Give the answer stored for an earlier one; None: this is the first, which may go on.

        Until `tx` ends, a twin of it waits here. Raises Problem: 422 when the key was another
        request's, 409 when the twin takes too long.
        """
        row = {"salon_id": tx.salon_id, "fingerprint": self.fingerprint} | self._mine
        try:
            fresh = await tx.execute(
                insert(t.api_requests)
                .values(row)
                .on_conflict_do_nothing()
                .returning(t.api_requests.c.request_key)
            )
        except DBAPIError as error:
            if isinstance(error.orig, psycopg.errors.LockNotAvailable):
                raise Problem("in_flight", headers={"Retry-After": "1"}) from None
            raise
        return None if fresh.first() else await self._earlier(tx, vault)

    async def keep(self, tx: Tx, vault: Vault, response: Response) -> None:
        """Store the answer in the transaction that did what it tells."""
        c = t.api_requests.c
        body = bytes(response.body).decode()
        await tx.execute(
            update(t.api_requests)
            .where(
                c.salon_id == tx.salon_id,
                c.key_id == self.key.key_id,
                c.request_key == self.name,
            )
            .values(
                status=response.status_code,
                headers={k: response.headers[k] for k in _KEPT if k in response.headers},
                body=vault.seal(body, tx.salon_id.bytes),
            )
        )

    async def _earlier(self, tx: Tx, vault: Vault) -> Response:
        c = t.api_requests.c
        found = await tx.execute(
            select(c.fingerprint, c.status, c.headers, c.body).where(
                c.salon_id == tx.salon_id,
                c.key_id == self.key.key_id,
                c.request_key == self.name,
            )
        )
        row = found.one()
        if bytes(row.fingerprint) != self.fingerprint:
            raise Problem("request_differs")
        body = vault.open(bytes(row.body), tx.salon_id.bytes)
        return Response(body, row.status, row.headers | {REPLAYED: "true"})


def once(key: Key, came: Came) -> Once:
    """Tell which request this is; raises Problem, 400, without its key."""
    name = came.headers.get(HEADER)
    if not name:
        raise Problem("request_key_missing")
    if not _KEY.fullmatch(name):
        raise Problem("request_key_wrong")
    what = f"{came.method} {came.url.path}?{came.url.query} {came.headers.get('if-match', '')}\n"
    return Once(key, name, sha256(what.encode() + bodies.canonical(came.value)).digest())
