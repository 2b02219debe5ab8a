"""English words of time."""

from dialog.understand.signs import Kind, Meaning, Words
from dialog.understand.talk import each
from dialog.understand.when.counting import tails
from dialog.understand.when.holidays import named

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"  # noqa: E501 - a row of numbers reads best as a row
_FIRSTS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"  # noqa: E501 - as above
_TENS = {
    20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy",
    80: "eighty", 90: "ninety",
}  # fmt: skip
_TENTHS = {20: "twentieth", 30: "thirtieth"}


def _counted() -> dict[Meaning, str]:
    ones = dict(enumerate(_ONES.split(), 1))
    table: dict[Meaning, str] = {(Kind.NUMBER, value): word for value, word in ones.items()}
    for ten, word in _TENS.items():
        table[Kind.NUMBER, ten] = word
        for one in range(1, 10):
            table[Kind.NUMBER, ten + one] = f"{word} {ones[one]}, {word}-{ones[one]}"
    return table


def _ordered() -> dict[Meaning, str]:
    firsts = dict(enumerate(_FIRSTS.split(), 1))
    table: dict[Meaning, str] = {(Kind.ORDINAL, value): word for value, word in firsts.items()}
    for ten, word in _TENTHS.items():
        table[Kind.ORDINAL, ten] = word
        for one in range(1, 10 if ten == 20 else 2):
            table[Kind.ORDINAL, ten + one] = (
                f"{_TENS[ten]} {firsts[one]}, {_TENS[ten]}-{firsts[one]}"
            )
    return table


