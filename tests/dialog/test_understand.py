"""Services, stylists, intents, language: sentences in tables."""

from dataclasses import replace
from uuid import NAMESPACE_OID, uuid5

import pytest

from booking.catalogue import Stylist
from dialog.understand.context import Asked, Context
from dialog.understand.hear import understand
from dialog.understand.reading import Intent, Understanding
from foundation.ids import ServiceId, StaffId
from tests.dialog.heard import (
    LUMA,
    MONDAY,
    STAFF,
    SUMMARY,
    hear,
    services,
    staff,
    times,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("haircut", "haircut"),
        ("Haircuts", "haircut"),
        ("haircutt", "haircut"),
        ("hair cut", "haircut"),
        ("hiarcut please", "haircut"),
        ("a cut", "haircut"),
        ("cut and colour", "haircut colour"),
        ("colour and a cut", "colour haircut"),
        ("color", "colour"),
        ("coluor", "colour"),
        ("beard trim", "beard_trim"),
        ("beard trimm", "beard_trim"),
        ("blow-dry", "blow_dry"),
        ("blow dry", "blow_dry"),
        ("blowdry", "blow_dry"),
        ("ballayage", "balayage"),
        ("manicur", "manicure"),
        ("Haarschnitt", "haircut"),
        ("haarschnit", "haircut"),
        ("Haarschnitttermin", "haircut"),
        ("Damenhaarschnitt", "haircut"),
        ("färben", "colour"),
        ("faerben", "colour"),
        ("Farbe", "colour"),
        ("Maniküre", "manicure"),
        ("Manikuere", "manicure"),
        ("Föhnen", "blow_dry"),
        ("Bart trimmen", "beard_trim"),
        ("HAIRCUT!!!", "haircut"),
        ("ｈａｉｒｃｕｔ", "haircut"),  # noqa: RUF001 - full-width letters, as some keyboards send
        ("colour instead of haircut", "colour"),
        ("haircut, no wait, colour", "colour"),
        ("ah wait, colour too", "colour"),
        ("I would like to sit", ""),
        ("calendar", ""),
    ],
)
def test_services_are_known_by_name_alias_plural_typo(text: str, expected: str) -> None:
    assert services(hear(text)) == expected


def test_an_addition_is_told_from_a_replacement() -> None:
    assert hear("ah wait, colour too").also
    assert not hear("wait, colour").also
    assert services(hear("haircut and also a colour")) == "haircut colour"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("with Bea", "Bea"),
        ("bea", "Bea"),
        ("BEA!", "Bea"),
        ("Beaa", "Bea"),
        ("Anna", "Ana"),
        ("with Bee", "Bea"),
        ("Bee", ""),
        ("by Ana", "Ana"),
        ("Ana's chair", "Ana"),
        ("bei Cem", "Cem"),
        ("Ana or Bea", "Ana Bea"),
        ("wait, with Ana", "Ana"),
        ("Ana, no sorry, Bea", "Bea"),
        ("Bea instead of Ana", "Bea"),
        ("lieber bei Bea", "Bea"),
        ("not Ana", ""),
        ("banana", ""),
    ],
)
def test_stylists_are_known_by_name(text: str, expected: str) -> None:
    assert staff(hear(text)) == expected


@pytest.mark.parametrize(
    "text", ["not Bea", "not with Bea", "nicht bei Bea", "ohne Bea", "anyone but Bea"]
)
def test_a_stylist_can_be_ruled_out(text: str) -> None:
    said = hear(text)
    assert said.not_staff == (STAFF["Bea"],)
    assert said.staff == ()


@pytest.mark.parametrize(
    "text", ["anyone", "whoever is free", "egal wer", "bei wem ist egal", "no preference"]
)
def test_anyone_is_a_wish_too(text: str) -> None:
    assert hear(text).any_staff


@pytest.mark.parametrize(
    "text",
    ["Bart schneiden", "Bartschneiden", "bart stutzen", "Bartfärben", "Bart trimmen"],
)
def test_the_first_part_of_a_german_compound_says_what_it_is_about(text: str) -> None:
    assert services(hear(text)) == "beard_trim"


@pytest.mark.parametrize(
    "text",
    ["yes please, with an extra beard trim", "additional beard trim", "zusätzlich Bart",
     "with a beard trim as well", "ja mit extra bart", "beard trim too"],
)  # fmt: skip
def test_an_extra_is_an_addition_and_no_yes_to_the_summary_without_it(text: str) -> None:
    said = hear(text, Asked.CONFIRM, SUMMARY)
    assert said.also
    assert services(said) == "beard_trim"
    assert not said.assent


@pytest.mark.parametrize(
    ("text", "expected"),
    [("haircut with Daniel", "Daniel"), ("with Daniel at 10", "Daniel"), ("bei Daniel", "Daniel"),
     ("haircut with Mary Jane on friday", "Mary Jane"), ("with Bob or Ana", "Bob"),
     ("with Ana", None), ("mit Anna", None), ("with my daughter", None), ("with shampoo", None),
     ("mit Shampoo", None), ("by Friday", None), ("with Bea", None)],
)  # fmt: skip
def test_a_stylist_nobody_knows_is_told_by_name(text: str, expected: str | None) -> None:
    assert hear(text).unknown_staff == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("for two people", 2), ("für 3 Personen", 3), ("haircut friday at 10 for 2 people", 2),
     ("zu zweit", 2), ("wir sind zu dritt", 3), ("both of us", 2), ("haircut", None), ("2", None),
     ("500 people", None), ("haircut for a person", None)],
)  # fmt: skip
def test_how_many_people_come_is_heard(text: str, expected: int | None) -> None:
    assert hear(text).party == expected


