"""The machine that finds nothing in the diary finds every mistake that is put into it."""

import re

import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from hypothesis.errors import Flaky
from hypothesis.stateful import run_state_machine_as_test

from foundation.embedded import Servers
from foundation.settings import Settings
from tests.booking import machine
from tests.booking.planted import BUGS
from tests.booking.spare import spare
from tests.booking.stage import set_up

pytestmark = pytest.mark.no_cover  # the same moves over and over, measured where they are right

# The size of a run for every change, always the same runs.
_SMALL = hypothesis_settings(
    max_examples=20,
    stateful_step_count=30,
    derandomize=True,
    database=None,
    deadline=None,
    report_multiple_bugs=False,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("name", BUGS)
def test_the_machine_finds_a_planted_bug(
    servers: Servers, settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    bug = BUGS[name]
    with spare(servers, settings, "planted") as place, set_up(place.url, place.admin) as stage:
        bug.plant(place.admin, monkeypatch)
        with pytest.raises((AssertionError, Flaky)):
            run_state_machine_as_test(machine.on(stage), settings=_SMALL)
    assert re.search(bug.said, stage.complaints[0])
