"""Every path into the diary, in every order: no chair is ever sold twice."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from hypothesis.stateful import run_state_machine_as_test

from foundation.settings import Settings
from tests.booking import machine
from tests.booking.stage import Stage, set_up


@pytest.fixture
def stage(clean: Settings, admin: psycopg.Connection) -> Iterator[Stage]:
    """The salon that has everything, with nothing in its diary."""
    with set_up(clean.database_url, admin) as ready:
        yield ready


@pytest.mark.timeout(3600)
def test_no_order_of_moves_sells_a_chair_twice(
    stage: Stage, sized: Callable[[int, int], int]
) -> None:
    run_state_machine_as_test(
        machine.on(stage),
        settings=hypothesis_settings(
            max_examples=sized(20, 500),
            stateful_step_count=sized(30, 50),
            deadline=None,
            report_multiple_bugs=False,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
