"""What exists at the Twilio stand-in: phone numbers of accounts, the one token that opens them."""

import re
from dataclasses import dataclass
from hashlib import md5
from typing import Final

from bot.stand_ins import world
from bot.stand_ins.world import Line
from foundation.clock import Clock

SID: Final = "AC00000000000000000000000000000001"
AUTH_TOKEN: Final = "stand-in-auth-token"  # noqa: S105 - made up, printed for everyone
NUMBER: Final = "+14155550199"
PHONE: Final = re.compile(r"\+[1-9][0-9]{6,14}")
SERVICE: Final = re.compile(r"MG[0-9A-Za-z]{1,62}")


@dataclass(slots=True, eq=False)
class Sender(Line):
    """A phone number or a messaging service of an account: `sid` is the account's."""

    sid: str = SID

    @property
    def number(self) -> str:
        """Give what messages come from."""
        return self.key

    @property
    def phone_sid(self) -> str:
        """Give the number's own id."""
        return f"PN{md5(self.key.encode(), usedforsecurity=False).hexdigest()}"


World = world.World[Sender]


def fresh(clock: Clock, only: frozenset[str]) -> World:
    """Make a world that has its first number; any other number is one too unless some are named."""
    made = World(clock, Sender, only)
    made.line(min(only) if only else NUMBER)
    return made
