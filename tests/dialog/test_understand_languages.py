"""Seven languages mean the same: intents, yes and no, people, languages."""

import unicodedata

import pytest

from dialog.understand.context import Asked
from dialog.understand.languages import LEXICONS
from dialog.understand.reading import Intent
from tests.dialog.heard import FRIDAY, SUMMARY, hear, services, staff
from tests.dialog.said_intents import SAID

LINES = [
    pytest.param(locale, line, Intent(intent), id=f"{locale} {line}")
    for locale, rows in SAID.items()
    for intent, lines in rows.items()
    for line in lines.split(" | ")
]


def test_every_language_has_a_line_of_its_own_for_every_intent() -> None:
    assert set(SAID) == set(LEXICONS)
    for locale, rows in SAID.items():
        assert set(rows) == set(SAID["en"]), locale


@pytest.mark.parametrize(("locale", "line", "intent"), LINES)
def test_an_intent_is_read_in_its_language(locale: str, line: str, intent: Intent) -> None:
    assert hear(line, locale=locale).intent is intent


@pytest.mark.parametrize(("locale", "line", "intent"), LINES)
def test_what_is_said_needs_no_capitals_no_accents_no_marks(
    locale: str, line: str, intent: Intent
) -> None:
    letters = unicodedata.normalize("NFD", line.casefold())
    bare = "".join(one for one in letters if not unicodedata.combining(one)).rstrip("!.? ")
    assert hear(bare, locale=locale).intent is intent


LONG = [one for one in LINES if len(str(one.values[1]).split()) > 3]


@pytest.mark.parametrize(("locale", "line", "intent"), LONG)
def test_a_sentence_is_understood_whatever_language_was_spoken_before(
    locale: str, line: str, intent: Intent
) -> None:
    for before in LEXICONS:
        assert hear(line, locale=before).intent is intent, (locale, before)


YES = {
    "en": "yes | yep | ok | sounds good | perfect, thanks | book it | go ahead",
    "de": "ja | jo | passt | ja gerne | perfekt, danke | bitte buchen | in ordnung",
    "fr": "oui | ok | d'accord | ça marche | parfait merci | ça me va | allez-y",
    "es": "sí | si | vale | perfecto gracias | me va bien | resérvalo | de acuerdo",
    "it": "sì | si | va bene | perfetto grazie | prenota | confermo | d'accordo",
    "pt": "sim | pode ser | tá bom | perfeito obrigada | pode marcar | está bem | confirmo",
    "nl": "ja | is goed | prima | ja graag | perfect dank je | boek maar | akkoord",
}
NO = {
    "en": "no | nope | not ok | that's wrong",
    "de": "nein | nee | passt nicht | lieber nicht",
    "fr": "non | nan | ça ne me va pas | pas d'accord",
    "es": "no | no me va bien | mejor no | no está bien",
    "it": "no | non va bene | no no | direi di no",
    "pt": "não | nao | não dá | melhor não",
    "nl": "nee | neen | dat past niet | liever niet",
}
WAITS = {
    "en": "let me think | i'll get back to you | not sure yet",
    "de": "ich überlege noch | ich melde mich | bin mir nicht sicher",
    "fr": "je vais réfléchir | je reviens vers vous | je ne sais pas encore",
    "es": "me lo pienso | ya te digo | no sé todavía",
    "it": "ci penso | ti faccio sapere | non lo so ancora",
    "pt": "vou pensar | já te aviso | ainda não sei",
    "nl": "even nadenken | ik laat het weten | ik weet het nog niet",
}
RESERVED = {
    "en": "yes but on saturday | yes, is there parking? | ok for my daughter",
    "de": "ja aber am Samstag | ja, gibt es Parkplätze? | ok für meine Tochter",
    "fr": "oui mais samedi | oui, il y a un parking ? | d'accord pour ma fille",
    "es": "sí pero el sábado | sí, ¿hay parking? | vale para mi hija | si hay sitio el sábado",
    "it": "sì ma sabato | sì, c'è parcheggio? | va bene per mia figlia",
    "pt": "sim mas no sábado | sim, tem estacionamento? | ok para a minha filha",
    "nl": "ja maar zaterdag | ja, is er parkeerplaats? | oké voor mijn dochter",
}


def said(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(locale, line) for locale, lines in table.items() for line in lines.split(" | ")]


@pytest.mark.parametrize(("locale", "line"), said(YES))
def test_a_yes_to_the_summary_is_one_in_every_language(locale: str, line: str) -> None:
    read = hear(line, Asked.CONFIRM, SUMMARY, locale)
    assert read.intent is Intent.YES
    assert read.assent


@pytest.mark.parametrize(("locale", "line"), said(NO))
def test_a_no_to_the_summary_is_one_in_every_language(locale: str, line: str) -> None:
    read = hear(line, Asked.CONFIRM, SUMMARY, locale)
    assert read.intent is Intent.NO
    assert not read.assent


