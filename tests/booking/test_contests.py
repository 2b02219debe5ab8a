"""Processes that want what cannot go together: one has it, nobody meets an error."""

from collections.abc import Callable, Iterator

import psycopg
import pytest

from foundation.embedded import Servers
from foundation.settings import Settings
from tests.booking import contests, planted, rivals
from tests.booking.contests import CONTESTS
from tests.booking.spare import spare
from tests.booking.stage import Stage, set_up

pytestmark = pytest.mark.xdist_group("races")  # one field of processes, no other race beside it


@pytest.fixture(scope="module")
def field() -> Iterator[rivals.Field]:
    """Processes that race."""
    with rivals.field() as ready:
        yield ready


@pytest.fixture
def stage(clean: Settings, admin: psycopg.Connection) -> Iterator[Stage]:
    """The salon that has everything, with nothing in its diary."""
    with set_up(clean.database_url, admin) as ready:
        yield ready


@pytest.mark.parametrize("name", CONTESTS)
@pytest.mark.timeout(600)
def test_what_cannot_go_together_does_not(
    stage: Stage,
    clean: Settings,
    field: rivals.Field,
    sized: Callable[[int, int], int],
    name: str,
) -> None:
    for _ in range(sized(2, 50)):
        assert contests.hold(stage, CONTESTS[name], field, clean.database_url) == []


@pytest.mark.parametrize("name", planted.GUARDS)
def test_without_its_guard_it_does(
    servers: Servers,
    settings: Settings,
    field: rivals.Field,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    with spare(servers, settings, "contest") as place:
        with set_up(place.url, place.admin) as stage:
            planted.GUARDS[name](place.admin, monkeypatch)
            found = (contests.hold(stage, CONTESTS[name], field, place.url) for _ in range(60))
            assert any(found)
        field.each(contests.leave, place.url)
