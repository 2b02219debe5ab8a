"""Spanish words of time."""

from dialog.understand.signs import DATED, Kind, Words
from dialog.understand.when.counting import counted, joined, tails
from dialog.understand.when.holidays import named

_ONES = ["uno|una|un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]
_TENS = {30: "treinta", 40: "cuarenta", 50: "cincuenta", 60: "sesenta", 70: "setenta",
         80: "ochenta", 90: "noventa"}  # fmt: skip

WORDS: Words = {
    **named("es"),
    **counted(
        {
            1: "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
            "quince dieciséis|diez_y_seis diecisiete|diez_y_siete dieciocho|diez_y_ocho "
            "diecinueve|diez_y_nueve veinte veintiuno|veintiún|veintiuna veintidós veintitrés "
            "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve treinta",
            40: "cuarenta",
            50: "cincuenta",
        }
    ),
    **joined(_TENS, _ONES, (" y ", " ")),
    **tails(("cero",), ["uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]),
    **counted(
        {
            1: "primero|primer|primera|primeros|primeras segundo|segunda "
            "tercero|tercer|tercera cuarta quinto|quinta sexto|sexta séptimo|séptima "
            "octavo|octava noveno|novena décimo|décima",
        },
        Kind.ORDINAL,
    ),
    (Kind.WEEKDAY, 0, (DATED,)): "lunes",
    (Kind.WEEKDAY, 1, (DATED,)): "martes",
    (Kind.WEEKDAY, 2, (DATED,)): "miércoles, miercole, mierc, miérc, miercols",
    (Kind.WEEKDAY, 3, (DATED,)): "jueves, juev, juebes",
    (Kind.WEEKDAY, 4, (DATED,)): "viernes, vier, viern, biernes",
    (Kind.WEEKDAY, 5, (DATED,)): "sábado, sábados, sabdo",
    (Kind.WEEKDAY, 6, (DATED,)): "domingo, domingos",
    (Kind.MONTH, 1): "enero, ene",
    (Kind.MONTH, 2): "febrero, feb",
    (Kind.MONTH, 3): "marzo",
    (Kind.MONTH, 4): "abril, abr",
    (Kind.MONTH, 5): "mayo",
    (Kind.MONTH, 6): "junio, jun",
    (Kind.MONTH, 7): "julio, jul",
    (Kind.MONTH, 8): "agosto, ago",
    (Kind.MONTH, 9): "septiembre, setiembre, sept, sep",
    (Kind.MONTH, 10): "octubre, oct",
    (Kind.MONTH, 11): "noviembre, nov",
    (Kind.MONTH, 12): "diciembre, dic",
    (Kind.DAY, 0): "hoy, hoy día, hoi, el día de hoy",
    (
        Kind.DAY,
        1,
    ): "mñn, mñna, mnn, mñana, el día de mañana, mañana mismo, en un día, al día siguiente, "
    "el día siguiente, día siguiente",
    (Kind.DAY, 2): "pasado mañana",
    (Kind.DAY, -1): "ayer",
    (Kind.DAY, -2): "anteayer, antier, antes de ayer",
    (Kind.MORNING_OR_TOMORROW, 0): "mañana",
    (Kind.WEEKEND, 0): "fin de semana, finde, fds, fines de semana, fin de sem, findes",
    (Kind.THIS, 0): "este, esta, este mismo, esta misma, éste, ésta, actual, en curso",
    (Kind.COMING, 0): "que viene, q viene, k viene, que entra, venidero, entrante",
    (Kind.NEXT, 0): "próximo, próxima, prox, próximos, próximas, siguiente, siguientes, proximo",
    (Kind.AFTER_NEXT, 0): "siguiente a la próxima, después del próximo",
    (Kind.FORTNIGHT, 7): "en ocho",
    (Kind.FORTNIGHT, 14): "en quince",
    (Kind.SOON, 0): "lo antes posible, cuanto antes, lo más pronto posible, asap, ahora mismo, "
    "ahora, lo antes que puedas, tan pronto como sea posible, ya mismo, lo más antes posible, "
    "lo más rápido posible",
    (Kind.ANY_DAY, 0): "cualquier día, cualquier hora, cuando sea, cuando puedas, cuando quieras, "
    "a cualquier hora, me da igual cuando, todos los días, cuando podáis, cuando puedan",
    (Kind.MINUTES, 0): "minuto, minutos, min, mins, minutitos",
    (Kind.MINUTES, 30): "media hora, media horita, 1/2 hora",
    (Kind.MINUTES, 15): "cuarto de hora, un cuarto de hora",
    (Kind.OCLOCK, 3): "hora, horas, hs, hrs, hr, horita, horitas",
    (Kind.DAYS, 1): "días",
    (Kind.WEEKS, 0): "semana, semanas, sem",
    (Kind.MONTHS, 0): "mes, meses",
    (Kind.COUNTED, 0): "veces, vez",
    (Kind.COUNTED, 2): "años, año",
    (Kind.AGO, 1): "hace, hacía",
    (Kind.AGO, 0): "atrás",
    (Kind.PREVIOUS, 2): "pasado",
    (Kind.PREVIOUS, 1): "pasada",
    (Kind.HALVES, 0): "quincena de, quincena del, mitad de, mitad del, mitad de la",
    (Kind.LEAST, 0): "al menos, por lo menos, más de, como mínimo, mínimo",
    (Kind.MOST, 0): "menos de, como máximo, como mucho",
    (Kind.LABEL, 0): "versión, habitación, sala, piso, talla, nivel, línea, código, página, "
    "puerta, "
    "vuelo, factura, calle, departamento",
    (Kind.COUNTED, 1): "personas, persona, niños, niñas, mujeres, hombres, adultos, pers",
    (Kind.AM, 0): "am",
    (Kind.CLOCK, 720): "mediodía, medio día, el mediodía, del mediodía, a mediodía, al mediodía",
    (Kind.CLOCK, 1440): "medianoche, media noche",
    (Kind.OCLOCK, 0): "en punto, horas en punto",
    (Kind.PLUS, 30): "y media, y 1/2",
    (Kind.PLUS, 15): "y cuarto, y un cuarto",
    (Kind.MINUS, 15): "menos cuarto, menos un cuarto",
    (Kind.LATER, 0): "más tarde, luego",
    (Kind.MINUS, 0): "menos",
    (Kind.QUARTER, 1): "cuarto para, un cuarto para",
    (Kind.PART, 0, (360, 720)): "por la mañana, de la mañana, esta mañana, en la mañana, "
    "a la mañana, por las mañanas, mañanita, mañanas, "
    "x la mañana, x la manana, hoy en la mañana",
    (Kind.PART, 1, (780, 1200)): "tarde, tardes, por la tarde, de la tarde, en la tarde, "
    "a la tarde, tardecita, x la tarde, por las tardes",
    (Kind.PART, 2, (1140, 1380)): "noche, noches, por la noche, de la noche, en la noche, "
    "a la noche, x la noche, por las noches, nochecita",
    (Kind.PART, 3, (0, 360)): "madrugada, la madrugada, de la madrugada, en la madrugada",
    (Kind.PART, 4, (720, 900)): "hora de comer, a la hora de comer, hora de la comida, "
    "hora del almuerzo, a la hora del almuerzo, almuerzo",
    (Kind.PART, 5, (1020, 1320)): "después del trabajo, después del curro, al salir del trabajo, "
    "después de trabajar, al salir de trabajar, después de la oficina, después de la chamba",
    (Kind.PART, 6, (840, 1080)): "después de comer, después del almuerzo, después de almorzar",
    (Kind.PART, 7, (360, 780)): "antes de comer, antes del almuerzo",
    (Kind.PART, 8, (1140, 1380)): "esta noche, hoy en la noche, hoy por la noche",
    (Kind.PART, 9, (360, 600)): "primera hora, a primera hora, a primera hora de la mañana, "
    "mañana temprano por la mañana, temprano por la mañana, temprano en la mañana",
    (Kind.PART, 10, (1020, 1200)): "última hora, a última hora, a última hora de la tarde",
    (Kind.PART, 11, (600, 720)): "media mañana, a media mañana",
    (Kind.PART, 12, (960, 1140)): "media tarde, a media tarde",
    (Kind.REST, 0): "resto de, resto del",
    (Kind.REST, 1): "toda la semana",
    (Kind.PART, 20, (540, 1080)): "durante el día, de día",
    (Kind.PART, 21, (720, 960)): "pasado el mediodía, pasado mediodía",
    (Kind.WORKDAYS, 0): "entre semana, días laborables, días de semana, día de semana",
    (Kind.LAST, 0): "último, última, últimos, últimas",
    (Kind.EARLY, 0): "principios de, a principios de, principio de, temprano, a principio de, "
    "a primeros de, inicios de, a inicios de, comienzos de, a comienzos de, al principio de",
    (Kind.MIDDLE, 0): "mediados de, a mediados de, media, a mitad de",
    (
        Kind.LATE,
        0,
    ): "finales de, a finales de, fines de, a fines de, fin de, a fin de, final de, a final de, "
    "al final de, a últimos de",
    (Kind.AT, 3): "a las, a la",
    (Kind.AT, 4): "a",
    (Kind.AT, 1): "para las, para la, pa las, x las",
    (Kind.ON, 0): "en el día, en día",
    (Kind.IN, 0): "en, dentro de, al cabo de, de aquí a",
    (Kind.FROM, 2): "del",
    (Kind.FROM, 1): "de",
    (Kind.FROM, 0): "desde, desde las, desde la",
    (Kind.FROM, 3): "desde el",
    (Kind.SINCE, 0): "a partir de, a partir de las, a partir de la, no antes de, no antes de las, "
    "como pronto, a partir, desde las",
    (Kind.SINCE, 1): "a partir del, no antes del",
    (Kind.FROM_NOW, 0): "desde hoy, desde ahora, después",
    (Kind.TO, 1): "al",
    (
        Kind.UNTIL,
        0,
    ): "hasta, hasta las, a más tardar, como muy tarde, no más tarde de, no después de, "
    "no después de las, hasta la, tan tarde como, a más tardar a las",
    (Kind.UNTIL, 1): "hasta el, a más tardar el",
    (Kind.FOR, 0): "durante",
    (Kind.BETWEEN, 0): "entre, entre el, entre las, entre la",
    (Kind.AND, 1): "y, e, y a",
    (Kind.OR, 0): "o, u, o bien",
    (
        Kind.AFTER,
        0,
    ): "después de, después de las, dsp de, despues, tras, pasadas las, más tarde de, "
    "más tarde de las, más de las, luego de, luego de las, después d, más allá de",
    (Kind.AFTER, 1): "después del",
    (Kind.BEFORE, 0): "antes de, antes de las, antes d, antes, más temprano que",
    (Kind.BEFORE, 1): "antes del",
    (Kind.ONWARDS, 0): "en adelante, o después, o más tarde, y después, pa lante, para adelante",
    (Kind.EARLIER, 0): "o antes, o más temprano",
    (
        Kind.AROUND,
        0,
    ): "exactamente, sobre, sobre las, hacia, hacia las, alrededor de, alrededor de las, "
    "aproximadamente, aprox, más o menos, cerca de las, a eso de las, tipo, como a las, "
    "como a la, a eso de la, sobre la, a las aproximadamente, cerca de",
    (Kind.NOT, 0): "no, menos el, excepto, excepto el, salvo, salvo el, pero no, pero no el, "
    "nada de, no el",
    (Kind.RATHER, 0): "mejor, perdón, más bien, quiero decir, o sea, digo, en realidad, "
    "al final mejor, perdona",
    (Kind.RATHER, 1): "espera, espere, no espera, no espere, espérate",
    (Kind.INSTEAD_OF, 0): "en vez de, en lugar de, en vez del, en lugar del",
    (Kind.ONE, 2): "un par de, par de",
    (Kind.ONE, 3): "unos, unas, algunos, algunas",
    (Kind.ONE, 1, (1,)): "un, una",
    (Kind.FILL, 1): "los días, el, día, el día, l",
    (Kind.FILL, 2): "las, la",
    (Kind.FILL, 0): "los, lo",
}

WEAK: Words = {
    (Kind.WEEKDAY, 0, (DATED,)): "lun",
    (Kind.WEEKDAY, 1, (DATED, 3)): "mar",
    (Kind.WEEKDAY, 2, (DATED,)): "mie, mier",
    (Kind.WEEKDAY, 3, (DATED,)): "jue",
    (Kind.WEEKDAY, 4, (DATED,)): "vie",
    (Kind.WEEKDAY, 5, (DATED,)): "sab",
    (Kind.WEEKDAY, 6, (DATED,)): "dom",
    (Kind.MONTH, 3): "mar",
    (Kind.MONTH, 5): "may",
}

SUFFIXES = "ro er o do a °"
