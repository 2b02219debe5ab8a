"""A diary to be tried out: deeds are done to it, then all that it says is looked at."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import Any, TypeVar

import psycopg

from booking.catalogue import Catalogue
from foundation.db import Database
from foundation.errors import Refused
from foundation.ids import CustomerId
from tests.booking import written
from tests.booking.deeds import Deed, Deeds
from tests.booking.ledger import Ledger
from tests.booking.studio import Studio, opened

T = TypeVar("T")


@dataclass(frozen=True)
class Done:
    """What came of a deed: what it made, or the word of its refusal."""

    made: object = None
    refused: str = ""


@dataclass
class Stage:
    """One salon in one database, worked from one place; `deeds` are its moves."""

    runner: asyncio.Runner
    database: Database
    admin: psycopg.Connection
    catalogue: Catalogue
    deeds: Deeds
    ledger: Ledger
    told: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Begin anew with an empty diary."""
        written.wipe(self.admin)
        self.ledger = Ledger(self.catalogue)
        self.told = []

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        """Wait for something asynchronous."""
        return self.runner.run(doing)

    def do(self, deed: Deed, *, keep: bool = False) -> None:
        """Do one thing; with `keep` a refusal is answered in the same transaction, which commits.

        That is how a conversation goes on after a no: nothing of the refused deed may be left.
        """
        expected = deed.expected(self.ledger)
        done = self.run(self._attempt(deed, keep=keep))
        self.told.append(f"{deed.name}: {done.refused or 'done'}")
        if expected is not None and expected == bool(done.refused):
            what = f"refused ({done.refused})" if done.refused else "done"
            self._complain(f"{deed.name}: {what}, must be {'done' if expected else 'refused'}")
        if not done.refused:
            self.ledger = deed.effect(self.ledger, done.made)
        self.look()

    def do_at_once(self, *deeds: Deed) -> None:
        """Do several things at one moment: what comes of them must come of some order of them."""
        done = self.run(self._all(deeds))
        pairs = list(zip(deeds, done, strict=True))
        self.told.append(" + ".join(f"{one.name}: {what.refused or 'done'}" for one, what in pairs))
        found = written.read(self.admin, self.catalogue)
        for order in permutations(pairs):
            after = _in_turn(self.ledger, order)
            if after is not None and _live(after) == found:
                self.ledger = after
                break
        else:
            self._complain(f"no order of them gives this: {self.told[-1]}")
        self.look()

    async def _all(self, deeds: tuple[Deed, ...]) -> list[Done]:
        return await asyncio.gather(*(self._attempt(one, keep=False) for one in deeds))

    async def _attempt(self, deed: Deed, *, keep: bool) -> Done:
        try:
            async with self.database.unit_of_work(self.catalogue.salon_id) as tx:
                try:
                    return Done(await deed.run(tx))
                except Refused as refusal:
                    if not keep:
                        raise
                    return Done(refused=refusal.key)
        except Refused as refusal:
            return Done(refused=refusal.key)

    def look(self) -> None:
        """See that the tables say what the ledger says, that nothing is sold twice."""
        found = written.read(self.admin, self.catalogue)
        if twice := found.sold_twice():
            self._complain(f"sold twice: {twice[0]} to {twice[-1]}")
        if over := found.oversold():
            self._complain(f"more guests than seats: {over}")
        if found != (expected := _live(self.ledger)):
            self._complain(f"the tables say otherwise: {_differences(found, expected)}")
        if broken := written.broken(self.admin):
            self._complain(f"not kept: {broken}")

    def _complain(self, what: str) -> None:
        self.complaints.append(what)
        raise AssertionError("\n".join((what, "after", *self.told)))


def _in_turn(ledger: Ledger, order: tuple[tuple[Deed, Done], ...]) -> Ledger | None:
    """Give the diary after these, one after the other; None when that cannot have been."""
    for deed, done in order:
        expected = deed.expected(ledger)
        if expected is not None and expected == bool(done.refused):
            return None
        if not done.refused:
            ledger = deed.effect(ledger, done.made)
    return ledger


def _differences(found: Ledger, expected: Ledger) -> list[str]:
    return [
        f"{what} {key}: {ours.get(key)}, must be {theirs.get(key)}"
        for what in ("holds", "bookings", "blocks", "classes")
        for ours, theirs in [(getattr(found, what), getattr(expected, what))]
        for key in ours.keys() | theirs.keys()
        if ours.get(key) != theirs.get(key)
    ]


def _live(ledger: Ledger) -> Ledger:
    holds = {talk: one for talk, one in ledger.holds.items() if not one.lapsed}
    return replace(ledger, holds=holds)


@contextmanager
def set_up(url: str, admin: psycopg.Connection) -> Iterator[Stage]:
    """Open the salon in the empty database of the app role's `url`; four connections."""
    database = Database(url, size=4)
    with asyncio.Runner() as runner:
        runner.run(database.open())
        try:
            studio = runner.run(opened(database))
            customer = runner.run(_customer(studio))
            deeds = Deeds(studio.salon, customer)
            yield Stage(runner, database, admin, studio.salon, deeds, Ledger(studio.salon))
        finally:
            runner.run(database.close())


async def _customer(studio: Studio) -> CustomerId:
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        return await studio.customer(tx, 1)
