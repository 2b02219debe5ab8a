"""Where a conversation is, for sweeps that speak in it unasked."""

from channels import registry
from channels.accounts import Accounts
from dialog import store
from dialog.relay import Place
from foundation.house import House
from foundation.ids import ConversationId, SalonId


async def place(
    house: House, accounts: Accounts, salon_id: SalonId, conversation_id: ConversationId
) -> Place:
    """Find a conversation's place by its account; LookupError for nobody's id."""
    async with house.database.unit_of_work(salon_id) as tx:
        account = (await store.standing(tx, house, conversation_id)).account_id
    connected = await accounts.by_id(salon_id, account)
    hosted = registry.adapter(connected.account.kind).hosted
    return Place(house, salon_id, conversation_id, hosted)
