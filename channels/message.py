"""The words every channel speaks: what comes in, what goes out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TypeAlias

Facts: TypeAlias = Mapping[str, str | float | bool | None]
"""What else a provider said of something, each fact under its own name."""


class Kind(StrEnum):
    """What a customer did, in the vocabulary all adapters share."""

    TEXT = "text"
    CHOICE = "choice"
    START = "start"
    CONTACT = "contact_card"
    LOCATION = "location"
    MEDIA = "media"
    UNSUPPORTED = "unsupported"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"
    HELP = "help"
    EDIT = "edit"
    DELETE = "delete"
    REACTION = "reaction"
    FLOW = "flow_reply"
    ORDER = "order"
    SYSTEM = "system"


UNHEARD = frozenset(
    {Kind.EDIT, Kind.DELETE, Kind.REACTION, Kind.FLOW, Kind.ORDER, Kind.SYSTEM}
)  # fmt: skip
"""Kinds that an adapter understands yet no dialog answers."""


@dataclass(frozen=True, slots=True)
class Address:
    """Who one talks with on an account: `value` is the provider's own id, not always a phone."""

    value: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing a customer did, cleaned at the edge.

    `provider_id` is unique per account, `sequence` is the provider's own order. `text` is what was
    written: a caption, a start's payload, the phone number of one's own contact card. `choice_id`
    is what a tapped button carried (client-controlled: never trusted with facts), `callback` is
    what the provider wants acknowledged. `facts` is what else the provider said: message_id, name,
    to, reply_to, target (of an edit, a reaction), timestamp, media_type, media_id, media_url,
    media_count, own, phone, latitude, longitude, payload, emoji.
    """

    kind: Kind
    address: Address
    provider_id: str
    sequence: int
    text: str = ""
    choice_id: str = ""
    callback: str = ""
    facts: Facts = field(default_factory=dict, hash=False)


class Fate(StrEnum):
    """What became of a message of ours, in the order in which it can only move on.

    What has arrived after all overtakes the failure that was told of it, before or afterwards.
    """

    SENT = "sent"
    FAILED = "failed"
    DELIVERED = "delivered"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a provider tells later of a message of ours: `reference` is the id its sending gave.

    `code` is the provider's own number of a failure; `facts` may name recipient, tracker, reason.
    """

    reference: str
    fate: Fate
    code: int | None = None
    facts: Facts = field(default_factory=dict, hash=False)


class Topic(StrEnum):
    """What a provider's news of an account is about."""

    CONNECTION = "connection"
    TROUBLE = "account_error"


@dataclass(frozen=True, slots=True)
class Notice:
    """A provider's news of the account itself: `facts` name its state or its error_code."""

    topic: Topic
    facts: Facts = field(default_factory=dict, hash=False)


Event: TypeAlias = Inbound | Receipt | Notice
"""Everything a webhook can tell."""


def heard(events: Iterable[Event]) -> list[Inbound]:
    """Give what of a webhook is for the dialog."""
    return [one for one in events if isinstance(one, Inbound) and one.kind not in UNHEARD]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer a customer may pick: `id` at most 64 bytes of ASCII, `title` for people."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What fills a template's gaps, in the registry's order, as one language prints it."""

    language: str
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """How an approved template says a message: `key` names it in `channels.openings`.

    `filled` are the languages in which it may be said, the customer's own first.
    """

    key: str
    filled: tuple[Filled, ...]


@dataclass(frozen=True, slots=True)
class Outbound:
    """One message to a customer before it is fitted to a channel's limits.

    `opener` is the word on a button that opens a list of the choices; `opening` says the message
    where only a template may, None for what answers the customer.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    opener: str = ""
    opening: Opening | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a provider may be sent to.

    `most` messages a second over an account (0: as fast as it goes), one to each address every
    `every` seconds; of these `burst` may come at once.
    """

    most: float = 0.0
    every: float = 0.0
    burst: int = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What a channel can carry, in characters as it counts them.

    `text` is a message without choices, `prompt` one that has some (0: the same). Up to `buttons`
    choices become buttons, more of them up to `rows` one list, else numbers to answer with. With
    `wide`, lengths are of UTF-16; with `gsm`, texts are spelled in the alphabet of SMS, whose
    carriers' words for ending messages are law; with `answers_stop` the carrier answers them.
    `pace` is how fast it may go. For `window` after a customer's last message anything may be
    written to them, then templates alone; None: always anything.
    """

    text: int = 4096
    buttons: int = 8
    title: int = 64
    prompt: int = 0
    rows: int = 0
    row_title: int = 24
    wide: bool = False
    gsm: bool = False
    answers_stop: bool = False
    pace: Pace = Pace()
    window: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message as one channel will show it: its parts in order, choices under the last.

    The choices are buttons, or rows of one list when `listed`, which `opener` opens.
    """

    parts: tuple[str, ...]
    choices: tuple[Choice, ...] = field(default=())
    listed: bool = False
    opener: str = ""

    @property
    def hung(self) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
        """Give each part with the choices that hang under it: all of them under the last."""
        last = len(self.parts) - 1
        return tuple((one, self.choices if at == last else ()) for at, one in enumerate(self.parts))
