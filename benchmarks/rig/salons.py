"""Salons to book at: copies of the demo salon, each with a Telegram bot of its own."""

from dataclasses import dataclass, replace

from booking import salons, seed
from bot import app, migrations
from channels import accounts
from foundation import ids
from foundation.directory import Directory
from foundation.house import House
from foundation.ids import SalonId
from foundation.settings import Settings


@dataclass(frozen=True, slots=True)
class Door:
    """Where a bot's updates go, beside the secrets that both sides know."""

    path: str
    token: str
    secret: str


@dataclass(frozen=True, slots=True)
class SalonDoor(Door):
    """The door of a salon."""

    salon_id: SalonId


async def open_salons(settings: Settings, count: int) -> list[SalonDoor]:
    """Migrate the database, then make `count` salons; gives their bots' doors."""
    migrations.upgrade(settings, say=lambda _: None)
    async with app.house(settings) as house:
        return [await _open(house, number) for number in range(1, count + 1)]


async def _open(house: House, number: int) -> SalonDoor:
    salon = replace(seed.demo(), salon_id=SalonId(ids.new()), slug=f"salon-{number}")
    secrets = {"token": f"{number}:{ids.token()}", "secret_token": ids.token()}
    path = ids.token()
    async with house.database.unit_of_work(salon.salon_id, actor="benchmark") as tx:
        await salons.replace(tx, salon)
        await Directory(house.database).enter(tx, "slug", salon.slug)
        await accounts.connect(tx, house, "telegram", "Telegram", secrets, path)
    return SalonDoor(
        f"/hooks/telegram/{path}", secrets["token"], secrets["secret_token"], salon.salon_id
    )
