"""Contests of processes over one diary: who does what at one moment, what may come of it."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from booking import desk, salons
from booking.plan import Want, Wish
from booking.seed import SALON_ID
from booking.status import Status
from foundation.db import Database
from foundation.errors import Refused
from foundation.ids import CustomerId
from tests.booking import rivals, written
from tests.booking.deeds import Deed, Deeds, at
from tests.booking.machine import TALKS
from tests.booking.stage import Stage
from tests.booking.studio import ANA, BEA, BRIDAL, BROW, CUT

ANA_CUT: Wish = ((Want(CUT.id, (ANA.id,)),),)
BEA_CUT: Wish = ((Want(CUT.id, (BEA.id,)),),)
BROW_ANA: Wish = ((Want(BROW.id, (ANA.id,)),),)
TWO: tuple[Wish, ...] = ((*ANA_CUT, *BEA_CUT), (*BEA_CUT, *ANA_CUT))
IN_A_ROW: tuple[Wish, ...] = (
    ((*ANA_CUT[0], *BEA_CUT[0]),),
    ((*BEA_CUT[0], *ANA_CUT[0]),),
)
ANY: Wish = ((Want(CUT.id),),)
BOTH: Wish = (*ANY, *ANY)
BRIDE: Wish = ((Want(BRIDAL.id),),)


@dataclass(frozen=True)
class Act:
    """One move of `Deeds` with its arguments, as it goes to another process."""

    kind: str
    args: tuple[object, ...] = ()
    more: tuple[tuple[str, object], ...] = ()

    def deed(self, deeds: Deeds) -> Deed:
        """Make it a deed of the process that does it."""
        made: Deed = getattr(deeds, self.kind)(*self.args, **dict(self.more))
        return made


@dataclass(frozen=True)
class Round:
    """All acts of one moment on one database."""

    url: str
    customer: CustomerId
    acts: tuple[Act, ...]


class Outcomes(Counter[tuple[str, str]]):
    """How often each kind of act had which outcome: done, a refusal's key, an error."""

    def done(self, *kinds: str) -> int:
        """Count the acts of these kinds that were done."""
        return sum(self[kind, "done"] for kind in kinds)

    def errors(self) -> list[str]:
        """Give what nobody may meet."""
        return [f"{kind}: {came}" for kind, came in self if came.startswith("error")]


class Contest(NamedTuple):
    """How the diary is before, who comes, what must be true of what came of it."""

    acts: Callable[[Stage], tuple[Act, ...]]
    fair: Callable[[Outcomes, Stage], bool]


_runner: list[asyncio.Runner] = []
_open: dict[str, tuple[Database, Deeds]] = {}


def hold(stage: Stage, contest: Contest, field: rivals.Field, url: str) -> list[str]:
    """Hold one round; give what is wrong with what came of it."""
    stage.clear()
    acts = contest.acts(stage)
    came = field.each(_run, Round(url, stage.deeds.customer, acts))
    outcomes = Outcomes(one for each in came for one in each)
    found = written.read(stage.admin, stage.catalogue)
    wrong = [*outcomes.errors(), *written.broken(stage.admin)]
    if twice := found.sold_twice():
        wrong.append(f"sold twice: {twice[0]} to {twice[-1]}")
    if not contest.fair(outcomes, stage):
        wrong.append(f"unfair: {dict(outcomes)}")
    return wrong


def leave(url: str, _: int) -> None:
    """Close a process's connections to a database."""
    if url in _open:
        database, _deeds = _open.pop(url)
        _runner[0].run(database.close())


def _run(contest: Round, process: int) -> list[tuple[str, str]]:
    if not _runner:
        _runner.append(asyncio.Runner())
    return _runner[0].run(_compete(contest, contest.acts[process :: rivals.PROCESSES]))


async def _compete(contest: Round, acts: tuple[Act, ...]) -> list[tuple[str, str]]:
    # Connected before the start, so that nobody wins by that.
    if contest.url not in _open:
        database = Database(contest.url, size=4)
        await database.open()
        async with database.unit_of_work(SALON_ID) as tx:
            deeds = Deeds(await salons.load_catalogue(tx), contest.customer)
        _open[contest.url] = (database, deeds)
    database, deeds = _open[contest.url]
    rivals.meet()
    return await asyncio.gather(*(_act(database, deeds, one) for one in acts))


async def _act(database: Database, deeds: Deeds, act: Act) -> tuple[str, str]:
    try:
        async with database.unit_of_work(SALON_ID) as tx:
            await act.deed(deeds).run(tx)
    except Refused as refusal:
        return act.kind, refusal.key
    except Exception as error:  # noqa: BLE001 - whatever a rival meets is counted, none may be met
        return act.kind, f"error {error!r}"
    return act.kind, "done"


def _made(stage: Stage, deed: Deed) -> UUID:
    before = set(stage.ledger.bookings)
    stage.do(deed)
    return min(set(stage.ledger.bookings) - before)


def _book(wish: Wish, quarter: int) -> Act:
    return Act("book", (wish, at(quarter)))


def _move(booking: UUID, start: datetime) -> Act:
    return Act("move", (booking, 1, start))


def _only(outcomes: Outcomes, *allowed: str) -> bool:
    return {came for _, came in outcomes} <= {"done", *allowed}


