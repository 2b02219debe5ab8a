"""What a message wishes about messages at all: none any more, some again, who it is, pure."""

import re
from enum import StrEnum
from typing import Final

from channels.consent.letters import plain, squeezed
from channels.consent.phrases import ends_messages


class Wish(StrEnum):
    """What somebody wants of the salon's messages, as a message's kind says it."""

    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"
    HELP = "help"


EVERYWHERE: Final = frozenset({"stop", "stopall", "unsubscribe"})
"""What ends messages on every channel when it is all that is written."""

_SMS: Final = {
    **dict.fromkeys(
        ("stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"),
        Wish.OPT_OUT,
    ),
    **dict.fromkeys(("start", "unstop", "yes"), Wish.OPT_IN),
    **dict.fromkeys(("help", "info"), Wish.HELP),
}
_ELSEWHERE: Final = {
    **dict.fromkeys(EVERYWHERE, Wish.OPT_OUT),
    **dict.fromkeys(("start", "unstop"), Wish.OPT_IN),
    "help": Wish.HELP,
}
_ABROAD: Final = frozenset({
    "stopp", "stoppen", "arret", "arreter", "arretez", "parar", "pare", "basta", "alto", "cton",
    "ctop",
})  # fmt: skip
"""STOP in the other languages; the last two are Russian's, by the look of its letters."""

_POLITE: Final = frozenset({
    "please", "pls", "plz", "thanks", "thank", "you", "thx", "ty", "now", "ok", "okay", "hi",
    "hello", "hey", "just", "bitte", "danke", "sofort", "jetzt", "por", "favor", "gracias", "ya",
    "merci", "svp", "stp", "s", "il", "vous", "te", "plait", "grazie", "per", "favore", "prego",
    "obrigado", "obrigada", "dank", "je", "u", "aub", "alsjeblieft", "alstublieft",
})  # fmt: skip
_LEGAL: Final = {
    True: {squeezed(word): wish for word, wish in _SMS.items()},
    False: {squeezed(word): wish for word, wish in _ELSEWHERE.items()},
}
_STOPS: Final = frozenset(map(squeezed, EVERYWHERE | _ABROAD))
_HEADS: Final = frozenset(word[:2] for word in _STOPS)
_LONGEST_WORD: Final = 60
"""Letters of the longest message that is one legal word, written large or over and over."""
_CLAUSES: Final = re.compile(r"[.,;:!?\n]")
_LONGEST: Final = 300
"""Letters of a message that can be about messages alone."""


def wish(text: str, *, sms: bool) -> Wish | None:
    """Read a whole message; `sms` where the carriers' full list of words is law."""
    if not text or len(text) > _LONGEST:
        return None
    said = plain(text)
    if (found := legal(said, sms=sms)) is not None:
        return found
    ended = _says_stop(said, text) or ends_messages(said)
    return Wish.OPT_OUT if ended else None


def _says_stop(said: str, text: str) -> bool:
    """Tell whether a text says stop, politely or not, as all of it or as its last clause."""
    if not any(word[:2] in _HEADS and squeezed(word) in _STOPS for word in said.split()):
        return False
    return _is_stop(said) or _is_stop(_last(text))


def _is_stop(said: str) -> bool:
    bare = [squeezed(word) for word in said.split() if word not in _POLITE]
    return bool(bare) and _STOPS.issuperset(bare)


def _last(text: str) -> str:
    """Give the last clause of a text in plain letters: "not interested, stop"."""
    clauses = [one for part in _CLAUSES.split(text) if (one := plain(part))]
    return clauses[-1] if clauses else ""


def legal(said: str, *, sms: bool) -> Wish | None:
    """Read plain text that is one of the law's words alone, also s p e l l e d, also twice."""
    together = said.replace(" ", "")
    if len(together) > _LONGEST_WORD:
        return None
    known, words = _LEGAL[sms], {*said.split()}
    found = known.get(squeezed(together))
    if found is None and len(words) == 1:
        found = known.get(squeezed(*words))
    return found


def agrees(text: str) -> bool:
    """Tell whether a word that opts in is also a yes to what was asked."""
    return squeezed(plain(text)) == "yes"
