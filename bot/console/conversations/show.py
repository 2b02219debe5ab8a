"""What the conversations page prints: rows, lines, facts, steps; facts in, words out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.console.conversations import words
from bot.page import moments
from bot.page.patch import version
from channels.outbox import Kind as Whose
from channels.ownership import BOT, Handover
from channels.transcript import Line, Only, Side, Status
from dialog.phrases import titles
from dialog.views import Card, Entry, Sitting, Turned

_LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian",
              "pt": "Portuguese", "nl": "Dutch"}  # fmt: skip
_LOCALE = "en"  # the console's own language; transcripts stay in the customer's
_WAITING_FIRST = 4 * 10**15  # more microseconds than any date has: those who wait sort before


@dataclass(frozen=True, slots=True)
class Moment:
    """When it is, and where: `now` is aware."""

    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Row:
    """One conversation in the list."""

    id: str
    talk: UUID
    name: str
    icon: str
    channel: str
    last: str
    state: str
    booked: bool
    owner: str
    human: bool
    alarm: str
    waiting: bool
    iso: str
    since: str
    at: int
    current: bool
    version: str


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a transcript."""

    id: str
    ours: bool
    tapped: bool
    text: str
    wordless: bool
    choices: tuple[tuple[str, bool], ...]
    iso: str
    time: str
    icon: str
    fate: str
    who: str
    alarming: bool
    at: int
    version: str


@dataclass(frozen=True, slots=True)
class Day:
    """The heading over a day's lines."""

    id: str
    title: str
    at: int
    version: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A line of the transcript that tells of a change of hands."""

    id: str
    passed: str
    iso: str
    time: str
    at: int
    version: str


@dataclass(frozen=True, slots=True)
class Step:
    """One turn's trace: what was heard, what came of it."""

    id: str
    iso: str
    time: str
    lines: tuple[tuple[str, str], ...]


def row(entry: Entry, moment: Moment, current: UUID | None, warns: timedelta) -> Row:
    """Print one conversation of the list; `warns` is how long its person may be silent."""
    talk = entry.conversation
    last = talk.last_line
    at = max(talk.last_at, last.at) if last else talk.last_at
    icon, channel = _channel(talk.channel)
    waiting = talk.waiting_since is not None
    human, silent = entry.owner.human, entry.owner.human and entry.owner.silent >= warns
    owner = words.voice(entry.owner.voice) if human else "Bot"
    facts = Row(
        id=f"c-{talk.conversation_id}",
        talk=talk.conversation_id,
        name=name(entry),
        icon=icon,
        channel=channel,
        last=_last(last),
        state=words.STATES.get(talk.state, talk.state),
        booked=talk.state == "booked",
        owner="Waiting for a person" if waiting else owner,
        human=human,
        alarm=f"Silent over {warns.total_seconds() / 60:.0f} min" if silent else "",
        waiting=waiting,
        iso=at.isoformat(),
        since=moments.since(at, moment.now, moment.zone),
        at=int(at.timestamp() * 1_000_000) + (waiting or silent) * _WAITING_FIRST,
        current=talk.conversation_id == current,
        version="",
    )
    return replace(facts, version=version(replace(facts, since="")))


def name(entry: Entry) -> str:
    """Give the customer's name, or tell one guest from another."""
    return entry.name or f"Guest {entry.guest}"


def transcript(
    lines: tuple[Line, ...], handovers: tuple[Handover, ...], moment: Moment
) -> tuple[Day | Said | Passed, ...]:
    """Print a transcript with a heading over each day, with every change of hands."""
    picked = {one.choice_id for one in lines if one.choice_id}
    offered = {choice.id: choice.title for one in lines for choice in one.choices}
    printed: list[Day | Said | Passed] = []
    day = None
    begun = lines[0].at if lines else None
    told = [one for one in handovers if begun is not None and one.at >= begun]
    both: list[Line | Handover] = [*lines, *told]
    for one in sorted(both, key=lambda one: one.at):
        local = one.at.astimezone(moment.zone)
        if local.date() != day:
            day = local.date()
            printed.append(_day(local, moment))
        if isinstance(one, Handover):
            printed.append(_passed(one, handovers, moment))
        else:
            printed.append(replace(_said(one, moment, picked, offered), who=_who(one, handovers)))
    return tuple(_versioned(one) for one in printed)


def _versioned(one: Day | Said | Passed) -> Day | Said | Passed:
    return replace(one, version=version(replace(one, version="")))


def _passed(one: Handover, handovers: Sequence[Handover], moment: Moment) -> Passed:
    before = next((h.voice for h in handovers if h.version == one.version - 1), BOT)
    return Passed(
        id=f"h{one.version}",
        passed=words.passed(one.cause, one.voice, before),
        iso=one.at.isoformat(),
        time=titles.clock(one.at.astimezone(moment.zone)),
        at=int(one.at.timestamp() * 1_000_000),
        version="",
    )


