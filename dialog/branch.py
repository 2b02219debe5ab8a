"""The salons behind one account: the choices that stand for them, the words that name one, pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from dialog.understand.tokens import Token, tokens
from foundation.ids import SalonId

_TO: Final = "to."
"""How the id of a choice begins that stands for a salon: the same under every message."""

_AT: Final = "at."
"""How it begins once it is handed on to that salon."""

_TELLING: Final = 4
"""Letters of a word that names a salon by itself; shorter ones are in every sentence."""

_ALIKE: Final = 85
"""Likeness of 100 from which on a written word is a salon's."""

_NEAR: Final = 3
"""Words within which "another" is about the salon."""

_LONGEST: Final = 8
"""Words of a message that asks for nothing but another salon."""

_OTHER: Final = frozenset({
    "another", "other", "different", "change", "switch", "wrong",
    "andere", "anderen", "anderer", "anderes", "wechseln", "falscher", "falschen",
    "autre", "changer", "otro", "otra", "cambiar", "cambio",
    "altro", "altra", "cambiare", "outro", "outra", "mudar", "trocar",
    "ander", "veranderen", "wisselen", "verkeerde",
})  # fmt: skip
_SALON: Final = frozenset({
    "salon", "salons", "location", "branch", "filiale", "standort",
    "sede", "sucursal", "salone", "filial", "salao", "saloon", "vestiging", "filiaal", "succursale",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Branch:
    """One of the salons that share an account."""

    salon: SalonId
    name: str


@dataclass(frozen=True, slots=True)
class Named:
    """A salon that a message names, with what the message says beside."""

    branch: Branch
    rest: str


def choice(salon: SalonId) -> str:
    """Give the id of the choice that stands for a salon."""
    return f"{_TO}{salon.hex}"


def arrival(salon: SalonId) -> str:
    """Give the id under which a choice is handed on to its salon."""
    return f"{_AT}{salon.hex}"


def arrives(choice_id: str) -> bool:
    """Tell whether a choice was handed on."""
    return choice_id.startswith(_AT)


def chosen(choice_id: str) -> SalonId | None:
    """Give the salon that a choice stands for; None when it stands for something else."""
    if not choice_id.startswith((_TO, _AT)):
        return None
    try:
        return SalonId(UUID(choice_id[len(_TO) :]))
    except ValueError:
        return None


def named(text: str, branches: Sequence[Branch]) -> Named | None:
    """Find the one salon that a text names, by its name or by a word that only its name has."""
    found = tokens(text)
    each = [(one, _words(one.name)) for one in branches]
    shared = {word for one, words in each for other, more in each if other is not one
              for word in words & more}  # fmt: skip
    marks = {place: one for one, words in each for place, token in enumerate(found)
             if any(_means(token, word) for word in words - shared)}  # fmt: skip
    salons = {one.salon for one in marks.values()}
    if len(salons) != 1:
        return None
    silent = {place for place, token in enumerate(found) if place in marks or token.text in shared}
    rest = " ".join(text[one.lo : one.hi] for at, one in enumerate(found) if at not in silent)
    return Named(next(iter(marks.values())), rest)


def _words(name: str) -> frozenset[str]:
    return frozenset(one.text for one in tokens(name) if one.word and len(one.text) >= _TELLING)


def _means(token: Token, word: str) -> bool:
    """Tell whether a word is written there, also with a letter too many, too few, or two swapped.

    With one letter in another's place it is another word: "bitte" is no "Mitte".
    """
    written = token.text
    if written == word or len(written) < _TELLING:
        return written == word
    swapped = sorted(written) == sorted(word) and OSA.distance(written, word) == 1
    return swapped or fuzz.ratio(written, word) >= _ALIKE


def wants_another(text: str) -> bool:
    """Tell whether a message asks for another salon, nothing else: "change salon"."""
    words = [one.text for one in tokens(text) if one.word]
    if len(words) > _LONGEST:
        return False
    others = [place for place, word in enumerate(words) if word in _OTHER]
    salons = [place for place, word in enumerate(words) if word in _SALON]
    return any(abs(one - other) <= _NEAR for one in salons for other in others)
