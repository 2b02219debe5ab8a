"""One message read: tokens, signs, names, time, choice, intent, in that order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dialog.understand.choices import Picked, pick_by_facts, pick_by_place, pick_by_title
from dialog.understand.context import Asked, Context
from dialog.understand.intents import intent_in
from dialog.understand.languages import read_signs
from dialog.understand.names import names_of
from dialog.understand.people import Wanted, wanted
from dialog.understand.person import find_name
from dialog.understand.reading import Heard, Intent, Understanding, When
from dialog.understand.signs import Kind, Sign
from dialog.understand.talk import intent_of
from dialog.understand.talk_all import LOCALES
from dialog.understand.tokens import Token, tokens
from dialog.understand.trace import describe, span_text
from dialog.understand.when.read import NOTHING, Timed, read_when
from dialog.understand.when.setting import Setting

_SHORT = 8
"""Signs of a message in which a number alone answers "when?"."""

_MOVING = frozenset({Intent.MOVE, Intent.CHANGE})
_LEADS_LANGUAGE = frozenset({Kind.IN, Kind.ON, Kind.TO, Kind.SPEAK})


@dataclass(slots=True)
class _Reading:
    """A message on its way from tokens to an understanding."""

    text: str
    context: Context
    found: Sequence[Token]
    signs: Sequence[Sign]
    wanted: Wanted
    name: tuple[str, int, int] | None = None
    picked: Picked | None = None
    timed: Timed = NOTHING


def understand(text: str, context: Context) -> Understanding:
    """Read one message of any origin; never raises, at worst nothing is understood."""
    found = tokens(text)
    if not found:
        return Understanding()
    signs, locale = read_signs(found, context.locale)
    unknown = frozenset(sign.lo for sign in signs if sign.kind is Kind.WORD)
    mentions = names_of(context.catalogue).find(found, unknown)
    reading = _Reading(text, context, found, signs, wanted(mentions, signs))
    _read_name(reading)
    _read_time(reading)
    return _summed_up(reading, locale)


def _read_name(reading: _Reading) -> None:
    people = reading.wanted.used if reading.wanted.staff else set()
    reading.name = find_name(
        reading.text, reading.found, reading.signs, reading.context.asked, people
    )
    if reading.name is None:
        return
    own = range(*reading.name[1:])
    staff = {one: mention for one, mention in reading.wanted.staff.items() if mention.lo not in own}
    reading.wanted.staff = staff
    reading.wanted.used.update(own)


def _read_time(reading: _Reading) -> None:
    """Pick by place first: a number that counts a choice is no clock."""
    context, signs = reading.context, reading.signs
    reading.picked = pick_by_place(signs, context)
    if reading.picked is not None:
        return
    free = [_silent(sign) if sign.lo in reading.wanted.used else sign for sign in signs]
    reading.timed = read_when(free, _setting(context, signs))
    if reading.name is None:
        reading.picked = pick_by_title(reading.text, reading.found, signs, context)
    if reading.picked is not None and reading.picked.choice.id == reading.text.strip():
        reading.timed = NOTHING  # an id is a name, its digits say nothing
    if reading.picked is None and not (reading.timed.any_when or reading.wanted.services):
        reading.picked = pick_by_facts(
            reading.timed.when, tuple(reading.wanted.staff), signs, context
        )


def _silent(sign: Sign) -> Sign:
    return Sign(Kind.WORD, 0, sign.lo, sign.hi)


def _setting(context: Context, signs: Sequence[Sign]) -> Setting:
    starts = (one.start for one in context.offered if one.start is not None)
    zone = context.catalogue.zone.key or ""
    return Setting(
        now=context.now,
        opening=context.catalogue.opening,
        month_first=zone.startswith(("America/", "US/")),
        bare=context.asked is Asked.TIME and len(signs) <= _SHORT,
        picks=len(context.offered),
        starts=frozenset(one.hour * 60 + one.minute for one in starts),
        moving=any(sign.kind is Kind.TALK and intent_of(sign.value) in _MOVING for sign in signs),
    )


def _summed_up(reading: _Reading, locale: str | None) -> Understanding:
    want, signs = reading.wanted, reading.signs
    timed = _indifferent(reading, _which(reading))
    anyone = any(sign.kind is Kind.ANYONE for sign in signs)
    slots = bool(want.services or want.staff or want.not_staff or timed.when or timed.not_days)
    free = [_silent(sign) if sign.lo in want.used else sign for sign in signs]
    intent, sign, assent = intent_in(free, reading.context.asked, slots=slots or anyone)
    timed, intent = _elsewhen(reading, timed, intent)
    return Understanding(
        intent=intent,
        service=tuple(want.services),
        either_service=want.either,
        also=any(one.kind is Kind.ALSO for one in signs) and bool(want.services),
        staff=tuple(want.staff),
        any_staff=anyone and not want.staff,
        not_staff=tuple(want.not_staff),
        when=timed.when if timed.any_when else _to_come(timed.when, reading.context.now),
        any_when=timed.any_when,
        not_days=timed.not_days,
        choice=reading.picked.choice.id if reading.picked else None,
        name=reading.name[0] if reading.name else None,
        assent=assent,
        locale=locale,
        wants_locale=_language_wish(free),
        heard=_heard(reading, timed, intent, sign),
    )


def _which(reading: _Reading) -> Timed:
    """Keep a weekday open that was asked about ("which Friday?") and only said again."""
    timed, context = reading.timed, reading.context
    if context.asked is not Asked.WHICH_DAY or reading.picked or len(timed.when) != 1:
        return timed
    said = timed.when[0]
    days = [one.start.date() for one in context.offered if one.start is not None]
    if said.first not in days or said.first != said.last:
        return timed
    same = [day for day in dict.fromkeys(days) if day.weekday() == said.first.weekday()]
    return replace(timed, when=tuple(replace(said, first=day, last=day) for day in same))


def _to_come(readings: tuple[When, ...], now: datetime) -> tuple[When, ...]:
    """Drop the readings that have passed where another is left: nobody books this morning."""
    minute = now.hour * 60 + now.minute
    left = [
        one
        for one in readings
        if one.first is None
        or one.last is None
        or one.last > now.date()
        or (one.last == now.date() and _latest(one) > minute)
    ]
    return tuple(left) or readings


def _latest(when: When) -> int:
    """Give the last minute of the day that a reading still allows."""
    return when.start if when.exact and when.start is not None else when.end or 1440


def _indifferent(reading: _Reading, timed: Timed) -> Timed:
    """Take "I don't mind", said when a time was asked for, as any time."""
    careless = any(sign.kind is Kind.ANYONE and sign.value for sign in reading.signs)
    if careless and not timed.when and reading.context.asked is Asked.TIME:
        return replace(timed, when=(When(reading.context.now.date(), None),))
    return timed


def _elsewhen(
    reading: _Reading, timed: Timed, intent: Intent | None
) -> tuple[Timed, Intent | None]:
    """Take "later" beside offered times, when it picks none, as a wish for others after them."""
    kinds = {sign.kind for sign in reading.signs if sign.kind in (Kind.LATER, Kind.SOONER)}
    starts = sorted(one.start for one in reading.context.offered if one.start is not None)
    asked = reading.context.asked is Asked.TIME
    if reading.picked or timed.when or not starts or len(kinds) != 1 or intent or not asked:
        return timed, intent
    if Kind.LATER in kinds:
        first = starts[-1] + timedelta(minutes=reading.context.catalogue.grid)
        when = When(first.date(), first.date(), start=first.hour * 60 + first.minute)
    else:
        when = When(starts[0].date(), starts[0].date(), end=starts[0].hour * 60 + starts[0].minute)
    return replace(timed, when=(when,)), Intent.OTHER_TIMES


def _language_wish(signs: Sequence[Sign]) -> str | None:
    """Give the language that is asked for: "in English", "Deutsch bitte", "english"."""
    for place, sign in enumerate(signs):
        if sign.kind is not Kind.LANGUAGE:
            continue
        before = signs[place - 1].kind if place else Kind.END
        others = [one for one in signs if one.kind not in (Kind.POLITE, Kind.STOP, Kind.LANGUAGE)]
        if before in _LEADS_LANGUAGE or not others:
            return LOCALES[sign.value]
    return None


def _heard(
    reading: _Reading, timed: Timed, intent: Intent | None, sign: Sign | None
) -> tuple[Heard, ...]:
    text, found, want = reading.text, reading.found, reading.wanted
    catalogue = reading.context.catalogue
    heard: list[Heard] = []
    for service, mention in want.services.items():
        words = span_text(text, found, range(mention.lo, mention.hi))
        heard.append(
            Heard("service", words, catalogue.service(service).name("en"), mention.confidence)
        )
    for staff, mention in want.staff.items():
        words = span_text(text, found, range(mention.lo, mention.hi))
        heard.append(Heard("staff", words, catalogue.stylist(staff).name, mention.confidence))
    if timed.when:
        value = " or ".join(describe(one) for one in timed.when)
        trust = 1.0 if len(timed.when) == 1 or timed.any_when else 0.5
        words = span_text(text, found, timed.used) or text.strip()[:80]
        heard.append(Heard("when", words, value, trust))
    if reading.name:
        heard.append(
            Heard("name", span_text(text, found, range(*reading.name[1:])), reading.name[0])
        )
    if reading.picked:
        picked = reading.picked
        heard.append(Heard("choice", text.strip()[:80], picked.choice.title, picked.confidence))
    if intent:
        words = span_text(text, found, range(sign.lo, sign.hi)) if sign else ""
        heard.append(Heard("intent", words, intent.value))
    return tuple(heard)
