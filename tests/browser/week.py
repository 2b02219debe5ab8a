"""A well-filled week of the demo salon, written through the desk."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from booking import customers, desk, salons
from booking.catalogue import Catalogue
from booking.desk import Booking, Order
from booking.plan import Want
from booking.seed import SALON_ID
from booking.status import Status
from bot import app
from foundation import embedded, ids
from foundation.db import Tx
from foundation.house import House
from foundation.ids import ConversationId, CustomerId
from foundation.settings import Settings, parse_keys
from tests.browser.demo import Demo

ANA, BEA, CEM = range(3)
# Per weekday: when, who comes, for what, with whom.
_VISITS = {
    0: """9:00 Nora colour Bea; 11:15 Jule haircut Bea; 13:00 Karla balayage Bea;
          16:30 Ines blow_dry Bea; 17:15 Greta haircut Bea""",
    1: """9:15 Lena haircut Ana; 10:15 Olga manicure Ana; 13:00 Pia haircut Ana;
          15:00 Rosa blow_dry Ana; 9:00 Sofia colour Bea; 12:00 Thea haircut Bea;
          14:00 Uma balayage Bea; 17:30 Vera haircut Bea""",
    2: """9:30 Wanda manicure Ana; 11:00 Yara haircut Ana; 13:45 Zita blow_dry Ana;
          16:00 Anton haircut Ana; 10:00 Berta colour Bea; 13:00 Clara haircut Bea;
          15:00 Dora colour Bea; 9:00 Emil haircut Cem; 10:00 Finn beard_trim Cem;
          11:30 Georg haircut Cem; 14:30 Hugo beard_trim Cem; 16:15 Ivo haircut Cem""",
    3: """9:00 Jana haircut Ana; 10:00 Kira blow_dry Ana; 12:30 Lotte manicure Ana;
          15:30 Maja haircut Ana; 9:15 Nele balayage Bea; 14:00 Orla haircut Bea;
          15:15 Paula colour Bea; 10:30 Quirin haircut Cem; 12:00 Ruben haircut Cem;
          15:00 Silas beard_trim Cem; 17:00 Till haircut Cem""",
    4: """9:00 Ulla haircut Ana; 10:15 Vicky manicure Ana; 11:30 Wilma blow_dry Ana;
          14:00 Xenia haircut Ana; 16:30 Yvonne manicure Ana; 9:00 Zoe colour Bea;
          11:30 Alba haircut Bea; 13:30 Britta balayage Bea; 17:00 Cora haircut Bea;
          9:45 David haircut Cem; 11:00 Erik beard_trim Cem; 13:00 Felix haircut Cem;
          14:15 Gero beard_trim Cem; 17:30 Henri haircut Cem""",
    5: """9:00 Ida haircut Ana; 10:00 Jette blow_dry Ana; 10:45 Klara manicure Ana;
          13:00 Lisa haircut Ana; 14:45 Mona blow_dry Ana; 9:00 Nina colour Bea;
          14:00 Otto haircut Bea; 9:00 Paul haircut Cem; 10:00 Kai beard_trim Cem;
          10:30 Rasmus haircut Cem; 14:30 Tom beard_trim Cem""",
}  # fmt: skip
_FULL = 5
"""The weekday on which there is one of everything."""


@dataclass(frozen=True)
class Filling:
    """A week being filled; `now` is the present moment, before it visits have taken place."""

    tx: Tx
    house: House
    salon: Catalogue
    monday: date
    now: datetime

    @property
    def early(self) -> datetime:
        """Give a moment before all of it, when all of it was booked."""
        return self.moment(0, time(7)) - timedelta(days=7)

    def moment(self, weekday: int, clock: time) -> datetime:
        """Give a moment of the week, on the salon's wall."""
        return datetime.combine(self.monday + timedelta(days=weekday), clock, self.salon.zone)

    def want(self, key: str, who: str) -> Want:
        """Say what by whom."""
        service = next(one.id for one in self.salon.services if one.key == key)
        return Want(service, (next(one.id for one in self.salon.staff if one.name == who),))

    async def customer(self, name: str) -> CustomerId:
        """Make a customer known."""
        who = CustomerId(ids.new())
        given: customers.Given = {"name": name}
        await customers.keep(self.tx, self.house.vault, who, given)
        return who

    async def book(
        self,
        start: datetime,
        names: list[str],
        *wish: tuple[Want, ...],
        status: Status = Status.CONFIRMED,
        override: str = "",
    ) -> tuple[Booking, ...]:
        """Book for each of them, long before."""
        return await desk.book(
            self.tx,
            self.salon,
            wish=wish,
            start=start,
            customers=[await self.customer(name) for name in names],
            order=Order(
                by="customer:-", cause="yes", source="chat", status=status, override=override
            ),
            now=self.early,
        )

    async def becomes(self, move: Callable[..., Awaitable[object]], one: Booking) -> None:
        """Let something become of a booking, at its own time."""
        at = max(one.starts_at, min(one.ends_at, self.now))
        await move(self.tx, self.salon, one.booking_id, order=Order(cause="console"), now=at)


