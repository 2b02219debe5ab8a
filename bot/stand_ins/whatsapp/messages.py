"""What the Cloud API checks in a message, as far as a booking bot sends them."""

from collections.abc import Callable
from typing import Any, Final

from bot.stand_ins.mail import Json
from bot.stand_ins.whatsapp import templates
from bot.stand_ins.whatsapp.refusals import bad, missing, refuse
from bot.stand_ins.whatsapp.world import World

Choices = tuple[tuple[str, str], ...]


def read(world: World, said: Json) -> tuple[str, Choices, bool]:
    """Give a message's text, its choices, whether they are a list; raises Refusal."""
    kind = str(said.get("type", "text"))
    if kind not in _READERS:
        raise refuse(131051)
    part = said.get(kind)
    if not isinstance(part, dict):
        raise missing(kind)
    return _READERS[kind](world, part)


def _text(_world: World, part: Json) -> tuple[str, Choices, bool]:
    return _words(part.get("body"), "text['body']", 4096), (), False


def _interactive(_world: World, part: Json) -> tuple[str, Choices, bool]:
    kind, action, body = part.get("type"), part.get("action"), part.get("body")
    if not isinstance(action, dict) or not isinstance(body, dict):
        raise missing("interactive['action'] or interactive['body']")
    for name in ("header", "footer"):
        if isinstance(part.get(name), dict):
            _words(part[name].get("text"), f"interactive['{name}']['text']", 60)
    text = _words(body.get("text"), "interactive['body']['text']", 1024)
    if kind == "button":
        return text, _buttons(action.get("buttons")), False
    if kind == "list":
        return text, _rows(action), True
    raise bad(f"interactive['type'] {kind!r} is not supported here")


def _buttons(given: object) -> Choices:
    if not isinstance(given, list) or not 1 <= len(given) <= 3:
        raise bad("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3")
    found = []
    for button in _objects(given, "buttons"):
        reply = button.get("reply")
        if not isinstance(reply, dict) or button.get("type") != "reply":
            raise missing("buttons[]['reply']")
        found.append(
            (
                _words(reply.get("id"), "Button id", 256),
                _words(reply.get("title"), "Button title", 20),
            )
        )
    return _different(found)


def _rows(action: Json) -> Choices:
    _words(action.get("button"), "List button", 20)
    sections = _objects(action.get("sections"), "sections")
    if not 1 <= len(sections) <= 10:
        raise bad("Invalid sections count. Min allowed: 1, Max allowed: 10")
    found = []
    for section in sections:
        if len(sections) > 1:
            _words(section.get("title"), "Section title", 24)
        for row in _objects(section.get("rows"), "rows"):
            if "description" in row:
                _words(row["description"], "Row description", 72)
            found.append(
                (_words(row.get("id"), "Row id", 200), _words(row.get("title"), "Row title", 24))
            )
    if not 1 <= len(found) <= 10:
        raise bad("Total row count exceed max allowed count: 10" if found else "No rows")
    return _different(found)


def _different(found: list[tuple[str, str]]) -> Choices:
    for column, what in ((0, "id"), (1, "title")):
        if len({one[column] for one in found}) < len(found):
            raise bad(f"Duplicated {what} of a button or row")
    return tuple(found)


def _objects(value: object, what: str) -> list[Json]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise missing(what)
    return value


def _words(value: object, what: str, most: int) -> str:
    """Read a text of a bounded length, counted in UTF-16 as the strictest reader would."""
    if not isinstance(value, str) or not value.strip():
        raise missing(what)
    if len(value.encode("utf-16-le", "surrogatepass")) > 2 * most:
        raise bad(f"{what} length invalid. Min length: 1, Max length: {most}")
    return value


_READERS: Final[dict[str, Callable[[World, dict[str, Any]], tuple[str, Choices, bool]]]] = {
    "text": _text,
    "interactive": _interactive,
    "template": templates.filled,
}
