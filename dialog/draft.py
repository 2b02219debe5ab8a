"""How a new message changes what is wanted: the draft's arithmetic, pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking.catalogue import Catalogue
from booking.plan import Want, Wish
from booking.ranking import Slot
from dialog.session import Draft, Offer, Pick
from dialog.understand.reading import Understanding, When
from foundation.ids import ServiceId, StaffId


def merge(draft: Draft, said: Understanding, catalogue: Catalogue) -> Draft:
    """Take every fact of the message into the draft; the version grows when one is new.

    A time that was picked stays picked as long as nothing that was said speaks against it; where
    something else than time is corrected, its start is kept if it can be.
    """
    if not (said.said_slots or said.party):
        return draft
    readings, any_reading = _readings(draft, said, catalogue.zone)
    services = _services(draft, said, catalogue)
    wanted = replace(
        draft,
        service=services[0] if services else None,
        more=services[1:],
        addons=draft.addons if set(draft.services) <= set(services) else (),
        staff=_staff(draft, said, catalogue),
        not_staff=_not_staff(draft, said),
        party=said.party or draft.party,
        readings=readings,
        any_reading=any_reading,
        not_days=said.not_days or draft.not_days,
    )
    if wanted == draft or _agrees_with_slot(draft, wanted, catalogue.zone):
        return draft
    keep = None if said.when or said.not_days else _start(draft)
    return replace(wanted, version=draft.version + 1, slot=None, keep=keep)


def _start(draft: Draft) -> int | None:
    return draft.keep if draft.slot is None else draft.slot.start


def _services(draft: Draft, said: Understanding, catalogue: Catalogue) -> tuple[ServiceId, ...]:
    """Give the services wanted now: named ones replace those before, unless they come beside."""
    left = tuple(one for one in draft.services if one not in said.not_service)
    if services_named(said) or not said.service:
        return left or draft.services
    if said.also and draft.service is not None:
        return tuple(dict.fromkeys((*left, *said.service)))
    return in_order(said.service, catalogue)


def in_order(services: Iterable[ServiceId], catalogue: Catalogue) -> tuple[ServiceId, ...]:
    """Put the services of one visit in the trade's order: long ones, which dye, before a cut."""
    once = dict.fromkeys(services)
    return tuple(sorted(once, key=lambda one: -catalogue.service(one).minutes))


def _readings(draft: Draft, said: Understanding, zone: ZoneInfo) -> tuple[tuple[When, ...], bool]:
    """Complete what was said of time by what was known of it, wish by wish."""
    known = _known(draft, zone)
    if not said.when:
        kept = tuple(one for one in draft.readings if not _excluded(one, said.not_days))
        hours = tuple(replace(one, first=None, last=None) for one in draft.readings)
        return kept or (hours if said.not_days else ()), draft.any_reading
    only_hours = all(one.first is None for one in said.when)
    if only_hours and len(known) > 1:
        both = tuple(new.completed(old) for new in said.when for old in known)
        return both, draft.any_reading or said.any_when
    old = known[0] if known else None
    return tuple(one.completed(old) for one in said.when), said.any_when


def _excluded(wish: When, not_days: tuple[date, ...]) -> bool:
    return wish.first is not None and wish.first == wish.last and wish.first in not_days


def _agrees_with_slot(draft: Draft, wanted: Draft, zone: ZoneInfo) -> bool:
    """Tell whether the message only repeats what the picked time is anyway."""
    slot = draft.slot
    if slot is None or wanted.not_days != draft.not_days:
        return False
    if wanted.services != draft.services or wanted.party != draft.party:
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


def _not_staff(draft: Draft, said: Understanding) -> tuple[StaffId, ...]:
    if said.not_staff:
        return said.not_staff
    return () if said.staff or said.any_staff else draft.not_staff


def services_named(said: Understanding) -> tuple[ServiceId, ...]:
    """Give the services between which a message leaves the choice; () when it leaves none."""
    return said.service if said.either_service and len(said.service) > 1 else ()


