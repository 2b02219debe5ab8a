"""What an open diary is told, as long as its operator stays signed in."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from booking import diary, salons
from bot.console import sessions
from bot.console.diary.pieces import pieces
from bot.console.diary.sight import see
from bot.console.diary.wish import Wish
from bot.console.sessions import Signed
from bot.page import live, patch
from foundation.errors import Refused
from foundation.house import House


async def events(
    house: House, signed: Signed, wanted: Wish, known: str
) -> AsyncGenerator[str, None]:
    """Yield what changed since the page named `known`, "" when nothing did.

    A page that is still as it was told stays untouched; any other gets every piece. The last event
    of a session that is over says so.
    """
    told: dict[str, str] | None = None
    before: tuple[object, ...] | None = None
    async with house.database.unit_of_work(signed.salon_id) as tx:
        catalogue = await salons.load_catalogue(tx)
    async with aclosing(live.ticks(house.live, f"salon:{signed.salon_id}")) as ticks:
        async for _tick in ticks:
            async with house.database.unit_of_work(signed.salon_id) as tx:
                if not await sessions.lasts(tx, signed):
                    yield live.event("over", "")
                    return
                pulse = await diary.pulse(tx, catalogue, wanted.first, wanted.last)
                if pulse == before:
                    yield ""
                    continue
                try:
                    sight = await see(tx, house, wanted)
                except Refused:
                    return
            before = pulse
            now = tuple(pieces(sight))
            if told is None:
                told = {one.id: one.version for one in now} if patch.whole(now) == known else {}
            html = patch.changes(told, now)
            yield live.event("put", html, patch.whole(now)) if html else ""
