"""Our templates as Meta writes them: gaps in double braces, each with an example."""

import re
from typing import Any, Final

import msgspec

from channels.openings import registry
from channels.openings.registry import GAPS, Type
from channels.openings.texts import BODIES

CODES: Final = {one: one for one in registry.LANGUAGES} | {"pt": "pt_PT"}
"""Languages as Meta names those that our texts are written in."""

_GAP: Final = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_OURS: Final = re.compile(r"\{(\w+)\}")
_EXAMPLES: Final = {
    Type.WORDS: "Ana",
    Type.PLAN: "Haircut with Ana, Friday 27 November 17:00-17:45.",
    Type.MONEY: "40 EUR",
    Type.MOMENT: "Friday 27 November, 17:00",
    Type.LINK: "https://example.com/pay/1",
}


def names(body: str) -> tuple[str, ...]:
    """Give the names of the gaps in a body that Meta has."""
    return tuple(dict.fromkeys(_GAP.findall(body)))


def body(key: str, language: str) -> str:
    """Write a template's body as Meta wants it."""
    return _OURS.sub(r"{{\1}}", BODIES[key][language])


def proposal(key: str, language: str) -> bytes:
    """Write what a template is submitted for approval with."""
    examples = [
        {"param_name": name, "example": _EXAMPLES[kind]} for name, kind in GAPS[key].items()
    ]
    components: list[dict[str, Any]] = [
        {
            "type": "BODY",
            "text": body(key, language),
            "example": {"body_text_named_params": examples},
        }
    ]
    titles = registry.buttons(key, language)
    if titles:
        replies = [{"type": "QUICK_REPLY", "text": one} for one in titles]
        components.append({"type": "BUTTONS", "buttons": replies})
    return msgspec.json.encode(
        {
            "name": key,
            "language": CODES[language],
            "category": "UTILITY",
            "parameter_format": "NAMED",
            "components": components,
        }
    )
