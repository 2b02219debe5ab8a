import pytest

from booking.status import TABLE, Status, after
from foundation.errors import Refused

EVENTS = sorted({str(row["trigger"]) for row in TABLE})


@pytest.mark.parametrize(
    ("event", "to"),
    [
        ("cancel", Status.CANCELLED),
        ("complete", Status.COMPLETED),
        ("no_show", Status.NO_SHOW),
    ],
)
def test_a_confirmed_visit_moves_on(event: str, to: Status) -> None:
    assert after(Status.CONFIRMED, event, begun=True) is to


@pytest.mark.parametrize("event", ["complete", "no_show"])
def test_nobody_can_have_come_before_the_visit_begins(event: str) -> None:
    with pytest.raises(Refused, match="not_possible"):
        after(Status.CONFIRMED, event, begun=False)


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("status", sorted(frozenset(Status) - {Status.CONFIRMED}))
def test_what_is_over_stays_as_it_is(status: Status, event: str) -> None:
    with pytest.raises(Refused) as refusal:
        after(status, event, begun=True)
    assert refusal.value.facts == {"status": status.value, "event": event}
