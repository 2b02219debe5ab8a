"""What Meta says of a business account's templates."""

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlencode

import msgspec

from channels.clean import clean, each, read_json, shaped
from channels.openings import registry
from channels.openings.choosing import Approval, Status, language
from channels.openings.texts import BODIES
from channels.port import Unreadable
from channels.whatsapp import gaps
from foundation.errors import Permanent

PAGES: Final = 50
"""Pages that are asked for at most: Meta allows 6,000 templates."""

_STATUSES: Final[Mapping[str, Status]] = {
    "APPROVED": Status.APPROVED,
    "PAUSED": Status.PAUSED,
    "DISABLED": Status.PAUSED,
    "REJECTED": Status.REJECTED,
    "DELETED": Status.REJECTED,
    "PENDING_DELETION": Status.REJECTED,
}


class Component(msgspec.Struct, frozen=True):
    """One part of a template; its buttons are only counted."""

    type: str = ""
    text: str | None = None
    buttons: object = None


class Known(msgspec.Struct, frozen=True):
    """One template in one language."""

    name: str
    language: str
    status: str
    components: object = None


class Cursors(msgspec.Struct, frozen=True):
    """Where the next page begins."""

    after: str | None = None


class Paging(msgspec.Struct, frozen=True):
    """Whether there is a next page, which address it has."""

    cursors: Cursors | None = None
    next: str | None = None


class Page(msgspec.Struct, frozen=True):
    """One page of a business account's templates."""

    data: object = None
    paging: Paging | None = None


def query(after: str) -> str:
    """Write what of the templates is asked for, from a page's end on."""
    fields = {"fields": "name,language,status,components", "limit": "100"}
    return urlencode(fields | ({"after": after} if after else {}))


def read(body: bytes) -> tuple[tuple[Approval, ...], str]:
    """Read a page of our templates; gives where the next one begins, "" after the last.

    Raises Permanent for what is no such page.
    """
    try:
        page = shaped(read_json(body), Page)
    except Unreadable:
        page = None
    if page is None:
        raise Permanent("WhatsApp: no list of templates came")
    paging = page.paging
    more = paging and paging.next and paging.cursors and paging.cursors.after
    return tuple(_ours(each(page.data, Known))), more or ""


def _ours(found: list[Known]) -> Iterator[Approval]:
    for one in found:
        name, code = clean(one.name), clean(one.language)
        if name not in registry.GAPS or language(code) not in registry.LANGUAGES:
            continue
        status = _STATUSES.get(one.status.upper(), Status.PENDING)
        yield Approval(name, code, status if _same(one, language(code)) else Status.DIFFERS)


def _same(one: Known, spoken: str) -> bool:
    """Tell whether a template has our gaps with our buttons: other words may be the salon's own."""
    body, buttons = "", 0
    for part in each(one.components, Component):
        if part.type.upper() == "BODY":
            body = part.text or ""
        elif part.type.upper() == "BUTTONS":
            buttons = len(part.buttons) if isinstance(part.buttons, list) else 0
        elif part.type.upper() != "FOOTER":
            return False  # what a header wants is nothing that we fill
    wanted = registry.names(BODIES[one.name][spoken])
    return {*gaps.names(body)} == {*wanted} and buttons == len(registry.buttons(one.name, spoken))
