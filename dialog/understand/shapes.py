"""The shapes numbers are written in: clocks, dates, ordinals, plain numbers."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from dialog.understand.signs import Kind, Sign
from dialog.understand.tokens import Token

_LONGEST = 6
"""Digits a number of ours can have; longer ones (5,000 digits) are nobody's time."""


def number_sign(
    tokens: Sequence[Token], at: int, suffixes: AbstractSet[str], *, dots: bool
) -> Sign:
    """Read what is written from the number at `at` on.

    `suffixes` make an ordinal of a number ("14th"), `dots` say that a dot does ("14."). A date is
    given as (a, b, c or -1, separator's code) and read in its order later: only the salon knows it.
    """
    mark, value = _glued(tokens, at + 1), value_of(tokens[at].text)
    if mark == ":":
        return _colon(tokens, at)
    if mark in {"/", "."} and _digits(tokens, at + 2):
        return _dated(tokens, at, mark)
    if mark == "-" and _digits(tokens, at + 2) and _dashed(tokens, at):
        return _dated(tokens, at, mark)
    if mark in suffixes and not _glued(tokens, at + 2).isalnum():
        return Sign(Kind.ORDINAL, value, at, at + 2, sure=True)
    if mark == "." and (dots or _dashed_on(tokens, at + 2)):
        return Sign(Kind.ORDINAL, value, at, at + 2, more=(len(tokens[at].text),))
    return _plain(tokens, at, at + 1)


def value_of(digits: str) -> int:
    """Give the number, or -1 when it is longer than anything a booking needs."""
    return int(digits) if len(digits) <= _LONGEST else -1


def _plain(tokens: Sequence[Token], at: int, end: int) -> Sign:
    text = tokens[at].text
    value = value_of(text)
    sure = text[0] == "0" or value > 12
    return Sign(Kind.NUMBER, value, at, end, sure=sure, more=(len(text),))


def _colon(tokens: Sequence[Token], at: int) -> Sign:
    text = tokens[at + 2].text if _digits(tokens, at + 2) else ""
    minutes = clock_minutes(tokens[at].text, text)
    if minutes is None:  # "4:3" is a ratio
        return Sign(Kind.MARK, 0, at, at + 3) if text else _plain(tokens, at, at + 1)
    end = at + 3
    if _glued(tokens, end) == ":" and _digits(tokens, end + 1):
        end += 2  # seconds, said by nobody, sent by clocks
    return Sign(Kind.CLOCK, minutes, at, end, sure=_sure(tokens[at].text))


def clock_minutes(hours: str, minutes: str) -> int | None:
    """Give the minutes after midnight of two digit groups, None when they are no clock."""
    if len(hours) > 2 or len(minutes) != 2:
        return None
    whole = int(hours) * 60 + int(minutes)
    return whole if int(hours) <= 24 and int(minutes) < 60 and whole <= 1440 else None


def _sure(hours: str) -> bool:
    return hours[0] == "0" or int(hours) > 12


def _dated(tokens: Sequence[Token], at: int, mark: str) -> Sign:
    first, second = tokens[at].text, tokens[at + 2].text
    end, third = at + 3, -1
    if _glued(tokens, end) == mark:
        if _digits(tokens, end + 1):
            third = value_of(tokens[end + 1].text)
            end += 2
        elif mark == ".":
            end += 1  # "27.11."
    bare = end == at + 3
    clock = clock_minutes(first, second) if mark == "." and bare else None
    if clock is not None and not 1 <= int(second) <= 12:
        return Sign(Kind.CLOCK, clock, at, end, sure=_sure(first))
    more = (value_of(first), value_of(second), third, ord(mark))
    if mark == "/" and not _plausible(more):
        return _plain(tokens, at, at + 1)
    return Sign(Kind.DATE, -1 if clock is None else clock, at, end, _sure(first), more)


def _dashed_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether "-29." follows: "27.-29.11." is written so in every language."""
    marks = [token.text for token in tokens[at : at + 3]]
    return len(marks) == 3 and marks[0] == "-" and marks[1].isdigit() and marks[2] == "."


def _dashed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a dash makes a date, "2026-11-27" or "27-11-2026", and no range "2-4"."""
    if _glued(tokens, at + 3) != "-" or not _digits(tokens, at + 4):
        return False
    lengths = [len(tokens[place].text) for place in (at, at + 2, at + 4)]
    return 4 in (lengths[0], lengths[2]) or (
        lengths == [2, 2, 2] and 0 < int(tokens[at + 2].text) < 13
    )


def _plausible(more: tuple[int, ...]) -> bool:
    if more[0] > 1900 and 0 < more[1] <= 12 and 0 < more[2] <= 31:
        return True
    return min(more[:2]) > 0 and min(more[:2]) <= 12 and max(more[:2]) <= 31


def _glued(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) and tokens[at].glued else ""


def _digits(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].glued and tokens[at].number