def test_a_short_names_typo_is_trusted_less() -> None:
    (heard,) = [one for one in hear("with Bee").heard if one.slot == "staff"]
    assert heard.confidence < 0.7
    assert heard.text == "Bee"


def with_staff(name: str) -> Context:
    stylist = Stylist(StaffId(uuid5(NAMESPACE_OID, name)), name, (), frozenset(), {})
    return Context(MONDAY, replace(LUMA, staff=(*LUMA.staff, stylist), revision=hash(name)))


def test_a_stylist_named_like_a_month_needs_a_with() -> None:
    context = with_staff("April")
    assert understand("with April", context).staff
    assert not understand("april", context).staff
    assert not understand("with April", context).when


def test_a_stylists_first_name_is_enough() -> None:
    assert understand("with Maria", with_staff("Anna Maria Lopez")).staff


def with_services(*names: str) -> Context:
    first = replace(LUMA.services[0], aliases=())
    several = tuple(
        replace(first, id=ServiceId(uuid5(NAMESPACE_OID, name)), key=name, names={"en": name})
        for name in names
    )
    return Context(MONDAY, replace(LUMA, services=several, revision=hash(names)))


def test_words_that_fit_several_services_are_readings_of_one() -> None:
    context = with_services("Haircut women", "Haircut men", "Beard")
    said = understand("a haircut please", context)
    assert said.either_service
    assert len(said.service) == 2


def test_another_word_of_the_message_settles_which_service() -> None:
    context = with_services("Haircut women", "Haircut men", "Beard")
    said = understand("a haircut for men", context)
    assert not said.either_service
    assert said.service == (context.catalogue.services[1].id,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("english please", "en"),
        ("in English", "en"),
        ("auf deutsch bitte", "de"),
        ("Deutsch", "de"),
        ("do you speak german?", "de"),
        ("können wir auf Englisch schreiben", "en"),
        ("en français", "fr"),
        ("french", "fr"),
        ("a french manicure", None),
        ("haircut", None),
    ],
)
def test_an_explicit_wish_for_a_language_is_heard(text: str, expected: str | None) -> None:
    assert hear(text).wants_locale == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ich hätte gern einen Termin am Freitag", "de"),
        ("hi can i get a haircut on friday", "en"),
        ("guten Tag", "de"),
        ("Hallo", None),  # as Dutch as it is German
        ("Servus", "de"),
        ("hi", None),
        ("ok", None),
        ("17", None),
        ("Mia", None),
        ("ja", None),
        ("haircut", None),
        ("Haarschnitt", None),
        ("Haarschnitt am Freitag um 10", "de"),
        ("Haarschnitt Sonntag", "de"),
        ("Maniküre am Sa um 11", "de"),
        ("am Freitag um 10", "de"),
        ("doch lieber um 11", "de"),
        ("nein, Samstag", "de"),
        ("Ich hätte lieber Samstag Nachmittag bitte", "de"),
        ("haircut friday", "en"),
        ("10 am", None),
    ],
)
def test_the_language_is_noticed_only_when_it_is_clear(text: str, expected: str | None) -> None:
    assert hear(text).locale == expected


@pytest.mark.parametrize("locale", ["en", "de", "fr", ""])
def test_either_language_is_understood_whatever_is_expected(locale: str) -> None:
    assert times(hear("Freitag ab 16 Uhr", locale=locale)) == "11-27 16:00-"
    assert times(hear("friday after 4", locale=locale)) == "11-27 16:00-"
    assert times(hear("Freitagabend", locale=locale)) == "11-27 17:00-22:00"


def test_what_was_heard_quotes_the_customer_for_the_operator() -> None:
    text = "Hi, can I get a háircut with BEA on friday after 4?"
    heard = {one.slot: (one.text, one.value) for one in hear(text).heard}
    assert heard["service"] == ("háircut", "Haircut")
    assert heard["staff"] == ("BEA", "Bea")
    assert heard["when"] == ("friday after 4", "Fri 27 Nov 16:00-")


def test_spans_stay_true_behind_letters_that_fold_to_several() -> None:
    text = "Ich heiße Mia, ﬁx am Freitag"  # the ligature folds to two letters
    heard = {one.slot: one.text for one in hear(text).heard}
    assert heard["when"] == "Freitag"
    assert heard["name"] == "Mia"


def test_two_readings_are_trusted_half() -> None:
    (heard,) = hear("next friday").heard
    assert heard.value == "Fri 27 Nov or Fri 4 Dec"
    assert heard.confidence == 0.5


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("next week", "Mon 30 Nov - Sun 6 Dec"),
        ("asap", "from Mon 23 Nov"),
        ("at 17:00", "at 17:00"),
        ("before noon", "-12:00"),
    ],
)
def test_readings_are_printed_for_the_operator(text: str, value: str) -> None:
    (heard,) = hear(text).heard
    assert heard.value == value


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u200d\u200d", "???", "asdf"])
def test_nothing_is_understood_of_nothing(text: str) -> None:
    said = hear(text)
    assert not said.understood
    assert not said.said_slots


def test_an_understanding_of_anything_is_one() -> None:
    for said in (
        Understanding(intent=Intent.GREET),
        Understanding(choice="c1"),
        Understanding(name="Mia"),
        Understanding(any_staff=True),
        Understanding(wants_locale="de"),
        hear("not monday"),
    ):
        assert said.understood


def test_a_new_revision_of_the_catalogue_brings_its_new_words() -> None:
    before = Context(MONDAY, replace(LUMA, revision=71))
    assert not understand("lashes", before).service
    lashes = replace(LUMA.services[0], aliases=("lashes",))
    after = Context(MONDAY, replace(LUMA, revision=72, services=(lashes,)))
    assert understand("lashes", after).service == (lashes.id,)
