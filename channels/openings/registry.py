"""The registry of our templates: their gaps with types, their checks, pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from string import Formatter
from typing import Final

from channels.message import Filled, Opening
from channels.openings.texts import BODIES, BUTTONS
from foundation.errors import Permanent

ENGLISH: Final = "en"
"""The language in which anything can be said when the customer's own is not approved."""

LANGUAGES: Final = ("en", "de", "es", "fr", "it", "pt", "nl")

LONGEST: Final = 1024
"""Characters (UTF-16) of a filled body, at most."""

_BLANKS: Final = re.compile(r"[\s\x00-\x1f]+")


class Type(Enum):
    """What a gap holds: how long it may be in characters (UTF-16), how it must look."""

    WORDS = (120, r"\S.*")
    PLAN = (500, r"\S.*")
    MONEY = (24, r"[^\n]*\d[^\n]*")
    MOMENT = (80, r"[^\n]*\d[^\n]*")
    LINK = (300, r"https://\S+")

    def __init__(self, longest: int, shape: str) -> None:
        """Keep both under their names."""
        self.longest = longest
        self.shape = re.compile(shape)


_W, _P, _M, _T, _L = Type.WORDS, Type.PLAN, Type.MONEY, Type.MOMENT, Type.LINK
_CHANGE: Final = {"colleague": _W, "services": _W, "staff": _W, "start": _T}
GAPS: Final[Mapping[str, Mapping[str, Type]]] = {
    "waitlist_offer_v1": {"start": _T, "staff": _W, "services": _W, "price": _M, "until": _T},
    "visit_reminder_v1": {"services": _W, "staff": _W, "when": _T},
    "visit_booked_v1": _CHANGE,
    "visit_moved_v1": _CHANGE,
    "visit_cancelled_v1": _CHANGE,
    "visit_news_v1": {"news": _P},
    "deposit_link_v1": {"deposit": _M, "link": _L},
    "deposit_received_v1": {"amount": _M, "plan": _P, "rest": _M},
    "deposit_too_late_v1": {"amount": _M, "until": _T, "start": _T},
    "deposit_lapsed_v1": {"start": _T},
    "deposit_refunded_v1": {"amount": _M},
}
"""The gaps of each template, in the order in which their words are given."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A template filled in for one provider: `code` is the language as it was approved there.

    `gaps` are names with their words, `payloads` what its buttons carry back, in order.
    """

    name: str
    code: str
    gaps: tuple[tuple[str, str], ...] = ()
    payloads: tuple[str, ...] = ()


def fill(key: str, said: Mapping[str, Mapping[str, str]]) -> Opening | None:
    """Make an opening of what each language prints, the customer's own first.

    Words that are too long are cut; None where what cannot be cut does not fit.
    """
    gaps = GAPS[key]
    filled = tuple(
        Filled(language, tuple(_cut(words[name], kind) for name, kind in gaps.items()))
        for language, words in said.items()
    )
    opening = Opening(key, filled)
    return None if _wrong(opening) else opening


def check(opening: Opening) -> None:
    """Raise Permanent, naming the place, where a template cannot be filled so."""
    if wrong := _wrong(opening):
        raise Permanent(f"this cannot fill the template {opening.key}: {wrong}")


def spoken(key: str, filled: Filled) -> str:
    """Give the body as the customer reads it."""
    return BODIES[key][filled.language].format_map(dict(zip(GAPS[key], filled.gaps, strict=True)))


def buttons(key: str, language: str) -> tuple[str, ...]:
    """Give the titles of a template's buttons, () where it has none."""
    return BUTTONS.get(key, {}).get(language, ())


def names(body: str) -> tuple[str, ...]:
    """Give the names of a body's gaps, in the order of its words."""
    return tuple(name for _, name, _, _ in Formatter().parse(body) if name)


def length(text: str) -> int:
    """Count as WhatsApp does: in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _wrong(opening: Opening) -> str:
    if opening.key not in GAPS:
        return "there is no such template"
    if not opening.filled:
        return "no language"
    for filled in opening.filled:
        if wrong := _of(opening.key, filled):
            return f"{wrong} ({filled.language})"
    return ""


def _of(key: str, filled: Filled) -> str:
    """Tell what is wrong with one language, never with whose words."""
    if filled.language not in BODIES[key]:
        return "its language"
    if len(filled.gaps) != len(GAPS[key]):
        return "the number of its gaps"
    for (name, kind), words in zip(GAPS[key].items(), filled.gaps, strict=True):
        if not _fits(words, kind):
            return f"its {name}"
    return "its length" if length(spoken(key, filled)) > LONGEST else ""


def _fits(words: str, kind: Type) -> bool:
    one_line = words == _BLANKS.sub(" ", words)
    return one_line and length(words) <= kind.longest and bool(kind.shape.fullmatch(words))


def _cut(words: str, kind: Type) -> str:
    text = _BLANKS.sub(" ", words).strip()
    if kind not in {Type.WORDS, Type.PLAN} or length(text) <= kind.longest:
        return text
    while length(text) > kind.longest - 1:
        text = text[: -max(1, (length(text) - kind.longest + 1) // 2)]
    return f"{text.rstrip()}…"
