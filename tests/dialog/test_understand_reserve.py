"""What is a yes, what only sounds like one: sentences in tables."""

import pytest

from dialog.understand.context import Asked
from dialog.understand.reading import Intent
from tests.dialog.heard import SUMMARY, hear, times

HESITATING = [
    "ok let me think about it",
    "sure, let me check with my husband first",
    "ok wait",
    "ok hold on",
    "right, one moment",
    "great, need to check my calendar",
    "good, I'll get back to you",
    "ok I will call you",
    "ja warte",
    "ja moment",
    "alles klar, ich überlege es mir",
    "gut, ich melde mich",
    "super, muss erst meinen Mann fragen",
    "ok ich denk nochmal nach",
    "wait",
    "hold on",
    "Moment",
    "no wait",
    "let me ask my wife",
    "not sure",
    "einen Moment bitte",
]


@pytest.mark.parametrize("text", HESITATING)
def test_a_hesitating_yes_asks_for_time(text: str) -> None:
    said = hear(text, Asked.CONFIRM, SUMMARY)
    assert said.intent is Intent.WAIT
    assert not said.assent
    assert said.choice is None


@pytest.mark.parametrize("text", ["wait, with Ana", "warte, lieber Samstag", "hold on, at 11"])
def test_a_wait_with_a_wish_is_the_wish(text: str) -> None:
    said = hear(text, Asked.CONFIRM, SUMMARY)
    assert said.intent is None
    assert said.said_slots


@pytest.mark.parametrize(
    "text",
    ["ok the parking", "yes my friend said so", "yes Lily", "ok one more question", "ok I will",
     "yes is it far", "ok is that the price", "yes friday at 10, let me ask my husband",
     "ja aber erst Samstag", "ok ist 10 noch gut", "is 10 good", "no, that's all",
     "nein, passt so", "ok maybe not", "ok, actually", "ja, doch lieber",
     "yes, instead"],
)  # fmt: skip
def test_a_yes_beside_words_that_do_not_go_along_agrees_to_nothing(text: str) -> None:
    said = hear(text, Asked.CONFIRM, SUMMARY)
    assert said.intent is not Intent.YES
    assert not said.assent
    assert said.choice is None


@pytest.mark.parametrize(
    "text",
    ["that would be great", "I said yes!", "buche bitte", "klaro", "si", "of cours",
     "no problem", "no worries, book it", "no change", "nichts ändern", "yes please do it now",
     "perfect thank you so much", "great, see you then", "yes i am sure", "das ist richtig",
     "ja super freue mich", "sorry yes please", "actually yes",
     "ja doch", "yes that is fine for me", "ok perfekt, vielen dank und bis dann"],
)  # fmt: skip
def test_a_yes_in_other_words_is_one(text: str) -> None:
    said = hear(text, Asked.CONFIRM, SUMMARY)
    assert said.intent is Intent.YES
    assert said.assent


@pytest.mark.parametrize("text", ["10 is good", "yes 10 is fine", "ok for 10", "ja, um 10"])
def test_a_yes_with_a_time_carries_both(text: str) -> None:
    said = hear(text, Asked.CONFIRM, SUMMARY)
    assert times(said) == "=10:00"
    assert said.assent
    assert said.intent is Intent.BOOK


@pytest.mark.parametrize("text", ["no, that's all", "nein passt so", "nein danke, passt so"])
def test_that_all_shall_stay_is_no_no(text: str) -> None:
    assert hear(text, Asked.CONFIRM, SUMMARY).intent is None
    assert hear(text).intent is Intent.YES


@pytest.mark.parametrize(
    "text",
    ["I don't want it anymore", "no thanks", "don't book it", "nein danke", "not now", "stop",
     "STOP", "ich will nicht mehr", "nicht buchen"],
)  # fmt: skip
def test_what_is_not_wanted_any_more_is_let_go(text: str) -> None:
    said = hear(text, Asked.CONFIRM, SUMMARY)
    assert said.intent is Intent.NEVER_MIND
    assert not said.assent


def test_no_thanks_lets_nothing_go_where_nothing_was_asked() -> None:
    assert hear("no thanks").intent is Intent.NO


def test_to_stop_by_is_no_stop() -> None:
    assert hear("can i stop by on friday").intent is None
