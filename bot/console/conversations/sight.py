"""What an operator looks at, read at once: the list under a filter beside one conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from urllib.parse import urlencode
from uuid import UUID

from booking import salons
from booking import views as diary_views
from booking import visits as past
from booking.catalogue import Catalogue
from booking.views import BookingView
from bot.console.conversations.show import Moment
from bot.console.diary import sight as diary
from bot.console.diary.sight import Sight as Desk
from bot.console.diary.wish import Wish as DeskWish
from bot.console.diary.wish import a_day, an_id
from bot.console.quick import replies
from bot.console.quick.replies import QuickReply
from bot.console.sessions import Signed
from bot.guard import seals
from channels import transcript
from channels.clean import clean
from channels.transcript import Only
from dialog import views
from dialog.views import Entry, Sitting
from foundation.db import Tx
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import BookingId, ConversationId, CustomerId, OperatorId

_LETTERS = 100
_TYPED = 4000
LISTED = 100
"""Conversations the list shows; a search reaches further back."""

PANELS = {"book": "new", "move": "move", "cancel": "cancel", "wish": ""}
"""What can be arranged beside a conversation, with the diary's word for its form."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose page it is; `csrf` is the token of its forms."""

    operator_id: OperatorId
    name: str
    csrf: str

    @classmethod
    def of(cls, house: House, signed: Signed) -> "Viewer":
        """Give the viewer of a signed-in session."""
        return cls(signed.operator_id, signed.name, seals.form_token(house.vault, signed.token))


@dataclass(frozen=True, slots=True)
class Wish:
    """What the operator asked to see; `typed` is what the forms beside it begin with."""

    only: Only = Only.ALL
    search: str = ""
    talk: ConversationId | None = None
    panel: str = ""
    visit: UUID | None = None
    quick: UUID | None = None
    typed: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    @property
    def query(self) -> str:
        """Give the list's part of an address, "" when nothing is filtered."""
        asked = {"only": "" if self.only is Only.ALL else self.only.value, "q": self.search}
        return urlencode({key: value for key, value in asked.items() if value})


@dataclass(frozen=True, slots=True)
class Sight:
    """What there is to see at one moment; `desk` is the diary as an open form needs it."""

    wish: Wish
    moment: Moment
    entries: tuple[Entry, ...]
    counts: Mapping[Only, int]
    sitting: Sitting | None
    viewer: Viewer
    catalogue: Catalogue
    warns: timedelta
    returns: timedelta
    quick: tuple[QuickReply, ...] = ()
    visits: tuple[BookingView, ...] = ()
    desk: Desk | None = None


def wish(asked: Mapping[str, str], talk: str = "") -> Wish:
    """Read a wish from an address or a form; what makes no sense is not asked for."""
    only = asked.get("only", "")
    known = Only(only) if only in set(Only) else Only.ALL
    panel = asked.get("do", "")
    return Wish(
        known,
        clean(asked.get("q", "")).strip()[:_LETTERS],
        conversation_id(talk),
        panel if panel in PANELS else "",
        an_id(asked.get("id", "")),
        an_id(asked.get("quick", "")),
        {key: clean(value)[:_TYPED].strip() for key, value in asked.items()},
    )


def conversation_id(text: str) -> ConversationId | None:
    """Read an id as addresses write it; None for anything else."""
    found = an_id(text)
    return None if found is None else ConversationId(found)


async def see(tx: Tx, house: House, wanted: Wish, viewer: Viewer) -> Sight:
    """Read the list, the filters' counts and the open conversation; nothing of another salon."""
    catalogue = await salons.load_catalogue(tx)
    now = house.clock()
    sitting, mine = None, False
    if wanted.talk is not None:
        sitting = await views.sitting(tx, house.vault, catalogue, wanted.talk)
        mine = sitting is not None and _is(sitting, viewer)
    customer = sitting.entry.conversation.customer_id if sitting else None
    return Sight(
        wish=wanted,
        moment=Moment(now, catalogue.zone),
        entries=await views.overview(
            tx, house.vault, only=wanted.only, search=wanted.search, most=LISTED
        ),
        counts=await transcript.counts(tx),
        sitting=sitting,
        viewer=viewer,
        catalogue=catalogue,
        warns=timedelta(minutes=house.settings.takeover_warn_minutes),
        returns=timedelta(minutes=house.settings.takeover_return_minutes),
        quick=await replies.listed(tx) if sitting else (),
        visits=await _coming(tx, customer, now) if customer else (),
        desk=await _desk(tx, house, catalogue, wanted, now) if mine and wanted.panel else None,
    )


def _is(sitting: Sitting, viewer: Viewer) -> bool:
    return sitting.entry.owner.voice.operator_id == viewer.operator_id


async def _coming(tx: Tx, customer: CustomerId, now: datetime) -> tuple[BookingView, ...]:
    """Give the customer's visits that are still to come, the next first."""
    found = await past.visits(tx, customer)
    ahead = [
        one.booking_id
        for one in reversed(found)
        if one.starts_at > now and one.status.value not in {"cancelled", "expired"}
    ]
    seen = [await diary_views.booking_view(tx, one) for one in ahead]
    return tuple(one for one in seen if one is not None)


async def _desk(
    tx: Tx, house: House, catalogue: Catalogue, wanted: Wish, now: datetime
) -> Desk | None:
    """Look into the diary as its own form for this would; None for a visit that is not there."""
    day = a_day(wanted.typed.get("on", "")) or now.astimezone(catalogue.zone).date()
    asked = DeskWish(
        day, view="day", panel=PANELS[wanted.panel], id=wanted.visit, typed=wanted.typed
    )
    try:
        return await diary.see(tx, house, asked)
    except Refused:
        return None


async def whose_visit(tx: Tx, visit: BookingId, customer: CustomerId | None) -> bool:
    """Tell whether a visit is the customer's own."""
    found = await past.visits(tx, customer) if customer else ()
    return any(one.booking_id == visit for one in found)
