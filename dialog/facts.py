"""What the salon tells of itself, topic by topic; what it has not on file the phone answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from booking.catalogue import Catalogue
from dialog.effects import Say
from dialog.phrases.words import (
    Count,
    OpeningHours,
    OwnFact,
    PriceList,
    ServiceLength,
    ServiceName,
    ServicePrice,
    Stylists,
    TheDay,
    WeekHours,
)
from dialog.understand.reading import Topic
from foundation.ids import ServiceId, StaffId

_DAYS = 2
"""Of so many readings of a day the hours are told."""


@dataclass(frozen=True, slots=True)
class About:
    """What a question is about: services, stylists, days; none of them for the salon itself."""

    services: Sequence[ServiceId] = ()
    staff: Sequence[StaffId] = ()
    days: Sequence[date] = ()


def told(topic: Topic, about: About, salon: Catalogue) -> list[Say]:
    """Answer one question, by the salon's own sentence if it has one; the rating is not asked."""
    if topic in salon.facts.sentences:
        return [Say("own_fact", {"fact": OwnFact(topic.value)})]
    answer = _ANSWERS.get(topic)
    return answer(about, salon) if answer is not None else [Say("no_fact")]


def _price(about: About, salon: Catalogue) -> list[Say]:
    if not about.services:
        return _services(about, salon)
    return [
        Say(
            "service_facts",
            {
                "service": ServiceName(one),
                "length": ServiceLength(one),
                "price": ServicePrice(one),
            },
        )
        for one in about.services
    ]


def _services(_: About, salon: Catalogue) -> list[Say]:
    every = tuple(one.id for one in salon.services)
    return [Say("our_services", {"services": PriceList(every)})]


def _hours(about: About, salon: Catalogue) -> list[Say]:
    if not about.days:
        return [Say("our_hours", {"week": WeekHours()})]
    return [_on(day, salon) for day in about.days[:_DAYS]]


def _on(day: date, salon: Catalogue) -> Say:
    open_ = salon.days.get(day, salon.opening.get(day.weekday(), ()))
    if not open_:
        return Say("beside_closed", {"day": TheDay(day)})
    return Say("beside_hours", {"day": TheDay(day), "hours": OpeningHours(day)})


def _address(_: About, salon: Catalogue) -> list[Say]:
    return [Say("our_address" if salon.address else "no_fact")]


def _phone(_: About, salon: Catalogue) -> list[Say]:
    return [Say("our_phone")] if salon.phone else []


def _staff(about: About, salon: Catalogue) -> list[Say]:
    if len(about.services) == 1:
        able = tuple(one.id for one in salon.who_does(about.services[0]))
        if able:
            service = ServiceName(about.services[0])
            return [Say("done_by", {"service": service, "staff": Stylists(able)})]
    every = tuple(one.id for one in salon.staff)
    return [Say("our_team", {"staff": Stylists(every)})] if every else [Say("no_fact")]


def _policy(_: About, salon: Catalogue) -> list[Say]:
    """Tell what cancelling costs by the terms as they stand now, the longest notice first."""
    costly = sorted((one for one in salon.policy.tiers if one.percent), key=lambda one: -one.hours)
    if not costly:
        return [Say("cancel_free")]
    first, *steps = costly
    return [
        Say("cancel_free_until", {"hours": Count(first.hours)}),
        Say("cancel_then", {"percent": Count(first.percent)}),
        *(
            Say("cancel_costs", {"hours": Count(one.hours), "percent": Count(one.percent)})
            for one in steps
        ),
    ]


def _payment(_: About, __: Catalogue) -> list[Say]:
    return [Say("pay_here")]


_ANSWERS: dict[Topic, Callable[[About, Catalogue], list[Say]]] = {
    Topic.PRICE: _price,
    Topic.DURATION: _price,
    Topic.SERVICES: _services,
    Topic.HOURS: _hours,
    Topic.ADDRESS: _address,
    Topic.PHONE: _phone,
    Topic.STAFF: _staff,
    Topic.POLICY: _policy,
    Topic.PAYMENT: _payment,
    Topic.RATING: lambda *_: [],
}
