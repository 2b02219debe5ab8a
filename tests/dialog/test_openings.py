"""What is said unasked can be said by a template too, in the customer's words or in English."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from channels.message import Choice
from channels.openings import registry
from channels.openings.texts import BUTTONS
from dialog.effects import Say
from dialog.phrases import titles
from dialog.phrases import words as w
from dialog.phrases.catalogues import SPOKEN
from dialog.phrases.openings import _OF, opening
from dialog.phrases.speak import Voice, reply
from dialog.replies import of_waitlist
from foundation.money import Money
from tests.dialog.salon import BEA, CUT, SALON
from tests.dialog.test_phrases import MONDAY, SLOT

PRICE = Money(4000, "EUR")
ARGS: dict[str, object] = {
    "start": w.Start(SLOT),
    "whole": w.Whole(SLOT),
    "staff": w.Stylists((BEA,)),
    "services": w.ServiceNames((CUT,)),
    "price": PRICE,
    "amount": PRICE,
    "deposit": PRICE,
    "rest": PRICE,
    "colleague": w.ColleagueName("Ana"),
    "until": w.Until(datetime(2026, 11, 23, 17, 30, tzinfo=UTC)),
    "link": w.Link("https://pay.example/1"),
    "plan": w.Plan(()),
}


def say(phrase: str) -> Say:
    _, values = _OF[phrase]
    return Say(phrase, {one: ARGS[one] for one in values})


@pytest.mark.parametrize("locale", SPOKEN)
@pytest.mark.parametrize("phrase", [one for one in _OF if one != "deposit_received"])
def test_news_fill_their_template_in_every_language(phrase: str, locale: str) -> None:
    made = opening([say(phrase)], Voice(locale, SALON, MONDAY))
    assert made is not None
    assert [one.language for one in made.filled] == list(dict.fromkeys((locale, "en")))
    registry.check(made)


def test_a_template_reads_as_the_message_does() -> None:
    made = opening([say("moved_by")], Voice("de", SALON, MONDAY))
    assert made is not None
    assert [registry.spoken(made.key, one) for one in made.filled] == [
        (
            "Dein Termin wurde von Ana verschoben: Haarschnitt bei Bea, jetzt Freitag,"
            " 27. November, 17:00. Wenn das nicht passt, schreib einfach hier."
        ),
        (
            "Your visit was moved by Ana: Haircut with Bea, now Friday 27 November, 17:00. If that"
            " does not suit you, just write here."
        ),
    ]


def test_several_news_are_one_template() -> None:
    voice = Voice("en", SALON, MONDAY)
    says = [Say("assistant_again"), say("cancelled_by"), say("moved_by")]
    made = opening(says, voice)
    assert made is not None
    assert registry.spoken(made.key, made.filled[0]) == (
        "There is news about your visits: Cancelled by Ana: Haircut with Bea, Friday 27 November,"
        " 17:00. Moved by Ana: Haircut with Bea, now Friday 27 November, 17:00. If anything does"
        " not suit you, just write here."
    )


def test_an_answer_needs_no_template() -> None:
    voice = Voice("en", SALON, MONDAY)
    assert opening([Say("hello"), Say("ask_service")], voice) is None


def test_a_name_that_no_gap_takes_leaves_the_message_without_a_template() -> None:
    link = replace(say("pay_link"), args={"deposit": PRICE, "link": w.Link("http://pay.example")})
    assert opening([link], Voice("en", SALON, MONDAY)) is None


@pytest.mark.parametrize("locale", SPOKEN)
def test_a_templates_buttons_are_named_as_the_choices_are(locale: str) -> None:
    offered = [one.title for one in of_waitlist(locale)]
    assert tuple(offered[:2]) == BUTTONS["waitlist_offer_v1"][locale]
    keys = ("title_coming", "title_another_time", "title_cancel_it")
    assert tuple(titles.fixed(one, locale) for one in keys) == BUTTONS["visit_reminder_v1"][locale]


def test_a_list_of_choices_is_opened_in_the_customers_language() -> None:
    said = [Say("times_on_day", {"day": w.TheDay(MONDAY.date())}, (Choice("1.1", "17:00"),))]
    assert reply(said, Voice("de", SALON, MONDAY)).opener == "Auswählen"
    assert reply([Say("hello")], Voice("de", SALON, MONDAY)).opener == ""
