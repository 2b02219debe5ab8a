"""Italian words of time."""

from dialog.understand.signs import DATED, Kind, Words
from dialog.understand.when.counting import counted, joined
from dialog.understand.when.holidays import named

_ONES = ["uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"]
_TENS = {20: "venti", 30: "trenta", 40: "quaranta", 50: "cinquanta"}

WORDS: Words = {
    **named("it"),
    **joined(_TENS, _ONES, ("", " ")),
    **counted(
        {
            1: "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici "
            "quattordici quindici sedici diciassette diciotto diciannove venti ventuno|ventun "
            "ventidue ventitré|ventitre ventiquattro venticinque ventisei ventisette ventotto "
            "ventinove trenta trentuno|trentun",
            38: "trentotto",
            40: "quaranta quarantuno|quarantun",
            48: "quarantotto",
            50: "cinquanta cinquantuno|cinquantun",
            58: "cinquantotto",
        }
    ),
    **counted(
        {
            1: "primo|prima|primi|prime secondo|seconda terzo|terza quarta quinto|quinta "
            "sesto|sesta settimo|settima ottavo|ottava nono|nona decimo|decima",
        },
        Kind.ORDINAL,
    ),
    (Kind.WEEKDAY, 0, (DATED,)): "lunedì, lunedi, lunedí, luned",
    (Kind.WEEKDAY, 1, (DATED,)): "martedì, marted",
    (Kind.WEEKDAY, 2, (DATED,)): "mercoledì, mercoled, merc",
    (Kind.WEEKDAY, 3, (DATED,)): "giovedì, gioved, giov",
    (Kind.WEEKDAY, 4, (DATED,)): "venerdì, venerd",
    (Kind.WEEKDAY, 5, (DATED,)): "sabato, sabati, sabado",
    (Kind.WEEKDAY, 6, (DATED,)): "domenica, domeniche",
    (Kind.MONTH, 1): "gennaio, genn",
    (Kind.MONTH, 2): "febbraio, febb, feb",
    (Kind.MONTH, 3): "marzo",
    (Kind.MONTH, 4): "aprile, apr",
    (Kind.MONTH, 5): "maggio, magg",
    (Kind.MONTH, 6): "giugno, giu",
    (Kind.MONTH, 7): "luglio, lug, lugl",
    (Kind.MONTH, 8): "agosto, ago",
    (Kind.MONTH, 9): "settembre, sett, set",
    (Kind.MONTH, 10): "ottobre, ott",
    (Kind.MONTH, 11): "novembre, nov",
    (Kind.MONTH, 12): "dicembre, dic",
    (Kind.DAY, 0): "oggi, in data odierna, og",
    (Kind.DAY, 1): "domani, dmn, dmni, domni, doman, l'indomani, "
    "il giorno dopo, il giorno seguente",
    (Kind.DAY, 2): "dopodomani, dopo domani, dp domani",
    (Kind.DAY, -1): "ieri",
    (Kind.DAY, -2): "l'altro ieri, altroieri, ieri l'altro",
    (Kind.WEEKEND, 0): "weekend, week-end, fine settimana, week end, finesettimana, wkend",
    (Kind.THIS, 0): "questo, questa, sto, sta, quest, in corso, corrente, 'sta, 'sto",
    (Kind.COMING, 0): "che viene, ke viene, in arrivo, entrante",
    (Kind.NEXT, 0): "prossimo, prossima, pross, prox, seguente, successivo, successiva, prossimi, "
    "prossime",
    (Kind.AFTER_NEXT, 0): "dopo la prossima, dopo il prossimo",
    (Kind.FORTNIGHT, 7): "a otto, in otto",
    (Kind.SOON, 0): "prima possibile, il prima possibile, appena possibile, al più presto, asap, "
    "quanto prima, subito, il più presto possibile, adesso, quanto prima possibile, "
    "non appena possibile, ora come ora",
    (Kind.ANY_DAY, 0): "quando vuoi, quando volete, qualsiasi giorno, qualunque giorno, "
    "in qualsiasi momento, a qualsiasi ora, qualsiasi ora, tutti i giorni, ogni giorno, "
    "sono flessibile, quando potete, quando puoi",
    (Kind.MINUTES, 0): "minuto, minuti, min, minutini",
    (Kind.MINUTES, 30): "mezz'ora, mezzora, mezz ora, mezza ora, mezz'oretta, mezzoretta",
    (Kind.MINUTES, 15): "quarto d'ora, un quarto d'ora, quarto dora, quartino d'ora",
    (Kind.MINUTES, 45): "tre quarti d'ora",
    (Kind.OCLOCK, 3): "ore, ora, oretta, orette, hs",
    (Kind.DAYS, 0): "giorno, giornata",
    (Kind.DAYS, 1): "giorni, gg, giornate",
    (Kind.WEEKS, 0): "settimana, settimane, sett., sett.na",
    (Kind.MONTHS, 0): "mese, mesi",
    (Kind.COUNTED, 0): "volta, volte",
    (Kind.COUNTED, 2): "anni, anno",
    (Kind.AGO, 0): "fa",
    (Kind.PREVIOUS, 1): "scorso, scorsa, passato, passata",
    (Kind.HALVES, 0): "metà di, metà del, metà della, quindicina di",
    (Kind.LEAST, 0): "almeno, più di, non meno di, minimo",
    (Kind.MOST, 0): "meno di, al massimo, massimo",
    (Kind.LABEL, 0): "versione, camera, stanza, piano, taglia, livello, linea, codice, pagina, "
    "interno, "
    "volo, fattura, civico",
    (Kind.COUNTED, 1): "persone, persona, bambini, donne, uomini, adulti, pers",
    (Kind.AM, 0): "am",
    (Kind.CLOCK, 720): "mezzogiorno, mezzodì, mezzo giorno, mezzogiorno in punto",
    (Kind.CLOCK, 1440): "mezzanotte, mezza notte",
    (Kind.OCLOCK, 0): "in punto",
    (Kind.PLUS, 30): "e mezza, e mezzo, e 1/2, e mez",
    (Kind.PLUS, 15): "e un quarto, e quarto, e 1/4",
    (Kind.PLUS, 45): "e tre quarti, e trequarti, e 3/4",
    (Kind.MINUS, 15): "meno un quarto, meno quarto",
    (Kind.MINUS, 0): "meno",
    (Kind.PART, 0, (360, 720)): "mattina, mattino, mattinata, di mattina, del mattino, "
    "della mattina, la mattina, al mattino, in mattinata, alla mattina, nella mattinata, matt, "
    "di mattino, la mattinata",
    (Kind.PART, 1, (720, 1080)): "pomeriggio, pome, pom, di pomeriggio, del pomeriggio, "
    "nel pomeriggio, il pomeriggio, al pomeriggio, pomerigg, pomeridiano, pomeriggi",
    (Kind.PART, 2, (1080, 1320)): "sera, serata, di sera, della sera, la sera, alla sera, "
    "in serata, nella serata, le sere",
    (
        Kind.PART,
        3,
        (1260, 1440),
    ): "notte, di notte, della notte, la notte, nottata, in nottata, stanotte, "
    "questa notte, sta notte",
    (Kind.PART, 4, (720, 840)): "ora di pranzo, all'ora di pranzo, pausa pranzo, pranzo, "
    "a pranzo, in pausa pranzo, ora pranzo",
    (Kind.PART, 5, (1020, 1320)): "dopo il lavoro, dopo lavoro, uscita dal lavoro, finito il "
    "lavoro, dopo l'ufficio, quando esco dal lavoro, dopo l'università",
    (Kind.PART, 6, (780, 1020)): "dopo pranzo, dopo il pranzo, dopopranzo, primo pomeriggio, "
    "nel primo pomeriggio, inizio pomeriggio",
    (Kind.PART, 7, (360, 720)): "prima di pranzo, prima del pranzo, in prima mattinata",
    (Kind.PART, 8, (1080, 1320)): "stasera, questa sera, sta sera, 'stasera, staser",
    (Kind.PART, 8, (360, 720)): "stamattina, stamani, stamane, sta mattina",
    (Kind.PART, 9, (360, 540)): "mattina presto, la mattina presto, prima mattina, "
    "di prima mattina, mattino presto, di mattina presto, presto la mattina, primo mattino, "
    "di primo mattino, al mattino presto, mattinata presto, presto di mattina",
    (Kind.PART, 10, (600, 720)): "tarda mattinata, in tarda mattinata, tarda mattina",
    (Kind.PART, 11, (960, 1140)): "tardo pomeriggio, nel tardo pomeriggio, fine pomeriggio, "
    "tardo pom, fine giornata, a fine giornata",
    (Kind.PART, 12, (1260, 1440)): "tarda serata, in tarda serata, tarda sera, sera tardi, "
    "in tarda sera, la sera tardi",
    (Kind.REST, 0): "resto di, resto della, resto del",
    (Kind.REST, 1): "tutta la settimana",
    (Kind.PART, 20, (540, 1080)): "durante il giorno, in giornata, di giorno",
    (Kind.WORKDAYS, 0): "in settimana, durante la settimana, infrasettimanale, giorni feriali, "
    "nei giorni feriali, giorno feriale",
    (Kind.LAST, 0): "ultimo, ultima, ultimi, ultime",
    (Kind.LATER, 0): "più tardi",
    (Kind.EARLY, 0): "inizio, all'inizio di, all'inizio del, all'inizio della, inizi di, "
    "ai primi di, primi di, presto, a inizio, agli inizi di, l'inizio del, l'inizio della, "
    "prima parte di",
    (Kind.MIDDLE, 0): "metà, a metà, a metà di, alla metà di, verso metà, a metà del, a metà della",
    (Kind.LATE, 0): "fine, alla fine di, alla fine del, alla fine della, a fine, tardi, "
    "verso la fine di, verso fine, la fine del, la fine della, la fine di",
    (Kind.AT, 3): "alle, all, alla",
    (Kind.AT, 4): "a",
    (Kind.AT, 0): "per le, x le, per l, verso e non oltre le",
    (Kind.ON, 0): "in data, nella giornata di",
    (Kind.IN, 0): "in, nel, nella, nei, nelle, nell, nello, fra meno di, nel giro di",
    (Kind.FROM, 3): "dal",
    (Kind.FROM, 0): "da, dalle, dall, dalla, dai",
    (Kind.FROM, 1): "di, della, d",
    (Kind.FROM, 2): "del, dell",
    (
        Kind.SINCE,
        0,
    ): "a partire da, a partire dalle, a partire dall, non prima di, non prima delle, "
    "a partire, al più presto alle, in su dalle",
    (Kind.SINCE, 1): "a partire dal, non prima del",
    (Kind.FROM_NOW, 0): "da oggi, da adesso, da ora",
    (Kind.TO, 1): "al, ai",
    (Kind.UNTIL, 0): "fino a, fino alle, fino alla, fino all, entro, entro le, entro l, non oltre, "
    "non oltre le, sino a, sino alle, al più tardi, al massimo, al massimo alle, "
    "al più tardi alle, non dopo le, massimo, massimo alle, non più tardi delle, entro la, "
    "non più tardi di, per non più tardi delle",
    (Kind.UNTIL, 1): "fino al, entro il, non oltre il, sino al",
    (Kind.FOR, 0): "per la durata di, per",
    (Kind.BETWEEN, 1): "tra, fra, tra le, fra le, tra il, fra il, tra l, fra l",
    (Kind.AND, 1): "e, ed, e le, ed alle",
    (Kind.OR, 0): "o, oppure, ovvero, o anche, od",
    (
        Kind.AFTER,
        0,
    ): "dopo, dopo le, dopo l, più tardi di, più tardi delle, passate le, oltre le, dp le, "
    "dopo la, dopo che",
    (Kind.AFTER, 1): "dopo il, successivamente al",
    (
        Kind.BEFORE,
        0,
    ): "prima di, prima delle, prima dell, entro e non oltre, prima che, antecedente, prima della",
    (Kind.BEFORE, 1): "prima del",
    (Kind.ONWARDS, 0): "in poi, o dopo, o più tardi, in avanti, e oltre, in su, e dopo, o oltre",
    (Kind.EARLIER, 0): "o prima, e prima",
    (
        Kind.AROUND,
        0,
    ): "esattamente, precisamente, "
    "verso, verso le, intorno a, intorno alle, circa, attorno alle, più o meno, "
    "indicativamente, sulle, sul, per circa le, verso l, intorno all, tipo, all'incirca, ca, "
    "circa alle, alle circa, verso la, tipo alle, tipo verso le, attorno a",
    (Kind.NOT, 0): "non, tranne, tranne il, eccetto, ma non, ma non il, escluso, no il, "
    "a parte il, salvo, non il, a parte",
    (Kind.RATHER, 0): "anzi, scusa, scusi, scusate, piuttosto, cioè, volevo dire, meglio, "
    "in realtà, pardon, ripensandoci",
    (Kind.RATHER, 1): "aspetta, aspetti, no aspetta, no aspetti",
    (Kind.INSTEAD_OF, 0): "invece di, invece del, al posto di, al posto del, anziché, invece che, "
    "al posto delle, invece delle",
    (Kind.ONE, 3): "alcuni, alcune, qualche",
    (Kind.ONE, 2): "un paio di",
    (Kind.ONE, 1, (1,)): "un, una",
    (Kind.FILL, 1): "il, l, lo",
    (Kind.FILL, 2): "le",
    (Kind.FILL, 0): "i, la, gli",
}

WEAK: Words = {
    (Kind.WEEKEND, 0): "we",
    (Kind.WEEKDAY, 0, (DATED,)): "lun",
    (Kind.WEEKDAY, 1, (DATED, 3)): "mar",
    (Kind.WEEKDAY, 2, (DATED,)): "mer",
    (Kind.WEEKDAY, 3, (DATED,)): "gio",
    (Kind.WEEKDAY, 4, (DATED,)): "ven",
    (Kind.WEEKDAY, 5, (DATED,)): "sab",
    (Kind.WEEKDAY, 6, (DATED,)): "dom",
    (Kind.MONTH, 1): "gen",
    (Kind.MONTH, 5): "mag",
}

SUFFIXES = "o a °"
