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
    """Take every fact of the message into the draft; the version grows when one was said."""
    if not said.said_slots:
        return draft
    known = _day_of(draft, catalogue.zone)
    return Draft(
        version=draft.version + 1,
        service=said.service[0] if len(said.service) == 1 and not said.also else draft.service,
        staff=_staff(draft, said, catalogue),
        readings=tuple(_completed(one, known) for one in said.when) or draft.readings,
        any_reading=said.any_when if said.when else draft.any_reading,
        not_days=said.not_days or draft.not_days,
    )


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
    day = _day_of(draft, zone)
    wishes = draft.readings or ((day,) if day is not None else ())
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


def _day_of(draft: Draft, zone: ZoneInfo) -> When | None:
    """Give what was known of the wish: its days and clock times, or those of the picked slot."""
    if draft.when is not None and draft.when.first is not None:
        return draft.when
    if draft.slot is None:
        return draft.when
    day = local(draft.slot.start, zone).date()
    known = draft.when or When(first=day, last=day, start=None, end=None)
    return replace(known, first=day, last=day)


def _completed(new: When, known: When | None) -> When:
    """Keep the day when only a time was said, the time when only a day was."""
    if known is None:
        return new
    if new.first is None:
        return replace(new, first=known.first, last=known.last)
    if new.start is None and new.end is None:
        return replace(new, start=known.start, end=known.end, exact=known.exact)
    return new
