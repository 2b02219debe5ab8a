"""What begins a conversation anew, put into the gaps of an approved template; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from channels.message import Opening
from channels.openings import registry
from dialog.effects import Say
from dialog.phrases.speak import Voice, printed, speak

_CHANGE: Final = ("colleague", "services", "staff", "start")
_OF: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "offer_made": ("waitlist_offer_v1", ("start", "staff", "services", "price", "until")),
    "reminder": ("visit_reminder_v1", ("services", "staff", "whole")),
    "booked_by": ("visit_booked_v1", _CHANGE),
    "booked_by_free": ("visit_booked_v1", _CHANGE),
    "moved_by": ("visit_moved_v1", _CHANGE),
    "cancelled_by": ("visit_cancelled_v1", _CHANGE),
    "pay_link": ("deposit_link_v1", ("deposit", "link")),
    "deposit_received": ("deposit_received_v1", ("amount", "plan", "rest")),
    "deposit_too_late": ("deposit_too_late_v1", ("amount", "until", "start")),
    "deposit_lapsed": ("deposit_lapsed_v1", ("start",)),
    "deposit_refunded": ("deposit_refunded_v1", ("amount",)),
}
"""The template of each phrase that is said unasked, with the phrase's values for its gaps."""

_NEWS: Final = "visit_news_v1"


def opening(says: Sequence[Say], voice: Voice) -> Opening | None:
    """Give the template that says the news of a message; None where there is no news in it.

    It is filled in the customer's language, then in English. Several news are one template's.
    """
    news = [one for one in says if one.phrase in _OF]
    if not news:
        return None
    voices = {one: replace(voice, locale=one) for one in (voice.locale, registry.ENGLISH)}
    if len(news) > 1:
        return registry.fill(
            _NEWS, {locale: {"news": speak(news, one)} for locale, one in voices.items()}
        )
    [said] = news
    key, values = _OF[said.phrase]
    gaps = [*registry.GAPS[key]]
    return registry.fill(
        key,
        {
            locale: {
                gap: printed(said.args[value], one) for gap, value in zip(gaps, values, strict=True)
            }
            for locale, one in voices.items()
        },
    )
