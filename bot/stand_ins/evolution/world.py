"""What exists at the Evolution stand-in: instances, each a phone that is linked or not."""

from dataclasses import dataclass, field
from typing import Final

from bot.stand_ins import world
from bot.stand_ins.world import Line
from foundation import ids
from foundation.clock import Clock

APIKEY: Final = "stand-in-apikey"
INSTANCE: Final = "salon"
OWN: Final = "5511999990000"


@dataclass(slots=True, eq=False)
class Instance(Line):
    """One linked phone: `headers` go with its webhooks, `events` are those it wants."""

    state: str = "open"
    headers: dict[str, str] = field(default_factory=dict)
    events: frozenset[str] = frozenset()
    by_events: bool = False
    id: str = field(default_factory=lambda: str(ids.new()))

    def wants(self, event: str) -> bool:
        """Tell whether an event ("messages.upsert") was asked for; naming none asks for all."""
        return not self.events or event.upper().replace(".", "_") in self.events


@dataclass(slots=True)
class World(world.World[Instance]):
    """Instances; `base` is where the server was reached last."""

    base: str = ""


def fresh(clock: Clock, only: frozenset[str]) -> World:
    """Make a world of one instance, or of those that are named: no other exists."""
    names = only or frozenset({INSTANCE})
    made = World(clock, Instance, names)
    for name in sorted(names):
        made.line(name)
    return made
