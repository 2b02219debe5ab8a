"""The titles of choices that were offered, once more in another language."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from booking.catalogue import Catalogue
from dialog import draft as drafts
from dialog.phrases import titles
from dialog.session import Offer, Pick

Title = Callable[[Offer, Catalogue, str], str]


def retitled(offers: tuple[Offer, ...], catalogue: Catalogue, locale: str) -> tuple[Offer, ...]:
    """Give the same choices with titles in the language; ids, what they stand for, stay."""
    return tuple(replace(one, title=_title(one, offers, catalogue, locale)) for one in offers)


def _title(one: Offer, offers: tuple[Offer, ...], catalogue: Catalogue, locale: str) -> str:
    if one.pick is Pick.SLOT and one.slot is not None:
        named = catalogue.stylist(one.slot.staff).name in one.title
        days = {drafts.local(each.slot.start, catalogue.zone).date() for each in offers
                if each.pick is Pick.SLOT and each.slot is not None}  # fmt: skip
        return titles.slot(one.slot, catalogue, locale, with_day=len(days) > 1, named=named)
    return _TITLES.get(one.pick, _same)(one, catalogue, locale)


def _same(one: Offer, _: Catalogue, __: str) -> str:
    return one.title


def _yes(one: Offer, _: Catalogue, locale: str) -> str:
    return titles.fixed(titles.YES[min(len(one.more), 2)], locale)


def _service(one: Offer, catalogue: Catalogue, locale: str) -> str:
    return one.title if one.service is None else catalogue.service(one.service).name(locale)


def _day(one: Offer, _: Catalogue, locale: str) -> str:
    first = one.when.first if one.when is not None else None
    return one.title if first is None else titles.day(first, locale)


def _keep(one: Offer, catalogue: Catalogue, locale: str) -> str:
    return one.title if one.slot is None else titles.keep(one.slot, catalogue, locale)


def _only(one: Offer, catalogue: Catalogue, locale: str) -> str:
    return titles.only([catalogue.service(each) for each in one.services], locale)


def _fixed(key: str) -> Title:
    return lambda _, __, locale: titles.fixed(key, locale)


_TITLES: Mapping[Pick, Title] = {
    Pick.YES: _yes,
    Pick.SERVICE: _service,
    Pick.DAY: _day,
    Pick.KEEP: _keep,
    Pick.ONLY: _only,
    Pick.CHANGE: _fixed("title_change"),
    Pick.OTHER_TIMES: _fixed("title_other_times"),
    Pick.NEVER_MIND: _fixed("title_never_mind"),
}
