"""What the chat page prints: lines, the card, first suggestions; facts in, words out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from babel.dates import get_day_names

from booking.catalogue import Catalogue
from bot.page import moments
from bot.web.words import WORDS
from channels.message import Kind
from channels.transcript import Line, Side, Status
from dialog.phrases import titles
from dialog.views import Card

_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """In whose eyes the page is printed: language, salon, the moment (UTC)."""

    locale: str
    catalogue: Catalogue
    now: datetime

    @property
    def words(self) -> Mapping[str, str]:
        """Give the page's words in this language."""
        known = WORDS[self.locale]
        return {**known, "them": known["them"].format(salon=self.catalogue.name)}


@dataclass(frozen=True, slots=True)
class Form:
    """What the page's forms carry: each its own message id, so that a re-post is known as one."""

    address: str
    csrf: str
    new_id: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Option:
    """One button under a line; `picked` when the customer's answer was this one."""

    id: str
    title: str
    picked: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One line as the page prints it; `at` orders lines (microseconds), `version` tells changes."""

    id: str
    own: bool
    tapped: bool
    text: str
    at: int
    iso: str
    time: str
    state: str
    choices: tuple[Option, ...]
    live: bool
    version: str


@dataclass(frozen=True, slots=True)
class ShownCard:
    """The card as the page prints it; `left` are seconds, "" values are still open."""

    empty: bool
    booked: bool
    status: str
    cells: tuple[tuple[str, str], ...]
    until: str
    left: int
    minutes: str
    version: str


def waiting(lines: tuple[Line, ...]) -> bool:
    """Tell whether the customer waits for an answer."""
    return any(one.status is Status.RECEIVED for one in lines)


def shown(lines: tuple[Line, ...], picture: Picture) -> tuple[Shown, ...]:
    """Print the lines, buttons live under the last one only."""
    titles_of = {choice.id: choice.title for one in lines for choice in one.choices}
    picked = {one.choice_id for one in lines if one.choice_id}
    last = len(lines) - 1
    return tuple(
        _shown(one, picture, titles_of, picked, live=place == last)
        for place, one in enumerate(lines)
    )


def line_id(line: Line) -> str:
    """Give a line's id in the page: a customer's is the one their page made."""
    if line.side is Side.SALON:
        return f"o{line.number}"
    return f"m-{line.reference.rpartition('.')[2]}"


def shown_card(card: Card, picture: Picture) -> ShownCard:
    """Print what stands so far."""
    words, locale = picture.words, picture.locale
    left = int((card.until - picture.now).total_seconds()) if card.until else 0
    until = card.until.astimezone(picture.catalogue.zone) if card.until else None
    cells = (
        (words["service"], card.service),
        (words["who"], ", ".join(card.stylists)),
        (words["when"], _when(card, locale)),
        (words["price"], titles.price(card.price, locale) if card.price else ""),
    )
    status = words["cancelled" if card.status == "cancelled" else "booked"]
    return ShownCard(
        empty=card.empty,
        booked=bool(card.status),
        status=status,
        cells=cells,
        until=words["held"].format(time=titles.clock(until)) if until else "",
        left=max(0, left),
        minutes=words["left"].format(n=max(1, -(-left // 60))),
        version=_version(cells, card.status, card.until),
    )


def starters(picture: Picture) -> tuple[str, ...]:
    """Suggest first sentences from what the salon really sells."""
    services, words = picture.catalogue.services, picture.words
    if not services:
        return ()
    names = [one.name(picture.locale) for one in services]
    first = words["starter_day"].format(service=names[0], day=_open_day(picture))
    tomorrow = words["starter_tomorrow"].format(service=names[min(1, len(names) - 1)])
    chosen = services[min(2, len(services) - 1)]
    who = picture.catalogue.who_does(chosen.id)
    if not who:
        return first, tomorrow
    asked = words["starter_who"].format(service=chosen.name(picture.locale), staff=who[-1].name)
    return first, tomorrow, asked


def _shown(
    line: Line, picture: Picture, titles_of: Mapping[str, str], picked: set[str], *, live: bool
) -> Shown:
    own = line.side is Side.CUSTOMER
    text = line.text or titles_of.get(line.choice_id, picture.words["tap"])
    state = picture.words[line.status.value] if own else ""
    return Shown(
        id=line_id(line),
        own=own,
        tapped=line.kind is Kind.CHOICE,
        text=text,
        at=int(line.at.timestamp() * 1_000_000),
        iso=line.at.isoformat(),
        time=moments.said_at(line.at, picture.now, picture.catalogue.zone, picture.locale),
        state=state,
        choices=tuple(Option(one.id, one.title, one.id in picked) for one in line.choices),
        live=live,
        version=_version(line.number, state),
    )


def _when(card: Card, locale: str) -> str:
    if card.start is not None:
        return moments.visit(card.start, card.end, locale)
    return moments.wishes(card.wishes, locale)


def _open_day(picture: Picture) -> str:
    days = [day for day, hours in picture.catalogue.opening.items() if hours]
    day = _FRIDAY if _FRIDAY in days or not days else max(days)
    names: Mapping[int, str] = get_day_names("wide", locale=picture.locale)
    return names[day]


def _version(*facts: object) -> str:
    return sha256(repr(facts).encode("utf-8", "replace")).hexdigest()[:12]
