"""What one visitor's chat holds right now, read in one transaction."""

from dataclasses import dataclass, field

from booking import salons
from booking.catalogue import Catalogue
from bot.web.show import Picture
from bot.web.visitor import Visitor
from channels import transcript
from channels.accounts import Connected
from channels.transcript import Line, Side
from dialog import views
from dialog.phrases.catalogues import spoken
from dialog.views import Card
from foundation.house import House
from foundation.ids import ConversationId

LINES = 100
"""The latest lines a page shows: what is older was about an earlier visit."""


@dataclass(frozen=True, slots=True)
class Look:
    """The chat as it stands, in whose language; no conversation before its first message."""

    picture: Picture
    conversation_id: ConversationId | None = None
    lines: tuple[Line, ...] = ()
    card: Card = field(default_factory=Card)

    @property
    def cursor(self) -> str:
        """Name the latest lines, for a stream to go on after them."""
        newest = dict.fromkeys(Side, 0)
        for one in self.lines:
            newest[one.side] = max(newest[one.side], one.number)
        return f"{newest[Side.CUSTOMER]}.{newest[Side.SALON]}"

    def title_of(self, choice_id: str) -> str:
        """Give the title of a choice as it was offered, "" for one that never was."""
        offered = {one.id: one.title for line in self.lines for one in line.choices}
        return offered.get(choice_id, "")


async def look(house: House, connected: Connected, visitor: Visitor, accepted: str) -> Look:
    """Read a visitor's chat in its own language, else an `accepted` one, else the salon's."""
    async with house.database.unit_of_work(connected.salon_id) as tx:
        catalogue = await salons.load_catalogue(tx)
        talk = None
        if not visitor.new:
            talk = await transcript.find(tx, house.vault, connected.account_id, visitor.id)
        row = None if talk is None else await transcript.one(tx, talk)
        picture = _picture(house, catalogue, (row and row.language) or accepted)
        if talk is None:
            return Look(picture)
        # In this order: a turn that ends meanwhile may show in the card, never in the lines alone.
        lines = await transcript.lines(tx, house.vault, talk, LINES)
        return Look(picture, talk, lines, await views.card(tx, catalogue, talk, picture.locale))


def is_new(line: Line, cursor: str) -> bool:
    """Tell whether a line is later than a cursor; nonsense counts as the beginning."""
    customer, _, salon = cursor.partition(".")
    known = customer if line.side is Side.CUSTOMER else salon
    digits = known.isascii() and known.isdigit() and len(known) < 19
    return line.number > (int(known) if digits else 0)


def _picture(house: House, catalogue: Catalogue, language: str | None) -> Picture:
    return Picture(spoken(language, spoken(catalogue.language)), catalogue, house.clock())
