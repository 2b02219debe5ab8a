"""Approved templates filled in: the only messages that may open a conversation."""

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from foundation.errors import Permanent

_NAME: Final = re.compile(r"[a-z0-9_]{1,512}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(_[A-Za-z0-9]{2,8})*")
_WORD: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_SUFFIX: Final = re.compile(r"[!-~]{1,1024}")
# Meta refuses a whole message over a line break, a tab or five spaces in one parameter.
_UNPRINTABLE: Final = re.compile(r"[\n\r\t\v\f\x85\u2028\u2029\x00]| {5}")
_LONGEST: Final = 1024
_MOST_BUTTONS: Final = 10


@dataclass(frozen=True, slots=True)
class Text:
    """Words for one gap of the body; `name` where the template's gaps have names."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """A price for one gap: `thousandths` of the currency's unit, `shown` where it cannot be set."""

    thousandths: int
    currency: str
    shown: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or a time for one gap, spelled as the customer reads it."""

    shown: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the quick-reply button at `index` carries back; 256 bytes at most."""

    index: int
    payload: str


@dataclass(frozen=True, slots=True)
class Link:
    """What the link button at `index` adds to its template's address."""

    index: int
    suffix: str


Parameter: TypeAlias = Text | Money | Moment
Button: TypeAlias = Reply | Link


@dataclass(frozen=True, slots=True)
class Template:
    """One approved template with what fills it: `language` as approved (`pt_BR`)."""

    name: str
    language: str
    parameters: tuple[Parameter, ...] = ()
    buttons: tuple[Button, ...] = ()


def check(template: Template) -> None:
    """Raise Permanent, naming the place, where Meta would refuse what fills a template."""
    _demand(_NAME.fullmatch(template.name), "its name")
    _demand(_LANGUAGE.fullmatch(template.language), "its language")
    for number, parameter in enumerate(template.parameters, 1):
        _demand(_fits(parameter), f"parameter {number}")
    named = [one.name for one in template.parameters]
    _demand(len({*named}) == len(named) or not any(named), "a name given twice")
    _demand(all(named) or not any(named), "named beside unnamed parameters")
    for button in template.buttons:
        _demand(_leads(button), f"button {button.index}")
    places = {button.index for button in template.buttons}
    _demand(len(places) == len(template.buttons), "a button filled twice")


def _demand(fine: object, what: str) -> None:
    if not fine:
        raise Permanent(f"this cannot fill a WhatsApp template: {what}")


def _fits(parameter: Parameter) -> bool:
    shown = parameter.text if isinstance(parameter, Text) else parameter.shown
    named = not parameter.name or _WORD.fullmatch(parameter.name)
    if not (named and shown.strip() and len(shown.encode("utf-16-le")) <= 2 * _LONGEST):
        return False
    if isinstance(parameter, Money) and not _CURRENCY.fullmatch(parameter.currency):
        return False
    return not _UNPRINTABLE.search(shown)


def _leads(button: Button) -> bool:
    if not 0 <= button.index < _MOST_BUTTONS:
        return False
    if isinstance(button, Link):
        return bool(_SUFFIX.fullmatch(button.suffix))
    return 0 < len(button.payload.encode()) <= 256
