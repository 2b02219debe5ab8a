"""Who writes in the web chat: a signed cookie's id, nothing else is known of them."""

from dataclasses import dataclass
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from bot.guard import seals
from foundation import ids
from foundation.house import House

COOKIE = "parlance_chat"
_PURPOSE = "web chat"


@dataclass(frozen=True, slots=True)
class Visitor:
    """One browser at one salon's chat; `new` until it has shown its cookie."""

    id: str
    new: bool

    @property
    def mark(self) -> str:
        """Give what tells this visitor's messages apart from others', without telling the id."""
        return sha256(self.id.encode()).hexdigest()[:16]


def recognise(house: House, request: Request, slug: str) -> Visitor:
    """Give the visitor of the cookie, else a new one; another salon's cookie is no proof."""
    known = seals.opened(house.vault, _purpose(slug), request.cookies.get(COOKIE))
    return Visitor(known, new=False) if known else Visitor(ids.token(), new=True)


def remember(house: House, response: Response, slug: str, visitor: Visitor) -> None:
    """Give the visitor their cookie for another year."""
    seals.set_cookie(
        response,
        COOKIE,
        seals.signed(house.vault, _purpose(slug), visitor.id),
        path=f"/chat/{slug}",
        secure=house.settings.env == "production",
        max_age=seals.YEAR,
    )


def _purpose(slug: str) -> str:
    return f"{_PURPOSE} {slug}"
