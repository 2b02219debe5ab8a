"""What an open conversations page is told, as long as its operator stays signed in."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import timedelta

from bot.console import sessions
from bot.console.conversations.pieces import pieces
from bot.console.conversations.sight import Viewer, Wish, see
from bot.console.sessions import Signed
from bot.page import live, patch
from channels import transcript
from foundation.db import Tx
from foundation.house import House

Pulse = tuple[object, ...]


async def events(
    house: House, signed: Signed, wanted: Wish, known: str
) -> AsyncGenerator[str, None]:
    """Yield what changed since the page named `known`, "" when nothing did.

    A page that is still as it was told stays untouched; any other gets every piece. The last event
    of a session that is over says so.
    """
    told: dict[str, str] | None = None
    viewer = Viewer.of(house, signed)
    before: Pulse | None = None
    async with aclosing(live.ticks(house.live, f"salon:{signed.salon_id}")) as ticks:
        async for _tick in ticks:
            async with house.database.unit_of_work(signed.salon_id) as tx:
                good, pulse = await sessions.lasts(tx, signed), await _pulse(tx, house, wanted)
                if not good:
                    yield live.event("over", "")
                    return
                if pulse == before:
                    yield ""
                    continue
                sight = await see(tx, house, wanted, viewer)
            before = pulse
            now = tuple(pieces(sight))
            if told is None:
                told = {one.id: one.version for one in now} if patch.whole(now) == known else {}
            html = patch.changes(told, now)
            yield live.event("put", html, patch.whole(now)) if html else ""


async def _pulse(tx: Tx, house: House, wanted: Wish) -> Pulse:
    silent = timedelta(minutes=house.settings.takeover_warn_minutes)
    salon = await transcript.salon_pulse(tx, silent)
    if wanted.talk is None:
        return salon
    return salon + await transcript.pulse(tx, wanted.talk)
