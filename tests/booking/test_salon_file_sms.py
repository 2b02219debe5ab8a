"""What a salon's file says of SMS is read, written, corrected."""

import pytest

from booking import contacts, seed
from booking.listings import Listing
from booking.policy import Sms
from booking.salon_file.check import check
from booking.salon_file.write import write
from foundation.errors import Refused
from tests.booking.test_salon_file import known

SALON = seed.demo()
EXPORTED = write(SALON, Listing())


def test_what_is_said_of_sms_is_read_as_it_is_written() -> None:
    text = EXPORTED + '\n[policy.sms]\ncountries = ["DE", "AT"]\nparts_a_day = 500\n'
    found = check(text.encode(), known(SALON)).catalogue
    assert found.policy.sms == Sms(("DE", "AT"), 500)
    written = write(found, Listing())
    assert check(written.encode(), known(SALON)).catalogue == found


@pytest.mark.parametrize("wrong", ['countries = ["Germany"]', "parts_a_day = -1", "spend = 1"])
def test_what_is_wrong_about_sms_is_named(wrong: str) -> None:
    assert "[policy.sms]" not in EXPORTED, "by default nothing is said"
    with pytest.raises(Refused) as refused:
        check(f"{EXPORTED}\n[policy.sms]\n{wrong}\n".encode(), known(SALON))
    assert "[policy.sms]" in str(refused.value.facts)


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("+491705550001", "DE"),
        ("+14155550123", "US"),
        ("+12685550100", "AG"),
        ("+15555550100", "US"),
        ("+999123456", ""),
        ("+80012345678", ""),
        ("030555", ""),
        ("", ""),
    ],
)
def test_a_number_tells_its_country(number: str, country: str) -> None:
    assert contacts.country(number) == country
