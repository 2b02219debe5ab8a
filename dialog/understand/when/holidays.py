"""Holidays that fall on the same date every year, by the names people give them."""

from collections.abc import Mapping

from dialog.understand.signs import Kind, Meaning

_NAMED = 0
"""In the place of the mark that figures have."""

_NAMES: Mapping[str, Mapping[tuple[int, int], str]] = {
    "en": {
        (24, 12): "christmas eve, xmas eve", (25, 12): "christmas day, christmas, xmas",
        (26, 12): "boxing day", (31, 12): "new year's eve, new years eve, nye",
        (1, 1): "new year's day, new years day, new year's, new year",
        (14, 2): "valentine's day, valentines day, "
        "valentine's, valentines", (17, 3): "st patrick's day, st patricks day, st. patrick's day",
        (31, 10): "halloween", (1, 5): "may day, workers' day", (8, 3): "women's day, womens day",
    },
    "de": {
        (24, 12): "heiligabend, heilig abend, heiligen abend, weihnachtsabend",
        (25, 12): "erster weihnachtstag, ersten weihnachtstag, weihnachten",
        (26, 12): "zweiter weihnachtstag, zweiten weihnachtstag", (31, 12): "silvester, sylvester",
        (1, 1): "neujahr, neujahrstag", (6, 1): "dreikönigstag, heilige drei könige",
        (14, 2): "valentinstag", (1, 5): "tag der arbeit, maifeiertag", (31, 10): "halloween",
        (3, 10): "einheitstag, deutschen einheit", (1, 11): "allerheiligen", (6, 12): "nikolaus",
        (8, 3): "frauentag, weltfrauentag",
    },
    "fr": {
        (24, 12): "réveillon de noël, veille de noël", (25, 12): "noël, jour de noël",
        (31, 12): "saint-sylvestre, saint sylvestre", (1, 1): "jour de l'an, nouvel an",
        (14, 2): "saint-valentin, saint valentin", (1, 5): "fête du travail",
        (14, 7): "fête nationale", (15, 8): "assomption", (1, 11): "toussaint",
        (11, 11): "armistice", (6, 1): "épiphanie", (31, 10): "halloween",
    },
    "es": {
        (24, 12): "nochebuena", (25, 12): "navidad, día de navidad",
        (31, 12): "nochevieja, fin de año", (1, 1): "año nuevo", (6, 1): "reyes, día de reyes",
        (14, 2): "san valentín", (1, 5): "día del trabajo, día del trabajador",
        (12, 10): "día de la hispanidad", (31, 10): "halloween",
        (1, 11): "todos los santos", (2, 11): "día de muertos, día de los muertos",
        (6, 12): "día de la constitución", (8, 12): "la inmaculada, inmaculada",
    },
    "it": {
        (24, 12): "vigilia di natale, vigilia", (25, 12): "natale, giorno di natale",
        (26, 12): "santo stefano", (31, 12): "san silvestro", (1, 1): "capodanno",
        (6, 1): "epifania, befana, la befana", (14, 2): "san valentino",
        (8, 3): "festa della donna", (19, 3): "festa del papà, san giuseppe",
        (25, 4): "liberazione, festa della liberazione",
        (1, 5): "festa del lavoro, festa dei lavoratori",
        (2, 6): "festa della repubblica, la repubblica", (15, 8): "ferragosto",
        (1, 11): "ognissanti, tutti i santi", (2, 11): "giorno dei morti",
        (8, 12): "immacolata", (31, 10): "halloween",
    },
    "pt": {
        (24, 12): "véspera de natal", (25, 12): "natal, dia de natal",
        (31, 12): "véspera de ano novo, réveillon", (1, 1): "ano novo", (6, 1): "dia de reis",
        (1, 5): "dia do trabalho, dia do trabalhador", (1, 11): "todos os santos",
        (2, 11): "finados, dia de finados", (31, 10): "halloween, dia das bruxas",
        (8, 3): "dia da mulher",
    },
    "nl": {
        (24, 12): "kerstavond", (25, 12): "eerste kerstdag, kerst", (26, 12): "tweede kerstdag",
        (31, 12): "oudejaarsavond, oudejaarsdag, oudjaar", (1, 1): "nieuwjaarsdag, nieuwjaar",
        (14, 2): "valentijnsdag, valentijn", (27, 4): "koningsdag", (5, 5): "bevrijdingsdag",
        (5, 12): "sinterklaas, pakjesavond", (6, 1): "driekoningen", (31, 10): "halloween",
    },
}  # fmt: skip


def named(language: str) -> dict[Meaning, str]:
    """Give the names of one language as a word table."""
    return {
        (Kind.DATE, -1, (day, month, -1, _NAMED)): names
        for (day, month), names in _NAMES[language].items()
    }