def _to_one_time(stage: Stage) -> tuple[Act, ...]:
    cuts = [_made(stage, stage.deeds.book(BROW_ANA, at(2 * number))) for number in range(8)]
    return tuple(_move(one, at(20)) for one in cuts)


def _towards_each_other(stage: Stage) -> tuple[Act, ...]:
    one, two = (_made(stage, stage.deeds.book(ANA_CUT, at(quarter))) for quarter in (0, 3))
    return (_move(one, at(3)), _move(two, at(0)))


def _to_many_times(stage: Stage) -> tuple[Act, ...]:
    cut = _made(stage, stage.deeds.book(ANA_CUT, at(0)))
    return tuple(_move(cut, at(4 * number)) for number in range(1, 9))


def _off_or_away(stage: Stage) -> tuple[Act, ...]:
    cut = _made(stage, stage.deeds.book(ANA_CUT, at(0)))
    off = Act("cancel", (cut,), (("party", False),))
    return tuple(one for number in range(1, 5) for one in (off, _move(cut, at(4 * number))))


def _is_off(outcomes: Outcomes, stage: Stage) -> bool:
    [(status, version)] = stage.admin.execute("SELECT status, version FROM bookings").fetchall()
    off, moved = outcomes.done("cancel"), outcomes.done("move")
    return (status, off, version) == ("cancelled", 1, 2 + moved) and moved <= 1


def _both_ends(stage: Stage) -> tuple[Act, ...]:
    _made(stage, stage.deeds.book(TWO[0], at(0)))
    off = [Act("cancel", (one,), (("party", True),)) for one in stage.ledger.bookings]
    return tuple(off * 4)


def _word(event: str) -> Callable[[Stage], tuple[Act, ...]]:
    def acts(stage: Stage) -> tuple[Act, ...]:
        bride = _made(stage, stage.deeds.book(BRIDE, at(0)))
        words = Act("become", (bride, event, at(0)))
        return (words, *(_book(BEA_CUT, 4) for _ in range(6)), words)

    return acts


def _late_payment(stage: Stage) -> tuple[Act, ...]:
    deed = stage.deeds.book(ANA_CUT, at(0), status=Status.PENDING_PAYMENT)
    cut = _made(stage, deed)
    stage.admin.execute("UPDATE bookings SET pay_until = clock_timestamp() - interval '1 second'")
    assert stage.run(desk.expire(stage.database)) == 1
    pay = Act("pay", (cut,))
    return (pay, *(_book(ANA_CUT, 0) for _ in range(6)), pay)


def _crossing(wishes: tuple[Wish, ...]) -> Callable[[Stage], tuple[Act, ...]]:
    return lambda _: tuple(_book(wishes[number % 2], 0) for number in range(16))


def _block_or_hold(_: Stage) -> tuple[Act, ...]:
    block = Act("block", ("staff", ANA.id, at(0), 50))
    return tuple(one for talk in TALKS for one in (block, Act("hold", (talk, ANA_CUT, 0))))


def _own_hold(stage: Stage) -> tuple[Act, ...]:
    stage.do(stage.deeds.hold(TALKS[0], ANA_CUT, 0))
    promise = stage.ledger.holds[TALKS[0]]
    again = tuple(Act("hold", (TALKS[0], ANA_CUT, quarter)) for quarter in (1, 2, 8, 12))
    return (*again, Act("confirm", (TALKS[0], promise)), Act("release", (TALKS[0],)))


CONTESTS = {
    "two to one time": Contest(
        _to_one_time,
        lambda came, _: came.done("move") == 1 and came["move", "time_taken"] == 7,
    ),
    "two towards each other": Contest(
        _towards_each_other, lambda came, _: came["move", "time_taken"] == 2
    ),
    "one to many times": Contest(
        _to_many_times, lambda came, _: came.done("move") == 1 and came["move", "stale"] == 7
    ),
    "cancelled or moved": Contest(_off_or_away, _is_off),
    "a party cancelled from both ends": Contest(
        _both_ends, lambda came, _: came.done("cancel") == 1 and _only(came, "not_possible")
    ),
    "approved or booked": Contest(
        _word("approve"), lambda came, _: (came.done("become"), came.done("book")) == (1, 0)
    ),
    "declined or booked": Contest(
        _word("decline"), lambda came, _: came.done("become") == 1 and came.done("book") <= 1
    ),
    "paid late or booked": Contest(_late_payment, lambda came, _: came.done("pay", "book") == 1),
    "parties crossing": Contest(
        _crossing(TWO), lambda came, _: came.done("book") == 1 and _only(came, "time_taken")
    ),
    "plans crossing": Contest(
        _crossing(IN_A_ROW), lambda came, _: came.done("book") == 1 and _only(came, "time_taken")
    ),
    "a party or single guests": Contest(
        lambda _: tuple(_book(one, 0) for _ in range(4) for one in (BOTH, ANY)),
        lambda came, stage: _guests(stage) in {2, 3} and _only(came, "time_taken"),
    ),
    "blocked or held": Contest(_block_or_hold, lambda came, _: came.done("block", "hold") == 1),
    "one holder in many places": Contest(
        _own_hold, lambda came, _: _only(came, "hold_gone", "time_taken")
    ),
}


def _guests(stage: Stage) -> int:
    row = stage.admin.execute("SELECT count(*) FROM bookings").fetchone()
    return int(row[0]) if row else 0
