"""A wish in several short lines means what it would mean in one sentence."""

from datetime import date

import pytest

from dialog.understand.reading import Understanding
from tests.dialog.heard import SERVICES, STAFF, hear

ANA, BEA = STAFF["Ana"], STAFF["Bea"]
CUT, COLOUR = SERVICES["haircut"], SERVICES["colour"]
FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)


def read(*lines: str) -> Understanding:
    return hear("\n".join(lines))


def days(said: Understanding) -> list[tuple[date | None, int | None]]:
    return [(one.first, one.start) for one in said.when]


def test_a_correction_in_the_last_line_holds() -> None:
    said = read("haircut", "friday", "after 4", "with ana", "no bea")
    assert (said.service, said.staff, days(said)) == ((CUT,), (BEA,), [(FRIDAY, 16 * 60)])


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        (("friday", "no saturday"), [(SATURDAY, None)]),
        (("friday", "no", "saturday"), [(SATURDAY, None)]),
        (("friday", "no, saturday"), [(SATURDAY, None)]),
        (("friday, no, saturday",), [(SATURDAY, None)]),
        (("fri", "4pm", "no 5pm"), [(FRIDAY, 17 * 60)]),
        (("friday", "sorry", "saturday"), [(SATURDAY, None)]),
        (("Freitag", "nein Samstag"), [(SATURDAY, None)]),
        (("friday", "at", "5"), [(FRIDAY, 17 * 60)]),
        (("27", "november", "at 5"), [(FRIDAY, 17 * 60)]),
        (("november", "27", "5pm"), [(FRIDAY, 17 * 60)]),
        (("friday", "between 3", "and 5"), [(FRIDAY, 15 * 60)]),
        (("friday", "no problem"), [(FRIDAY, None)]),
        (("friday", "no thanks"), [(FRIDAY, None)]),
        (("no", "friday"), [(FRIDAY, None)]),
    ],
)
def test_lines_make_one_time(lines: tuple[str, ...], when: list[tuple[date, int | None]]) -> None:
    assert days(read("haircut", *lines)) == when


def test_next_week_s_friday_stays_two_readings_over_the_line() -> None:
    assert read("haircut", "next", "friday").when == read("haircut next friday").when


@pytest.mark.parametrize(
    ("lines", "service"),
    [
        (("haircut", "no, colour"), (COLOUR,)),
        (("haircut", "no", "colour"), (COLOUR,)),
        (("haircut", "wait", "colour"), (COLOUR,)),
        (("haircut", "no colour"), (CUT,)),
        (("haircut, no colour",), (CUT,)),
    ],
)
def test_another_service_takes_the_place_unless_it_is_left_out(
    lines: tuple[str, ...], service: tuple[object, ...]
) -> None:
    assert read(*lines).service == service


@pytest.mark.parametrize(
    ("lines", "staff"),
    [
        (("with ana", "or bea"), (ANA, BEA)),
        (("with", "ana", "or", "bea"), (ANA, BEA)),
        (("with ana", "no with bea"), (BEA,)),
        (("with ana", "not bea"), (ANA,)),
        (("with ana, no bea",), (BEA,)),
        (("haircut", "no bea"), ()),
    ],
)
def test_lines_name_stylists(lines: tuple[str, ...], staff: tuple[object, ...]) -> None:
    assert read(*lines).staff == staff
