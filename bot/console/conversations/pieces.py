"""A sight as pieces of the page: rows, filters, lines, facts, steps."""

from collections.abc import Iterator
from functools import partial

from bot.console.conversations import composer, show, words
from bot.console.conversations.sight import Sight
from bot.page import render
from bot.page.patch import Piece, version
from dialog.views import Sitting

_PARTS = "console_parts.html"


def pieces(sight: Sight) -> Iterator[Piece]:
    """Give every piece that can change while the page is open."""
    yield from _list(sight)
    if sight.sitting is not None:
        yield from _conversation(sight, sight.sitting)


def printed(sight: Sight) -> dict[str, object]:
    """Give what the whole page's template prints: the same facts as the pieces."""
    current = sight.wish.talk
    return {
        "rows": sorted(
            (show.row(one, sight.moment, current, sight.warns) for one in sight.entries),
            key=lambda one: -one.at,
        ),
        "chips": show.chips(sight.counts, sight.wish.only),
        "nothing": _nothing(sight),
        "wish": sight.wish,
        "talk": _talk(sight, sight.sitting) if sight.sitting else None,
    }


def _talk(sight: Sight, sitting: Sitting) -> dict[str, object]:
    return {
        "lines": show.transcript(sitting.lines, sitting.handovers, sight.moment),
        "facts": show.facts(sitting, sight.moment),
        "steps": show.steps(sitting.turns, sight.moment),
        "speaker": composer.speaker(sight, sitting),
        "quick": composer.quick(sight, sitting),
        "draft": composer.draft(sight, sitting),
        "arranging": composer.arranging(sight, sitting),
        "form": composer.form(sight, sitting),
    }


def _list(sight: Sight) -> Iterator[Piece]:
    for one in sight.entries:
        row = show.row(one, sight.moment, sight.wish.talk, sight.warns)
        yield Piece(row.id, row.version, _part("row", one=row, query=sight.wish.query))
    chips = show.chips(sight.counts, sight.wish.only)
    yield Piece("chips", version(chips), _part("filters", chips=chips, wish=sight.wish))
    nothing = _nothing(sight)
    yield Piece("nothing", version(nothing), _part("empty", nothing=nothing))


def _conversation(sight: Sight, sitting: Sitting) -> Iterator[Piece]:
    facts = show.facts(sitting, sight.moment)
    yield Piece("head", f"{facts['version']}", _part("head", facts=facts, query=sight.wish.query))
    for line in show.transcript(sitting.lines, sitting.handovers, sight.moment):
        yield Piece(line.id, line.version, _part("line", one=line))
    yield Piece("known", f"{facts['version']}", _part("known", facts=facts))
    speaker = composer.speaker(sight, sitting)
    for name in ("speaker", "seen"):
        yield Piece(name, f"{speaker['v']}", _part(name, one=speaker))
    quick = composer.quick(sight, sitting)
    yield Piece("quick", f"{quick['v']}", _part("quick", one=quick))
    arranging = composer.arranging(sight, sitting)
    yield Piece("arranging", f"{arranging['v']}", _part("arranging", one=arranging))
    steps = show.steps(sitting.turns, sight.moment)
    yield Piece("steps", version(steps), _part("trace", steps=steps))


def _nothing(sight: Sight) -> tuple[str, str]:
    if sight.entries:
        return "", ""
    return words.EMPTY["found" if sight.wish.search else sight.wish.only.value]


def _part(name: str, **facts: object) -> partial[str]:
    return partial(render.fragment, _PARTS, name, **facts)
