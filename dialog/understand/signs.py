"""The small meanings that words of every language are reduced to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, auto


class Kind(IntEnum):
    """What a sign is; its value says which one."""

    END = auto()
    WORD = auto()  # known to nobody
    PLAIN = auto()  # known, without meaning for a booking; its value is a Plain
    FILL = auto()  # articles: dropped before reading; 1: a day before a number, 2: an hour
    COMMA = auto()
    STOP = auto()  # the end of a sentence
    DASH = auto()
    MARK = auto()
    # numbers
    NUMBER = auto()
    ORDINAL = auto()
    CLOCK = auto()
    DATE = auto()
    ONE = auto()  # "a week"; with `more` the hour too: "a la una"
    # days
    WEEKDAY = auto()
    FEIRA = auto()  # behind an ordinal, "4a feira"
    MONTH = auto()
    DAY = auto()  # today, tomorrow: days ahead
    MORNING_OR_TOMORROW = auto()
    WEEKEND = auto()
    REST = auto()  # "rest of"; 1: "all week"
    WORKDAYS = auto()  # Monday to Friday
    THIS = auto()
    COMING = auto()  # "the coming Friday": surely the nearest
    NEXT = auto()
    AFTER_NEXT = auto()
    FORTNIGHT = auto()  # "lundi en huit": days behind the day before it
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
    PAST = auto()  # 1: also IN, "over twee weken"
    PLUS = auto()  # minutes behind an hour: "et demie"
    MINUS = auto()  # minutes, or 0 when they follow: "moins le quart", "menos diez"
    PART = auto()
    EARLY = auto()
    MIDDLE = auto()
    LATE = auto()
    # joints
    AT = auto()  # 1: "para las", 3, 4: also TO, "dalle 3 alle 5", "3 a 5"
    ON = auto()
    IN = auto()  # 1: "within"
    FROM = auto()  # 1, 4: also "of"; 2: the same, 3: not, before a day ("del 3", "dal 3")
    FROM_NOW = auto()
    TO = auto()  # 1: a day follows, "al 5"
    UNTIL = auto()
    BETWEEN = auto()  # 1: also IN, "tra due ore"
    AND = auto()  # 1: minutes may follow, "las tres y diez"
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
    WITH = auto()  # 1: rather a thing than a person follows
    ANYONE = auto()  # 1: whatever it is that was asked
    PARTY = auto()  # how many come
    ANOTHER = auto()  # "someone else": anyone but who is spoken of
    FOR = auto()
    NAME_IS = auto()  # 1: "call me", a wish to be called when no name follows
    I_AM = auto()  # 1: "it's", which may also speak of things
    HERE = auto()  # 1: "is my name"
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
    # matters beside the booking
    TOPIC = auto()  # what a question is about: a Topic by its place; with `more` only in a question
    RELATIVE = auto()  # the one a visit is for: "for my daughter"; 1: "my daughter needs"
    NOTE = auto()  # what follows shall the salon know; 1: these words too ("I'm allergic to")
    TARDY = auto()  # "running late"
    # more of time
    TAIL = auto()  # minutes below ten behind an hour: "six oh five"
    HALVES = auto()  # "first half of"
    LABEL = auto()  # what a number behind it only names: "room 12", "version 3.2"
    AGO = auto()  # 1: before the amount, "il y a"
    PREVIOUS = auto()  # 1: also behind what it places, "lundi dernier"
    LEAST = auto()  # "at least two weeks"
    MOST = auto()  # "less than two weeks"
    FEAST = auto()  # days after Easter; with `more` the nth weekday of a month


class Plain(IntEnum):
    """What little a word without meaning for a booking still says."""

    IDLE = 0
    NAME = 1  # "will": people are called so
    ASKING = 2  # "what"
    ALONG = 3  # takes nothing from a yes beside it: "yes, I do"
    VERB = 4  # the same; asks a question in front of what it speaks of: "is that ok"
    DONE = 5  # "that's all": beside a no, all shall stay as it is
    WHICH = 6  # "the time": alone, what shall be different
    ARRIVING = 7  # "I'll be": makes "10 minutes late" a delay


@dataclass(slots=True)
class Sign:
    """One meaning over the tokens `lo` to `hi`.

    `sure`: a clock that cannot mean the other half of the day, a number written with digits, an
    ordinal that cannot be a plain number. `more` holds what a date, a part of day, a number written
    in figures need beside `value`. `mended`: a slip of the finger was taken for this word.
    """

    kind: Kind
    value: int
    lo: int
    hi: int
    sure: bool = False
    more: tuple[int, ...] = ()
    mended: bool = False


DATED, FAINT = 1, 2
"""Of a WEEKDAY: a number behind it is its date, "viernes 4", and the month that the word is too,
"3 mar"; it is a weekday only beside another or a date, "sa/so"."""

Meaning = tuple[Kind, int] | tuple[Kind, int, tuple[int, ...]]
"""A kind, which one, and for parts of day their minutes."""

Words = Mapping[Meaning, str]
"""Phrases of one language by meaning, separated by ", "."""
