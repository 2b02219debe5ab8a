"""The small meanings that words of every language are reduced to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, auto


class Kind(IntEnum):
    """What a sign is; its value says which one."""

    END = auto()
    WORD = auto()  # known to nobody
    PLAIN = auto()  # known, without meaning for a booking; 1: also a name, 2: asks a question
    FILL = auto()  # articles: dropped before reading
    COMMA = auto()
    STOP = auto()  # the end of a sentence
    DASH = auto()
    MARK = auto()
    # numbers
    NUMBER = auto()
    ORDINAL = auto()
    CLOCK = auto()
    DATE = auto()
    ONE = auto()  # "a week"
    # days
    WEEKDAY = auto()
    MONTH = auto()
    DAY = auto()  # today, tomorrow: days ahead
    MORNING_OR_TOMORROW = auto()
    WEEKEND = auto()
    THIS = auto()
    COMING = auto()  # "the coming Friday": surely the nearest
    NEXT = auto()
    AFTER_NEXT = auto()
    SOON = auto()
    ANY_DAY = auto()
    # units
    MINUTES = auto()
    HOURS = auto()
    DAYS = auto()
    WEEKS = auto()
    MONTHS = auto()
    COUNTED = auto()  # what a number counts when it is no time
    # clock
    OCLOCK = auto()
    AM = auto()
    PM = auto()
    QUARTER = auto()
    THREE_QUARTERS = auto()
    HALF_PAST = auto()
    HALF_TO = auto()
    PAST = auto()
    PART = auto()
    EARLY = auto()
    MIDDLE = auto()
    LATE = auto()
    # joints
    AT = auto()
    ON = auto()
    IN = auto()
    FROM = auto()
    FROM_NOW = auto()
    TO = auto()
    UNTIL = auto()
    BETWEEN = auto()
    AND = auto()
    OR = auto()
    AFTER = auto()
    SINCE = auto()  # "from Monday on": Monday too
    BEFORE = auto()
    ONWARDS = auto()
    EARLIER = auto()
    AROUND = auto()
    NOT = auto()
    RATHER = auto()  # takes back what stands before
    INSTEAD_OF = auto()
    # people
    WITH = auto()
    ANYONE = auto()
    FOR = auto()
    NAME_IS = auto()
    I_AM = auto()
    HERE = auto()
    # talk
    TALK = auto()
    POLITE = auto()
    BUT = auto()
    ALSO = auto()  # beside what was said before, not in its place
    LANGUAGE = auto()
    SPEAK = auto()
    PICK = auto()  # "number", "option"
    ONE_OF = auto()  # "the later one"
    LATER = auto()
    SOONER = auto()
    LAST = auto()


@dataclass(slots=True)
class Sign:
    """One meaning over the tokens `lo` to `hi`.

    `sure`: a clock that cannot mean the other half of the day, a number written with digits, an
    ordinal that cannot be a plain number. `more` holds what a date, a part of day, a number written
    in figures need beside `value`.
    """

    kind: Kind
    value: int
    lo: int
    hi: int
    sure: bool = False
    more: tuple[int, ...] = ()


Meaning = tuple[Kind, int] | tuple[Kind, int, tuple[int, ...]]
"""A kind, which one, and for parts of day their minutes."""

Words = Mapping[Meaning, str]
"""Phrases of one language by meaning, separated by ", "."""
