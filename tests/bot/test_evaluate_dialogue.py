"""Recorded searches replayed: acts renamed, answers in the file's own slots."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.evaluate import commands
from bot.evaluate.dialogue import Replay

REF = "2026-11-23"


def line(
    turn: int, user: str, *acts: Mapping[str, object], names: tuple[str, ...] = ()
) -> dict[str, object]:
    return {
        "id": f"a#{turn}",
        "dialogue_id": "a",
        "service": "Services_1",
        "ref_date": REF,
        "user": user,
        "system_actions": list(acts),
        "known_names": list(names),
    }


def act(name: str, slot: str = "", value: str = "") -> dict[str, object]:
    return {"act": name, "slot": slot, "values": [value], "canonical": [value]}


SEARCH = (
    line(0, "could you recommend a barber in Kiel?"),
    line(
        2,
        "hmm, where are they, and are they unisex?",
        act("OFFER", "stylist_name", "Nordlicht"),
        names=("Nordlicht",),
    ),
    line(4, "lovely. can I come on friday at 5?", act("INFORM", "street_address", "Hafenweg 3"),
         names=("Nordlicht",)),
    line(6, "saturday would suit me better", act("CONFIRM", "appointment_date", "2026-11-27"),
         act("CONFIRM", "appointment_time", "17:00"), names=("Nordlicht",)),
    line(8, "yes, 11 is fine", act("NOTIFY_FAILURE"), act("OFFER", "appointment_time", "11:00"),
         names=("Nordlicht",)),
    line(10, "no, that's it", act("NOTIFY_SUCCESS"), act("REQ_MORE")),
)  # fmt: skip


def replayed() -> list[Mapping[str, object]]:
    replay = Replay()
    return [replay.predict(one) for one in SEARCH]


def test_a_search_is_followed_from_the_city_to_the_booking() -> None:
    states = [one["state"] for one in replayed()]
    assert states[0] == {"city": "Kiel"}
    assert states[1] == states[0]
    booking = {"stylist_name": "Nordlicht", "city": "Kiel"}
    assert states[2] == {**booking, "appointment_date": "2026-11-27", "appointment_time": "17:00"}
    assert states[3] == {**booking, "appointment_date": "2026-11-28", "appointment_time": "17:00"}
    assert states[4] == {**booking, "appointment_date": "2026-11-28", "appointment_time": "11:00"}
    assert states[5] == states[4]


def test_intents_and_questions_are_named_as_the_file_names_them() -> None:
    told = replayed()
    find, book = "FindProvider", "BookAppointment"
    assert [one["active_intent"] for one in told] == [find, find, book, book, book, "NONE"]
    assert told[1]["requested_slots"] == ["street_address", "is_unisex"]
    assert all(one["requested_slots"] == [] for one in told[2:])


def test_a_new_dialogue_knows_nothing_of_the_one_before() -> None:
    replay = Replay()
    replay.predict(SEARCH[0])
    fresh = {**line(0, "I need an appointment"), "dialogue_id": "b"}
    assert replay.predict(fresh)["state"] == {}


def test_the_command_answers_every_line(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in SEARCH), encoding="utf-8")
    done = CliRunner().invoke(commands, ["dialogue", str(source), str(target)])
    assert done.exit_code == 0
    written = [json.loads(one) for one in target.read_text(encoding="utf-8").splitlines()]
    assert written == json.loads(json.dumps(replayed()))


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"service": "Services_9"}, "service Services_9"),
        ({"ref_date": "soon"}, "soon"),
        ({"system_actions": "none"}, "a list was expected"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_by_its_number(
    tmp_path: Path, broken: dict[str, object], told: str
) -> None:
    source = tmp_path / "in.jsonl"
    lines = [SEARCH[0], {**SEARCH[1], **broken}]
    source.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    done = CliRunner().invoke(commands, ["dialogue", str(source), str(tmp_path / "out")])
    assert done.exit_code == 1
    assert "line 2" in str(done.exception)
    assert told in str(done.exception)
