"""What several services come to: their order in words, their length, their price; pure."""

from collections.abc import Callable, Sequence
from datetime import date

from booking.catalogue import Catalogue
from booking.plan import Segment, Want, Wish
from booking.ranking import Slot
from dialog import draft as drafts
from dialog.phrases import titles
from dialog.phrases.catalogues import translations
from dialog.phrases.texts import TEXTS
from foundation.ids import StaffId
from foundation.money import Money

Visits = Sequence[Sequence[Segment]]


def plan(visits: Visits, salon: Catalogue, locale: str, name_day: Callable[[date], str]) -> str:
    """Print the day, then each person's services with their stylists from when to when."""
    each = [_joined("then", [_segment(one, salon, locale) for one in visit], locale)
            for visit in visits]  # fmt: skip
    day = drafts.local(visits[0][0].start, salon.zone).date()
    return f"{name_day(day)}, {_joined('and', each, locale)}"


def _segment(one: Segment, salon: Catalogue, locale: str) -> str:
    begins, ends = (titles.clock(drafts.local(at, salon.zone)) for at in (one.start, one.end))
    text = translations(locale).gettext(TEXTS["segment"])
    return text.format(
        service=_names(one, salon, locale), staff=salon.stylist(one.staff).name,
        hours=f"{begins}-{ends}",
    )  # fmt: skip


def _names(one: Segment, salon: Catalogue, locale: str) -> str:
    return " + ".join(salon.service(each).name(locale) for each in (one.service, *one.addons))


def _joined(word: str, items: Sequence[str], locale: str) -> str:
    if len(items) == 1:
        return items[0]
    text = translations(locale).gettext(TEXTS[word])
    return text.format(some=", ".join(items[:-1]), last=items[-1])


def minutes(slot: Slot) -> int:
    """Give how long a slot lasts."""
    return slot.end - slot.start


def length(wants: Sequence[Want], salon: Catalogue) -> int:
    """Give how many minutes the services of one visit take at least."""
    return sum(
        min((salon.length(one.service, who, one.addons) for who in _who(one, salon)),
            default=salon.service(one.service).minutes)
        for one in wants
    )  # fmt: skip


def price(wish: Wish, salon: Catalogue) -> Money:
    """Give what a wish costs by the list; where one stylist alone is wished for, by their own."""
    total = sum(_price(one, salon) for person in wish for one in person)
    return Money(total, salon.currency)


def _price(want: Want, salon: Catalogue) -> int:
    own = salon.stylist(want.staff[0]).prices if len(want.staff) == 1 else {}
    each = (want.service, *want.addons)
    return sum(own.get(one, salon.service(one).price).minor for one in each)


def _who(want: Want, salon: Catalogue) -> list[StaffId]:
    able = [one.id for one in salon.who_does(want.service)]
    return [one for one in want.staff if one in able] or able
