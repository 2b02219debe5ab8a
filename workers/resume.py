"""Resume: give conversations that a person took, then forgot, back to the bot."""

from datetime import timedelta

import structlog

from channels import ownership
from channels.accounts import Accounts
from channels.ownership import Cause
from dialog import relay
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import ConversationId, SalonId
from workers import deliver, places

log = structlog.get_logger(__name__)

_BATCH = 50


async def sweep(house: House, accounts: Accounts) -> int:
    """Hand back what nobody wrote in for `takeover_return_minutes`; tell how many there were.

    The version is compared, the silence looked at again under the lock: whoever speaks or hands
    back at the same moment is never overtaken.
    """
    silent = timedelta(minutes=house.settings.takeover_return_minutes)
    found = await ownership.forgotten(house, silent, _BATCH)
    returned = 0
    for salon_id, conversation_id, version in found:
        try:
            await _return(house, accounts, (salon_id, conversation_id), version, silent)
        except Refused as refusal:
            log.info("takeover_kept", conversation_id=str(conversation_id), reason=refusal.key)
        except Exception:  # it must not keep the others waiting
            log.exception("takeover_return_failed", conversation_id=str(conversation_id))
        else:
            returned += 1
    return returned


async def _return(
    house: House,
    accounts: Accounts,
    at: tuple[SalonId, ConversationId],
    version: int,
    silent: timedelta,
) -> None:
    salon_id, conversation_id = at
    spot = await places.place(house, accounts, salon_id, conversation_id)
    parcels = await relay.hand_back(spot, version, Cause.TIMER, silent_for=silent.total_seconds())
    log.warning("takeover_returned", conversation_id=str(conversation_id), silent=str(silent))
    await deliver.now(house, accounts, parcels)
