"""The demo salon's desk beside its console, for tests of the diary's page."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking import customers, desk, salons
from booking.catalogue import Catalogue
from booking.desk import Booking, Order
from booking.plan import Want
from booking.status import Status
from bot.console.diary.sight import at_the_counter
from foundation import ids
from foundation.ids import CustomerId, StaffId
from tests.bot.conftest import Client, Site
from tests.bot.test_console_conversations import words

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = date(2027, 12, 17)
DAY = f"/console/diary?view=day&day={FRIDAY}"
WEEK = f"/console/diary?view=week&day={FRIDAY}"
GRID = {"view": "day", "day": FRIDAY.isoformat(), "by": "staff", "staff": ""}


async def opened(site: Site) -> "Desk":
    """Give the desk of the served salon."""
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        return Desk(site, at_the_counter(await salons.load_catalogue(tx)))


@dataclass
class Desk:
    """The demo salon's desk, for what others have booked."""

    site: Site
    salon: Catalogue

    def want(self, key: str, who: str) -> Want:
        service = next(one.id for one in self.salon.services if one.key == key)
        return Want(service, (self.staff(who),))

    def staff(self, name: str) -> StaffId:
        return next(one.id for one in self.salon.staff if one.name == name)

    async def book(
        self,
        name: str = "Mia",
        key: str = "haircut",
        who: str = "Bea",
        at: str = "10:00",
        day: date = FRIDAY,
        *others: tuple[Want, ...],
        status: Status = Status.CONFIRMED,
        override: str = "",
    ) -> Booking:
        house = self.site.house
        async with house.database.unit_of_work(self.site.salon_id) as tx:
            customer = CustomerId(ids.new())
            await customers.keep(tx, house.vault, customer, {"name": name})
            [made, *_] = await desk.book(
                tx,
                self.salon,
                wish=((self.want(key, who),), *others),
                start=datetime.combine(day, datetime.strptime(at, "%H:%M").time(), BERLIN),  # noqa: DTZ007 - a wall clock
                customers=[customer],
                order=Order(source="chat", status=status, override=override),
                now=house.clock() - timedelta(days=60),
            )
            return made

    async def read(self, one: Booking) -> Booking:
        async with self.site.house.database.unit_of_work(self.site.salon_id) as tx:
            return await desk.read(tx, one.booking_id)


def visits(page: str) -> list[str]:
    return [words(one).strip() for one in re.findall(r'<a class="visit.*?</a>', page, re.DOTALL)]


def panel(page: str) -> str:
    return words(page.split('id="panel"')[1])


def beside(one: Booking, do: str = "booking") -> str:
    return f"{DAY}&do={do}&id={one.booking_id}"


async def led(operator: Client) -> str:
    """Follow where an action leads."""
    assert operator.status == 303, words(operator.page)
    return await operator.get(operator.headers["location"])
