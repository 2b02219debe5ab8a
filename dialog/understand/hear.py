"""One message read: tokens, signs, names, time, choice, intent, in that order."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from dialog.understand.agreement import asks, opens_with_yes
from dialog.understand.beside import (
    Delay,
    Note,
    delay_in,
    hushed,
    note_in,
    questions_in,
    whom_in,
)
from dialog.understand.choices import Picked, pick_by_facts, pick_by_place, pick_by_title
from dialog.understand.company import party_of, someone_else, unknown_stylist
from dialog.understand.context import Asked, Context
from dialog.understand.directory import Directory
from dialog.understand.doubt import without_doubt
from dialog.understand.evidence import evidence, evidence_of_signs
from dialog.understand.intents import intent_in
from dialog.understand.languages import language_wish, read_signs
from dialog.understand.lines import joined
from dialog.understand.mending import Around, kept_in
from dialog.understand.names import names_of
from dialog.understand.people import Wanted, wanted
from dialog.understand.person import Named, Speaker
from dialog.understand.reading import Heard, Intent, Understanding
from dialog.understand.seek_words import KINDS
from dialog.understand.seeking import begins, silent_in, sought_in
from dialog.understand.settle import (
    careless_pick,
    elsewhen,
    kept_open,
    not_before_today,
    to_come,
    weekday_placed,
)
from dialog.understand.signs import Kind, Sign
from dialog.understand.talk import intent_of
from dialog.understand.terse import answered
from dialog.understand.tokens import Token, tokens
from dialog.understand.trace import describe, span_text
from dialog.understand.when.nowhere import no_such_day
from dialog.understand.when.read import NOTHING, Timed, read_when
from dialog.understand.when.setting import Setting, bare_clock
from foundation.ids import StaffId

_SHORT = 8
"""Signs of a message in which a number alone answers "when?"."""

_MOVING = frozenset({Intent.MOVE, Intent.CHANGE})
_SETTLED = frozenset({Asked.CONFIRM, Asked.NAME})
_YIELDING = frozenset({None, Intent.GREET, Intent.THANKS})
"""Intents that say less than what is said beside them."""

_ABOVE_DELAY = frozenset({Intent.HUMAN, Intent.COMPLAINT, Intent.CANCEL, Intent.MOVE})


@dataclass(slots=True)
class _Reading:
    """A message on its way from tokens to an understanding."""

    text: str
    context: Context
    found: Sequence[Token]
    signs: Sequence[Sign]
    wanted: Wanted
    note: Note | None = None
    delay: Delay | None = None
    named: Named | None = None
    picked: Picked | None = None
    timed: Timed = NOTHING
    nowhere: frozenset[int] = frozenset()


def understand(text: str, context: Context) -> Understanding:
    """Read one message of any origin; never raises, at worst nothing is understood."""
    found: Sequence[Token] = tokens(text)
    if not found:
        return Understanding()
    names = names_of(context.catalogue)
    around = Around(text, names.spelling, kept_in(context.directory), context.asked)
    read = read_signs(found, context.locale, names.tongues, around)
    found, locale = read.found, read.told
    signs = answered(text, found, read.signs)
    note, delay = note_in(text, found, signs), delay_in(signs)
    signs = hushed(signs, note, delay)
    unknown = frozenset(sign.lo for sign in signs if sign.kind is Kind.WORD)
    mentions = names.find(found, frozenset(one for one in unknown if not found[one].open))
    signs = joined(signs, found, mentions)
    reading = _Reading(text, context, found, signs, wanted(mentions, signs), note, delay)
    _read_name(reading)
    _read_time(reading)
    heard = _with_asides(reading, _summed_up(reading, locale))
    language = locale or context.locale
    directory = context.directory
    if directory is None and not heard.asks and begins(found, language):
        directory = Directory(kinds=KINDS, finding=True)
    if directory is None:
        return heard
    sought = sought_in(text, found, directory, reading.timed.used, unknown, language)
    return replace(heard, sought=sought)


def _read_name(reading: _Reading) -> None:
    want, text = reading.wanted, reading.text
    people = {place for one in want.staff.values() for place in range(one.lo, one.hi)}
    taken = want.service_tokens(text, reading.found)
    speaker = Speaker(text, reading.found, reading.signs, people, taken)
    reading.named = speaker.name(reading.context.asked)
    if reading.named is not None:
        want.give_up(reading.named.lo, reading.named.hi)


def _read_time(reading: _Reading) -> None:
    """Pick by place first: a number that counts a choice is no clock."""
    context, signs = reading.context, reading.signs
    reading.picked = pick_by_place(signs, context)
    if reading.picked is not None:
        return
    free = _without_names(reading)
    setting = _setting(context, free)
    reading.nowhere = no_such_day(free, setting)
    if reading.nowhere:
        return
    timed = weekday_placed(read_when(free, setting), signs, context)
    reading.timed = without_doubt(timed, reading.text, reading.found, signs, _names(reading))
    if reading.named is None:
        reading.picked = pick_by_title(reading.text, reading.found, signs, context)
    if reading.picked is not None and reading.picked.choice.id == reading.text.strip():
        reading.timed = NOTHING  # an id is a name, its digits say nothing
    if reading.picked is None and not (reading.timed.any_when or reading.wanted.services):
        staff = tuple(reading.wanted.staff)
        reading.picked = pick_by_facts(reading.timed.when, staff, signs, context)
        if not staff:
            reading.picked = reading.picked or careless_pick(signs, reading.timed, context)


def _names(reading: _Reading) -> AbstractSet[int]:
    named = reading.named
    return reading.wanted.used | (set(range(named.lo, named.hi)) if named else set())


def _without_names(reading: _Reading) -> list[Sign]:
    """Silence the names: a number beside a stylist's may be a clock, one beside a service not."""
    want, directory = reading.wanted, reading.context.directory
    staff = {one.lo for one in want.staff.values()}
    silent = want.used | (silent_in(reading.found, directory) if directory else frozenset())
    return [
        sign
        if sign.lo not in silent
        else Sign(Kind.MARK if sign.lo in staff else Kind.WORD, 0, sign.lo, sign.hi)
        for sign in reading.signs
    ]


