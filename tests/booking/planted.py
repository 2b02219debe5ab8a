"""Mistakes that diaries are known for, to be planted into this one."""

from collections.abc import Callable
from typing import Any, NamedTuple

import psycopg
import pytest

from booking import desk
from booking.board import Board, Part
from booking.catalogue import Catalogue
from booking.desk import Booking, Order
from booking.plan import Want, Wish
from foundation.db import Bound
from foundation.ids import StaffId

Plant = Callable[[psycopg.Connection, pytest.MonkeyPatch], None]


class Bug(NamedTuple):
    """A mistake with a pattern of what must be said of it."""

    plant: Plant
    said: str


def _rewrite(admin: psycopg.Connection, function: str, *changes: tuple[str, str]) -> None:
    """Replace parts of an SQL function, each of which must be there."""
    row = admin.execute("SELECT pg_get_functiondef(%s::regproc)", (function,)).fetchone()
    assert row is not None
    text = str(row[0])
    for old, new in changes:
        assert old in text, f"{function} has changed: plant this bug anew"
        text = text.replace(old, new)
    admin.execute(text.encode())


def _guard(admin: psycopg.Connection, rule: str) -> None:
    admin.execute(b"ALTER TABLE occupied DROP CONSTRAINT one_at_a_time")
    if rule:
        statement = f"ALTER TABLE occupied ADD CONSTRAINT one_at_a_time EXCLUDE USING gist ({rule})"
        admin.execute(statement.encode())


def buffers_left_out(_: psycopg.Connection, patch: pytest.MonkeyPatch) -> None:
    whole = Board.part

    def part(self: Board, want: Want, staff: StaffId, at: int) -> Part:
        keeps, self.override = self.override, True
        try:
            return whole(self, want, staff, at)
        finally:
            self.override = keeps

    patch.setattr(Board, "part", part)


def closed_ranges(admin: psycopg.Connection, _: pytest.MonkeyPatch) -> None:
    closed = "tstzrange(lower(during), upper(during), '[]')"
    _guard(admin, f"salon_id WITH =, chair WITH =, {closed} WITH &&")


def check_then_insert(admin: psycopg.Connection, _: pytest.MonkeyPatch) -> None:
    _guard(admin, "")
    check = (
        "WHERE NOT EXISTS (SELECT FROM occupied o WHERE o.salon_id = salon"
        " AND o.chair = chairs[n] AND o.during && spans[n])"
    )
    # Time to think, as a program has it between its question and its write.
    think = "IF FOUND THEN PERFORM pg_sleep(0.01); EXIT; END IF;"
    _rewrite(admin, "take_plan", ("ON CONFLICT DO NOTHING", check), ("EXIT WHEN FOUND;", think))


_LAPSED = "WHERE h.expires_at <= clock_timestamp()"


def expired_hold_blocks(admin: psycopg.Connection, _: pytest.MonkeyPatch) -> None:
    _rewrite(admin, "make_way", (_LAPSED, "WHERE false"))


def live_hold_ignored(admin: psycopg.Connection, _: pytest.MonkeyPatch) -> None:
    _rewrite(admin, "make_way", (_LAPSED, "WHERE true"))


def reschedule_frees_first(admin: psycopg.Connection, _: pytest.MonkeyPatch) -> None:
    free = "DELETE FROM occupied o WHERE o.salon_id = salon AND o.booking_id = booking; "
    _rewrite(admin, "move_booking", ("choice := take_plans", f"{free} choice := take_plans"))


def _bypass(admin: psycopg.Connection, when: str) -> None:
    take = "choice := take_plans(salon, plans, who, NULL, NULL, ids, NULL, NULL)"
    bypass = take.replace(":= take_plans", f":= CASE WHEN {when} THEN 0 ELSE take_plans") + " END"
    _rewrite(admin, "book_plan", (take, bypass))


def override_bypasses(admin: psycopg.Connection, _: pytest.MonkeyPatch) -> None:
    _bypass(admin, "facts -> 'details' ? 'override'")


