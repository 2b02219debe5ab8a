"""Slips of the finger: mended to the one word that is meant, never to one of several."""

import pytest

from dialog.understand.context import Asked
from dialog.understand.languages import LEXICONS
from dialog.understand.reading import Intent
from tests.dialog.heard import FRIDAY, SUMMARY, hear, services, staff, times

TIMED = [
    ("en", "haircut on wendesday at 3pm", "11-25 =15:00"),
    ("en", "a haircut tomrrow at 3pm", "11-24 =15:00"),
    ("en", "fridday at 5", "11-27 =17:00"),
    ("de", "am Donnersatg um elf", "11-26 =11:00"),
    ("de", "Freitagaabend", "11-27 17:00-22:00"),
    ("fr", "jeudi à dix hueres et quart", "11-26 =10:15"),
    ("es", "el juves a las diez y cuarot", "11-26 =10:15"),
    ("it", "govedì alle dieci e un qarto", "11-26 =10:15"),
    ("pt", "na sxta às dez e um quato", "11-27 =10:15"),
    ("nl", "kwrt over tien op vrijdga", "11-27 =10:15"),
]


@pytest.mark.parametrize(("locale", "line", "expected"), TIMED)
def test_a_slip_in_a_time_is_mended(locale: str, line: str, expected: str) -> None:
    assert times(hear(line, locale=locale)) == expected


DOUBTED = [
    ("pt", "na sexta às dez e um quxyo", "11-27"),
    ("nl", "vrijdag kxxrt over tien", "11-27"),
    ("it", "alle dieci e qxyrto", ""),
]


@pytest.mark.parametrize(("locale", "line", "day"), DOUBTED)
def test_a_clock_with_an_unknown_word_inside_is_asked_again(
    locale: str, line: str, day: str
) -> None:
    assert times(hear(line, locale=locale)) == day


CERTAIN = ["friday at 10 and lisa comes too", "friday at 10 and Lisa", "friday at 10, xyz"]


@pytest.mark.parametrize("line", CERTAIN)
def test_an_unknown_word_beside_a_clock_leaves_it(line: str) -> None:
    assert times(hear(line)) == "11-27 =10:00"


JOINED = [
    ("de", "haarschnittfreitag um zehn", "11-27 =10:00", "haircut"),
    ("fr", "coupevendredi à 10h", "11-27 =10:00", "haircut"),
    ("nl", "knippenmorgenochtend", "11-24 6:00-12:00", "haircut"),
    ("en", "haircutthursday at 3pm", "11-26 =15:00", "haircut"),
]


@pytest.mark.parametrize(("locale", "line", "expected", "service"), JOINED)
def test_words_without_their_space_are_parted(
    locale: str, line: str, expected: str, service: str
) -> None:
    said = hear(line, locale=locale)
    assert (times(said), services(said)) == (expected, service)


AGREED = [
    ("de", "psst"), ("de", "ja bite"), ("de", "ja, buchn"), ("de", "prefekt"), ("fr", "oui mecri"),
    ("es", "sí, clsro"), ("it", "sì, prrenota"), ("pt", "sim, aceio!"), ("nl", "ja garag"),
    ("en", "crrect"), ("en", "yes pleas"),
]  # fmt: skip


@pytest.mark.parametrize(("locale", "line"), AGREED)
def test_a_slip_in_a_yes_is_a_yes_where_it_can_be_nothing_else(locale: str, line: str) -> None:
    assert hear(line, Asked.CONFIRM, SUMMARY, locale=locale).assent


REFUSED = [
    ("de", "passt nciht"), ("de", "neinn"), ("de", "ja, abr nciht am Freitag"), ("en", "light"),
    ("en", "yse"), ("en", "fight"), ("de", "ja, sa"), ("es", "Clara"), ("es", "caro"),
]  # fmt: skip


@pytest.mark.parametrize(("locale", "line"), REFUSED)
def test_nothing_that_may_be_another_word_becomes_a_yes(locale: str, line: str) -> None:
    assert not hear(line, Asked.CONFIRM, SUMMARY, locale=locale).assent


def test_a_word_of_the_language_is_never_mended_into_a_yes() -> None:
    for language, lexicon in LEXICONS.items():
        meaning = {word for word in lexicon.known if len(word) > 4}
        for word in sorted(meaning)[::40]:
            plain = hear(word, Asked.CONFIRM, SUMMARY, locale=language)
            rows = [row for one in LEXICONS.values() for row in one.entries.get(word, ())
                    if not row[0]]  # fmt: skip
            assert rows or not plain.assent, (language, word)


NAMES = [
    ("es", "Clara", "Clara"), ("es", "soy Marta", "Marta"), ("en", "Juliee", "Juliee"),
    ("pt", "sou a Marta", "Marta"), ("de", "ich heßie Lena", "Lena"),
    ("de", "ich heie Lena", "Lena"),
]  # fmt: skip


@pytest.mark.parametrize(("locale", "line", "name"), NAMES)
def test_a_name_has_no_spelling(locale: str, line: str, name: str) -> None:
    assert hear(line, Asked.NAME, locale=locale).name == name


def test_a_slip_between_two_words_is_left_open() -> None:
    said = hear("tenis hueco el viernes para un corte?", locale="es")
    assert services(said) == "haircut"  # "tenir" is no likelier than "teneis", "tenia"
    assert times(said) == "11-27"


def test_a_stylist_is_no_slip_of_a_word() -> None:
    said = hear("with Mondaa on friday", Asked.TIME, FRIDAY)
    assert (staff(said), said.unknown_staff) == ("", "Mondaa")


def test_a_wish_with_a_slip_in_its_phrase_is_heard() -> None:
    assert hear("lascia sttare", locale="it").intent is Intent.NEVER_MIND
    assert hear("mettez-moi sur la lsite d'attente", locale="fr").intent is Intent.WAITLIST
    assert hear("kann ich mit einemMenschen sprechen?", locale="de").intent is Intent.HUMAN


def test_a_mended_word_keeps_its_place_in_the_text() -> None:
    heard = next(one for one in hear("am Donnersatg!", locale="de").heard if one.slot == "when")
    assert heard.text == "Donnersatg"
    parted = hear("Haarschnittfreitag", locale="de").heard
    assert [one.text for one in parted if one.slot != "intent"] == ["Haarschnitt", "freitag"]
