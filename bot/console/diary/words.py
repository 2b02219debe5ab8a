"""The diary's words for statuses, causes, refusals."""

from typing import Final

STATUSES: Final = {
    "confirmed": ("Booked", "check"),
    "checked_in": ("Here", "person"),
    "completed": ("Done", "checks"),
    "no_show": ("No-show", "alert"),
    "awaiting_approval": ("Asked", "question"),
    "pending_payment": ("Unpaid", "clock"),
    "cancelled": ("Cancelled", "cross"),
    "expired": ("Never paid", "cross"),
    "held": ("Held", "clock"),
    "blocked": ("Blocked", "lock"),
    "open": ("Class", "people"),
}
"""Word with icon per status of what stands in the diary."""

CAUSES: Final = {
    "rescheduled": "Moved",
    "not_paid": "Given up: the payment did not come",
}
"""What a row of history is called where its status does not say it."""

BECAME: Final = {
    "confirmed": "Booked",
    "checked_in": "Checked in",
    "completed": "Completed",
    "no_show": "Did not come",
    "awaiting_approval": "Asked for, waits for the salon",
    "pending_payment": "Booked, to be paid",
    "cancelled": "Cancelled",
    "expired": "Expired",
}

SOURCES: Final = {
    "chat": "in the chat",
    "api": "by a program",
    "console": "in the console",
    "import": "with an import",
}

DEEDS: Final = {
    "check_in": "Check in",
    "complete": "Complete",
    "no_show": "No-show",
    "approve": "Approve",
    "decline": "Decline",
    "reopen": "Take back",
}
"""The moves that need nothing but a button, as the buttons call them."""

NOTICES: Final = {
    "check_in": "Checked in.",
    "complete": "Completed.",
    "no_show": "Noted as a no-show.",
    "approve": "Approved.",
    "decline": "Declined.",
    "reopen": "Taken back: it counts as booked again.",
    "cancel": "Cancelled. The time is free again.",
    "again": "Booked again, at the same time.",
    "move": "Moved.",
    "new": "Booked.",
    "block": "Blocked.",
    "unblock": "The time is free again.",
}
"""What is said once after an action, by its name."""

REFUSALS: Final = {
    "past": "That time has passed. Choose a later one.",
    "notice": "That is sooner than customers may book. Choose a later time, or override.",
    "far": "That is further ahead than the diary is open. Choose an earlier day, or override.",
    "not_done": "This stylist does not do this service. Choose another stylist, or override.",
    "closed": "The salon is closed that day. Choose another day, or override.",
    "hours": "That does not fit into the opening hours. Choose another time, or override.",
    "off": "The stylist does not work then. Choose another time or stylist, or override.",
    "asked": "That time is between the usual starts. Choose one of the free times, or override.",
    "full": "Somebody has that time. Choose one of the free times.",
    "taken": "Somebody has that time. Choose one of the free times.",
    "stale": "Somebody changed this booking meanwhile. Look at it again, then try once more.",
    "not_possible": "That is not possible any more: it is {status} now.",
    "no_such_booking": "This booking is not in this salon's diary.",
    "no_such_block": "This time is not blocked any more.",
    "bad_span": "The end has to come after the start, at most a year later.",
    "not_a_name": "Write the customer's name.",
    "not_a_phone": "That is not a phone number. Write it with its country code, or leave it out.",
    "time": "Write a time such as 14:30.",
    "day": "Choose a day.",
    "service": "Choose a service.",
    "who": "Choose who or what is not to be had.",
    "why": "An override needs a reason: colleagues will read it.",
    "reason": "Write a reason: colleagues will read it.",
    "busy": "The diary is busy right now. Try again in a moment.",
}
"""What went wrong, what to do about it; by the refusal's reason or key."""

FEE: Final = "{fee} by the terms of the day it was booked"
FREE_OF_CHARGE: Final = "Free of charge now"
