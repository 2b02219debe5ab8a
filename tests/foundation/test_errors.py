import pytest

from foundation.errors import Permanent, Refused, Transient, Unknown


def test_a_refusal_has_a_key_with_its_facts() -> None:
    refusal = Refused("time_taken", staff="1")
    assert (str(refusal), refusal.key, refusal.facts) == (
        "time_taken",
        "time_taken",
        {"staff": "1"},
    )


def test_a_transient_failure_may_name_its_wait() -> None:
    assert Transient("busy").retry_after is None
    assert Transient("busy", retry_after=2.5).retry_after == 2.5


@pytest.mark.parametrize("failure", [Transient, Permanent, Unknown])
def test_a_failure_says_its_reason(failure: type[Transient | Permanent | Unknown]) -> None:
    assert str(failure("gone")) == failure("gone").reason == "gone"
