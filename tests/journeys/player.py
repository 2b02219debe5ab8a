"""Plays a .chat journey through the real engine and writes down what was said."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import psycopg

from bot.chat import Options, Reply, Terminal, sit_down
from channels.message import Rendered
from foundation.house import House
from foundation.ids import SalonId

_HEADER = re.compile(r"# (salon|now|locale|channel): (.+)")


@dataclass(frozen=True, slots=True)
class Journey:
    """One golden conversation: its options, its lines as they stand in the file."""

    options: Options
    lines: tuple[str, ...]


def read(path: Path) -> Journey:
    """Read a .chat file: `# key: value` headers, then `>` customer, `<` bot, `!` what happens."""
    lines = tuple(path.read_text(encoding="utf-8").splitlines())
    given = dict(found.groups() for line in lines if (found := _HEADER.match(line)))
    moment = datetime.fromisoformat(given["now"])
    options = Options(
        locale=given.get("locale", "en"), channel=given.get("channel", "web"), moment=moment
    )
    return Journey(options, lines)


@dataclass(slots=True)
class Player:
    """The customers of one journey at the demo salon."""

    house: House
    salon_id: SalonId
    admin: psycopg.Connection
    options: Options

    async def play(self, lines: tuple[str, ...]) -> list[str]:
        """Say the customer's lines, make happen what `!` lines tell; give the whole as it went."""
        terminal = await self._customer("journey")
        went: list[str] = []
        for line in lines:
            if line.startswith("<"):
                continue
            went.append(line)
            if line.startswith("> "):
                await terminal.say(line[2:], lambda reply, _: went.append(printed(reply)))
            elif line.startswith("! "):
                await self._happens(line[2:])
        return went

    async def _happens(self, what: str) -> None:
        if what == "the hold lapses":
            self.admin.execute("UPDATE holds SET expires_at = clock_timestamp()")
            return
        rival, _, wish = what.partition(" books ")
        if not wish:
            raise ValueError(f"no journey knows how to make this happen: {what}")
        other = await self._customer(rival)
        for said in (wish, rival, "yes"):
            await other.say(said, lambda *_: None)

    async def _customer(self, address: str) -> Terminal:
        return await sit_down(self.house, self.salon_id, replace(self.options, address=address))


def printed(reply: Reply) -> str:
    """Write a reply as a journey shows it: the text, then its choices in brackets."""
    return f"< {flat(reply.rendered)}"


def flat(rendered: Rendered) -> str:
    """Put a message on one line."""
    choices = "".join(f" [{one.title}]" for one in rendered.choices)
    return " / ".join(rendered.parts).replace("\n", " / ") + choices
