"""Salons brought in from files, taken out into them, from the command line."""

from collections.abc import Callable
from uuid import NAMESPACE_OID, uuid5

from booking.salon_file import check, moving
from bot import at_hand, opening
from channels import accounts
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import SalonId
from foundation.settings import Settings

Print = Callable[[str], None]


async def bring(
    settings: Settings, given: bytes, slug: str | None, say: Print, *, dry: bool
) -> None:
    """Make a salon what the file says, or only tell what that would change.

    The salon is the one with `slug`, else with the file's own, which is new if nobody has it.
    Raises Refused("salon_file", problems=...), Refused("no_such_salon").
    """
    async with at_hand.house(settings) as house:
        wanted = check.slug(given)
        salon_id = await _find(house, slug or wanted, known=slug is not None)
        async with house.database.unit_of_work(
            salon_id or _new(wanted), actor="command-line"
        ) as tx:
            if dry:
                _, lines = await moving.review(tx, given, house.clock())
            else:
                lines = await moving.bring(tx, house.directory, given, house.clock())
                if salon_id is None:
                    for kind in ("web", "terminal"):
                        await accounts.connect(tx, house, kind, kind.title(), {}, wanted)
    for line in lines:
        say(line)
    _conclude(lines, say, dry=dry)


async def take(settings: Settings, slug: str) -> str:
    """Give the salon as a file's text."""
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, slug)
        async with house.database.unit_of_work(salon_id) as tx:
            return await moving.export(tx)


def _conclude(lines: list[str], say: Print, *, dry: bool) -> None:
    if not lines:
        say("Nothing changes: the salon is what the file says.")
    else:
        say("Nothing was written: that was a check." if dry else "Done.")


async def _find(house: House, slug: str, *, known: bool) -> SalonId | None:
    try:
        return await opening.salon(house, slug)
    except Refused as refusal:
        if known or refusal.key != "no_such_salon":
            raise
        return None


def _new(slug: str) -> SalonId:
    """Name a salon by its slug, so that two who bring it in at once make one."""
    return SalonId(uuid5(NAMESPACE_OID, f"parlance/{slug}/salon"))
