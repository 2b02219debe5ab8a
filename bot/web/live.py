"""What an open chat page is told: new lines, the card, whether an answer is on its way."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from bot.page import live, render
from bot.web import show
from bot.web.look import Look, is_new, look
from bot.web.show import Form
from bot.web.visitor import Visitor
from channels import transcript
from channels.accounts import Connected
from dialog.store import watchers
from foundation.house import House

_OVERLAP = 5
"""Lines before the cursor that are sent again: ids are given before they are committed."""


async def events(
    house: House, connected: Connected, visitor: Visitor, form: Form, after: str
) -> AsyncGenerator[str, None]:
    """Yield news of a visitor's chat from the cursor `after` on, "" when there is none.

    Before the first message there is nothing to listen to: the page asks once it has written.
    """
    seen = await look(house, connected, visitor, "")
    if seen.conversation_id is None:
        return
    talk = seen.conversation_id
    told = {show.line_id(one) for one in seen.lines[:-_OVERLAP] if not is_new(one, after)}
    pulse: tuple[object, ...] | None = None
    channel, _ = watchers(connected.salon_id, talk)
    async with aclosing(live.ticks(house.live, channel)) as ticks:
        async for _tick in ticks:
            async with house.database.unit_of_work(connected.salon_id) as tx:
                beat = await transcript.pulse(tx, talk)
            if beat == pulse:
                yield ""
                continue
            pulse = beat
            seen = await look(house, connected, visitor, "")
            yield live.event("put", news(seen, form, told), seen.cursor)


def news(seen: Look, form: Form, told: set[str]) -> str:
    """Print what is not `told` yet, which then is, with the card and the dots as they stand."""
    picture, words = seen.picture, seen.picture.words
    fresh = [one for one in show.shown(seen.lines, picture) if one.id not in told]
    told.update(one.id for one in fresh)
    return "\n".join(
        (
            *(_part("line", one=one, form=form, words=words) for one in fresh),
            _part("card", one=show.shown_card(seen.card, picture), words=words),
            _part("typing", shown=show.waiting(seen.lines), words=words),
        )
    )


def line(seen: Look, form: Form, reference: str) -> str:
    """Print the customer's line of this reference, "" when it is not among the latest."""
    wanted = {show.line_id(one) for one in seen.lines if one.reference == reference}
    found = (one for one in show.shown(seen.lines, seen.picture) if one.id in wanted)
    return "\n".join(_part("line", one=one, form=form, words=seen.picture.words) for one in found)


def _part(name: str, **facts: object) -> str:
    return render.fragment("chat_parts.html", name, **facts)
