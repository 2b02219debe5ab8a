"""What stands beside a wish to book: questions, delays, notes, for whom; alone or with values."""

import pytest

from dialog.understand.context import Asked
from dialog.understand.reading import Intent, Topic
from tests.dialog.heard import FRIDAY, SUMMARY, hear, services, staff, times

T = Topic
QUESTIONS = [
    ("en", "is there parking?", (T.PARKING,)),
    ("en", "how much is it and do you take cards?", (T.PRICE, T.PAYMENT)),
    ("en", "where are you? can i park there?", (T.ADDRESS, T.PARKING)),
    ("en", "what happens if I cancel?", (T.POLICY,)),
    ("en", "what's your phone number", (T.PHONE,)),
    ("en", "what services do you offer", (T.SERVICES,)),
    ("en", "who works tomorrow?", (T.STAFF,)),
    ("en", "do you have good reviews?", (T.RATING,)),
    ("en", "how long will it take", (T.DURATION,)),
    ("en", "when do you close?", (T.HOURS,)),
    ("en", "parking?", (T.PARKING,)),
    ("en", "is it wheelchair accessible?", (T.ACCESS,)),
    ("de", "ist der Salon barrierefrei?", (T.ACCESS,)),
    ("fr", "c'est accessible en fauteuil roulant ?", (T.ACCESS,)),
    ("es", "¿hay acceso para silla de ruedas?", (T.ACCESS,)),
    ("it", "è accessibile in sedia a rotelle?", (T.ACCESS,)),
    ("pt", "é acessível para cadeira de rodas?", (T.ACCESS,)),
    ("nl", "is het rolstoeltoegankelijk?", (T.ACCESS,)),
    ("en", "address pls", (T.ADDRESS,)),
    ("de", "was kostet das und wie lange dauert es?", (T.PRICE, T.DURATION)),
    ("de", "wo seid ihr, gibt es Parkplätze?", (T.ADDRESS, T.PARKING)),
    ("de", "was passiert wenn ich absage?", (T.POLICY,)),
    ("de", "eure Telefonnummer bitte", (T.PHONE,)),
    ("de", "was bietet ihr an?", (T.SERVICES,)),
    ("de", "wer arbeitet morgen?", (T.STAFF,)),
    ("de", "habt ihr gute Bewertungen?", (T.RATING,)),
    ("fr", "c'est combien et ça dure combien de temps ?", (T.PRICE, T.DURATION)),
    ("fr", "où êtes-vous ? on peut se garer ?", (T.ADDRESS, T.PARKING)),
    ("fr", "quels sont vos frais d'annulation", (T.POLICY,)),
    ("fr", "vous proposez quoi ?", (T.SERVICES,)),
    ("fr", "qui travaille demain ?", (T.STAFF,)),
    ("fr", "vous avez de bons avis ?", (T.RATING,)),
    ("es", "¿cuánto cuesta y cuánto dura?", (T.PRICE, T.DURATION)),
    ("es", "¿dónde estáis? ¿se puede aparcar?", (T.ADDRESS, T.PARKING)),
    ("es", "¿qué pasa si cancelo?", (T.POLICY,)),
    ("es", "¿qué servicios tenéis?", (T.SERVICES,)),
    ("es", "¿quién trabaja mañana?", (T.STAFF,)),
    ("es", "vuestro teléfono por favor", (T.PHONE,)),
    ("it", "quanto costa e quanto dura?", (T.PRICE, T.DURATION)),
    ("it", "dove siete? si può parcheggiare?", (T.ADDRESS, T.PARKING)),
    ("it", "e se disdico?", (T.POLICY,)),
    ("it", "che servizi avete?", (T.SERVICES,)),
    ("it", "chi lavora domani?", (T.STAFF,)),
    ("pt", "quanto custa e quanto tempo demora?", (T.PRICE, T.DURATION)),
    ("pt", "onde fica? dá para estacionar?", (T.ADDRESS, T.PARKING)),
    ("pt", "e se eu cancelar?", (T.POLICY,)),
    ("pt", "que serviços têm?", (T.SERVICES,)),
    ("pt", "quem trabalha amanhã?", (T.STAFF,)),
    ("nl", "wat kost het en hoe lang duurt het?", (T.PRICE, T.DURATION)),
    ("nl", "waar zitten jullie? kan ik er parkeren?", (T.ADDRESS, T.PARKING)),
    ("nl", "wat als ik annuleer?", (T.POLICY,)),
    ("nl", "welke behandelingen hebben jullie?", (T.SERVICES,)),
    ("nl", "wie werkt er morgen?", (T.STAFF,)),
]


@pytest.mark.parametrize(("locale", "line", "topics"), QUESTIONS)
def test_questions_are_read_in_every_language(
    locale: str, line: str, topics: tuple[Topic, ...]
) -> None:
    said = hear(line, locale=locale)
    assert said.asks == topics
    assert said.intent is Intent.ASK


