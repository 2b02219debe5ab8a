"""German words of time."""

from dialog.understand.signs import FAINT, Kind, Meaning, Words
from dialog.understand.when.holidays import named

_ONES = "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"  # noqa: E501 - a row of numbers reads best as a row
_FIRSTS = "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt sechzehnt siebzehnt achtzehnt neunzehnt"  # noqa: E501 - as above
_TENS = {20: "zwanzig", 30: "dreißig", 40: "vierzig", 50: "fünfzig", 60: "sechzig", 70: "siebzig",
         80: "achtzig", 90: "neunzig"}  # fmt: skip


def _one(value: int, word: str) -> str:
    return "ein" if value == 1 else word


def _counted() -> dict[Meaning, str]:
    ones = dict(enumerate(_ONES.split(), 1))
    table: dict[Meaning, str] = {(Kind.NUMBER, value): word for value, word in ones.items()}
    table[Kind.NUMBER, 2] = "zwei, zwo"
    for ten, word in _TENS.items():
        table[Kind.NUMBER, ten] = word
        for value in range(1, 10):
            table[Kind.NUMBER, ten + value] = f"{_one(value, ones[value])}und{word}"
    return table


def _ordered() -> dict[Meaning, str]:
    ones = dict(enumerate(_ONES.split(), 1))
    stems = dict(enumerate(_FIRSTS.split(), 1))
    for ten in (20, 30):
        stems[ten] = f"{_TENS[ten]}st"
        for value in range(1, 10 if ten == 20 else 2):
            stems[ten + value] = f"{_one(value, ones[value])}und{_TENS[ten]}st"
    endings = ("en", "er", "e", "es")
    return {(Kind.ORDINAL, value): ", ".join(stem + end for end in endings)
            for value, stem in stems.items()}  # fmt: skip