WORDS: Words = {
    **named("en"),
    **_counted(),
    **_ordered(),
    **tails(("oh", "o", "zero"), _ONES.split()),
    (Kind.WEEKDAY, 0): "monday, mondays, mon",
    (Kind.WEEKDAY, 1): "tuesday, tuesdays, tue, tues",
    (Kind.WEEKDAY, 2): "wednesday, wednesdays, weds, wednsday, wensday",
    (Kind.WEEKDAY, 3): "thursday, thursdays, thu, thur, thurs",
    (Kind.WEEKDAY, 4): "friday, fridays, fri",
    (Kind.WEEKDAY, 5): "saturday, saturdays",
    (Kind.WEEKDAY, 6): "sunday, sundays",
    (Kind.MONTH, 1): "january, jan",
    (Kind.MONTH, 2): "february, feb",
    (Kind.MONTH, 4): "april, apr",
    (Kind.MONTH, 6): "june",
    (Kind.MONTH, 7): "july",
    (Kind.MONTH, 8): "august, aug",
    (Kind.MONTH, 9): "september, sept, sep",
    (Kind.MONTH, 10): "october, oct",
    (Kind.MONTH, 11): "november, nov",
    (Kind.MONTH, 12): "december, dec",
    (Kind.DAY, 0): "today, 2day",
    (
        Kind.DAY,
        1,
    ): "tomorrow, tmrw, tmr, tmw, 2moro, 2morrow, 2mrw, tomorow, tommorow, tommorrow, "
    "tomoz, tmro, tmoro, 2mor",
    (Kind.DAY, -1): "yesterday",
    (Kind.DAY, 14): "fortnight, a fortnight",
    (Kind.DAY, 2): "day after tomorrow, overmorrow, " + each("the day after", "tomorrow"),
    (Kind.WEEKEND, 0): "weekend, wkend, weekends",
    (Kind.THIS, 0): "this, current",
    (Kind.COMING, 0): "coming, upcoming, this coming",
    (Kind.NEXT, 0): "next, nxt, following, nex",
    (Kind.AFTER_NEXT, 1): "after next",
    (Kind.SOON, 0): "asap, soon as possible, soonest, earliest possible, the next available, "
    "next available, first available, earliest available, right now, straight away",
    (Kind.ANY_DAY, 0): "any day, any time, anytime, whenever, any date, every day, all days, "
    "flexible, i'm flexible",
    (Kind.MINUTES, 0): "minute, minutes, min, mins, minuets",
    (Kind.HOURS, 0): "hour, hours, hr, hrs",
    (Kind.DAYS, 0): "day",
    (Kind.DAYS, 1): "days",
    (
        Kind.WEEKS,
        0,
    ): "week, weeks, wk, wks, w/c, wc, week commencing, week starting, week beginning, week of",
    (Kind.MONTHS, 0): "month, months",
    (Kind.MINUTES, 45): each("three quarters of", "an hour"),
    (Kind.MINUTES, 30): "half an hour, half hour",
    (Kind.MINUTES, 15): "quarter hour, "
    + each("quarter of", "an hour")
    + ", "
    + each("a quarter of", "an hour"),
    (Kind.PLUS, 30): "and a half",
    (Kind.COUNTED, 0): "pounds, dollars, bucks, inches, inch, times, percent, degrees, stars, "
    "points, miles, blocks, months old, weeks old",
    (Kind.COUNTED, 2): "year, years",
    (Kind.COUNTED, 3): "street, road, avenue, ave, lane, drive, blvd, boulevard",
    (Kind.LABEL, 0): "version, room, flat, apartment, suite, unit, floor, size, level, bus, "
    "seat, row, gate, flight, invoice, code, pin, zip, terminal, chapter, page, door, grade, "
    "windows, android, ios, route, highway, channel, episode, model, ticket, aged, age",
    (Kind.COUNTED, 1): "people, persons, person, kids, children, women, men, ppl, pax, guests, "
    "adults, of us",
    (Kind.OCLOCK, 0): "o'clock, oclock, o clock, o\"clock, hundred hours, hundred hrs",
    (Kind.AROUND, 1): "ish, sharp, on the dot, or thereabouts",
    (Kind.AROUND, 2): "or so, give or take",
    (Kind.AM, 0): "am, in the am, in the a.m.",
    (Kind.QUARTER, 0): "quarter, a quarter",
    (Kind.QUARTER, 1): "quarter of, a quarter of",
    (Kind.HALF_PAST, 0): "half past, half",
    (Kind.PAST, 0): "past",
    (Kind.CLOCK, 720): "noon, noonish, midday, mid-day, mid day, twelve noon",
    (Kind.CLOCK, 1440): "midnight",
    (Kind.PART, 0, (360, 720)): "morning, mornings, in the morning, mornin, morn, a.m. hours",
    (Kind.PART, 1, (720, 1080)): "afternoon, afternoons, in the afternoon, arvo, aft, aftn",
    (Kind.PART, 2, (1020, 1320)): "evening, evenings, in the evening, eve",
    (Kind.PART, 3, (1140, 1380)): "night, at night",
    (Kind.PART, 4, (720, 840)): "lunch, lunchtime, lunch time, lunch break, at lunch",
    (Kind.PART, 5, (1020, 1320)): "after work, after-work, after the office",
    (Kind.PART, 6, (780, 1020)): "after lunch",
    (Kind.PART, 7, (360, 720)): "before lunch, first thing, first thing in the morning",
    (Kind.PART, 8, (1020, 1380)): "tonight, tonite, tnight, 2nyt, 2nite, this evening, 2night, tn",
    (Kind.PART, 10, (900, 1080)): "end of day, end of the day, eod, close of business, cob, "
    "after school, last thing, end of business",
    (Kind.PART, 11, (420, 540)): "before work, before school",
    (Kind.REST, 0): "rest of, remainder of",
    (Kind.REST, 1): "all week, whole week, entire week",
    (
        Kind.PART,
        20,
        (540, 1080),
    ): "during the day, in the day, daytime, business hours, office hours",
    (Kind.PART, 12, (1140, 1320)): "after dinner, after supper",
    (Kind.PART, 14, (420, 600)): "at dawn",
    (Kind.PART, 13, (900, 1020)): "teatime, tea time",
    (Kind.PART, 21, (420, 600)): "breakfast, breakfast time",
    (Kind.PART, 22, (1080, 1260)): "dinner, dinnertime, dinner time, supper",
    (Kind.WORKDAYS, 0): "weekdays, on weekdays, a weekday, during the week, weekday, workdays",
    (Kind.WORKDAYS, 1): "midweek, mid-week, mid week",
    (Kind.HALVES, 0): "half of",
    (Kind.EARLY, 0): "early, earlier in the, beginning of, start of, early in",
    (Kind.MIDDLE, 0): "middle of, mid",
    (Kind.LATE, 0): "late, later in the, end of, late in",
    (Kind.AT, 0): "at, for about",
    (Kind.ON, 0): "on",
    (Kind.IN, 0): "in",
    (Kind.IN, 1): "within, inside of",
    (Kind.FROM, 0): "from",
    (Kind.FROM_NOW, 0): "from now, from today, hence",
    (Kind.FROM_NOW, 1): "away",
    (Kind.TO, 0): "to",
    (
        Kind.UNTIL,
        0,
    ): "until, till, til, up to, by, thru, through, no later than, latest, not later than, "
    "not after, at the latest, as late as",
    (Kind.BETWEEN, 0): "between, btw, btwn, in between",
    (Kind.AND, 0): "and, n",
    (Kind.OR, 0): "or",
    (Kind.OR, 2): "either",
    (Kind.AFTER, 0): "after, later than, any time after, anytime after",
    (Kind.SINCE, 0): "starting, starting from, starting on, beginning, beginning on, beginning at, "
    "starting at, since, as of, as from, no earlier than, from about, "
    "not earlier than, not before, earliest, at the earliest",
    (Kind.BEFORE, 0): "before, b4, earlier than, prior to, any time before, anytime before",
    (Kind.ONWARDS, 0): "onwards, onward, or later, or after, and later, and after, and onwards, "
    "on wards, or so onwards, on out",
    (Kind.EARLIER, 0): "or earlier, or before, or sooner, and earlier",
    (
        Kind.AROUND,
        0,
    ): "around, about, precisely, say, "
    "arnd, abt, approx, approximately, roughly, circa, ca., ca, close to, near",
    (
        Kind.NOT,
        0,
    ): "not, without, never, except, but not, not on, anything but, excluding, besides, can't do, "
    "cannot do, can't on, don't want, don't, do not",
    (
        Kind.RATHER,
        0,
    ): "actually, rather, instead, no sorry, sorry, "
    "scratch that, i mean, make it, better, oops, correction, second thought, second thoughts, "
    "on second thought, on second thoughts",
    (Kind.LEAST, 0): "at least, more than",
    (Kind.MOST, 0): "less than, fewer than, at most",
    (Kind.AGO, 0): "ago",
    (Kind.PREVIOUS, 0): "previous, this past",
    (Kind.RATHER, 1): "wait, no wait, hold on, hang on",
    (Kind.INSTEAD_OF, 0): "instead of, rather than",
    (Kind.ONE, 1): "a, an",
    (Kind.ONE, 2): "a couple of, a couple, couple of, couple",
    (Kind.ONE, 3): "a few, few",
    (Kind.FILL, 0): "the, of, a the",
}

WEAK: Words = {
    (Kind.WEEKDAY, 2): "wed",
    (Kind.WEEKDAY, 5): "sat",
    (Kind.WEEKDAY, 6): "sun",
    (Kind.MONTH, 3): "march, mar",
    (Kind.MONTH, 5): "may",
    (Kind.MONTH, 6): "jun",
    (Kind.MONTH, 7): "jul",
}

SUFFIXES = "st nd rd th"
