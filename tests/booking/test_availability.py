from collections.abc import Callable
from datetime import date, datetime
from time import perf_counter
from typing import Any

import pytest

from benchmarks import availability
from benchmarks.rig.diaries import month
from benchmarks.rig.plain_merge import plain_slots
from booking import board, plans, seed, slots
from booking.calendar import epoch_minute
from booking.plan import Want

SALON = seed.demo()
CUT = SALON.services[0].id
FRIDAY = date(2026, 11, 27)
FIVE = epoch_minute(datetime(2026, 11, 27, 17, tzinfo=SALON.zone))
NOW = FIVE - 7 * 1440


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is called of the arithmetic that the benchmark measures, wherever it is known."""
    calls: list[str] = []

    def spy(name: str, honest: Callable[..., Any]) -> Callable[..., Any]:
        def listening(*given: object, **named: object) -> object:
            calls.append(name)
            return honest(*given, **named)

        return listening

    for name in ("windows", "on_grid"):
        listening = spy(name, getattr(slots, name))
        for module in (slots, board, plans):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, listening)
    return calls


def test_what_is_measured_is_what_offers(heard: list[str]) -> None:
    availability.free_slots(month(staff=1, days=1, bookings=0))
    measured = set(heard)
    heard.clear()
    assert plans.find(SALON, ((Want(CUT),),), FRIDAY, FRIDAY, {}, NOW)
    assert set(heard) == measured == {"windows", "on_grid"}


def test_what_is_measured_is_what_the_desk_asks_before_it_writes(heard: list[str]) -> None:
    assert plans.candidates(SALON, ((Want(CUT),),), FIVE, NOW)
    assert set(heard) == {"windows", "on_grid"}


def test_an_override_asks_neither_hours_nor_grid(heard: list[str]) -> None:
    # The negative control of the two above.
    assert plans.candidates(SALON, ((Want(CUT),),), FIVE + 7, NOW, override=True)
    assert "on_grid" not in heard


def test_a_month_takes_no_longer_than_a_plain_merge_and_a_fifth() -> None:
    scenario = month()
    assert availability.free_slots(scenario) == plain_slots(scenario)
    best = {availability.free_slots: 1.0, plain_slots: 1.0}
    for _ in range(15):
        for way, least in best.items():
            begun = perf_counter()
            way(scenario)
            best[way] = min(least, perf_counter() - begun)
    assert best[availability.free_slots] <= 1.2 * best[plain_slots]
