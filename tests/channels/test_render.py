import re

from hypothesis import given
from hypothesis import strategies as st

from channels.message import Choice, Limits, Outbound, Rendered
from channels.render import fit, split

CHOICES = (Choice("a", "Friday 10:00"), Choice("b", "Friday 11:00"), Choice("c", "Other times"))
ASK = Outbound("When would you like to come?", CHOICES)

WORDS = st.text(st.sampled_from("ab é\u0301👩\u200d🏽\n "), max_size=120)
LIMITS = st.builds(
    Limits, text=st.integers(1, 40), buttons=st.integers(0, 5), title=st.integers(2, 12)
)
MESSAGES = st.builds(
    Outbound,
    WORDS,
    st.lists(st.builds(Choice, st.just("id"), WORDS), max_size=8).map(tuple),
)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_what_fits_stays_as_it_is() -> None:
    assert fit(ASK, Limits()) == Rendered((ASK.text,), CHOICES)


def test_without_buttons_choices_are_numbered_lines() -> None:
    assert fit(ASK, Limits(buttons=0)) == Rendered(
        ("When would you like to come?\n1) Friday 10:00\n2) Friday 11:00\n3) Other times",)
    )


def test_more_choices_than_buttons_are_numbered_lines() -> None:
    assert fit(ASK, Limits(buttons=2)) == fit(ASK, Limits(buttons=0))


def test_a_long_title_is_trimmed() -> None:
    message = Outbound("Which?", (Choice("a", "Colour and blow-dry"), Choice("b", "Cut")))
    assert [c.title for c in fit(message, Limits(title=8)).choices] == ["Colour…", "Cut"]


def test_titles_that_look_alike_once_trimmed_are_listed_in_full() -> None:
    message = Outbound("Which?", (Choice("a", "Friday at 10:00"), Choice("b", "Friday at 11:00")))
    assert fit(message, Limits(title=10)) == Rendered(
        ("Which?\n1) Friday at 10:00\n2) Friday at 11:00",)
    )


def test_choices_without_a_text_are_listed() -> None:
    assert fit(Outbound("", CHOICES[:1]), Limits()) == Rendered(("1) Friday 10:00",))


def test_an_empty_message_has_no_parts() -> None:
    assert fit(Outbound(" "), Limits()) == Rendered(())


def test_a_long_text_breaks_at_a_paragraph_then_a_line_then_a_word() -> None:
    assert list(split("one two\n\nthree", 12)) == ["one two", "three"]
    assert list(split("one two\nthree", 12)) == ["one two", "three"]
    assert list(split("one two three", 12)) == ["one two", "three"]
    assert list(split("onetwothree", 6)) == ["onetwo", "three"]


def test_an_emoji_is_not_torn_apart() -> None:
    assert list(split("ab👩\u200d🦰", 4)) == ["ab", "👩\u200d🦰"]
    assert list(split("abc👍🏽", 4)) == ["abc", "👍🏽"]


def test_buttons_hang_under_the_last_part() -> None:
    rendered = fit(Outbound("word " * 20, CHOICES), Limits(text=40))
    assert len(rendered.parts) == 3
    assert rendered.choices == CHOICES


@given(MESSAGES, LIMITS)
def test_every_part_and_every_title_fits(message: Outbound, limits: Limits) -> None:
    rendered = fit(message, limits)
    assert all(0 < len(part) <= limits.text for part in rendered.parts)
    assert len(rendered.choices) <= limits.buttons
    assert rendered.parts or not rendered.choices
    assert all(len(choice.title) <= limits.title for choice in rendered.choices)


@given(MESSAGES, LIMITS)
def test_nothing_said_is_lost(message: Outbound, limits: Limits) -> None:
    rendered = fit(message, limits)
    shown = squeezed("".join(rendered.parts))
    listed = (
        ""
        if rendered.choices
        else "".join(f"{n}){c.title}" for n, c in enumerate(message.choices, 1))
    )
    assert shown == squeezed(message.text + listed)
    if rendered.choices:
        assert [c.id for c in rendered.choices] == [c.id for c in message.choices]
