"""The salon as a program sees it: what it sells, who works there."""

from uuid import UUID

from booking import salons
from booking.catalogue import Catalogue, Service, Stylist, Week
from bot.api.door import Work
from bot.api.shapes import Amount, Shown, amount


class ServiceShown(Shown):
    """A service or an add-on; lengths are minutes."""

    id: UUID
    key: str
    names: dict[str, str]
    minutes: int
    price: Amount
    addon_ids: list[UUID]
    needs: list[str]
    seats: int
    approval: bool


class StylistShown(Shown):
    """A stylist; `minutes`, `prices` differ from the service's own."""

    id: UUID
    name: str
    service_ids: list[UUID]
    minutes: dict[UUID, int]
    prices: dict[UUID, Amount]


class ResourceShown(Shown):
    """A room, a chair, a station."""

    id: UUID
    kind: str
    name: str


class HoursShown(Shown):
    """Opening hours of one weekday (0 is Monday), minutes after midnight."""

    weekday: int
    opens: int
    closes: int


class SalonShown(Shown):
    """The salon's catalogue; `revision` grows with every change of it."""

    id: UUID
    slug: str
    name: str
    zone: str
    currency: str
    language: str
    phone: str
    address: str
    revision: int
    notice_minutes: int
    horizon_days: int
    grid_minutes: int
    opening: list[HoursShown]
    services: list[ServiceShown]
    addons: list[ServiceShown]
    staff: list[StylistShown]
    resources: list[ResourceShown]


async def show(tx: Work) -> SalonShown:
    """Show the salon this key belongs to."""
    return shown(await salons.load_catalogue(tx))


def shown(catalogue: Catalogue) -> SalonShown:
    """Show a catalogue."""
    return SalonShown(
        id=catalogue.salon_id,
        slug=catalogue.slug,
        name=catalogue.name,
        zone=catalogue.zone.key,
        currency=catalogue.currency,
        language=catalogue.language,
        phone=catalogue.phone,
        address=catalogue.address,
        revision=catalogue.revision,
        notice_minutes=catalogue.notice,
        horizon_days=catalogue.horizon,
        grid_minutes=catalogue.grid,
        opening=_hours(catalogue.opening),
        services=[_service(one) for one in catalogue.services],
        addons=[_service(one) for one in catalogue.addons],
        staff=[_stylist(one) for one in catalogue.staff],
        resources=[
            ResourceShown(id=one.id, kind=one.kind, name=one.name) for one in catalogue.resources
        ],
    )


def _hours(week: Week) -> list[HoursShown]:
    return [
        HoursShown(weekday=day, opens=opens, closes=closes)
        for day in sorted(week)
        for opens, closes in week[day]
    ]


def _service(one: Service) -> ServiceShown:
    return ServiceShown(
        id=one.id,
        key=one.key,
        names=dict(one.names),
        minutes=one.minutes,
        price=amount(one.price),
        addon_ids=list(one.addons),
        needs=list(one.needs),
        seats=one.seats,
        approval=one.approval,
    )


def _stylist(one: Stylist) -> StylistShown:
    return StylistShown(
        id=one.id,
        name=one.name,
        service_ids=sorted(one.services),
        minutes=dict(one.minutes),
        prices={service: amount(price) for service, price in one.prices.items()},
    )
