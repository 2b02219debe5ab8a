"""Every golden conversation on every channel: shown otherwise, the same inside."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat import LIMITS, Reply, Terminal
from channels.message import Kind
from tests.journeys.conftest import Begin
from tests.journeys.facts import Facts, Inside
from tests.journeys.player import Journey, read

GOLDENS = sorted(Path(__file__).parent.glob("*.chat"))
CHANNELS = ("whatsapp", "telegram", "sms")


class OnChannel(Inside):
    """Answers as the channel lets: a tap where there is a button, else the choice's number."""

    def heard(self, reply: Reply, catalogue: object) -> None:
        """See that every choice is shown once, by a button or a number, within the limits."""
        super().heard(reply, catalogue)
        limits, shown = LIMITS[self.options.channel], reply.rendered
        self.old |= {one.title: one.id for one in reply.session.offered}
        most, title = limits.buttons, limits.title
        if shown.listed:
            most, title = limits.rows, limits.row_title
        assert all(0 < len(part) <= limits.text for part in shown.parts)
        assert len(shown.choices) <= most
        assert all(len(one.title) <= title for one in shown.choices)
        if shown.choices and limits.prompt:
            assert len(shown.parts[-1]) <= limits.prompt

    async def says(self, text: str, customer: Terminal) -> None:
        """Say the line; what names a choice is answered by button or by number."""
        titles = [one.title.casefold() for one in self.offered]
        if text.casefold() not in titles:
            await customer.say(text, self.heard)
            return
        place = titles.index(text.casefold())
        tapped = self.offered[place].id
        if tapped in {one.id for one in customer.choices}:
            await customer.send(Kind.CHOICE, tapped, self.heard)
        else:
            await customer.say(str(place + 1), self.heard)


async def facts(begin: Begin, journey: Journey, channel: str) -> list[tuple[str, Facts | None]]:
    """Play the journey on the channel; give what is true after each of its lines."""
    inside = await begin(replace(journey, options=replace(journey.options, channel=channel)))
    played = OnChannel(inside.house, inside.salon_id, inside.admin, inside.options)
    return await played.facts(journey.lines)


@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)
async def test_a_conversation_is_the_same_inside_on_every_channel(
    begin: Begin, sized: Callable[[int, int], int], path: Path
) -> None:
    # Of a change one other channel hears each conversation, in turn; of a soak all do.
    first = GOLDENS.index(path)
    channels = [CHANNELS[(first + more) % len(CHANNELS)] for more in range(sized(1, 3))]
    journey = read(path)
    on_web = await facts(begin, journey, "web")
    for channel in channels:
        elsewhere = await facts(begin, journey, channel)
        differ = [(line, here, there) for (line, here), (_, there)
                  in zip(on_web, elsewhere, strict=True) if here != there]  # fmt: skip
        assert not differ[:1], channel
