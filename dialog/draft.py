"""How a new message changes what is wanted: the draft's arithmetic, pure."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking.catalogue import Catalogue
from booking.ranking import Slot
from dialog.session import Draft, Offer, Pick
from dialog.understand.reading import Understanding, When
from foundation.ids import ServiceId, StaffId


def merge(draft: Draft, said: Understanding, catalogue: Catalogue) -> Draft:
    """Take every fact of the message into the draft; the version grows when one is new.

    A time that was picked stays picked as long as nothing that was said speaks against it.
    """
    if not said.said_slots:
        return draft
    readings, any_reading = _readings(draft, said, catalogue.zone)
    wanted = replace(
        draft,
        service=said.service[0] if _names_one(draft, said) else draft.service,
        staff=_staff(draft, said, catalogue),
        readings=readings,
        any_reading=any_reading,
        not_days=said.not_days or draft.not_days,
    )
    if wanted == draft or _agrees_with_slot(draft, wanted, catalogue.zone):
        return draft
    return replace(wanted, version=draft.version + 1, slot=None)


def _names_one(draft: Draft, said: Understanding) -> bool:
    return len(said.service) == 1 and not (said.also and draft.service is not None)


def _readings(draft: Draft, said: Understanding, zone: ZoneInfo) -> tuple[tuple[When, ...], bool]:
    """Complete what was said of time by what was known of it, wish by wish."""
    known = _known(draft, zone)
    if not said.when:
        kept = tuple(one for one in draft.readings if not _excluded(one, said.not_days))
        hours = tuple(replace(one, first=None, last=None) for one in draft.readings)
        return kept or (hours if said.not_days else ()), draft.any_reading
    only_hours = all(one.first is None for one in said.when)
    if only_hours and len(known) > 1:
        both = tuple(_completed(new, old) for new in said.when for old in known)
        return both, draft.any_reading or said.any_when
    old = known[0] if known else None
    return tuple(_completed(one, old) for one in said.when), said.any_when


def _excluded(wish: When, not_days: tuple[date, ...]) -> bool:
    return wish.first is not None and wish.first == wish.last and wish.first in not_days


def _agrees_with_slot(draft: Draft, wanted: Draft, zone: ZoneInfo) -> bool:
    """Tell whether the message only repeats what the picked time is anyway."""
    slot = draft.slot
    if slot is None or wanted.service != draft.service or wanted.not_days != draft.not_days:
        return False
    start = exact_start(wanted.when, zone)
    same_time = wanted.readings == draft.readings or start == slot.start
    return same_time and (wanted.staff in ((slot.staff,), draft.staff))


def _staff(draft: Draft, said: Understanding, catalogue: Catalogue) -> tuple[StaffId, ...]:
    if said.staff or said.any_staff:
        return said.staff
    if said.not_staff:
        return tuple(one.id for one in catalogue.staff if one.id not in said.not_staff)
    return draft.staff


def services_named(draft: Draft, said: Understanding) -> tuple[ServiceId, ...]:
    """Give the services between which a message leaves the choice; () when it leaves none."""
    if said.also and draft.service is not None:
        return tuple(dict.fromkeys((draft.service, *said.service)))
    return said.service if len(said.service) > 1 else ()


def loosened(draft: Draft, zone: ZoneInfo) -> tuple[When, ...]:
    """Give the wishes without their exact clock time, for who wants other times."""
    wishes = _known(draft, zone)
    return tuple(replace(one, start=None, exact=False) if one.exact else one for one in wishes)


def pick(draft: Draft, offer: Offer) -> Draft:
    """Take an offered choice into the draft."""
    version = draft.version + 1
    if offer.pick is Pick.SLOT and offer.slot is not None:
        return replace(draft, version=version, slot=offer.slot)
    if offer.pick is Pick.SERVICE:
        return replace(draft, version=version, service=offer.service, slot=None)
    if offer.pick is Pick.DAY and offer.when is not None:
        return replace(draft, version=version, readings=(offer.when,), any_reading=False, slot=None)
    return draft


def exact_start(when: When | None, zone: ZoneInfo) -> int | None:
    """Give the UTC epoch minute of a wish for one clock time on one day, else None."""
    if when is None or not when.exact or when.start is None:
        return None
    if when.first is None or when.first != when.last:
        return None
    return epoch_minute(when.first, when.start, zone)


def epoch_minute(day: date, minute: int, zone: ZoneInfo) -> int:
    """Give the UTC epoch minute of a wall-clock minute; the first of two, past a gap."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    wall = midnight + timedelta(minutes=minute)
    return int(wall.timestamp()) // 60


def local(minute: int, zone: ZoneInfo) -> datetime:
    """Give the salon's wall time of a UTC epoch minute."""
    return datetime.fromtimestamp(minute * 60, zone)


def same_offer(lost: Slot, other: Slot) -> bool:
    """Tell whether a slot differs from a lost one in time or stylist only, not in length."""
    return other.end - other.start == lost.end - lost.start


def _known(draft: Draft, zone: ZoneInfo) -> tuple[When, ...]:
    """Give what is known of the wish: its readings, on the day of a time that was picked."""
    if draft.slot is None:
        return draft.readings
    day = local(draft.slot.start, zone).date()
    hours = draft.readings[0] if draft.readings else When()
    return (replace(hours, first=day, last=day),)


def _completed(new: When, known: When | None) -> When:
    """Keep the day when only a time was said, the time when only a day was."""
    if known is None:
        return new
    if new.first is None:
        return replace(new, first=known.first, last=known.last)
    if new.start is None and new.end is None:
        return replace(new, start=known.start, end=known.end, exact=known.exact)
    return new
