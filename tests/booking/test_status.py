import pytest

from booking.status import EVENTS, OCCUPYING, Status, Then, Visit, after, possible
from foundation.errors import Refused

S = Status
# Where each event leads from each status, for a visit whose time has come; nothing else goes.
LEADS = {
    ("paid", S.PENDING_PAYMENT): S.CONFIRMED,
    ("paid", S.EXPIRED): S.CONFIRMED,
    ("expire", S.PENDING_PAYMENT): S.EXPIRED,
    ("approve", S.AWAITING_APPROVAL): S.CONFIRMED,
    ("decline", S.AWAITING_APPROVAL): S.CANCELLED,
    ("cancel", S.PENDING_PAYMENT): S.CANCELLED,
    ("cancel", S.AWAITING_APPROVAL): S.CANCELLED,
    ("cancel", S.CONFIRMED): S.CANCELLED,
    ("check_in", S.CONFIRMED): S.CHECKED_IN,
    ("complete", S.CONFIRMED): S.COMPLETED,
    ("complete", S.CHECKED_IN): S.COMPLETED,
    ("no_show", S.CONFIRMED): S.NO_SHOW,
    ("reopen", S.CHECKED_IN): S.CONFIRMED,
    ("reopen", S.COMPLETED): S.CONFIRMED,
    ("reopen", S.NO_SHOW): S.CONFIRMED,
    ("reschedule", S.PENDING_PAYMENT): S.PENDING_PAYMENT,
    ("reschedule", S.AWAITING_APPROVAL): S.AWAITING_APPROVAL,
    ("reschedule", S.CONFIRMED): S.CONFIRMED,
}


@pytest.mark.parametrize("event", sorted(EVENTS))
@pytest.mark.parametrize("status", list(Status))
def test_every_event_leads_where_the_table_says_or_is_refused(status: Status, event: str) -> None:
    to = LEADS.get((event, status))
    if to is None:
        with pytest.raises(Refused) as refusal:
            after(Visit(status, begun=True), event)
        assert refusal.value.facts == {"status": status.value, "event": event}
    else:
        assert after(Visit(status, begun=True), event)[0] is to


@pytest.mark.parametrize("event", ["complete", "no_show", "check_in"])
def test_nobody_can_have_come_days_before_the_visit(event: str) -> None:
    with pytest.raises(Refused, match="not_possible"):
        after(Visit(S.CONFIRMED), event)


def test_somebody_may_come_early_on_the_day() -> None:
    assert after(Visit(S.CONFIRMED, near=True), "check_in")[0] is S.CHECKED_IN


@pytest.mark.parametrize("status", [S.PENDING_PAYMENT, S.EXPIRED])
def test_what_is_paid_still_waits_for_the_salons_word(status: Status) -> None:
    assert after(Visit(status, approval=True), "paid")[0] is S.AWAITING_APPROVAL


@pytest.mark.parametrize(
    ("status", "event", "then"),
    [
        (S.EXPIRED, "paid", Then.RETAKE),
        (S.CONFIRMED, "cancel", Then.CANCELLATION_FEE),
        (S.CONFIRMED, "no_show", Then.NO_SHOW_FEE),
    ],
)
def test_a_move_brings_what_the_table_says(status: Status, event: str, then: Then) -> None:
    assert after(Visit(status, begun=True), event)[1] == (then,)


def test_buttons_show_what_is_possible() -> None:
    assert possible(Visit(S.CONFIRMED)) == {"cancel", "reschedule"}
    assert possible(Visit(S.CANCELLED, begun=True)) == frozenset()


def test_all_but_two_statuses_have_their_chair_time() -> None:
    assert frozenset(Status) - OCCUPYING == {S.CANCELLED, S.EXPIRED}