WORDS: Words = {
    **named("de"),
    **_counted(),
    **_ordered(),
    (Kind.WEEKDAY, 0): "montag, mo, montags, mon",
    (Kind.WEEKDAY, 1): "dienstag, dienstags",
    (Kind.WEEKDAY, 2): "mittwoch, mittwochs",
    (Kind.WEEKDAY, 3): "donnerstag, donnerstags",
    (Kind.WEEKDAY, 4): "freitag, freitags",
    (Kind.WEEKDAY, 5): "samstag, sonnabend, samstags",
    (Kind.WEEKDAY, 6): "sonntag, sonntags, am so",
    (Kind.MONTH, 1): "januar, jan, jänner",
    (Kind.MONTH, 2): "februar, feb",
    (Kind.MONTH, 3): "märz, mrz",
    (Kind.MONTH, 4): "april, apr",
    (Kind.MONTH, 5): "mai",
    (Kind.MONTH, 6): "juni, jun",
    (Kind.MONTH, 7): "juli, jul",
    (Kind.MONTH, 8): "august, aug",
    (Kind.MONTH, 9): "september, sept, sep",
    (Kind.MONTH, 10): "oktober, okt",
    (Kind.MONTH, 11): "november, nov",
    (Kind.MONTH, 12): "dezember, dez",
    (Kind.DAY, 0): "heute, heut",
    (Kind.DAY, -1): "gestern",
    (Kind.DAY, -2): "vorgestern",
    (Kind.DAY, 1): "mrgn",
    (Kind.DAY, 2): "übermorgen",
    (Kind.DAY, 3): "überübermorgen",
    (Kind.MORNING_OR_TOMORROW, 0): "morgen",
    (Kind.WEEKEND, 0): "wochenende",
    (Kind.THIS, 0): "dieser, diesen, diese, dieses, diesem, laufenden",
    (Kind.COMING, 0): "kommenden, kommende, kommender, kommendes, kommendem",
    (Kind.NEXT, 0): "nächsten, nächste, nächster, nächstes, nächstem, nächst, folgenden, folgende",
    (Kind.AFTER_NEXT, 0): "übernächsten, übernächste, übernächster, übernächstes",
    (Kind.SOON, 0): "so bald wie möglich, sobald wie möglich, so schnell wie möglich, "
    "schnellstmöglich, möglichst bald, baldmöglichst, nächster freier termin, "
    "nächsten freien termin, nächste freie termin, sofort, asap, am ehesten, so früh wie möglich",
    (Kind.ANY_DAY, 0): "egal wann, jederzeit, irgendwann, bin flexibel, flexibel, zeit egal, "
    "tag egal, wann ist egal, jeden tag, alle tage",
    (Kind.MINUTES, 0): "minute, minuten, min",
    (Kind.HOURS, 0): "stunde, stunden, std",
    (Kind.DAYS, 0): "tag, tages, tg",
    (Kind.DAYS, 1): "tage, tagen",
    (Kind.WEEKS, 0): "woche, wochen, wo, kw",
    (Kind.MONTHS, 0): "monat, monate, monaten, monats",
    (Kind.MINUTES, 90): "anderthalb stunden, anderthalb stunde, eineinhalb stunden",
    (Kind.MINUTES, 45): "dreiviertelstunde",
    (Kind.MINUTES, 15): "viertelstunde",
    (Kind.MINUTES, 30): "halbe stunde, halben stunde",
    (Kind.COUNTED, 0): "mal",
    (Kind.COUNTED, 2): "jahre, jahren, jahr, jahres",
    (Kind.PREVIOUS, 0): "vergangenen, vergangene, vorige, vorigen, voriger, vergangener",
    (Kind.HALVES, 0): "hälfte, hälfte von, hälfte der, hälfte des, hälfte im",
    (Kind.LEAST, 0): "mindestens, mehr als",
    (Kind.MOST, 0): "weniger als, höchstens, maximal",
    (Kind.LABEL, 0): "version, zimmer, raum, wohnung, etage, stock, größe, stufe, linie, bus, "
    "reihe, platz, "
    "flug, rechnung, code, seite, windows, hausnummer, gleis",
    (Kind.COUNTED, 1): "leute, leuten, personen, person, kinder, kindern, frauen, männer",
    (Kind.OCLOCK, 0): "uhr",
    (Kind.QUARTER, 0): "viertel",
    (Kind.THREE_QUARTERS, 0): "dreiviertel, drei viertel",
    (Kind.HALF_TO, 0): "halb, halber",
    (Kind.CLOCK, 720): "zwölf uhr mittags",
    (Kind.CLOCK, 1440): "mitternacht, mitternachts",
    (Kind.PART, 0, (360, 720)): "früh, morgens, am morgen, in der früh, frühmorgens",
    (Kind.PART, 1, (720, 1080)): "nachmittag, nachmittags, nachmittgs, am nachmittag",
    (Kind.PART, 2, (1020, 1320)): "abend, abends, am abend",
    (Kind.PART, 3, (1080, 1440)): "nacht, nachts, in der nacht",
    (Kind.PART, 4, (720, 840)): "mittag, mittags, mittagspause, mittagszeit",
    (Kind.PART, 5, (1020, 1320)): "nach der arbeit, nach feierabend, feierabend, feierabends",
    (Kind.PART, 6, (780, 1020)): "nach dem mittag, nach dem mittagessen",
    (Kind.PART, 7, (480, 720)): "vormittag, vormittags, vor mittag, am vormittag",
    (Kind.PART, 9, (960, 1080)): "spätnachmittag, spätnachmittags",
    (Kind.PART, 10, (1200, 1380)): "spätabend, spätabends, spät abends, am späten abend",
    (Kind.REST, 0): "rest der, rest von, rest des",
    (Kind.REST, 1): "ganze woche, die ganze woche",
    (Kind.PART, 20, (540, 1080)): "tagsüber, untertags, unter tags",
    (Kind.WORKDAYS, 0): "unter der woche, werktags, an werktagen, wochentags, an wochentagen",
    (Kind.LAST, 0): "letzter, letzte, letzten, letztes",
    (Kind.EARLY, 0): "frühen, früher am, zeitig, anfang",
    (Kind.MIDDLE, 0): "mitte",
    (Kind.LATE, 0): "spät, später am, späten, ende",
    (Kind.AT, 0): "um, so um",
    (Kind.ON, 0): "am, an, an einem",
    (Kind.IN, 0): "in, im",
    (Kind.IN, 1): "innerhalb von, innerhalb, binnen",
    (Kind.FROM, 4): "von",
    (Kind.FROM, 5): "vom",
    (Kind.FROM_NOW, 0): "ab jetzt, ab heute",
    (Kind.UNTIL, 0): "bis, bis um, bis zu, bis zum, spätestens, spätestens um, bis spätestens, "
    "nicht später als, nicht nach",
    (Kind.FOR, 0): "für, für die dauer von",
    (Kind.BETWEEN, 0): "zwischen",
    (Kind.AND, 0): "und, u",
    (Kind.OR, 0): "oder, bzw, beziehungsweise",
    (Kind.OR, 2): "entweder",
    (Kind.AFTER, 0): "nach, irgendwann nach",
    (Kind.SINCE, 0): "ab, frühestens, frühestens um, ab ca, nicht vor, nicht vor dem, seit, "
    "nicht früher als, irgendwann ab",
    (Kind.TO, 0): "auf",
    (Kind.BEFORE, 2): "vor",
    (Kind.BEFORE, 0): "früher als, irgendwann vor",
    (Kind.ONWARDS, 0): "oder später, aufwärts, oder danach, und später",
    (Kind.EARLIER, 0): "oder früher, oder davor",
    (Kind.AROUND, 0): "gegen, ungefähr, ca, ca., circa, etwa, so gegen, so ca, so ca., rund um",
    (Kind.NOT, 0): "nicht, nicht am, außer, außer am, ausser, bloß nicht, bitte nicht, ohne, kein, "
    "keinen, keine",
    (
        Kind.RATHER,
        0,
    ): "doch lieber, lieber, stattdessen, besser, eher, doch, sorry, ach nein, ach nee, ich meine",
    (Kind.RATHER, 1): "warte, nein warte, nee warte, halt stopp, moment",
    (Kind.INSTEAD_OF, 0): "statt, anstatt, anstelle von",
    (Kind.ONE, 3): "ein paar, einigen, paar",
    (Kind.ONE, 1): "ein, eine, einen, einer, einem",
    (Kind.FILL, 0): "der, die, das, den, dem, des",
}

WEAK: Words = {
    (Kind.WEEKDAY, 6, (FAINT,)): "so",
    (Kind.WEEKEND, 0): "we",
    (Kind.WEEKDAY, 1): "di",
    (Kind.WEEKDAY, 2): "mi",
    (Kind.WEEKDAY, 3): "do",
    (Kind.WEEKDAY, 4): "fr",
    (Kind.WEEKDAY, 5): "sa",
}

SUFFIXES = "ter ten te tes"
