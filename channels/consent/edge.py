"""The edge: what a message wishes about messages, before any dialog reads it, pure."""

from dataclasses import dataclass
from typing import Final

from channels.consent import letters, words
from channels.consent.words import Wish
from channels.message import Inbound, Kind, Limits

_SAID: Final = frozenset({Kind.TEXT, Kind.MEDIA})
_OWN: Final = {Kind.OPT_OUT: Wish.OPT_OUT, Kind.OPT_IN: Wish.OPT_IN, Kind.HELP: Wish.HELP}


@dataclass(frozen=True, slots=True)
class Heed:
    """What a message is to be stored as: `otherwise` where they have not opted out at all.

    With `told` the carrier has answered it already.
    """

    kind: Kind
    wish: Wish | None = None
    otherwise: Kind = Kind.TEXT
    told: bool = False


def heed(inbound: Inbound, limits: Limits) -> Heed:
    """Read what a message wishes about messages; what a carrier took for its own is its word."""
    found = _OWN.get(inbound.kind)
    if inbound.kind is Kind.START:  # whoever opens a bot's chat again wants to be answered
        wished = Kind.TEXT if inbound.text else Kind.START  # what a link has written for them
        return Heed(Kind.OPT_IN, Wish.OPT_IN, wished)
    if found is None and inbound.kind in _SAID:
        found = words.wish(inbound.text, sms=limits.gsm)
    if found is None:
        return Heed(inbound.kind)
    legal = words.legal(letters.plain(inbound.text), sms=limits.gsm) is found
    told = limits.answers_stop and (legal or inbound.kind in _OWN)
    otherwise = Kind.TEXT if words.agrees(inbound.text) else Kind.START
    return Heed(Kind(found.value), found, otherwise, told)
