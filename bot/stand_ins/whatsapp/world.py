"""What exists at the WhatsApp stand-in: numbers of one business, its templates, its secrets."""

from dataclasses import dataclass, field
from typing import Final

from bot.stand_ins import world
from bot.stand_ins.world import Line
from foundation.clock import Clock

TOKEN: Final = "stand-in-token"  # noqa: S105 - made up, printed for everyone
APP_SECRET: Final = "stand-in-app-secret"  # noqa: S105 - as TOKEN
VERIFY_TOKEN: Final = "stand-in-verify-token"  # noqa: S105 - as TOKEN
NUMBER_ID: Final = "106540352242922"
BUSINESS: Final = "102290129340398"
DISPLAYED: Final = "15550783881"
WINDOW: Final = 24 * 3600
"""Seconds after a customer's last message in which free-form messages may be sent."""


@dataclass(slots=True)
class Template:
    """A text with gaps: `status` is APPROVED, PENDING, REJECTED, PAUSED or DISABLED."""

    name: str
    language: str
    body: str
    category: str = "UTILITY"
    status: str = "APPROVED"
    buttons: tuple[str, ...] = ()


def _ready_made() -> dict[tuple[str, str], Template]:
    hello = Template("hello_world", "en_US", "Welcome and congratulations!!")
    return {(hello.name, hello.language): hello}


@dataclass(slots=True)
class World(world.World[Line]):
    """Any number id is a number of the one business, unless some are named.

    `review` is what becomes of a template that is submitted.
    """

    templates: dict[tuple[str, str], Template] = field(default_factory=_ready_made)
    review: str = "APPROVED"


def fresh(clock: Clock, only: frozenset[str]) -> World:
    """Make a world that has its first number."""
    made = World(clock, Line, only)
    made.line(min(only) if only else NUMBER_ID)
    return made
