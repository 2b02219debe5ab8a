"""Recorded turns thought again: alike where nothing changed, told where something did."""

import json
from dataclasses import replace

import pytest

from booking import salons
from bot import opening, replaying
from bot.chat import Options, sit_down
from channels import registry
from channels.simulator import Simulator
from dialog import recall, recording
from dialog.phrases.texts import TEXTS
from dialog.replay import Difference, Past, differences
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import ConversationId, SalonId

LINES = ("haircut on friday after 4", "17", "Mia", "yes", "thanks")


async def talked(house: House, salon_id: SalonId) -> ConversationId:
    """Have a whole conversation through the real engine."""
    options = Options(locale="en", channel="web")
    customer = await sit_down(house, salon_id, options, Simulator())
    for line in LINES:
        await customer.say(line, lambda *_: None)
    await registry.close()
    async with house.database.unit_of_work(salon_id) as tx:
        [talk] = await recall.latest(tx, 1)
    return talk


async def past_of(house: House, salon_id: SalonId, talk: ConversationId) -> tuple[Past, ...]:
    async with house.database.unit_of_work(salon_id) as tx:
        return await recall.turns(tx, house.vault, talk)


async def again(house: House, salon_id: SalonId, turns: tuple[Past, ...]) -> list[Difference]:
    async with house.database.unit_of_work(salon_id) as tx:
        return differences(turns, await salons.load_catalogue(tx))


async def test_the_same_rules_answer_alike(house: House) -> None:
    salon_id = await opening.seed_demo(house)
    turns = await past_of(house, salon_id, await talked(house, salon_id))
    assert [one.letters[0].text for one in turns] == list(LINES)
    assert await again(house, salon_id, turns) == []


async def test_another_phrase_is_told_where_it_would_be_said(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    salon_id = await opening.seed_demo(house)
    turns = await past_of(house, salon_id, await talked(house, salon_id))
    monkeypatch.setitem(TEXTS, "ask_name", "And you are?")
    [found] = await again(house, salon_id, turns)
    assert found.heard == "17"
    assert "Your first name?" in found.was
    assert "And you are?" in found.would


async def test_words_understood_otherwise_ask_the_diary_otherwise(house: House) -> None:
    salon_id = await opening.seed_demo(house)
    first, *others = await past_of(house, salon_id, await talked(house, salon_id))
    letter = replace(first.letters[0], text="haircut on monday after 4")
    [found] = await again(house, salon_id, (replace(first, letters=(letter,)), *others))
    assert found.notes == ("asks for another FindTimes",)


async def test_a_turn_that_kept_its_steps_alone_is_told_as_such(house: House) -> None:
    salon_id = await opening.seed_demo(house)
    old = Past(1, recording.read(json.dumps(["heard nothing"])), (), ())
    [found] = await again(house, salon_id, (old,))
    assert found.notes == ("recorded by a version that kept too little",)


async def test_the_command_tells_all_turns_alike(house: House) -> None:
    salon_id = await opening.seed_demo(house)
    talk = await talked(house, salon_id)
    told: list[str] = []
    assert await replaying.run(house.settings, opening.DEMO, [str(talk)], 1, told.append)
    assert told == [f"{talk}: 5 turns, all answered alike"]


@pytest.mark.parametrize("wanted", ["nobody", "00000000-0000-7000-8000-000000000000"])
async def test_an_unknown_conversation_is_refused(house: House, wanted: str) -> None:
    await opening.seed_demo(house)
    with pytest.raises(Refused, match="no_such_conversation"):
        await replaying.run(house.settings, opening.DEMO, [wanted], 1, print)
