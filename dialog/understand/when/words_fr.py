"""French words of time."""

from dialog.understand.signs import DATED, Kind, Words
from dialog.understand.when.counting import counted, joined
from dialog.understand.when.holidays import named

_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante"}
_ONES = ["un|une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]

WORDS: Words = {
    **named("fr"),
    **counted(
        {
            2: "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
            "seize dix-sept|dix_sept dix-huit|dix_huit dix-neuf|dix_neuf vingt",
            30: "trente",
            40: "quarante",
            50: "cinquante",
        }
    ),
    **joined(_TENS, _ONES, ("-", " ", " et ", "-et-")),
    **counted(
        {
            1: "premier|première|premiers|premières deuxième troisième quatrième "
            "cinquième sixième septième huitième neuvième dixième",
        },
        Kind.ORDINAL,
    ),
    (Kind.ORDINAL, 2): "deuxième, second, seconde",
    (Kind.WEEKDAY, 0, (DATED,)): "lundi, lundis",
    (Kind.WEEKDAY, 1, (DATED,)): "mardi, mardis",
    (Kind.WEEKDAY, 2, (DATED,)): "mercredi, mercredis, mercr, merc",
    (Kind.WEEKDAY, 3, (DATED,)): "jeudi, jeudis",
    (Kind.WEEKDAY, 4, (DATED,)): "vendredi, vendredis, vendr",
    (Kind.WEEKDAY, 5, (DATED,)): "samedi, samedis",
    (Kind.WEEKDAY, 6, (DATED,)): "dimanche, dimanches",
    (Kind.MONTH, 1): "janvier, janv",
    (Kind.MONTH, 2): "février, févr, fév",
    (Kind.MONTH, 3): "mars",
    (Kind.MONTH, 4): "avril, avr",
    (Kind.MONTH, 5): "mai",
    (Kind.MONTH, 6): "juin",
    (Kind.MONTH, 7): "juillet, juil",
    (Kind.MONTH, 8): "août",
    (Kind.MONTH, 9): "septembre, sept.",
    (Kind.MONTH, 10): "octobre, oct",
    (Kind.MONTH, 11): "novembre, nov",
    (Kind.MONTH, 12): "décembre, déc",
    (Kind.DAY, 0): "aujourd'hui, aujourd hui, ajd, auj, aujourdui, ce jour",
    (Kind.DAY, 1): "demain, dmn, 2main, dem1, demin, lendemain, le jour suivant, "
    "le jour d'après, jour d'après, demain même",
    (Kind.DAY, 2): "après-demain, après demain, aprés-dmn, apres dmn, le surlendemain",
    (Kind.DAY, -1): "hier",
    (Kind.DAY, -2): "avant-hier, avant hier",
    (Kind.WEEKEND, 0): "week-end, weekend, week end, wk-end, wkend, fin de semaine",
    (Kind.THIS, 0): "ce, cet, cette",
    (Kind.COMING, 0): "qui vient, qui arrive, à venir",
    (Kind.NEXT, 0): "prochain, prochaine, proch, pro, suivant, suivante, prochains, prochaines",
    (Kind.AFTER_NEXT, 0): "d'après la prochaine",
    (Kind.FORTNIGHT, 7): "en huit",
    (Kind.FORTNIGHT, 14): "en quinze",
    (Kind.SOON, 0): "dès que possible, au plus vite, au plus tôt possible, le plus tôt possible, "
    "le plus vite possible, asap, tout de suite, maintenant, le plus rapidement possible",
    (Kind.ANY_DAY, 0): "n'importe quand, nimporte quand, n'importe quel jour, peu importe quand, "
    "quand vous voulez, quand tu veux, à tout moment, tous les jours, je suis flexible",
    (Kind.MINUTES, 0): "minute, minutes, min, mn, mins",
    (Kind.MINUTES, 30): "demi-heure, demi heure, une demi-heure, une demi heure, 1/2h",
    (Kind.MINUTES, 15): "quart d'heure, un quart d'heure",
    (Kind.OCLOCK, 2): "heure, heures, hrs, hr, hre, hres, eures",
    (Kind.DAYS, 0): "jour, j, journée",
    (Kind.DAYS, 1): "jours, jrs",
    (Kind.WEEKS, 0): "semaine, semaines, sem, smn",
    (Kind.MONTHS, 0): "mois",
    (Kind.COUNTED, 0): "fois",
    (Kind.COUNTED, 2): "ans, an, année, années",
    (Kind.COUNTED, 3): "rue, avenue, boulevard, place, allée",
    (Kind.AGO, 1): "il y a, y a, ça fait, cela fait",
    (Kind.PREVIOUS, 1): "passé, passée",
    (Kind.HALVES, 0): "moitié de, moitié du, quinzaine de, quinzaine du, quinzaine d, moitié d",
    (Kind.LEAST, 0): "au moins, plus de, pas moins de",
    (Kind.MOST, 0): "moins de, au plus, au maximum",
    (Kind.LABEL, 0): "version, chambre, salle, étage, taille, niveau, ligne, place, code, page, "
    "pointure, appartement, vol, facture",
    (Kind.COUNTED, 1): "personnes, personne, enfants, pers, femmes, hommes, adultes",
    (Kind.AM, 0): "am",
    (Kind.CLOCK, 720): "midi",
    (Kind.CLOCK, 1440): "minuit",
    (Kind.PLUS, 30): "et demi, et demie, et 1/2, et dmi",
    (Kind.PLUS, 15): "et quart, et un quart",
    (Kind.PLUS, 45): "trois quarts, et trois quarts",
    (Kind.MINUS, 15): "moins le quart, moins quart, moins un quart",
    (Kind.MINUS, 0): "moins",
    (Kind.PART, 0, (360, 720)): "matin, mat, matinée, le matin, au matin, dans la matinée, "
    "en matinée, les matins, du matin",
    (Kind.PART, 1, (720, 1080)): "après-midi, après midi, aprèm, aprem, aprém, apm, aprè-midi, "
    "apres-m, dans l'après-midi, de l'après-midi, l'après-midi, l'après midi, l'aprèm, "
    "en après-midi, aprem'",
    (Kind.PART, 2, (1020, 1320)): "soir, soirée, le soir, du soir, en soirée, dans la soirée, "
    "au soir, les soirs",
    (Kind.PART, 3, (1080, 1440)): "nuit, la nuit, de la nuit, cette nuit",
    (Kind.PART, 4, (720, 840)): "pause déjeuner, heure du déjeuner, l'heure du déjeuner, "
    "le midi, ce midi, entre midi et deux, déjeuner, pause de midi, heure de midi, temps de midi",
    (Kind.PART, 5, (1020, 1320)): "après le travail, après le boulot, après le taf, "
    "après les cours, à la sortie du travail, à la sortie du boulot, après mon travail, "
    "après bureau, après le bureau",
    (Kind.PART, 6, (780, 1020)): "après déjeuner, après le déjeuner, après manger",
    (Kind.PART, 7, (360, 720)): "avant midi, avant le déjeuner, avant déjeuner, avant manger",
    (Kind.PART, 9, (360, 540)): "à la première heure, tôt le matin, tôt dans la matinée, "
    "de bonne heure, de bon matin",
    (Kind.PART, 10, (660, 780)): "fin de matinée, en fin de matinée",
    (Kind.PART, 11, (960, 1140)): "fin d'aprèm, en fin de journée, fin de journée, fin d'aprem",
    (Kind.PART, 12, (720, 900)): "début d'aprèm",
    (Kind.PART, 13, (1020, 1200)): "début de soirée, en début de soirée",
    (Kind.PART, 14, (540, 660)): "milieu de matinée",
    (Kind.PART, 15, (660, 960)): "milieu de journée, mi-journée",
    (Kind.REST, 0): "reste de, le reste de, reste du",
    (Kind.REST, 1): "toute la semaine",
    (Kind.PART, 20, (540, 1080)): "en journée, dans la journée, la journée",
    (Kind.WORKDAYS, 0): "en semaine, la semaine seulement, jours ouvrés, jour de semaine",
    (Kind.LAST, 0): "dernier, dernière, derniers, dernières",
    (Kind.EARLY, 0): "début, tôt, en début de, au début de, au début du, au début",
    (Kind.MIDDLE, 0): "milieu, au milieu de, mi, mi-, en milieu de, courant",
    (Kind.LATE, 0): "fin, tard, en fin de, à la fin de, à la fin du, à la fin, en fin",
    (Kind.AT, 4): "à",
    (Kind.AT, 3): "aux",
    (Kind.AT, 0): "pour les, sur les",
    (Kind.ON, 0): "le jour du, en date du",
    (Kind.IN, 0): "dans, ds, en, au mois de, au mois d, d'ici à",
    (Kind.IN, 1): "sous",
    (Kind.FROM, 2): "du",
    (Kind.FROM, 1): "de, d, des",
    (
        Kind.SINCE,
        0,
    ): "depuis, dès, à partir de, a partir, à compter de, à partir d, pas avant, au plus tôt, "
    "au plus tôt à",
    (Kind.SINCE, 1): "à partir du, à compter du, pas avant le, au plus tôt le, dès le",
    (Kind.FROM_NOW, 0): "à partir de maintenant, à partir d'aujourd'hui",
    (Kind.LATER, 0): "plus tard",
    (Kind.TO, 1): "au",
    (
        Kind.UNTIL,
        0,
    ): "jusque, jusqu'à, jusqu'en, jusqu'a, jusqu, d'ici, au plus tard, au plus tard à, "
    "pas après, pas plus tard que",
    (Kind.UNTIL, 1): "jusqu'au, d'ici le, au plus tard le",
    (Kind.FOR, 0): "pendant, durant, pour une durée de",
    (Kind.BETWEEN, 0): "entre",
    (Kind.AND, 1): "et",
    (Kind.OR, 0): "ou, ou bien, sinon, soit",
    (Kind.AFTER, 0): "après, passé, passée, plus tard que, à la suite de",
    (Kind.BEFORE, 0): "avant, avt, plus tôt que",
    (Kind.ONWARDS, 0): "et après, ou après, ou plus tard, et plus, et au-delà, et plus tard",
    (Kind.EARLIER, 0): "ou avant, ou plus tôt, et avant",
    (
        Kind.AROUND,
        0,
    ): "exactement, précisément, "
    "vers, environ, aux environs de, aux alentours de, autour de, à peu près, "
    "approximativement, env, genre, plutôt vers, sur le coup de, vers les",
    (Kind.NOT, 0): "pas, sauf, pas le, excepté, hormis, mais pas, sauf le, à part, pas de, "
    "surtout pas",
    (Kind.RATHER, 0): "plutôt, finalement, en fait, pardon, désolé, désolée, je veux dire, "
    "je voulais dire, enfin",
    (Kind.RATHER, 1): "attends, attendez, non attends, non attendez",
    (Kind.INSTEAD_OF, 0): "au lieu de, au lieu du, à la place de, à la place du",
    (Kind.ONE, 3): "quelques",
    (Kind.ONE, 1, (1,)): "un, une",
    (Kind.FILL, 1): "le",
    (Kind.FILL, 0): "la, les, l, jour de, heure de",
}

WEAK: Words = {
    (Kind.WEEKEND, 0): "we",
    (Kind.WEEKDAY, 0, (DATED,)): "lun",
    (Kind.WEEKDAY, 1, (DATED, 3)): "mar",
    (Kind.WEEKDAY, 2, (DATED,)): "mer",
    (Kind.WEEKDAY, 3, (DATED,)): "jeu",
    (Kind.WEEKDAY, 4, (DATED,)): "ven",
    (Kind.WEEKDAY, 5, (DATED,)): "sam",
    (Kind.WEEKDAY, 6, (DATED,)): "dim",
    (Kind.MONTH, 1): "jan",
    (Kind.MONTH, 9): "sept, sep",
}

SUFFIXES = "er ere re e eme ieme nd nde"
