"""How likely one word was typed for another: what a thumb does to a word."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

_ROWS = {
    "de": ("qwertzuiop", "asdfghjkl", "yxcvbnm"),
    "fr": ("azertyuiop", "qsdfghjklm", "wxcvbn"),
}
_QWERTY = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

DOUBLED, _SWAPPED, _BESIDE, _MISSING, _ADDED, _FORM, _OTHER = 5, 6, 7, 8, 9, 14, 14
"""`_FORM`: a letter more or less at the end makes another form of a word, "located", "closer"."""

_FIRST, _FIRST_SWAPPED = 5, 2
"""What a wrong first letter adds: it is looked at before it is typed."""

_SHORT = 5
"""Letters below which a word has many neighbours, what that adds."""


def cost(typed: str, meant: str, language: str) -> int:
    """Give what one slip costs that makes `typed` of `meant`; they differ by one slip only."""
    at = _differ(typed, meant)
    price = _FIRST if at == 0 else 0
    if min(len(typed), len(meant)) < _SHORT:
        price += _SHORT
    if len(typed) < len(meant):
        return price + _missing(meant, at)
    if len(typed) > len(meant):
        return price + _added(typed, at, language)
    if typed[at + 1 :] != meant[at + 1 :]:
        return price + _SWAPPED - (_FIRST - _FIRST_SWAPPED if at == 0 else 0)
    return price + (_BESIDE if meant[at] in _neighbours(language).get(typed[at], "") else _OTHER)


def likely(typed: str, meant: str, language: str) -> bool:
    """Whether the slip is more likely than any letter in the place of any other."""
    return len(typed) != len(meant) or cost(typed, meant, language) < _OTHER


def _missing(meant: str, at: int) -> int:
    if meant[at] in meant[max(0, at - 1) : at]:
        return DOUBLED
    return _FORM if at == len(meant) - 1 else _MISSING


def _added(typed: str, at: int, language: str) -> int:
    """Tell a key hit twice from one that was hit with its neighbour."""
    around = typed[max(0, at - 1) : at] + typed[at + 1 : at + 2]
    if typed[at] in around:
        return DOUBLED
    if at == len(typed) - 1:
        return _FORM
    near = _neighbours(language).get(typed[at], "")
    return _BESIDE if any(one in near for one in around) else _ADDED


def _differ(one: str, other: str) -> int:
    for at, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine != yours:
            return at
    return min(len(one), len(other))


@lru_cache(maxsize=16)
def _neighbours(language: str) -> Mapping[str, str]:
    """Give the keys on both sides of each key."""
    around: dict[str, str] = {}
    for row in _ROWS.get(language, _QWERTY):
        for at, key in enumerate(row):
            around[key] = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    return around


def bereft(word: str) -> set[str]:
    """Give the word with each of its letters left out."""
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


Index = Mapping[str, Sequence[str]]
"""Words by themselves, by themselves with any letter left out."""


def index(words: Iterable[str]) -> Index:
    """Enter each word by itself, by itself with any letter left out."""
    rows: dict[str, list[str]] = {}
    for word in sorted(words):
        for key in (word, *bereft(word)):
            rows.setdefault(key, []).append(word)
    return rows


def near(typed: str, rows: Index) -> set[str]:
    """Give the words of an index that one slip makes into `typed`."""
    found: set[str] = set()
    for key in (typed, *bereft(typed)):
        found.update(one for one in rows.get(key, ()) if one != typed and _one_slip(typed, one))
    return found


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter more, less, other, or two swapped make the one of the other."""
    at = _differ(one, other)
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    if len(one) > len(other):
        return one[at + 1 :] == other[at:]
    if one[at + 1 :] == other[at + 1 :]:
        return True
    return one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
