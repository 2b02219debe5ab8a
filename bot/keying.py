"""The keys of a salon's programs from the command line."""

from collections.abc import Callable
from uuid import UUID

from bot import at_hand, opening
from bot.api import keys
from bot.api.keys import Scope
from foundation.settings import Settings

Print = Callable[[str], None]


async def add(settings: Settings, slug: str, name: str, scopes: list[Scope], say: Print) -> None:
    """Make a key, print its token: this once."""
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, slug)
        async with house.database.unit_of_work(salon_id, actor="command-line") as tx:
            token = await keys.add(tx, house, name, frozenset(scopes or [Scope.READ]))
    say(token)


async def show(settings: Settings, slug: str, say: Print) -> None:
    """Print the salon's keys, one line each; never a token."""
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, slug)
        async with house.database.unit_of_work(salon_id) as tx:
            found = await keys.listed(tx)
    for one in found:
        last = f"used {one.last_used_at:%Y-%m-%d %H:%M} UTC" if one.last_used_at else "never used"
        state = f"revoked {one.revoked_at:%Y-%m-%d}" if one.revoked_at else last
        say(f"{one.key_id}  {one.name:16} {','.join(one.scopes):32} {state}")


async def revoke(settings: Settings, slug: str, key_id: UUID, say: Print) -> None:
    """End a key."""
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, slug)
        async with house.database.unit_of_work(salon_id, actor="command-line") as tx:
            await keys.revoke(tx, key_id)
    say(f"{key_id} opens nothing any more")
