"""The web chat page's own words, in the languages the bot speaks."""

from typing import Final

WORDS: Final = {
    "en": {
        "at_once": "usually answers at once",
        "offline": "connection lost, trying again",
        "call": "Call",
        "log": "Conversation",
        "card": "Your visit so far",
        "service": "Service",
        "who": "With",
        "when": "When",
        "price": "Price",
        "open": "open",
        "held": "Held for you until {time}",
        "left": "{n} min left",
        "over": "No longer held. Still free? Just ask.",
        "booked": "Booked",
        "cancelled": "Cancelled",
        "you": "You:",
        "them": "{salon}:",
        "sending": "Sending…",
        "received": "Sent",
        "answered": "Sent",
        "given_up": "Passed to the team",
        "failed": "Not sent.",
        "retry": "Try again",
        "lost": "No connection. Your message is kept here.",
        "hello": "What can we do for you?",
        "invitation": "Write what you would like and when, in your own words. You can change"
        " your mind at any time.",
        "examples": "Examples",
        "field": "Your message",
        "placeholder": "Write a message",
        "send": "Send",
        "too_long": "That is too long: your text has {n} characters, 4,096 fit. Nothing was sent.",
        "too_large": "That is too large. A message may have 4,096 characters.",
        "too_fast": "That was quick. Wait a moment, then send it again: your text is kept.",
        "stale": "This page was open for a while. Your text is kept: please send it again.",
        "blank": "Write something first.",
        "unknown_title": "No salon here",
        "unknown_text": "This address leads to no salon. Check the link you were given.",
        "tap": "Button",
        "starter_day": "{service} on {day} after 16:00",
        "starter_tomorrow": "{service} tomorrow morning",
        "starter_who": "{service} with {staff}",
    },
    "de": {
        "at_once": "antwortet meist sofort",
        "offline": "Verbindung unterbrochen, neuer Versuch läuft",
        "call": "Anrufen",
        "log": "Unterhaltung",
        "card": "Ihr Termin bisher",
        "service": "Leistung",
        "who": "Bei",
        "when": "Wann",
        "price": "Preis",
        "open": "offen",
        "held": "Für Sie reserviert bis {time}",
        "left": "noch {n} Min.",
        "over": "Nicht mehr reserviert. Noch frei? Einfach fragen.",
        "booked": "Gebucht",
        "cancelled": "Abgesagt",
        "you": "Sie:",
        "them": "{salon}:",
        "sending": "Wird gesendet…",
        "received": "Gesendet",
        "answered": "Gesendet",
        "given_up": "Ans Team weitergegeben",
        "failed": "Nicht gesendet.",
        "retry": "Noch einmal",
        "lost": "Keine Verbindung. Ihre Nachricht bleibt hier stehen.",
        "hello": "Was können wir für Sie tun?",
        "invitation": "Schreiben Sie, was Sie möchten und wann, in Ihren Worten. Sie können es"
        " sich jederzeit anders überlegen.",
        "examples": "Beispiele",
        "field": "Ihre Nachricht",
        "placeholder": "Nachricht schreiben",
        "send": "Senden",
        "too_long": "Das ist zu lang: Ihr Text hat {n} Zeichen, 4.096 passen."
        " Es wurde nichts gesendet.",
        "too_large": "Das ist zu groß. Eine Nachricht darf 4.096 Zeichen haben.",
        "too_fast": "Das ging schnell. Bitte kurz warten, dann noch einmal senden:"
        " Ihr Text bleibt stehen.",
        "stale": "Diese Seite war lange offen. Ihr Text ist noch da: bitte noch einmal senden.",
        "blank": "Bitte zuerst etwas schreiben.",
        "unknown_title": "Kein Salon unter dieser Adresse",
        "unknown_text": "Diese Adresse führt zu keinem Salon. Bitte prüfen Sie den Link.",
        "tap": "Knopf",
        "starter_day": "{service} am {day} ab 16 Uhr",
        "starter_tomorrow": "{service} morgen Vormittag",
        "starter_who": "{service} bei {staff}",
    },
}


def accepted(header: str, fallback: str) -> str:
    """Pick a language from an Accept-Language header (RFC 9110, 12.5.4), else the fallback.

    The header's own order breaks ties; what cannot be read is passed over.
    """
    ranked: list[tuple[float, str]] = []
    for part in header[:500].split(","):
        tag, _, weight = part.partition(";")
        language = tag.strip().split("-")[0].lower()
        if language in WORDS:
            ranked.append((-_weight(weight), language))
    ranked.sort(key=lambda one: one[0])
    return ranked[0][1] if ranked and ranked[0][0] < 0 else fallback


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0
