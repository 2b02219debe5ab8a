"""Whom the webhooks' door has turned away: how often one address may fail to prove itself."""

from ipaddress import IPv6Address, ip_address
from typing import Final

from bot.guard.pace import Pace
from channels.accounts import Connected
from foundation import cases
from foundation.clock import monotonic
from foundation.house import House

_WHILE: Final = 300.0
_HOME: Final = 64  # bits of an IPv6 address that one household or server has for itself


class Refusals:
    """Counts bad proofs per address in this process; a good proof is never held against anybody.

    Beyond the measure a refusal costs no row: the provider behind an address is served all the
    same, since several salons' messages come from it.
    """

    def __init__(self, house: House) -> None:
        """Count what `house.settings.door_failures` allows in 5 minutes."""
        self._house = house
        self._most = Pace(house.settings.door_failures, _WHILE, monotonic)
        self._told = Pace(1, _WHILE, monotonic)

    async def too_many(self, address: str, connected: Connected | None) -> bool:
        """Count a refusal; tell whether it is beyond the measure, which opens the account's case.

        `address` is who is connected, never what a header claims.
        """
        if self._most.allows(_neighbour(address)):
            return False
        if connected is not None and self._told.allows(str(connected.account_id)):
            key = f"forged:{connected.account_id}"
            async with self._house.database.unit_of_work(connected.salon_id) as tx:
                await cases.report(tx, "forged", key, account=connected.account_id)
        return True


def _neighbour(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or int(found) >> _HOME)
    return str(found)