def _setting(context: Context, signs: Sequence[Sign]) -> Setting:
    starts = (one.start for one in context.offered if one.start is not None)
    zone = context.catalogue.zone.key or ""
    setting = Setting(
        now=context.now,
        opening=context.directory.hours if context.directory else context.catalogue.opening,
        month_first=zone.startswith(("America/", "US/")),
        bare=context.asked is Asked.TIME and len(signs) <= _SHORT,
        picks=len(context.offered),
        starts=frozenset(one.hour * 60 + one.minute for one in starts),
        moving=any(sign.kind is Kind.TALK and intent_of(sign.value) in _MOVING for sign in signs),
    )
    open_question = context.asked is not Asked.NOTHING or context.held is not None
    if setting.bare or not open_question or len(signs) > _SHORT:
        return setting
    counted = frozenset(one.number for one in context.offered)
    return replace(setting, bare=True) if bare_clock(signs, setting, counted) else setting


def _summed_up(reading: _Reading, locale: str | None) -> Understanding:
    want, context = reading.wanted, reading.context
    said = _said_so(reading)
    timed = kept_open(reading.timed, reading.picked, context)
    kinds = {sign.kind for sign in said}
    not_staff, another = _ruled_out(reading, kinds)
    anyone = _anyone(reading, said) or another
    wants = want.services or want.not_services or want.staff or not_staff
    slots = bool(wants or timed.when or timed.not_days)
    also = bool(want.services) and (Kind.ALSO in kinds or said[0].kind is Kind.AND)
    intent, sign, assent = intent_in(
        said, context.asked, slots=slots or anyone, held=context.held is not None
    )
    if reading.picked is None:
        timed, intent = elsewhen(kinds, timed, intent, context)
    timed = not_before_today(timed, context.now)
    return Understanding(
        intent=intent,
        service=tuple(want.services),
        either_service=want.either,
        also=also,
        staff=tuple(want.staff),
        any_staff=anyone and not want.staff,
        not_staff=not_staff,
        not_service=tuple(want.not_services),
        unknown_staff=unknown_stylist(reading.text, reading.found, reading.signs, want.used),
        party=party_of(said),
        when=timed.when if timed.any_when else to_come(timed.when, context.now),
        any_when=timed.any_when,
        not_days=timed.not_days,
        impossible_day=bool(reading.nowhere),
        choice=reading.picked.choice.id if reading.picked else None,
        name=reading.named.name if reading.named else None,
        name_stated=bool(reading.named and reading.named.stated),
        assent=assent and not also and not reading.nowhere,
        opens_with_yes=opens_with_yes(said) and not asks(said),
        locale=locale,
        wants_locale=language_wish(said),
        heard=_heard(reading, timed, intent, sign),
    )


