"""The door of the time rules: signs in, wishes with their words out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dialog.understand.reading import When
from dialog.understand.signs import Sign
from dialog.understand.when.compose import compose
from dialog.understand.when.resolve import resolve, ruled_out
from dialog.understand.when.setting import Setting


@dataclass(frozen=True, slots=True)
class Timed:
    """What a message says about time: `used` are the tokens it took to say it."""

    when: tuple[When, ...] = ()
    any_when: bool = False
    not_days: tuple[date, ...] = ()
    used: frozenset[int] = frozenset()


NOTHING = Timed()


def read_when(signs: Sequence[Sign], setting: Setting) -> Timed:
    """Read the wishes for time in a message."""
    composed = compose(signs, setting)
    when, any_when = resolve(composed.wishes, setting)
    return Timed(when, any_when, ruled_out(composed.wishes), frozenset(composed.used))
