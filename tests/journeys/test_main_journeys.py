"""The ten main journeys in seven languages, as customers write them, judged by facts."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.journeys.conftest import Begin
from tests.journeys.player import read
from tests.journeys.typos import with_typo

FOLDER = Path(__file__).parent / "languages"
LOCALES = ("en", "de", "fr", "es", "it", "pt", "nl")
STYLISTS = {"ana", "bea", "cem"}
VARIANTS = 5


def journeys(locale: str) -> list[Path]:
    return sorted((FOLDER / locale).glob("*.chat"))


def mistyped(lines: tuple[str, ...], variant: int, locale: str) -> tuple[str, ...]:
    named = {name for line in lines for name in re.findall(r"# names: (.+)", line)}
    names = STYLISTS | {name.casefold() for name in named}
    return tuple(
        "> " + with_typo(line[2:], variant, locale, names) if line.startswith("> ") else line
        for line in lines
    )


async def test_every_language_has_all_ten() -> None:
    all_ten = {path.stem for path in journeys("de")}
    assert len(all_ten) == 10
    assert all({path.stem for path in journeys(locale)} == all_ten for locale in LOCALES)


async def test_a_fact_that_is_none_is_noticed(begin: Begin) -> None:
    journey = read(FOLDER / "de" / "01-happy-path.chat")
    lines = tuple(line.replace("17:00", "18:00") for line in journey.lines)
    inside = await begin(journey)
    denied = await inside.holds(lines, "control")
    after = [one.partition(":")[0] for one in denied]
    assert after == ["after '> 17 Uhr passt'", "after '> ja bitte'"]


@pytest.mark.parametrize("locale", LOCALES)
async def test_every_main_journey_ends_as_it_should(begin: Begin, locale: str) -> None:
    wrong: list[str] = []
    for path in journeys(locale):
        journey = read(path)
        inside = await begin(journey)
        denied = await inside.holds(journey.lines, path.stem)
        wrong += [f"{locale}/{path.stem} {one}" for one in denied]
    assert not wrong


@pytest.mark.parametrize("locale", LOCALES)
async def test_a_typo_in_every_line_changes_nothing(
    begin: Begin, sized: Callable[[int, int], int], locale: str
) -> None:
    wrong: list[str] = []
    for place, path in enumerate(journeys(locale)):
        journey = read(path)
        # Telegram and browsers tell the language: a line with a typo need not show it, too.
        journey = replace(journey, options=replace(journey.options, locale=locale))
        for variant in {(place + more) % VARIANTS for more in range(sized(1, VARIANTS))}:
            inside = await begin(journey)
            lines = mistyped(journey.lines, variant, locale)
            if denied := await inside.holds(lines, path.stem):
                wrong.append(f"{locale}/{path.stem} {variant} {denied[0]}")
    assert not wrong