def _with_asides(reading: _Reading, read: Understanding) -> Understanding:
    """Add what is said beside the booking; it is the intent where nothing else is."""
    said, used = _said_so(reading), reading.wanted.used
    whom = whom_in(reading.text, reading.found, reading.signs, used)
    asks = questions_in(said, slots=read.said_slots)
    note, delay = reading.note, reading.delay
    intent = read.intent
    if delay is not None and intent not in _ABOVE_DELAY:
        intent = Intent.LATE
    elif intent in _YIELDING:
        told = ((asks, Intent.ASK), (whom, Intent.FOR_OTHER), (note, Intent.NOTE))
        intent = next((one for what, one in told if what), intent)
    return replace(
        read,
        intent=intent,
        asks=tuple(asks),
        minutes=delay.minutes if delay else None,
        for_whom=whom.text if whom else None,
        note=(note.text or None) if note else None,
        assent=read.assent and delay is None,
        heard=(*read.heard, *evidence(reading.text, reading.found, asks, delay, whom, note),
               *evidence_of_signs(reading.text, reading.found, said)),
    )  # fmt: skip


def _said_so(reading: _Reading) -> list[Sign]:
    """Leave out of the signs what carries a value: a FILL stands in its place."""
    used = reading.wanted.used | reading.timed.used
    named = reading.named
    return [
        Sign(Kind.FILL, int(named is not None and named.lo <= sign.lo < named.hi), sign.lo, sign.hi)
        if sign.lo in used
        else sign
        for sign in reading.signs
    ]


def _ruled_out(reading: _Reading, kinds: AbstractSet[Kind]) -> tuple[tuple[StaffId, ...], bool]:
    """Give the stylists who are not wanted, whether anybody else is, whoever is meant."""
    another, other_than = someone_else(kinds, reading.context)
    named = (*reading.wanted.not_staff, *((other_than,) if other_than else ()))
    return tuple(dict.fromkeys(named)), another and other_than is None


def _anyone(reading: _Reading, said: Sequence[Sign]) -> bool:
    """Whether any stylist will do; "whatever" to a summary says nothing of stylists."""
    settled = reading.context.asked in _SETTLED
    return any(sign.kind is Kind.ANYONE and not (sign.value and settled) for sign in said)


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
    if reading.nowhere:
        heard.append(Heard("when", span_text(text, found, reading.nowhere), "no such day"))
    if reading.named:
        name = reading.named
        heard.append(Heard("name", span_text(text, found, range(name.lo, name.hi)), name.name))
    if reading.picked:
        picked = reading.picked
        heard.append(Heard("choice", text.strip()[:80], picked.choice.title, picked.confidence))
    if intent:
        words = span_text(text, found, range(sign.lo, sign.hi)) if sign else ""
        heard.append(Heard("intent", words, intent.value))
    return tuple(heard)