@pytest.mark.parametrize(("locale", "line"), said(WAITS))
def test_hesitation_books_nothing_in_any_language(locale: str, line: str) -> None:
    read = hear(line, Asked.CONFIRM, SUMMARY, locale)
    assert read.intent is Intent.WAIT
    assert not read.assent


@pytest.mark.parametrize(("locale", "line"), said(RESERVED))
def test_a_yes_with_something_beside_it_agrees_to_no_summary(locale: str, line: str) -> None:
    read = hear(line, Asked.CONFIRM, SUMMARY, locale)
    assert read.intent is not Intent.YES
    assert read.choice is None


NAMES = [
    ("en", "my name is Chloe", "Chloe"), ("en", "it's Chloe", "Chloe"),
    ("de", "ich heiße Lena", "Lena"), ("de", "Lena ist mein Name", "Lena"),
    ("fr", "je m'appelle Léa", "Léa"), ("fr", "moi c'est Léa", "Léa"),
    ("es", "me llamo Lucía", "Lucía"), ("es", "soy Lucía", "Lucía"),
    ("it", "mi chiamo Giulia", "Giulia"), ("it", "sono Giulia", "Giulia"),
    ("pt", "meu nome é Joana", "Joana"), ("pt", "sou a Joana", "Joana"),
    ("nl", "mijn naam is Sanne", "Sanne"), ("nl", "ik ben Sanne", "Sanne"),
]  # fmt: skip


@pytest.mark.parametrize(("locale", "line", "name"), NAMES)
def test_a_name_is_told_in_every_language(locale: str, line: str, name: str) -> None:
    assert hear(line, Asked.NAME, locale=locale).name == name


@pytest.mark.parametrize("locale", sorted(set(LEXICONS) - {"it"}))  # "mia" is Italian for "my"
@pytest.mark.parametrize("name", ["Mia", "Sara", "Dolores", "Bella", "Rose", "Sol", "Noah", "Jan"])
def test_a_bare_name_is_no_word_of_another_language(locale: str, name: str) -> None:
    assert hear(name, Asked.NAME, locale=locale).name == name


STYLISTS = [
    ("en", "with Bea please", "with anyone", "with someone else"),
    ("de", "bei Bea bitte", "egal wer", "bei jemand anderem"),
    ("fr", "avec Bea svp", "peu importe avec qui", "avec quelqu'un d'autre"),
    ("es", "con Bea por favor", "me da igual con quién", "con otra persona"),
    ("it", "con Bea per favore", "con chiunque", "con qualcun altro"),
    ("pt", "com a Bea por favor", "tanto faz quem", "com outra pessoa"),
    ("nl", "bij Bea graag", "maakt niet uit wie", "bij iemand anders"),
]


@pytest.mark.parametrize(("locale", "bea", "anyone", "another"), STYLISTS)
def test_stylists_are_chosen_in_every_language(
    locale: str, bea: str, anyone: str, another: str
) -> None:
    assert staff(hear(bea, locale=locale)) == "Bea"
    assert hear(anyone, locale=locale).any_staff
    assert hear(anyone, locale=locale).asks == ()
    only_ana = (*FRIDAY[:1], FRIDAY[-1])
    assert len(hear(another, Asked.TIME, only_ana, locale).not_staff) == 1


@pytest.mark.parametrize(
    ("locale", "line", "count"),
    [
        ("en", "for two people", 2),
        ("en", "for me and my daughter", 2),
        ("en", "can my daughter and I both get a haircut on friday", 2),
        ("en", "haircut for my son and me", 2),
        ("en", "haircut for my daughter on friday", None),
        ("de", "können meine Tochter und ich beide einen Haarschnitt bekommen", 2),
        ("de", "Haarschnitt für meinen Sohn und mich", 2),
        ("de", "Haarschnitt für meinen Sohn", None),
        ("de", "für drei Personen", 3),
        ("fr", "pour deux personnes", 2),
        ("es", "para dos personas", 2),
        ("it", "per tre persone", 3),
        ("pt", "para duas pessoas", 2),
        ("nl", "voor twee personen", 2),
        ("nl", "met z'n tweeën", 2),
    ],
)
def test_how_many_come_is_read_in_every_language(locale: str, line: str, count: int | None) -> None:
    assert hear(line, locale=locale).party == count


