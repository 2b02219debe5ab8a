"""The stand-ins by the kind of account they play the provider of."""

import importlib
from collections.abc import Callable
from typing import Any, Final

from bot.stand_ins.app import Habits, StandIn

PORTS: Final = {
    "telegram": 8081,
    "whatsapp": 8082,
    "evolution": 8083,
    "twilio": 8084,
    "openphone": 8085,
}
"""Where each listens unless told otherwise, so that all of them can run side by side."""


def make(kind: str, habits: Habits) -> StandIn[Any, Any]:
    """Make the stand-in of a kind; raises KeyError for one there is none of."""
    if kind not in PORTS:
        raise KeyError(kind)
    found: Callable[[Habits], StandIn[Any, Any]] = importlib.import_module(
        f"bot.stand_ins.{kind}.app"
    ).StandIn
    return found(habits)