NO_QUESTIONS = [
    "a haircut on friday at 5",
    "can i cancel my appointment",
    "I have to cancel tomorrow",
    "is anything open on friday?",
    "I'll pay then, book it",
    "no matter with whom",
    "the price is fine, friday at 5 please with Ana",
    "my car broke down, can we move it to friday?",
    "kann ich Freitag kommen?",
    "puedo ir el viernes a las 5",
    "vengo venerdì alle 5",
]


@pytest.mark.parametrize(
    "line", ["the weather is terrible, can I come later?", "horrible traffic", "dat is te duur",
             "das Wetter ist schrecklich", "un tiempo horrible"],
)  # fmt: skip
def test_a_bad_word_alone_is_no_complaint(line: str) -> None:
    said = hear(line)
    assert said.intent is not Intent.COMPLAINT
    assert said.asks == ()


@pytest.mark.parametrize("line", NO_QUESTIONS)
def test_what_asks_nothing_of_the_salon_is_no_question(line: str) -> None:
    said = hear(line)
    assert said.intent is not Intent.ASK
    assert said.asks == ()


def test_a_question_stands_beside_other_values() -> None:
    said = hear("ah wait, colour too. is there parking?", Asked.CONFIRM, SUMMARY)
    assert said.asks == (Topic.PARKING,)
    assert services(said) == "colour"
    assert said.also
    said = hear("Is there parking? And friday at 5 with Bea then")
    assert said.asks == (Topic.PARKING,)
    assert (times(said), staff(said)) == ("11-27 =17:00", "Bea")


def test_a_price_is_asked_of_the_service_that_is_named() -> None:
    said = hear("how much is a balayage")
    assert said.asks == (Topic.PRICE,)
    assert services(said) == "balayage"


def test_a_wish_beside_a_question_is_the_intent() -> None:
    said = hear("I need an appointment, where are you?")
    assert said.intent is Intent.BOOK
    assert said.asks == (Topic.ADDRESS,)
    assert hear("can I cancel my appointment? is there a fee?").intent is Intent.CANCEL


def test_a_question_picks_no_offered_time() -> None:
    said = hear("how long does it take?", Asked.TIME, FRIDAY)
    assert said.choice is None
    assert said.when == ()


LATE = [
    ("en", "I'm running 10 min late", 10),
    ("en", "10 min late, sorry!", 10),
    ("en", "i'll be half an hour late", 30),
    ("en", "I'll be 10-15 minutes late", 15),
    ("en", "running late", None),
    ("en", "i'm running late, about 10 minutes", 10),
    ("de", "ich komm 10 min später", 10),
    ("en", "is it ok if I'm 5 minutes late?", 5),
    ("de", "ich komme 20 Minuten zu spät", 20),
    ("de", "bin 5 Min zu spät", 5),
    ("de", "ich verspäte mich um eine halbe Stunde", 30),
    ("fr", "j'aurai un quart d'heure de retard", None),
    ("fr", "j'arrive avec 20 minutes de retard", 20),
    ("es", "llegaré 20 minutos tarde", 20),
    ("es", "voy con retraso de media hora", 30),
    ("it", "arrivo 20 minuti in ritardo", 20),
    ("it", "farò tardi di mezz'ora", 30),
    ("pt", "vou atrasar 20 minutos", 20),
    ("pt", "chego com meia hora de atraso", 30),
    ("nl", "ik ben 20 minuten te laat", 20),
    ("nl", "ik kom een half uur later", 30),
]


@pytest.mark.parametrize(("locale", "line", "minutes"), LATE)
def test_a_delay_is_read_with_its_minutes(locale: str, line: str, minutes: int | None) -> None:
    said = hear(line, locale=locale)
    assert said.intent is Intent.LATE
    if minutes is not None:
        assert said.minutes == minutes
    assert said.when == ()


NOT_LATE = [
    ("en", "can we make it 10 minutes later?"),
    ("en", "5 is too late"),
    ("en", "late afternoon"),
    ("de", "17 Uhr ist zu spät"),
    ("de", "am späten Nachmittag"),
    ("de", "geht es 10 Minuten später?"),
    ("fr", "plus tard"),
    ("es", "por la tarde"),
    ("es", "a las 5 de la tarde"),
    ("pt", "à tarde"),
    ("it", "più tardi"),
    ("nl", "17 uur is te laat"),
]


@pytest.mark.parametrize(("locale", "line"), NOT_LATE)
def test_a_wish_for_a_later_time_is_no_delay(locale: str, line: str) -> None:
    said = hear(line, Asked.TIME, FRIDAY, locale)
    assert said.intent is not Intent.LATE
    assert said.minutes is None


def test_a_delay_never_agrees_to_a_summary() -> None:
    said = hear("ok, i'm running 10 min late", Asked.CONFIRM, SUMMARY)
    assert said.intent is Intent.LATE
    assert not said.assent


def test_a_move_beside_a_delay_is_the_move() -> None:
    said = hear("I'm 20 min late, can we move it to friday?")
    assert said.intent is Intent.MOVE
    assert said.minutes == 20
    assert times(said) == "11-27"