SERVED = [
    ("fr", "une coupe vendredi", "haircut"),
    ("fr", "une colloration", "colour"),
    ("fr", "me couper les cheveux", "haircut"),
    ("fr", "un brushing", "blow_dry"),
    ("fr", "des mèches", "balayage"),
    ("fr", "mes ongles", "manicure"),
    ("es", "un corte de pelo", "haircut"),
    ("es", "cortarme el pelo", "haircut"),
    ("es", "quiero teñirme", "colour"),
    ("es", "mechas", "balayage"),
    ("es", "manicurra", "manicure"),
    ("it", "un taglio", "haircut"),
    ("it", "una piega", "blow_dry"),
    ("it", "la barba", "beard_trim"),
    ("it", "colorre", "colour"),
    ("it", "le unghie", "manicure"),
    ("pt", "cortar o cabelo", "haircut"),
    ("pt", "uma escova", "blow_dry"),
    ("pt", "coloracao", "colour"),
    ("pt", "fazer a barba", "beard_trim"),
    ("pt", "madeixas", "balayage"),
    ("nl", "knippen", "haircut"),
    ("nl", "haar laten knippen", "haircut"),
    ("nl", "haar verven", "colour"),
    ("nl", "baard bijwerken", "beard_trim"),
    ("nl", "nagels", "manicure"),
    ("nl", "fohnen", "blow_dry"),
]


@pytest.mark.parametrize(("locale", "line", "key"), SERVED)
def test_services_are_called_in_the_customers_language(locale: str, line: str, key: str) -> None:
    assert services(hear(line, locale=locale)) == key
    assert services(hear(line)) == key


SLIPS = [
    ("en", "i need an apointment", Intent.BOOK),
    ("en", "can we reshedule to friday", Intent.MOVE),
    ("en", "cancle my appointment pls", Intent.CANCEL),
    ("de", "ich muss den Termin verschiben", Intent.MOVE),
    ("de", "bitte stonieren", Intent.CANCEL),
    ("fr", "je veux annulerr mon rdv", Intent.CANCEL),
    ("fr", "une reservtion svp", Intent.BOOK),
    ("es", "quiero resrvar", Intent.BOOK),
    ("es", "tengo que cancelr la cita", Intent.CANCEL),
    ("it", "vorrei un apuntamento", Intent.BOOK),
    ("it", "devo anullare", Intent.CANCEL),
    ("pt", "queria agendr para sexta", Intent.BOOK),
    ("pt", "preciso desmarcr", Intent.CANCEL),
    ("nl", "een afsprak graag", Intent.BOOK),
    ("nl", "ik moet anuleren", Intent.CANCEL),
    ("en", "I have cancer", None),
    ("en", "yse", None),
]


@pytest.mark.parametrize(("locale", "line", "intent"), SLIPS)
def test_a_slip_is_mended_in_a_long_wish_never_in_a_short_yes(
    locale: str, line: str, intent: Intent | None
) -> None:
    said = hear(line, locale=locale)
    assert said.intent is intent
    assert not said.assent


WISHED = [
    ("can we speak English?", "en"), ("in English please", "en"), ("English", "en"),
    ("können wir Deutsch sprechen?", "de"), ("auf Deutsch bitte", "de"),
    ("en français svp", "fr"), ("on peut parler français ?", "fr"), ("parlez-vous français", "fr"),
    ("en español por favor", "es"), ("¿hablas español?", "es"),
    ("in italiano per favore", "it"), ("parli italiano?", "it"),
    ("em português por favor", "pt"), ("fala português?", "pt"),
    ("in het Nederlands graag", "nl"), ("spreek je Nederlands?", "nl"),
    ("English please", "en"), ("auf englisch bitte", "en"), ("en inglés por favor", "en"),
    ("in inglese per favore", "en"), ("parlez-vous anglais ?", "en"),
    ("kunnen we Engels praten?", "en"), ("I am not English", None), ("French manicure", None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "wish"), WISHED)
def test_a_language_is_wished_for_in_any_language(line: str, wish: str | None) -> None:
    assert hear(line).wants_locale == wish
    assert hear(line, locale="de").wants_locale == wish


@pytest.mark.parametrize(
    "line", ["ok", "si", "no", "ja", "oui", "17", "Mia", "haircut", "👍", "super", "10:30", "Ana",
             "balayage", "top", "perfect", "merci", "ciao", "nee", "de", "en", "la 2"],
)  # fmt: skip
def test_a_short_reply_tells_no_language(line: str) -> None:
    for locale in LEXICONS:
        assert hear(line, Asked.CONFIRM, SUMMARY, locale).locale in {None, locale}


@pytest.mark.parametrize(
    ("line", "locale"),
    [("Bonjour, je voudrais une coupe vendredi", "fr"), ("hola quiero una cita el viernes", "es"),
     ("Ciao, vorrei un taglio venerdì", "it"), ("oi queria marcar um corte na sexta", "pt"),
     ("hoi kan ik vrijdag geknipt worden", "nl"), ("hi can i come in on friday", "en"),
     ("hallo, habt ihr am Freitag was frei", "de")],
)  # fmt: skip
def test_a_first_message_tells_its_language(line: str, locale: str) -> None:
    assert hear(line).locale == locale
