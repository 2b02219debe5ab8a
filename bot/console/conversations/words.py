"""The console's words for states, channels, deliveries."""

from typing import Final

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
}

CHANNELS: Final = {
    "web": ("web", "Web"),
    "telegram": ("telegram", "Telegram"),
    "terminal": ("terminal", "Terminal"),
}
"""Icon with word per kind of account; what is not here is shown by its kind."""

DELIVERIES: Final = {
    "queued": ("clock", "Waiting to be sent"),
    "sending": ("clock", "Sending"),
    "sent": ("check", "Sent"),
    "failed": ("alert", "Not delivered"),
    "unknown": ("question", "Unknown: may or may not have arrived"),
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
