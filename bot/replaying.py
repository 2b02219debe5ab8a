"""Recorded conversations put to today's rules: `parlance replay`."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from booking import salons
from bot import at_hand, opening
from dialog import recall, replay
from dialog.replay import Difference
from foundation.errors import Refused
from foundation.ids import ConversationId
from foundation.settings import Settings

Tell = Callable[[str], None]


async def run(settings: Settings, slug: str, wanted: Sequence[str], last: int, tell: Tell) -> bool:
    """Replay the conversations named, else the `last` ones; tell whether all came out alike.

    Raises Refused("no_such_conversation").
    """
    alike = True
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, slug)
        async with house.database.unit_of_work(salon_id) as tx:
            catalogue = await salons.load_catalogue(tx)
            chosen = [_id(one) for one in wanted] or await recall.latest(tx, last)
            for one in chosen:
                turns = await recall.turns(tx, house.vault, one)
                if not turns and wanted:
                    raise Refused("no_such_conversation", conversation=str(one))
                found = replay.differences(turns, catalogue)
                alike = alike and not found
                _tell(one, len(turns), found, catalogue.zone, tell)
    return alike


def _id(text: str) -> ConversationId:
    try:
        return ConversationId(UUID(text))
    except ValueError as error:
        raise Refused("no_such_conversation", conversation=text) from error


def _tell(
    one: ConversationId, turns: int, found: Sequence[Difference], zone: ZoneInfo, tell: Tell
) -> None:
    if not found:
        tell(f"{one}: {turns} turns, all answered alike")
        return
    tell(f"{one}: {turns} turns, {len(found)} answered differently")
    for each in found:
        tell(f"  turn {each.revision}{_moment(each.at, zone)}")
        for mark, text in (("heard", each.heard), ("was", each.was), ("would be", each.would)):
            if text and not (mark == "would be" and each.would == each.was):
                tell(f"    {mark + ':':<10}{text.replace(chr(10), ' / ')}")
        for note in each.notes:
            tell(f"    {'why:':<10}{note}")


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return f", {at.astimezone(zone):%d %B %Y %H:%M}" if at is not None else ""
