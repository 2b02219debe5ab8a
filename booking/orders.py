"""On whose word the desk moves: who, why, on which request."""

from dataclasses import dataclass

from booking.pricing import NOBODY_KNOWN, Guest
from booking.status import Status
from foundation.ids import ConversationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Who wants a change of the diary, and why; all of it is written into the history.

    `by` is an id such as `operator:<uuid>`, never a name. `cause` is a word of the product's,
    `reason` the person's own. `key` makes a repeated request one. `override` (a reason) skips the
    salon's rules: hours, notice, grid, skills, buffers; the constraint it cannot skip. `status`
    is what a new booking begins with, None for what the salon's rules say.
    """

    by: str = "system"
    cause: str = "api"
    source: str = "api"
    reason: str = ""
    key: str | None = None
    conversation_id: ConversationId | None = None
    override: str = ""
    status: Status | None = None
    guest: Guest = NOBODY_KNOWN