NOTES = [
    ("en", "please note: allergic to nuts, milk and latex", "allergic to nuts, milk and latex"),
    ("en", "I'm allergic to hair dye", "I'm allergic to hair dye"),
    ("de", "Bitte beachten: Ich komme mit Kinderwagen", "Ich komme mit Kinderwagen"),
    ("de", "ich bin allergisch gegen Henna", "ich bin allergisch gegen Henna"),
    ("fr", "à noter : je viens avec un bébé", "je viens avec un bébé"),
    ("es", "soy alérgica al amoníaco", "soy alérgica al amoníaco"),
    ("it", "nota: ho la cute sensibile", "ho la cute sensibile"),
    ("pt", "nota: levo o carrinho do bebé", "levo o carrinho do bebé"),
    ("nl", "let op: ik kom met de kinderwagen", "ik kom met de kinderwagen"),
]


@pytest.mark.parametrize(("locale", "line", "note"), NOTES)
def test_a_note_keeps_the_customers_words(locale: str, line: str, note: str) -> None:
    said = hear(line, locale=locale)
    assert said.note == note
    assert said.intent is Intent.NOTE
    assert said.service == ()


def test_a_note_is_no_wish_but_what_stands_beside_it_is() -> None:
    said = hear("haircut friday at 5. Please note: no colour, I'm allergic to dye!")
    assert services(said) == "haircut"
    assert times(said) == "11-27 =17:00"
    assert said.note == "no colour, I'm allergic to dye"
    said = hear("I'm allergic to ammonia, haircut on friday")
    assert said.note == "I'm allergic to ammonia"
    assert times(said) == "11-27"


def test_a_question_about_an_allergy_is_no_note() -> None:
    assert hear("do you have something for sensitive skin?").note is None


def test_a_note_that_is_only_announced_has_no_words_yet() -> None:
    said = hear("can I leave a note")
    assert (said.intent, said.note) == (Intent.NOTE, None)


WHOM = [
    ("en", "a haircut for my daughter Lily on friday", "my daughter Lily"),
    ("en", "my son needs a haircut on friday", "my son"),
    ("en", "haircut for someone else on friday", "someone else"),
    ("de", "Haarschnitt für meine Tochter Lea am Freitag", "meine Tochter Lea"),
    ("de", "meine Mutter braucht einen Haarschnitt am Freitag", "meine Mutter"),
    ("fr", "une coupe pour mon fils vendredi", "mon fils"),
    ("fr", "ma mère voudrait une coupe vendredi", "ma mère"),
    ("es", "corte de pelo para mi hijo el viernes", "mi hijo"),
    ("es", "mi madre quiere un corte de pelo el viernes", "mi madre"),
    ("it", "un taglio per mio figlio venerdì", "mio figlio"),
    ("it", "mia madre vorrebbe un taglio venerdì", "mia madre"),
    ("pt", "corte para o meu filho na sexta", "o meu filho"),
    ("pt", "minha mãe quer um corte de cabelo na sexta", "minha mãe"),
    ("nl", "knippen voor mijn zoon vrijdag", "mijn zoon"),
    ("nl", "mijn moeder wil vrijdag knippen", "mijn moeder"),
]


@pytest.mark.parametrize(("locale", "line", "whom"), WHOM)
def test_for_whom_a_visit_is_keeps_the_customers_words(locale: str, line: str, whom: str) -> None:
    said = hear(line, locale=locale)
    assert said.for_whom == whom
    assert said.intent is Intent.FOR_OTHER
    assert (services(said), times(said)) == ("haircut", "11-27")


def test_people_who_are_only_spoken_of_get_no_visit() -> None:
    assert hear("let me ask my husband").for_whom is None
    assert hear("my daughter recommended you").for_whom is None
    assert hear("haircut for me and my daughter").for_whom is None


def test_each_value_is_shown_with_the_words_it_came_from() -> None:
    said = hear("in english pls: I'm 10 min late. Is there parking? Please note: no perfume.")
    heard = {one.slot: (one.text, one.value) for one in said.heard}
    assert heard["minutes"] == ("10 min late", "10")
    assert heard["asks"] == ("parking", "parking")
    assert heard["note"] == ("Please note: no perfume", "no perfume")
    assert heard["language"] == ("english", "en")
    said = hear("haircut for my daughter or for two people, no matter who")
    heard = {one.slot: (one.text, one.value) for one in said.heard}
    assert heard["for_whom"] == ("my daughter", "my daughter")
    assert heard["party"] == ("two", "2")
    assert heard["staff"] == ("no matter who", "anyone")
    assert all(0 < one.confidence <= 1 for one in said.heard)


def test_a_mere_word_for_a_topic_is_less_sure_than_a_question() -> None:
    sure = {line: hear(line).heard[0].confidence for line in ("address?", "where are you?")}
    assert sure["address?"] < sure["where are you?"] == 1.0


def test_a_wish_for_a_person_comes_before_everything() -> None:
    assert hear("I'm 10 min late, can I talk to someone?").intent is Intent.HUMAN
    assert hear("I want to complain, where are you?").intent is Intent.COMPLAINT