def _who(line: Line, handovers: Sequence[Handover]) -> str:
    """Name the person who wrote a line for the salon, or who has read a customer's; "" for none."""
    if line.side is Side.SALON:
        if line.whose is not Whose.HUMAN:
            return ""
        names = {one.voice.operator_id: one.voice.name for one in handovers}
        return names.get(line.author, "A colleague") if line.author else words.PHONE
    read = line.revision
    had = [one.voice for one in handovers if read is not None and one.revision <= read]
    return f"For {words.voice(had[-1])}" if had and had[-1] != BOT else ""


def facts(sitting: Sitting, moment: Moment) -> dict[str, object]:
    """Print what is known about a conversation: where it stands, what is wanted, what is booked."""
    talk, card, owner = sitting.entry.conversation, sitting.card, sitting.entry.owner
    icon, channel = _channel(talk.channel)
    left = int((card.until - moment.now).total_seconds()) if card.until else 0
    shown = {
        "name": name(sitting.entry),
        "icon": icon,
        "channel": channel,
        "state": words.STATES.get(talk.state, talk.state),
        "waiting": _since_clock(talk.waiting_since, moment),
        "human": words.voice(owner.voice) if owner.human else "",
        "language": _LANGUAGES.get(talk.language or "", "Not known yet"),
        "begun": moments.said_at(talk.created_at, moment.now, moment.zone, _LOCALE),
        "blocked": _since_clock(talk.blocked_at, moment),
        "slots": _slots(card),
        "booking": words.STATES["booked"] if card.status == "confirmed" else card.status,
        "empty": card.empty,
        "until": titles.clock(card.until.astimezone(moment.zone)) if card.until else "",
    }
    return shown | {"version": version(*shown.items()), "left": max(0, left)}


def steps(turns: tuple[Turned, ...], moment: Moment) -> tuple[Step, ...]:
    """Print the trace, the newest turn first."""
    return tuple(
        Step(
            id=f"t-{one.revision}",
            iso=one.at.isoformat(),
            time=moments.said_at(one.at, moment.now, moment.zone, _LOCALE),
            lines=tuple(_step(line) for line in one.steps),
        )
        for one in turns
    )


def chips(counts: Mapping[Only, int], chosen: Only) -> tuple[tuple[str, str, int, bool], ...]:
    """Print the filters: value, title, how many, whether it is the chosen one."""
    return tuple((one.value, words.FILTERS[one], counts[one], one is chosen) for one in Only)


def _channel(kind: str) -> tuple[str, str]:
    return words.CHANNELS.get(kind, ("chat", kind.replace("_", " ").title()))


def _last(line: Line | None) -> str:
    if line is None:
        return ""
    text = line.text or words.WORDLESS[line.kind.value]
    return " ".join(text[:200].split())


def _said(line: Line, moment: Moment, picked: set[str], offered: Mapping[str, str]) -> Said:
    icon, fate = words.DELIVERIES[line.status.value]
    text = line.text or offered.get(line.choice_id, "")
    return Said(
        id=f"{line.side.value[0]}{line.number}",
        ours=line.side is Side.SALON,
        tapped=bool(line.choice_id),
        text=text or words.WORDLESS[line.kind.value],
        wordless=not text,
        choices=tuple((one.title, one.id in picked) for one in line.choices),
        iso=line.at.isoformat(),
        time=titles.clock(line.at.astimezone(moment.zone)),
        icon=icon,
        fate=f"{fate}: {line.why}" if line.why else fate,
        who="",
        alarming=line.status in {Status.FAILED, Status.UNKNOWN, Status.GIVEN_UP},
        at=int(line.at.timestamp() * 1_000_000),
        version="",
    )


def _day(local: datetime, moment: Moment) -> Day:
    apart = (moment.now.astimezone(moment.zone).date() - local.date()).days
    near = {0: "Today", 1: "Yesterday"}.get(apart)
    printed = format_date(local.date(), "EEEE d MMMM", locale=_LOCALE)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    title = f"{near}, {printed}" if near else printed
    at = int(midnight.timestamp() * 1_000_000)
    return Day(f"d-{local.date()}", title, at, "")


def _slots(card: Card) -> tuple[tuple[str, str], ...]:
    when = (
        moments.visit(card.start, card.end, _LOCALE)
        if card.start
        else moments.wishes(card.wishes, _LOCALE)
    )
    return (
        ("Service", card.service),
        ("With", " or ".join(card.stylists)),
        ("When", when),
        ("Price", titles.price(card.price, _LOCALE) if card.price else ""),
    )


def _step(line: str) -> tuple[str, str]:
    before, arrow, after = line.partition(" -> ")
    return (before, after) if arrow else ("", line)


def _since_clock(at: datetime | None, moment: Moment) -> str:
    return moments.said_at(at, moment.now, moment.zone, _LOCALE) if at else ""