def wish(draft: Draft, catalogue: Catalogue) -> Wish:
    """Say what the draft wants as the desk understands it: for each person each service in order.

    Of several services each goes to those of the wished stylists who do it, else to anyone who is
    not ruled out. Of a time that was picked the first person's first stylist is meant.
    """
    wants = tuple(_want(draft, one, catalogue) for one in draft.services)
    if not wants:
        return ()
    if draft.slot is None:
        return (wants,) * draft.party
    first = Want(wants[0].service, (draft.slot.staff,), wants[0].addons)
    return ((first, *wants[1:]), *((wants,) * (draft.party - 1)))


def _want(draft: Draft, wanted: ServiceId, catalogue: Catalogue) -> Want:
    addons = tuple(one for one in draft.addons if one in catalogue.service(wanted).addons)
    if len(draft.services) == 1:
        return Want(wanted, draft.staff, addons)
    able = {one.id for one in catalogue.who_does(wanted)}
    staff = tuple(one for one in draft.staff if one in able)
    if not staff and draft.not_staff:
        # Nobody left who does it: the desk says so by whom they are left with.
        others = tuple(one.id for one in catalogue.staff if one.id not in draft.not_staff)
        staff = tuple(one for one in others if one in able) or others
    return Want(wanted, staff, addons)


def spelled(draft: Draft, catalogue: Catalogue) -> Wish:
    """Give the wish where it is more than one service for one person, else ()."""
    plain = len(draft.services) <= 1 and draft.party == 1 and not draft.addons
    return () if plain else wish(draft, catalogue)


def arranged(draft: Draft, services: Sequence[ServiceId], slot: Slot | None) -> Draft:
    """Take the order and the time at which more services fit; without room the time is open."""
    if slot is None:
        return replace(draft, keep=None)
    return replace(draft, service=services[0], more=tuple(services[1:]), slot=slot, keep=None)


def only_less(before: Draft, after: Draft, services: Sequence[ServiceId]) -> bool:
    """Tell whether all that changed is that no more than `services` are wanted."""
    same = replace(after, service=before.service, more=before.more, addons=before.addons)
    kept = replace(same, version=before.version, slot=before.slot, keep=before.keep)
    return after.services == tuple(services) != before.services and kept == before


def usually(draft: Draft, wants: Sequence[Want]) -> Draft:
    """Take what the customer usually has into the draft; who was asked for now stays asked for."""
    staff = tuple(dict.fromkeys(who for one in wants for who in one.staff))
    return replace(
        draft,
        version=draft.version + 1,
        service=wants[0].service,
        more=tuple(one.service for one in wants[1:]),
        addons=tuple(each for one in wants for each in one.addons),
        staff=draft.staff or staff,
        slot=None,
        keep=_start(draft),
    )


def loosened(draft: Draft, zone: ZoneInfo) -> tuple[When, ...]:
    """Give the wishes without their exact clock time, for who wants other times."""
    wishes = _known(draft, zone)
    return tuple(replace(one, start=None, exact=False) if one.exact else one for one in wishes)


def pick(draft: Draft, offer: Offer) -> Draft:
    """Take an offered choice into the draft."""
    version = draft.version + 1
    if offer.pick is Pick.SLOT and offer.slot is not None:
        return replace(draft, version=version, slot=offer.slot, keep=None)
    if offer.pick is Pick.SERVICE:
        keep = _start(draft)
        return replace(
            draft, version=version, service=offer.service, more=(), addons=(), slot=None, keep=keep
        )
    if offer.pick in {Pick.ONLY, Pick.KEEP}:
        return back_to(draft, offer.services, offer.slot, offer.party)
    if offer.pick is Pick.DAY and offer.when is not None:
        return replace(draft, version=version, readings=(offer.when,), any_reading=False, slot=None)
    return draft


def back_to(draft: Draft, services: tuple[ServiceId, ...], slot: Slot | None, party: int) -> Draft:
    """Want again what was wanted before, at the time it had."""
    return replace(
        draft,
        version=draft.version + 1,
        service=services[0] if services else None,
        more=services[1:],
        addons=(),
        party=party,
        slot=slot,
        keep=None,
    )


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
