"""Phrases turned into the customer's words: typed values printed, catalogue looked up, pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from string import Formatter

from babel.numbers import format_decimal

from booking.catalogue import Catalogue
from booking.ranking import Slot
from channels.message import Outbound
from dialog import draft as drafts
from dialog.effects import Say
from dialog.phrases import hours, spans, titles
from dialog.phrases import words as w
from dialog.phrases.catalogues import translations
from dialog.phrases.texts import TEXTS
from foundation.money import Money


@dataclass(frozen=True, slots=True)
class Voice:
    """To whom, where, when: `now` is aware; `name` is the customer's, "" while unknown."""

    locale: str
    catalogue: Catalogue
    now: datetime
    name: str = ""


def reply(says: Sequence[Say], voice: Voice) -> Outbound:
    """Make one message of a reply's phrases; the last choices are the ones that count."""
    choices = next((one.choices for one in reversed(says) if one.choices), ())
    opener = titles.fixed("title_choose", voice.locale) if choices else ""
    return Outbound(speak(says, voice), choices, opener)


def speak(says: Iterable[Say], voice: Voice) -> str:
    """Print the phrases of one reply as one message."""
    return " ".join(_sentence(_phrase(one, voice)) for one in says)


def _sentence(text: str) -> str:
    # "tomorrow Tuesday 24 November" may open a sentence.
    return text[:1].upper() + text[1:]


def _phrase(say: Say, voice: Voice) -> str:
    text = translations(voice.locale).gettext(TEXTS[say.phrase])
    args = dict(_SALON)
    args.update(say.args)
    wanted = {field for _, field, _, _ in _FORMATTER.parse(text) if field}
    return text.format_map({field: printed(args[field], voice) for field in wanted})


def printed(value: object, voice: Voice) -> str:
    """Print one typed value; KeyError on a type no phrase may print, such as free text."""
    return _PRINTERS[type(value)](value, voice)


def _service(word: w.ServiceName, voice: Voice) -> str:
    return voice.catalogue.service(word.service).name(voice.locale)


def _whole(word: w.Whole | w.WholeThere, voice: Voice) -> str:
    end = drafts.local(word.slot.end, voice.catalogue.zone)
    return f"{_start_of(word.slot, voice)}-{titles.clock(end)}"


def _start_of(slot: Slot, voice: Voice) -> str:
    start = drafts.local(slot.start, voice.catalogue.zone)
    return f"{_day(start.date(), voice)}, {titles.clock(start)}"


def _starts(word: w.Starts, voice: Voice) -> str:
    """Print starts with their stylists; a day they share is printed once, before them."""
    local = [drafts.local(one.start, voice.catalogue.zone) for one in word.slots]
    if len({one.date() for one in local}) > 1:
        whole = [_start_of(one, voice) for one in word.slots]
        return _either(whole if word.plan else _with_staff(whole, word.slots, voice), voice)
    clocks = [titles.clock(one) for one in local]
    clocks = clocks if word.plan else _with_staff(clocks, word.slots, voice)
    return f"{_day(local[0].date(), voice)}, {_either(clocks, voice)}"


def _with_staff(starts: list[str], slots: tuple[Slot, ...], voice: Voice) -> list[str]:
    text = translations(voice.locale).gettext(TEXTS["with_staff"])
    names = [voice.catalogue.stylist(one.staff).name for one in slots]
    return [text.format(start=start, staff=name) for start, name in zip(starts, names, strict=True)]


def _day(day: date, voice: Voice) -> str:
    today = voice.now.astimezone(voice.catalogue.zone).date()
    near = {today: "today", today + timedelta(days=1): "tomorrow"}.get(day)
    name = titles.day(day, voice.locale)
    if near is None:
        return name
    return translations(voice.locale).gettext(TEXTS[near]).format(day=name)


def _opening_hours(word: w.OpeningHours, voice: Voice) -> str:
    salon = voice.catalogue
    stretches = salon.days.get(word.day, salon.opening.get(word.day.weekday(), ()))
    return _either([f"{titles.minute(a)}-{titles.minute(b)}" for a, b in stretches], voice)


def _staff(word: w.StaffNames, voice: Voice) -> str:
    return _either([voice.catalogue.stylist(one).name for one in word.staff], voice)


def _either(items: list[str], voice: Voice) -> str:
    if len(items) == 1:
        return items[0]
    text = translations(voice.locale).gettext(TEXTS["or"])
    return text.format(some="; ".join(items[:-1]) if ", " in items[0] else ", ".join(items[:-1]),
                       last=items[-1])  # fmt: skip


def _together(items: list[str], voice: Voice) -> str:
    names = list(dict.fromkeys(items))
    if len(names) == 1:
        return names[0]
    text = translations(voice.locale).gettext(TEXTS["and"])
    return text.format(some=", ".join(names[:-1]), last=names[-1])


