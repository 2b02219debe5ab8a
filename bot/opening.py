"""Getting ready: servers found or started, schema brought up to date, demo salon in place."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from booking import seed
from bot import migrations
from bot.console import operators
from channels import accounts
from foundation import embedded
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import SalonId
from foundation.settings import Settings, load

Say = Callable[[str], None]
DEMO = "demo"
DEMO_LOGIN, DEMO_PASSWORD = "demo", "demo-luma"
"""The demo's operator; production has no such login."""


@contextmanager
def servers(say: Say) -> Iterator[Settings]:
    """Give settings whose servers run: joined or started; stop what was started."""
    # A supervisor, a closed terminal end us as Ctrl-C does: no server must stay behind.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _as_ctrl_c)
    running = embedded.start(load(), say)
    try:
        yield running.settings
    finally:
        running.stop(say)


def _as_ctrl_c(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough: the end must not be cut short
    signal.raise_signal(signal.SIGINT)


@contextmanager
def ready(say: Say) -> Iterator[Settings]:
    """Give settings whose servers run and whose schema is the code's."""
    with servers(say) as settings:
        if migrations.pending(settings):
            say("Bringing the database's schema up to date")
            migrations.upgrade(settings)
        yield settings


async def salon(house: House, slug: str) -> SalonId:
    """Find a salon, the demo's is made at first use; raises Refused("no_such_salon")."""
    found = await house.directory.find("slug", slug)
    if found is not None:
        return found
    if slug != DEMO or house.settings.env != "demo":
        raise Refused("no_such_salon", slug=slug)
    return await seed_demo(house)


async def seed_demo(house: House) -> SalonId:
    """Put the demo salon in place with its web chat, terminal, operator; twice is as once."""
    async with house.database.unit_of_work(seed.SALON_ID, actor="seed") as tx:
        await seed.seed_demo(tx, house.directory)
        for kind in ("web", "terminal"):
            await accounts.connect(tx, house, kind, kind.title(), {}, DEMO)
        if house.settings.env == "demo":
            await operators.add(tx, house, DEMO_LOGIN, "Ana", DEMO_PASSWORD)
    return seed.SALON_ID
