"""The console's words for states, channels, deliveries."""

from datetime import datetime
from typing import Final

from channels.ownership import Cause, Holder, Owner, Voice
from foundation.ids import OperatorId

STATES: Final = {
    "new": "Just started",
    "service": "Choosing a service",
    "day": "Choosing a day",
    "time": "Choosing a time",
    "holding": "Taking the time",
    "name": "Giving a name",
    "confirm": "About to confirm",
    "confirming": "Booking",
    "lost": "Lost the time",
    "booked": "Booked",
    "which_visit": "Choosing a visit",
    "which_salon": "Choosing a salon",
    "move_time": "Choosing another time",
    "move_confirm": "About to move a visit",
    "cancel_how": "Told what cancelling costs",
    "cancel_who": "Choosing who does not come",
    "cancel_confirm": "About to cancel a visit",
    "cancelled": "Cancelled a visit",
    "how_late": "Will be late",
}

CHANNELS: Final = {
    "web": ("web", "Web"),
    "telegram": ("telegram", "Telegram"),
    "terminal": ("terminal", "Terminal"),
    "whatsapp": ("chat", "WhatsApp"),
    "evolution": ("chat", "WhatsApp (Evolution)"),
    "twilio": ("phone", "SMS (Twilio)"),
    "openphone": ("phone", "SMS (OpenPhone)"),
}
"""Icon with word per kind of account; what is not here is shown by its kind."""

DELIVERIES: Final = {
    "queued": ("clock", "Waiting to be sent"),
    "sending": ("clock", "Sending"),
    "sent": ("check", "Sent"),
    "delivered": ("checks", "Delivered"),
    "read": ("checks", "Read"),
    "failed": ("alert", "Not delivered"),
    "unknown": ("question", "Unknown: may or may not have arrived"),
    "dropped": ("cross", "Not sent"),
    "received": ("clock", "Not answered yet"),
    "answered": ("check", ""),  # what is answered shows its answer
    "given_up": ("alert", "The assistant failed at this: a person must answer"),
}

WORDLESS: Final = {
    "start": "Opened the chat",
    "media": "Sent a picture or a file",
    "location": "Sent a place",
    "contact_card": "Sent a contact",
    "blocked": "Blocked the bot",
    "unblocked": "Unblocked the bot",
    "opt_out": "Opted out of messages",
    "opt_in": "Asked for messages again",
    "help": "Asked who writes",
    "choice": "Tapped a button",
    "text": "Sent an empty message",
}

EMPTY: Final = {
    "all": ("No conversations yet", "Write the first one yourself: open the web chat."),
    "waiting": ("Nobody is waiting", "Who asks for a person shows up here first."),
    "booked": ("No bookings yet", "Conversations that ended in a booking stay here."),
    "open": ("Nobody is booking right now", "Bookings in the making show up here."),
    "found": ("Nothing found", "Names, last words and channels are searched."),
}

FILTERS: Final = {"all": "All", "waiting": "Waiting", "booked": "Booked", "open": "Open"}

PANELS: Final = {
    "book": "Book for the customer",
    "move": "Move the visit",
    "cancel": "Cancel the visit",
    "wish": "Change what is wanted",
}
"""The titles of what can be arranged beside a conversation."""

DONE: Final = {
    "book": "Booked.",
    "move": "Moved.",
    "cancel": "Cancelled.",
    "wish": "Noted: the assistant goes on from there.",
}
"""What is said once after something was arranged."""

REFUSALS: Final = {
    "no_text": "Write something first.",
    "not_a_name": "Write the customer's name.",
    "opted_out": "They opted out of messages: nothing can be sent to them here. Please call them.",
}

OPTED_OUT: Final = "Opted out of messages, {at}: nothing can be sent here. Visits stand."

FORGOTTEN: Final = "Silent for more than {minutes} min: goes back to the assistant at {clock}."
PHONE: Final = "The salon's phone"
BOT: Final = "The assistant"

_PASSED: Final = {
    Cause.TAKEN: "{who} took over",
    Cause.WROTE: "{who} took over by writing",
    Cause.HANDED_BACK: "{before} handed back to the assistant",
    Cause.TIMER: "Back to the assistant: {before} had said nothing for long",
    Cause.CUSTOMER: "Back to the assistant: the customer asked for it",
}


def voice(one: Voice) -> str:
    """Name who speaks for the salon."""
    if one.holder is Holder.OPERATOR:
        return one.name
    return PHONE if one.holder is Holder.PHONE else BOT


def passed(cause: Cause, who: Voice, before: Voice) -> str:
    """Tell a change of hands in a line of the transcript."""
    return _PASSED[cause].format(who=voice(who), before=voice(before))


def has_it(owner: Owner, me: OperatorId, now: datetime) -> str:
    """Tell somebody who came too late who has the conversation."""
    if not owner.human:
        return "The assistant has this conversation again. Take it over first."
    if owner.voice.operator_id == me:
        return "You have had this conversation already. Look at it again, then try once more."
    minutes = int((now - owner.at).total_seconds() // 60) if owner.at else 0
    since = f"for {minutes} min" if minutes > 0 else "since a moment ago"
    return f"{voice(owner.voice)} has this conversation {since}."
