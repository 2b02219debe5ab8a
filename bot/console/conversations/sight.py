"""What an operator looks at, read at once: the list under a filter beside one conversation."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from booking import salons
from bot.console.conversations.show import Moment
from channels import transcript
from channels.clean import clean
from channels.transcript import Only
from dialog import views
from dialog.views import Entry, Sitting
from foundation.db import Tx
from foundation.house import House
from foundation.ids import ConversationId

_LETTERS = 100
LISTED = 100
"""Conversations the list shows; a search reaches further back."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the operator asked to see."""

    only: Only = Only.ALL
    search: str = ""
    talk: ConversationId | None = None

    @property
    def query(self) -> str:
        """Give the list's part of an address, "" when nothing is filtered."""
        asked = {"only": "" if self.only is Only.ALL else self.only.value, "q": self.search}
        return urlencode({key: value for key, value in asked.items() if value})


@dataclass(frozen=True, slots=True)
class Sight:
    """What there is to see at one moment."""

    wish: Wish
    moment: Moment
    entries: tuple[Entry, ...]
    counts: Mapping[Only, int]
    sitting: Sitting | None


def wish(asked: Mapping[str, str], talk: str = "") -> Wish:
    """Read a wish from an address; what makes no sense is not asked for."""
    only = asked.get("only", "")
    known = Only(only) if only in set(Only) else Only.ALL
    return Wish(known, clean(asked.get("q", "")).strip()[:_LETTERS], conversation_id(talk))


def conversation_id(text: str) -> ConversationId | None:
    """Read an id as addresses write it; None for anything else."""
    try:
        found = UUID(text)
    except ValueError:
        return None
    return ConversationId(found) if str(found) == text else None


async def see(tx: Tx, house: House, wanted: Wish) -> Sight:
    """Read the list, the filters' counts and the open conversation; nothing of another salon."""
    catalogue = await salons.load_catalogue(tx)
    sitting = None
    if wanted.talk is not None:
        sitting = await views.sitting(tx, house.vault, catalogue, wanted.talk)
    return Sight(
        wish=wanted,
        moment=Moment(house.clock(), catalogue.zone),
        entries=await views.overview(
            tx, house.vault, only=wanted.only, search=wanted.search, most=LISTED
        ),
        counts=await transcript.counts(tx),
        sitting=sitting,
    )
