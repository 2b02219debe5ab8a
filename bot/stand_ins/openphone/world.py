"""What exists at the OpenPhone stand-in: phone numbers of one workspace, its keys."""

import re
from dataclasses import dataclass
from hashlib import md5
from typing import Final

from bot.stand_ins import world
from bot.stand_ins.world import Line
from foundation.clock import Clock

API_KEY: Final = "stand-in-api-key"
LEGACY_KEY: Final = "c3RhbmQtaW4tb3BlbnBob25lLWxlZ2FjeS1rZXktMDAwMQ=="
STANDARD_KEY: Final = "whsec_c3RhbmQtaW4tcXVvLXN0YW5kYXJkLWtleS0wMDAwMQ=="
NUMBER: Final = "+15555555555"
PHONE: Final = re.compile(r"\+[1-9][0-9]{6,14}")
LEGACY: Final = "v4"
STANDARD: Final = "2026-03-30"


@dataclass(slots=True, eq=False)
class Number(Line):
    """A phone number: `generation` is the version its webhooks are made in."""

    generation: str = STANDARD

    @property
    def id(self) -> str:
        """Give the number's own id."""
        return f"PN{md5(self.key.encode(), usedforsecurity=False).hexdigest()[:10]}"


World = world.World[Number]


def fresh(clock: Clock, only: frozenset[str]) -> World:
    """Make a world of one number, or of those that are named: no other is the workspace's."""
    numbers = only or frozenset({NUMBER})
    made = World(clock, Number, numbers)
    for number in sorted(numbers):
        made.line(number)
    return made