def _colleague(word: w.ColleagueName, voice: Voice) -> str:
    return word.name or printed(w.SalonName(), voice)


def _there(voice: Voice, zone: str) -> Voice:
    """Speak in another salon's zone."""
    return replace(voice, catalogue=replace(voice.catalogue, zone=w.zone(zone)))


def _price_list(word: w.PriceList, voice: Voice) -> str:
    text = translations(voice.locale).gettext(TEXTS["service_short"])
    sold = [voice.catalogue.service(one) for one in word.services]
    return ", ".join(
        text.format(
            service=one.name(voice.locale),
            length=one.minutes,
            price=titles.price(one.price, voice.locale),
        )
        for one in sold
    )


def _own_fact(word: w.OwnFact, voice: Voice) -> str:
    """Print the salon's sentence as one, whether or not it was written with an end."""
    salon = voice.catalogue
    told = salon.facts.told(word.topic, voice.locale, salon.language) or ""
    return told if told.endswith(_ENDS) else f"{told}."


def _deadline(word: w.Deadline, voice: Voice) -> str:
    """Print the weekday with the clock time; the whole date where the weekday alone misleads."""
    at = word.moment.astimezone(voice.catalogue.zone)
    today = voice.now.astimezone(voice.catalogue.zone).date()
    day = at.date()
    if timedelta() < day - today < timedelta(days=7):
        return f"{titles.weekday(day, voice.locale)} {titles.clock(at)}"
    return f"{_day(day, voice)}, {titles.clock(at)}"


_FORMATTER = Formatter()
_ENDS = (".", "!", "?", "…", ")")
_SALON: dict[str, object] = {
    "salon": w.SalonName(),
    "phone": w.SalonPhone(),
    "address": w.SalonAddress(),
}
_PRINTERS: dict[type, Callable[..., str]] = {
    w.ServiceName: _service,
    w.ServiceLength: lambda word, voice: str(voice.catalogue.service(word.service).minutes),
    w.ServicePrice: lambda word, voice: titles.price(
        voice.catalogue.service(word.service).price, voice.locale
    ),
    w.StaffName: lambda word, voice: voice.catalogue.stylist(word.staff).name,
    w.StaffNames: _staff,
    w.ServiceNames: lambda word, voice: _together(
        [voice.catalogue.service(one).name(voice.locale) for one in word.services], voice
    ),
    w.Stylists: lambda word, voice: _together(
        [voice.catalogue.stylist(one).name for one in word.staff], voice
    ),
    w.ColleagueName: _colleague,
    w.Clock: lambda word, voice: titles.clock(drafts.local(word.slot.start, voice.catalogue.zone)),
    w.Plan: lambda word, voice: spans.plan(
        word.visits, voice.catalogue, voice.locale, lambda day: _day(day, voice)
    ),
    w.WishLength: lambda word, voice: str(spans.length(word.wish[0], voice.catalogue)),
    w.WishPrice: lambda word, voice: titles.price(
        spans.price(word.wish, voice.catalogue), voice.locale
    ),
    w.Count: lambda word, _: str(word.number),
    w.Longer: lambda word, _: str(abs(spans.minutes(word.slot) - spans.minutes(word.other))),
    w.Dearer: lambda word, voice: titles.price(
        Money(abs(word.price.minor - word.other.minor), word.price.currency), voice.locale
    ),
    w.Deadline: _deadline,
    w.PlaceName: lambda word, _: word.name,
    w.PlaceCity: lambda word, _: word.city,
    w.PlaceAddress: lambda word, _: word.address,
    w.PlacePhone: lambda word, _: word.phone,
    w.ServiceThere: lambda word, voice: word.names.get(voice.locale) or word.names["en"],
    w.WholeThere: lambda word, voice: _whole(word, _there(voice, word.zone)),
    w.StartThere: lambda word, voice: _start_of(word.slot, _there(voice, word.zone)),
    w.OwnFact: _own_fact,
    w.WeekHours: lambda _, voice: hours.week(voice.catalogue.opening, voice.locale),
    w.PriceList: _price_list,
    w.Stars: lambda word, voice: format_decimal(word.rating, "0.0", locale=voice.locale),
    w.Whole: _whole,
    w.Start: lambda word, voice: _start_of(word.slot, voice),
    w.Starts: _starts,
    w.TheDay: lambda word, voice: _day(word.day, voice),
    w.OpeningHours: _opening_hours,
    w.Until: lambda word, voice: titles.clock(word.moment.astimezone(voice.catalogue.zone)),
    w.Link: lambda word, _: word.address,
    w.CustomerName: lambda _, voice: voice.name,
    w.SalonName: lambda _, voice: voice.catalogue.name.removesuffix(" Salon"),
    w.SalonPhone: lambda _, voice: voice.catalogue.phone,
    w.SalonAddress: lambda _, voice: voice.catalogue.address,
    Money: lambda amount, voice: titles.price(amount, voice.locale),
}
