import unicodedata

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from channels.clean import LONGEST, clean, each, read_as, read_json, shaped
from channels.port import Unreadable

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


class Shape(msgspec.Struct):
    text: str = ""


SHAPE = msgspec.json.Decoder(Shape)


@pytest.mark.parametrize(
    ("dirty", "kept"),
    [
        ("haircut", "haircut"),
        ("a\x00b", "ab"),
        ("a\tb\nc", "a\tb\nc"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\x1b[31mred\x7f\x85", "[31mred"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("u\u0308ber", "über"),
        ("👩\u200d🦰 ok", "👩\u200d🦰 ok"),
        ("\u202eright to left", "\u202eright to left"),
        ("", ""),
    ],
)
def test_a_text_keeps_what_a_person_meant(dirty: str, kept: str) -> None:
    assert clean(dirty) == kept


def test_a_long_text_is_cut() -> None:
    assert clean("x" * 65_536) == "x" * LONGEST


def test_controls_do_not_use_up_the_room_of_the_text() -> None:
    assert clean("\x00" * 10 + "x" * LONGEST) == "x" * LONGEST


@given(ANY_TEXT)
@example("\u0958" * LONGEST)  # composes to two characters each
@example("a\u0300\u0316" * 3_000)
def test_a_clean_text_can_be_stored_anywhere(text: str) -> None:
    kept = clean(text)
    assert len(kept) <= LONGEST
    assert "\x00" not in kept
    assert kept.encode().decode() == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not [c for c in kept if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    assert clean(kept) == kept


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b"1" * 5_000,
        b"NaN",
        b"Infinity",
        b"1e999",
        b'"\xff"',
        b'"\xed\xa0\x80"',
        b"{} trailing",
        '{"text": "x"}'.encode("utf-16"),
        b'"\\',
        b'"\\ud8"',
        b'"\\ud800',
    ],
)
def test_nonsense_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_json(body)


@pytest.mark.parametrize("body", [b"[]", b'{"text": 5}', b'{"text": null}'])
def test_another_shape_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_as(SHAPE, body)


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        (rb"\ud800 at ten", "\ufffd at ten"),
        (rb"ten \udc00", "ten \ufffd"),
        (rb"\ud83d\ude00 \ud83d", "😀 \ufffd"),
        (rb"\ud83d\ud83d\ude00", "\ufffd😀"),
        (rb"\\ud800 \ud800", "\\ud800 \ufffd"),
        (rb"\u0000\ud800", "\x00\ufffd"),
    ],
)
def test_a_message_with_half_a_pair_is_still_understood(escaped: bytes, text: str) -> None:
    assert read_as(SHAPE, b'{"text": "' + escaped + b'"}').text == text


@given(st.binary(max_size=200) | ANY_TEXT.map(lambda t: t.encode("utf-8", "surrogatepass")))
@example(b"\\" * 65_536)
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        read_json(body)
    except Unreadable:
        return


def test_a_part_of_another_shape_is_nothing() -> None:
    assert shaped({"text": "hi", "more": 1}, Shape) == Shape("hi")
    assert shaped({"text": 1}, Shape) is None


@pytest.mark.parametrize("values", [None, "x", {"0": {}}, 7, [7, None, {"text": None}]])
def test_what_is_no_list_has_no_members(values: object) -> None:
    assert each(values, Shape) == []


def test_a_strange_member_does_not_hide_the_others() -> None:
    assert each([{"text": "a"}, 7, {}], Shape) == [Shape("a"), Shape()]
