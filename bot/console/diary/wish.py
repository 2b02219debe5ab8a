"""What an operator asks the diary for, as its address says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType
from urllib.parse import urlencode
from uuid import UUID

from booking import diary
from channels.clean import clean

HOME = "/console/diary"
VIEWS = ("day", "week")
KINDS = (diary.STAFF, diary.RESOURCE)
PANELS = frozenset({"booking", "move", "cancel", "away", "new", "block", "hold", "class"})
"""What may stand beside the grid: a booking, moving or cancelling it, a block, a form for one
(away), for a new booking, a held time, a class."""

_LETTERS = 400
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Wish:
    """Which days, whose columns, what beside them; `typed` is what its form begins with."""

    day: date
    view: str = "day"
    by: str = diary.STAFF
    chair: UUID | None = None
    panel: str = ""
    id: UUID | None = None
    typed: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    @property
    def first(self) -> date:
        """Give the first day shown."""
        return self.day if self.view == "day" else self.day - timedelta(days=self.day.weekday())

    @property
    def last(self) -> date:
        """Give the last day shown."""
        return self.first if self.view == "day" else self.first + timedelta(days=6)

    @property
    def query(self) -> str:
        """Give the grid's part of an address."""
        asked = {
            "view": self.view,
            "day": self.day.isoformat(),
            "by": "" if self.by == diary.STAFF else self.by,
            "staff": str(self.chair or ""),
        }
        return urlencode({key: value for key, value in asked.items() if value})

    @property
    def grid(self) -> str:
        """Give the address of the grid with nothing beside it."""
        return f"{HOME}?{self.query}"

    def beside(self, panel: str, one: UUID | None = None, **typed: str) -> str:
        """Give the address of the grid with a panel beside it."""
        more = {"do": panel} | ({"id": str(one)} if one else {}) | typed
        return f"{self.grid}&{urlencode(more)}"

    def moved(self, days: int) -> "Wish":
        """Give the same grid some days later, nothing beside it."""
        return self.at(self.day + timedelta(days=days))

    def at(self, day: date) -> "Wish":
        """Give the same grid for another day, nothing beside it."""
        return replace(self, day=day, panel="", id=None, typed=_NOTHING)


def wish(asked: Mapping[str, str], today: date, *, phone: bool = False) -> Wish:
    """Read a wish from an address or a form; what makes no sense is not asked for.

    Without a view it is the week, on a phone the day.
    """
    usual = "day" if phone else "week"
    panel = asked.get("do", "")
    return Wish(
        day=a_day(asked.get("day", "")) or today,
        view=_known(asked.get("view", ""), VIEWS, usual),
        by=_known(asked.get("by", ""), KINDS, diary.STAFF),
        chair=an_id(asked.get("staff", "")),
        panel=panel if panel in PANELS else "",
        id=an_id(asked.get("id", "")),
        typed={key: clean(value)[:_LETTERS].strip() for key, value in asked.items()},
    )


def a_day(text: str) -> date | None:
    """Read a day as date fields write it; None for anything else, or a day no diary has."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2200 else None


def an_id(text: str) -> UUID | None:
    """Read an id as addresses write it; None for anything else."""
    try:
        found = UUID(text)
    except ValueError:
        return None
    return found if str(found) == text else None


def _known(value: str, all_: tuple[str, ...], usual: str) -> str:
    return value if value in all_ else usual