def import_bypasses(admin: psycopg.Connection, _: pytest.MonkeyPatch) -> None:
    _bypass(admin, "facts ->> 'source' = 'import'")


def late_payment_bypasses(admin: psycopg.Connection, _: pytest.MonkeyPatch) -> None:
    _rewrite(admin, "retake_booking", ("RETURN take_plan", "RETURN true OR take_plan"))


def a_party_half_written(_: psycopg.Connection, patch: pytest.MonkeyPatch) -> None:
    whole = desk.book

    async def book(
        tx: Bound,
        catalogue: Catalogue,
        *,
        wish: Wish,
        order: Order,
        **more: Any,  # noqa: ANN401 - handed on as it is
    ) -> tuple[Booking, ...]:
        made: tuple[Booking, ...] = ()
        for person in wish:
            made += await whole(tx, catalogue, wish=(person,), order=order, **more)
        return made

    patch.setattr(desk, "book", book)


def constraint_without_resources(admin: psycopg.Connection, _: pytest.MonkeyPatch) -> None:
    _guard(admin, "salon_id WITH =, staff_id WITH =, during WITH &&")


_SOLD = "done, must be refused|no order of them gives this|sold twice"
_BYPASSED = f"{_SOLD}|exactly the chair time"
BUGS = {
    "buffers": Bug(buffers_left_out, "done, must be refused|sold twice"),
    "closed": Bug(closed_ranges, "refused .*must be done"),
    "check": Bug(check_then_insert, _SOLD),
    "expired": Bug(expired_hold_blocks, "refused .*must be done"),
    "live": Bug(live_hold_ignored, _SOLD),
    "frees": Bug(reschedule_frees_first, "exactly the chair time they are owed"),
    "override": Bug(override_bypasses, _BYPASSED),
    "import": Bug(import_bypasses, _BYPASSED),
    "late": Bug(late_payment_bypasses, _BYPASSED),
    "party": Bug(a_party_half_written, "the tables say otherwise|sold twice"),
    "resources": Bug(constraint_without_resources, _SOLD),
}


def unconstrained(admin: psycopg.Connection, _: pytest.MonkeyPatch) -> None:
    _guard(admin, "")


def versions_ignored(admin: psycopg.Connection, _: pytest.MonkeyPatch) -> None:
    _rewrite(
        admin,
        "move_booking",
        ("old.version <> seen", "false"),
        ("seen + 1, old.status", "old.version + 1, 'confirmed'"),
    )


_ONCE = ("1..3 LOOP", "3..3 LOOP")  # a deadlock is not met with patience


def moves_free_blindly(admin: psycopg.Connection, _: pytest.MonkeyPatch) -> None:
    look = ("IF in_the_way(salon, chairs, spans, freed, who) THEN", "IF false THEN")
    _rewrite(admin, "take_plan", look, _ONCE)


def chairs_in_no_order(admin: psycopg.Connection, _: pytest.MonkeyPatch) -> None:
    # Between one chair and the next somebody else has time: no luck decides whether they cross.
    pause = ("FOR look IN 1..2 LOOP", "PERFORM pg_sleep(0.005); FOR look IN 1..2 LOOP")
    _rewrite(admin, "take_plan", ("ORDER BY chair, span", ""), pause, _ONCE)


def holders_not_locked(admin: psycopg.Connection, _: pytest.MonkeyPatch) -> None:
    _rewrite(admin, "take_hold", ("ON CONFLICT (salon_id, holder) DO NOTHING", ""))


GUARDS: dict[str, Plant] = {
    "two to one time": unconstrained,
    "two towards each other": moves_free_blindly,
    "one to many times": versions_ignored,
    "cancelled or moved": versions_ignored,
    "approved or booked": unconstrained,
    "declined or booked": unconstrained,
    "paid late or booked": unconstrained,
    "parties crossing": chairs_in_no_order,
    "plans crossing": unconstrained,
    "a party or single guests": unconstrained,
    "blocked or held": unconstrained,
    "one holder in many places": holders_not_locked,
}
"""What each contest stands on, taken away."""
