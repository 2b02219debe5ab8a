"""The console's words for cases: what happened, what to do about it."""

from typing import Final

from foundation.cases import Facts

KINDS: Final = {
    "account_trouble": (
        "An account cannot send",
        "Its messages wait. Mend what the reason names: they go out, this closes by itself.",
    ),
    "account_error": (
        "A provider reports trouble with an account",
        "Look into the account at the provider, then close this.",
    ),
    "connection_lost": (
        "An account has lost its connection",
        "Nothing comes in or goes out. Link the phone again: this closes by itself.",
    ),
    "provider_away": (
        "A provider does not take messages",
        "They wait, one at a time tries. Nothing to do unless it lasts: this closes by itself.",
    ),
    "undelivered": (
        "A message did not arrive",
        "Where the reason allows it, send it once more; else reach the customer another way.",
    ),
    "not_sent": (
        "A message could not be sent",
        "Read in the conversation what it was. Reach the customer another way, or send it again.",
    ),
    "unknown": (
        "Nobody knows whether a message arrived",
        "It is not repeated by itself. Ask the customer; if it is missing, send it again.",
    ),
    "sms_country": (
        "An SMS to a country the salon does not write to",
        "It was not sent. Allow the country in the salon's file if customers are there.",
    ),
    "sms_prefix": (
        "Many SMS to new numbers that are alike",
        "Somebody may be running up the bill: only a few an hour go there. Look who writes.",
    ),
    "sms_spent": (
        "The SMS of the day are used up",
        "No more are sent until midnight. Raise the cap in the salon's file if that is too few.",
    ),
    "flood": (
        "Somebody writes without end",
        "What is beyond all measure got one answer only. Read in the conversation what it was.",
    ),
    "forged": (
        "Webhooks with a bad proof keep coming",
        "They were refused. If messages are missing, renew the account's secret.",
    ),
    "window_closed": (
        "A customer was silent for too long to be written to",
        "Only an approved template may be sent there now. Reach the customer another way.",
    ),
}
"""Title with what to do, by the kind of case; what is not here is shown by its kind."""

REFUSALS: Final = {
    "closed": "Somebody closed this case meanwhile.",
    "no_such_message": "There is no such message any more.",
    "has_arrived": "It has been sent by now: nothing was repeated.",
    "opted_out": "This customer wants no messages: nothing was sent.",
}


def said(kind: str) -> tuple[str, str]:
    """Give a case's title with what to do about it."""
    plain = kind.replace("_", " ").capitalize()
    return KINDS.get(kind, (plain, "Look into it, then close this."))


def details(facts: Facts) -> str:
    """Print the provider's own words or number, "" where it gave none."""
    code, reason = facts.get("code"), facts.get("reason")
    told = [reason, facts.get("state"), f"code {code}" if code and not reason else ""]
    return ", ".join(str(one) for one in told if one)
