"""Dutch words of time."""

from dialog.understand.signs import Kind, Words
from dialog.understand.when.counting import counted
from dialog.understand.when.holidays import named

_ONES = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_TENS = {20: "twintig", 30: "dertig", 40: "veertig", 50: "vijftig"}
_FIRSTS = (
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde "
    "dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende twintigste"
)


def _compound(ending: str, last: int) -> dict[int, str]:
    """Lay out "eenentwintig" up to `last`."""
    return {
        ten + value: f"{one}en{word}{ending}|{one}_en_{word}{ending}"
        for ten, word in _TENS.items()
        for value, one in enumerate(_ONES, 1)
        if ten + value <= last
    }


_ABOUT = "drieën vieren vijven zessen zevenen achten negenen tienen elven twaalven"
"""Hours as they are told roughly: "na vieren"."""

WORDS: Words = {
    **{(Kind.NUMBER, hour, ()): word for hour, word in enumerate(_ABOUT.split(), 3)},
    **named("nl"),
    **counted(
        {
            2: "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien "
            "veertien vijftien zestien zeventien achttien negentien twintig",
            30: "dertig",
            40: "veertig",
            50: "vijftig",
        }
    ),
    **counted(_compound("", 59)),
    **counted({1: _FIRSTS, 30: "dertigste"}, Kind.ORDINAL),
    **counted(_compound("ste", 31), Kind.ORDINAL),
    (Kind.WEEKDAY, 0): "maandag, maandags, mndg",
    (Kind.WEEKDAY, 1): "dinsdag, dinsdags, dins, dinsd",
    (Kind.WEEKDAY, 2): "woensdag, woensdags, woensd, wnsdg",
    (Kind.WEEKDAY, 3): "donderdag, donderdags, dond",
    (Kind.WEEKDAY, 4): "vrijdag, vrijdags, vrijd",
    (Kind.WEEKDAY, 5): "zaterdag, zaterdags, zaterd",
    (Kind.WEEKDAY, 6): "zondag, zondags",
    (Kind.MONTH, 1): "januari",
    (Kind.MONTH, 2): "februari, feb, febr",
    (Kind.MONTH, 3): "maart, mrt",
    (Kind.MONTH, 4): "april, apr",
    (Kind.MONTH, 5): "mei",
    (Kind.MONTH, 6): "juni, jun",
    (Kind.MONTH, 7): "juli, jul",
    (Kind.MONTH, 8): "augustus, aug",
    (Kind.MONTH, 9): "september, sept, sep",
    (Kind.MONTH, 10): "oktober, okt",
    (Kind.MONTH, 11): "november, nov",
    (Kind.MONTH, 12): "december, dec",
    (Kind.DAY, 0): "vandaag, vndg, vdg, vandg, vnd, van vandaag",
    (Kind.DAY, 1): "mrgn, mrg, morge, volgende dag, dag erna, dag daarna, de dag erna, "
    "de dag daarna, de volgende dag",
    (Kind.DAY, 2): "overmorgen, overmrgn, overmorge, over morgen",
    (Kind.DAY, -1): "gisteren",
    (Kind.DAY, -2): "eergisteren",
    (Kind.MORNING_OR_TOMORROW, 0): "morgen",
    (Kind.WEEKEND, 0): "weekend, weekeinde, wknd, wkend",
    (Kind.THIS, 0): "deze, dit, dees, lopende, huidige",
    (Kind.COMING, 0): "komende, aanstaande, aankomende, komend, a.s., as, aankomend, eerstvolgende",
    (Kind.NEXT, 0): "volgende, volgend, vlgnd, vlgnde, vlg",
    (Kind.AFTER_NEXT, 0): "daarop",
    (Kind.SOON, 0): "zo snel mogelijk, zsm, z.s.m., asap, zo spoedig mogelijk, zo vroeg mogelijk, "
    "nu meteen, direct, nu, meteen, per direct, eerste mogelijkheid, zo gauw mogelijk",
    (Kind.ANY_DAY, 0): "maakt niet uit wanneer, wanneer dan ook, elke dag, alle dagen, "
    "wanneer het uitkomt, maakt niet uit welke dag, flexibel, ben flexibel, iedere dag, "
    "wanneer jullie kunnen",
    (Kind.MINUTES, 0): "minuut, minuten, min, minuutjes, minuutje",
    (Kind.MINUTES, 30): "half uur, half uurtje, halfuur, halfuurtje, een half uur, een halfuur",
    (Kind.MINUTES, 15): "kwartier, een kwartier, kwartiertje",
    (Kind.MINUTES, 45): "drie kwartier",
    (Kind.MINUTES, 90): "anderhalf uur",
    (Kind.OCLOCK, 2): "uur, uren, u, uurtje, uurtjes, uu",
    (Kind.DAYS, 0): "dag, dagje",
    (Kind.DAYS, 1): "dagen, dgn",
    (Kind.WEEKS, 0): "week, weken, weekje, wk, wkn",
    (Kind.MONTHS, 0): "maand, maanden",
    (Kind.COUNTED, 0): "keer, maal",
    (Kind.COUNTED, 2): "jaar, jaren",
    (Kind.AGO, 0): "geleden, terug",
    (Kind.PREVIOUS, 0): "afgelopen, vorige, vorig",
    (Kind.HALVES, 0): "helft van",
    (Kind.LEAST, 0): "minstens, minimaal, meer dan, ten minste, tenminste",
    (Kind.MOST, 0): "minder dan, hooguit, maximaal, hoogstens",
    (Kind.LABEL, 0): "versie, kamer, zaal, verdieping, maat, niveau, lijn, code, pagina, bus, "
    "vlucht, "
    "factuur, huisnummer",
    (Kind.COUNTED, 1): "personen, persoon, mensen, kinderen, vrouwen, mannen, volwassenen, pers",
    (Kind.AM, 0): "am",
    (Kind.CLOCK, 720): "middaguur, twaalf uur 's middags, twaalf uur in de middag",
    (Kind.CLOCK, 1440): "middernacht",
    (Kind.QUARTER, 0): "kwart",
    (Kind.HALF_TO, 0): "half",
    (Kind.PART, 0, (360, 720)): "ochtend, 's ochtends, sochtends, 's morgens, smorgens, "
    "'s ochtens, in de ochtend, ochtends, morgens, ochtenden, "
    "in de morgen, s ochtends, s morgens, de ochtend, voor de middag",
    (Kind.PART, 1, (720, 1080)): "middag, 's middags, smiddags, namiddag, in de middag, middags, "
    "'s namiddags, middagen, s middags, in de namiddag, na de middag",
    (Kind.PART, 2, (1020, 1320)): "avond, 's avonds, savonds, in de avond, avonds, avonden, "
    "avondje, s avonds",
    (Kind.PART, 3, (1260, 1440)): "nacht, 's nachts, snachts, vannacht, in de nacht, nachts",
    (Kind.PART, 4, (720, 840)): "lunch, lunchtijd, lunchpauze, in de lunchpauze, rond lunchtijd, "
    "rond de lunch, tijdens de lunch, tussen de middag, rond de middag, lunchuur, "
    "met de lunch",
    (Kind.PART, 5, (1020, 1320)): "na werk, na het werk, na mijn werk, na werktijd, na kantoortijd",
    (Kind.PART, 6, (780, 1020)): "na de lunch, na het middageten",
    (Kind.PART, 7, (360, 720)): "voormiddag, vóór de lunch, in de voormiddag, voor de lunch",
    (Kind.PART, 8, (1020, 1380)): "vanavond, vnavond, vavond, van avond, vanaf vanavond",
    (Kind.PART, 8, (360, 720)): "vanochtend, vanmorgen, vanochtnd",
    (Kind.PART, 8, (720, 1080)): "vanmiddag, vmiddag, vanmidd, van middag",
    (Kind.PART, 9, (360, 540)): "vroeg in de ochtend, vroege ochtend, 's ochtends vroeg, "
    "ochtends vroeg, ochtend vroeg, vroeg in de morgen, s ochtends vroeg, vroege morgen, "
    "vroeg 's ochtends",
    (Kind.PART, 10, (900, 1080)): "eind van de middag, einde van de middag, late middag, "
    "laat in de middag, eind middag, einde middag",
    (Kind.PART, 11, (720, 900)): "begin van de middag, begin middag, vroege middag, "
    "vroeg in de middag",
    (Kind.REST, 0): "rest van, de rest van",
    (Kind.REST, 1): "hele week, de hele week",
    (Kind.PART, 20, (540, 1080)): "overdag",
    (Kind.WORKDAYS, 0): "doordeweeks, door de week, op werkdagen, doordeweekse dag, werkdagen",
    (Kind.LAST, 0): "laatste",
    (Kind.LATER, 0): "later",
    (Kind.EARLY, 0): "begin, begin van, vroeg, vroeg in, het begin van, in het begin van, "
    "aan het begin van",
    (Kind.MIDDLE, 0): "midden, half van, medio, midden in, midden van, halverwege, "
    "in het midden van",
    (Kind.LATE, 0): "eind, einde, laat, eind van, einde van, laat in, het einde van, "
    "aan het einde van, op het einde van, het eind van",
    (Kind.AT, 0): "om, rond om, zo om, tegen om",
    (Kind.ON, 0): "op",
    (Kind.IN, 0): "in, tijdens",
    (Kind.IN, 1): "binnen",
    (Kind.PAST, 1): "over",
    (Kind.FROM, 4): "van",
    (Kind.SINCE, 0): "vanaf, sinds, op zijn vroegst, niet voor, niet eerder dan, niet vóór, "
    "op z'n vroegst, vanaf ongeveer, op zijn vroegst om, ten vroegste",
    (Kind.FROM_NOW, 0): "vanaf nu, vanaf vandaag, van nu, vanaf heden",
    (Kind.UNTIL, 0): "tot, tot en met, t/m, tot uiterlijk, uiterlijk, ten laatste, tot aan, "
    "op zijn laatst, niet later dan, niet na, tm, uiterlijk om, op z'n laatst, uiterlijk op",
    (Kind.TO, 0): "naar, à",
    (Kind.FOR, 0): "gedurende",
    (Kind.BETWEEN, 0): "tussen",
    (Kind.AND, 0): "en",
    (Kind.OR, 0): "of, ofwel, of anders",
    (Kind.AFTER, 0): "na, later dan, ná",
    (Kind.BEFORE, 0): "voor, vóór, eerder dan, vroeger dan",
    (Kind.ONWARDS, 0): "of later, en later, of daarna, en verder, af",
    (Kind.EARLIER, 0): "of eerder, of ervoor, of vroeger",
    (
        Kind.AROUND,
        0,
    ): "precies, exact, rond, rond de, rondom, omstreeks, ongeveer, ongeveer om, tegen, circa, ca, "
    "zo rond, zo'n beetje, zo tegen, een uur of, zo ongeveer, ca.",
    (Kind.NOT, 0): "niet, niet op, behalve, behalve op, geen, maar niet, maar niet op, "
    "liever niet, uitgezonderd",
    (Kind.RATHER, 0): "liever, toch liever, eigenlijk, sorry, ik bedoel, toch maar, doe maar, "
    "of nee",
    (Kind.RATHER, 1): "wacht, nee wacht, wacht even",
    (Kind.INSTEAD_OF, 0): "in plaats van, ipv, i.p.v.",
    (Kind.ONE, 3): "een paar, enkele, paar",
    (Kind.ONE, 1, (1,)): "een, 'n, n",
    (Kind.FILL, 0): "de, het, 't, t",
}

WEAK: Words = {
    (Kind.MONTH, 1): "jan",
    (Kind.WEEKDAY, 0): "ma",
    (Kind.WEEKDAY, 1): "di",
    (Kind.WEEKDAY, 2): "wo, woe",
    (Kind.WEEKDAY, 3): "do",
    (Kind.WEEKDAY, 4): "vr, vrij",
    (Kind.WEEKDAY, 5): "za, zat",
    (Kind.WEEKDAY, 6): "zo, zon, zond",
}

SUFFIXES = "e de ste"
