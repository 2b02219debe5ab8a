"""The business account's templates: submitted, reviewed, listed, filled."""

import re
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import parse_qs
from zlib import crc32

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.stand_ins.control import read
from bot.stand_ins.door import Answer
from bot.stand_ins.mail import Json
from bot.stand_ins.provider import Wrong
from bot.stand_ins.whatsapp.refusals import bad, exists, gaps, missing, no_template, refuse
from bot.stand_ins.whatsapp.world import Template, World

STATUSES: Final = ("APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED")
Choices = tuple[tuple[str, str], ...]

_GAP: Final = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_EDGE: Final = re.compile(r"\s*\{\{.*|.*\}\}[\s.,;:!?]*", re.DOTALL)
_UNPRINTABLE: Final = re.compile(r"[\n\t]| {5}")
_PAGE: Final = 25


class Review(msgspec.Struct, frozen=True):
    """Meta has looked at a template."""

    name: str
    language: str
    status: str


class Reviewing:
    """The control door at which templates are approved, paused or turned down."""

    def __init__(self, world: World) -> None:
        """Take what exists."""
        self._world = world

    async def review(self, request: Request) -> Response:
        """Set what Meta says of a template."""
        asked = await read(request, Review)
        known = self._world.templates.get((asked.name, asked.language))
        if known is None:
            raise Wrong(404, "there is no such template in this language")
        if asked.status not in STATUSES:
            raise Wrong(400, f"a status is one of: {', '.join(STATUSES)}")
        known.status = asked.status
        return JSONResponse({"ok": True})


def listed(world: World, base: str, query: str) -> Answer:
    """Answer with a page of all templates."""
    asked = {name: values[-1] for name, values in parse_qs(query).items()}
    limit, begin = (asked.get(name, "") for name in ("limit", "after"))
    size = int(limit) if limit.isdecimal() and int(limit) else _PAGE
    first = int(begin) if begin.isdecimal() else 0
    known = list(world.templates.values())
    shown = [_described(one) for one in known[first : first + size]]
    paging: Json = {"cursors": {"before": str(first), "after": str(first + len(shown))}}
    if first + size < len(known):
        paging["next"] = f"{base}?limit={size}&after={first + size}"
    return Answer(200, {"data": shown, "paging": paging if shown else {}})


def submitted(world: World, said: Json) -> Answer:
    """Take a new template, reviewed as this stand-in is told to; raises Refusal."""
    name, language = said.get("name"), said.get("language")
    parts = _objects(said.get("components") or [], "components")
    bodies = [one for one in parts if one.get("type") == "BODY"]
    if not isinstance(name, str) or not isinstance(language, str) or not bodies:
        raise missing("name, language, components")
    if (name, language) in world.templates:
        raise exists(name, language)
    body = str(bodies[0].get("text", ""))
    if _EDGE.fullmatch(body):
        raise bad("Variables can't be at the start or end of the template.", 100)
    buttons = [one for part in parts for one in part.get("buttons") or ()]
    titles = tuple(str(one.get("text", "")) for one in buttons)
    if len(titles) > 10 or any(not 0 < len(one) <= 25 for one in titles):
        raise bad("Buttons are at most 10, their texts at most 25 characters", 100)
    made = Template(name, language, body, buttons=titles)
    made.category = str(said.get("category", made.category))
    made.status = world.review
    world.templates[name, language] = made
    return Answer(200, {k: _described(made)[k] for k in ("id", "status", "category")})


def filled(world: World, part: Json) -> tuple[str, Choices, bool]:
    """Give what a customer reads of a template with its buttons; raises Refusal."""
    name, language = part.get("name"), part.get("language")
    code = language.get("code") if isinstance(language, dict) else None
    if not isinstance(name, str) or not isinstance(code, str):
        raise missing("template['name'] or template['language']['code']")
    known = world.templates.get((name, code))
    if known is None:
        raise no_template(name, code)
    if known.status != "APPROVED":
        raise {"PAUSED": refuse(132015), "DISABLED": refuse(132016)}.get(
            known.status, no_template(name, code)
        )
    components = _objects(part.get("components") or [], "components")
    return _text(known, components), _choices(known, components), False


def _text(known: Template, components: Sequence[Json]) -> str:
    bodies = [one for one in components if one.get("type") == "body"]
    given = [one for body in bodies for one in _objects(body.get("parameters"), "parameters")]
    wanted = list(dict.fromkeys(_GAP.findall(known.body)))
    if len(given) != len(wanted):
        raise gaps(len(wanted), len(given))
    texts = [_parameter(one) for one in given]
    names = [str(one.get("parameter_name", at)) for at, one in enumerate(given, 1)]
    words = dict(zip(names, texts, strict=True))
    if set(words) != set(wanted):
        raise bad("Parameter name does not match", 132012, "Parameter format does not match")
    return _GAP.sub(lambda gap: words[gap[1]], known.body)


def _choices(known: Template, components: Sequence[Json]) -> Choices:
    """Give the quick replies with what they carry back: their own words, unless told else."""
    carried = {str(at): title for at, title in enumerate(known.buttons)}
    for one in components:
        if one.get("type") != "button":
            continue
        index = str(one.get("index"))
        [payload] = _objects(one.get("parameters"), "button parameters") or [{}]
        if index not in carried or not isinstance(payload.get("payload"), str):
            raise bad(f"button {index} does not fit the template", 132012)
        carried[index] = payload["payload"]
    return tuple(zip(carried.values(), known.buttons, strict=True))


def _parameter(one: Json) -> str:
    part = one.get(str(one.get("type")))
    text = part.get("fallback_value") if isinstance(part, dict) else part
    if not isinstance(text, str) or not text or _UNPRINTABLE.search(text):
        words = "Param text cannot have new-line/tab characters or more than 4 consecutive spaces"
        raise bad(words, 132012, "Parameter format does not match")
    return text


def _described(one: Template) -> Json:
    parts: list[dict[str, Any]] = [{"type": "BODY", "text": one.body}]
    if one.buttons:
        replies = [{"type": "QUICK_REPLY", "text": title} for title in one.buttons]
        parts.append({"type": "BUTTONS", "buttons": replies})
    return {
        "name": one.name,
        "language": one.language,
        "status": one.status,
        "category": one.category,
        "id": str(crc32(f"{one.name} {one.language}".encode())),
        "components": parts,
    }


def _objects(value: object, what: str) -> list[Json]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise missing(what)
    return value
