"""A sight of the diary as pieces of its page."""

from collections.abc import Iterator
from functools import partial

from bot.console.diary import panel, show, words
from bot.console.diary.sight import Sight
from bot.console.diary.wish import Wish
from bot.page import render
from bot.page.patch import Piece, version

_PARTS = "diary_parts.html"


def pieces(sight: Sight) -> Iterator[Piece]:
    """Give every piece that can change while the page is open."""
    labels = show.labels(sight)
    yield Piece("hours", version(labels), _part("hours", labels=labels))
    for day in show.days(sight):
        yield Piece(f"t-{day.id}", version(day.load, day.today), _part("head", day=day))
        for head in day.heads:
            yield Piece(head.id, head.version, _part("lane", one=head))
        for card in day.cards:
            yield Piece(card.id, card.version, _part("entry", one=card))
        for shade in day.shades:
            yield Piece(shade.id, shade.version, _part("shade", one=shade))
        yield Piece(f"n-{day.id}", version(day.nothing), _part("nothing", day=day))
    gone = show.gone(sight)
    yield Piece("gone", version(gone), _part("gone", gone=gone))
    if sight.detail is not None and sight.wish.panel == "booking":
        facts = panel.booking(sight, sight.detail)
        yield Piece("facts", str(facts["version"]), _part("facts", facts=facts))


def printed(sight: Sight) -> dict[str, object]:
    """Give what the whole page's template prints: the same facts as the pieces."""
    wish = sight.wish
    step = 1 if wish.view == "day" else 7
    return {
        "wish": wish,
        "title": show.title(sight),
        "days": show.days(sight),
        "labels": show.labels(sight),
        "gone": show.gone(sight),
        "panel": panel.beside(sight),
        "chips": panel.chips(sight),
        "before": wish.moved(-step).grid,
        "after": wish.moved(step).grid,
        "today": wish.at(sight.today).grid,
        "is_today": wish.first <= sight.today <= wish.last,
        "views": tuple(_view(wish, view) for view in ("day", "week")),
        "kinds": tuple(_kind(wish, kind) for kind in ("staff", "resource")),
        "zone": sight.catalogue.zone.key,
        "typed": wish.typed,
        "deeds": words.DEEDS,
    }


def _view(wish: Wish, view: str) -> tuple[str, str, bool]:
    return Wish(wish.day, view, wish.by, wish.chair).grid, view.title(), wish.view == view


def _kind(wish: Wish, kind: str) -> tuple[str, str, bool]:
    name = {"staff": "Stylists", "resource": "Rooms"}[kind]
    return Wish(wish.day, wish.view, kind).grid, name, wish.by == kind


def _part(name: str, **facts: object) -> partial[str]:
    return partial(render.fragment, _PARTS, name, **facts)