def fill(demo: Demo, monday: date, now: datetime) -> None:
    """Fill the running demo's week from `monday`; what began before `now` has taken place."""
    servers = embedded.start(Settings(_env_file=None, data_dir=demo.folder / "data"))
    keys = parse_keys((demo.folder / "data" / "secret_keys").read_text())
    try:
        asyncio.run(_fill(servers.settings.model_copy(update={"secret_keys": keys}), monday, now))
    finally:
        servers.stop()


async def _fill(settings: Settings, monday: date, now: datetime) -> None:
    async with app.house(settings) as house, house.database.unit_of_work(SALON_ID) as tx:
        salon = await salons.load_catalogue(tx)
        await write(Filling(tx, house, salon, monday, now))


async def write(week: Filling) -> None:
    """Write all of the week."""
    for weekday, lines in _VISITS.items():
        for line in lines.split(";"):
            clock, name, key, who = line.split()
            start = week.moment(weekday, time.fromisoformat(clock.rjust(5, "0")))
            [made] = await week.book(start, [name], (week.want(key, who),))
            if made.ends_at <= week.now:
                await week.becomes(desk.no_show if name == "Georg" else desk.complete, made)
            elif made.starts_at <= week.now:
                await week.becomes(desk.check_in, made)
    await _specials(week)
    await _blocks(week)


async def _specials(week: Filling) -> None:
    """One of everything else: in a gap, a party, an override, a hold, all statuses."""

    def on(hour: int, minute: int = 0) -> datetime:
        return week.moment(_FULL, time(hour, minute))

    [inside] = await week.book(on(9, 45), ["Sara"], (week.want("blow_dry", "Bea"),))
    cut = {who: (week.want("haircut", who),) for who in ("Ana", "Bea", "Cem")}
    came = await week.book(on(11, 45), ["Ella", "Frida"], cut["Ana"], cut["Bea"])
    for one in (inside, *came):
        if one.ends_at <= week.now:
            await week.becomes(desk.complete, one)
    await week.book(on(13, 0), ["Gitta"], cut["Bea"], status=Status.AWAITING_APPROVAL)
    await week.book(on(14, 50), ["Heidi"], cut["Bea"], override="a regular, will be quick")
    await week.book(
        on(13, 50), ["Jan"], cut["Ana"], status=Status.PENDING_PAYMENT, override="walk-in"
    )
    [lost] = await week.book(on(13, 30), ["Kurt"], cut["Cem"])
    order = Order(by="customer:-", cause="chat", reason="ill")
    await desk.cancel(week.tx, week.salon, lost.booking_id, order=order, now=week.early)
    await desk.hold(
        week.tx,
        week.salon,
        holder=ConversationId(ids.new()),
        wish=(cut["Cem"],),
        start=on(15),
        draft_version=1,
        now=week.early,
    )


async def _blocks(week: Filling) -> None:
    for weekday, begin, end, who, reason in (
        (_FULL, time(12), time(13, 30), CEM, "Dentist"),
        (1, time(17), time(20), ANA, "School concert"),
        (3, time(13, 15), time(14), CEM, "Supplier"),
    ):
        await desk.block(
            week.tx,
            staff_id=week.salon.staff[who].id,
            start=week.moment(weekday, begin),
            end=week.moment(weekday, end),
            reason=reason,
            by="system",
        )
