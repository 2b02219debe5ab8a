"""Templates of a salon's accounts from the command line: what their providers say of them."""

from collections.abc import Callable, Sequence
from typing import Final, Protocol, runtime_checkable

from bot import at_hand, opening
from channels import accounts, port, registry
from channels.accounts import Connected
from channels.openings import approvals, choosing
from channels.openings.choosing import Approval
from channels.openings.registry import GAPS, LANGUAGES
from channels.port import Account, AccountTrouble
from foundation.errors import Permanent
from foundation.house import House
from foundation.settings import Settings

Print = Callable[[str], None]

_NONE: Final = "none"
_WINDOWED: Final = frozenset({"whatsapp"})


@runtime_checkable
class Submitting(port.Windowed, Protocol):
    """A channel at whose provider templates can be submitted."""

    async def submit(self, account: Account, key: str, language: str) -> None:
        """Ask for the approval of one of our templates; raises Permanent or Transient."""


async def sync(settings: Settings, slug: str, say: Print, *, submit: bool = False) -> None:
    """Ask the providers what they say of our templates, store it, print it.

    With `submit`, those that a provider does not have are submitted first. Raises Permanent,
    Transient.
    """
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, slug)
        async with house.database.unit_of_work(salon_id) as tx:
            found = await accounts.listed(tx, house)
        windowed = [one for one in found if one.account.kind in _WINDOWED]
        if not windowed:
            raise Permanent("no account of this salon needs templates: those of whatsapp do")
        for connected in windowed:
            await _sync(house, connected, say, submit=submit)


async def _sync(house: House, connected: Connected, say: Print, *, submit: bool) -> None:
    channel = registry.adapter(connected.account.kind)
    if not isinstance(channel, Submitting):
        raise TypeError(connected.account.kind)
    found = await channel.approvals(connected.account)
    if submit:
        absent = [place for place, status in choosing.missing(found).items() if status is None]
        for place in absent:
            await _submit(channel, connected, place, say)
        found = await channel.approvals(connected.account) if absent else found
    async with house.database.unit_of_work(connected.salon_id, actor="command-line") as tx:
        await approvals.keep(tx, connected.account_id, found)
    for line in _lines(connected.name, found):
        say(line)


async def _submit(
    channel: Submitting, connected: Connected, place: tuple[str, str], say: Print
) -> None:
    """Submit one template; that it is not taken keeps no other from being submitted."""
    try:
        await channel.submit(connected.account, *place)
    except AccountTrouble:
        raise
    except Permanent as failure:
        say(f"{connected.name}: {' '.join(place)} was not taken: {failure.reason}")


def _lines(account: str, found: Sequence[Approval]) -> list[str]:
    """Say of each template which languages have which status, a template a line."""
    stands = choosing.missing(found)
    lines = []
    for name in GAPS:
        by_status: dict[str, list[str]] = {}
        for language in LANGUAGES:
            status = stands[name, language]
            by_status.setdefault(status.value if status else _NONE, []).append(language)
        told = "; ".join(f"{status} {' '.join(where)}" for status, where in by_status.items())
        lines.append(f"{account}: {name:20} {told}")
    return lines
