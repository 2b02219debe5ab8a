"""What can be wrong with a phrase in a language: unsaid, with other values, unfit for SMS."""

import re
from collections.abc import Iterator
from string import Formatter

from channels import gsm
from dialog.phrases.catalogues import entries, translations
from dialog.phrases.texts import TEXTS

OPT_OUT = frozenset({
    "stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "start", "yes",
    "unstop", "help", "info",
})  # fmt: skip
"""Words that carriers take for themselves when they are the whole of an SMS."""

_NOTICE = "texts_"
"""How the keys of phrases begin that may name STOP or START: the notices of the law."""

_BUTTON = 20
"""Letters of a button on the channel that allows the fewest."""

_QUOTED = re.compile(r'"([^"]{1,40})"|„([^“]{1,40})“|«([^»]{1,40})»')
_TOLD = re.compile(
    r"\b(?:reply|type|text|answer|send|write|schreib|antworte|sende|écrivez|répondez|envoyez|"
    r"escribe|responde|envía|scrivi|rispondi|invia|escreva|responda|envie|typ|schrijf|antwoord|"
    r"stuur)\b[^A-Za-z{]{0,3}([A-Za-z]+)",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\b[A-Z]{3,}\b")


def fields(text: str) -> frozenset[str]:
    """Give the names of the values a text prints."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def said(key: str, locale: str) -> str:
    """Give the phrase in the language, the English one where it has none."""
    return translations(locale).gettext(TEXTS[key])


def unsaid(locale: str) -> list[str]:
    """Give the keys of the phrases that a language misses."""
    known = entries(locale)
    return [key for key, text in TEXTS.items() if text not in known]


def complaints(locale: str) -> Iterator[str]:
    """Tell everything that is wrong with a language's phrases, each with its key."""
    for key in unsaid(locale):
        yield f"{key}: not translated"
    for key, text in TEXTS.items():
        spoken = said(key, locale)
        if fields(spoken) != fields(text):
            odd = sorted(fields(spoken) ^ fields(text))
            yield f"{key}: other values than in English: {', '.join(odd)}"
        for word in answers_asked(key, spoken):
            yield f"{key}: asks for the answer {word}, which SMS carriers take for themselves"
        if key.startswith("title_") and not fields(text) and len(spoken) > _BUTTON:
            yield f"{key}: longer than the {_BUTTON} letters a button may have"
        if not gsm.fits(gsm.plain(_bare(spoken))):
            yield f"{key}: has characters that no SMS spelling can mend"


def answers_asked(key: str, text: str) -> list[str]:
    """Give the legal words of SMS that a phrase asks for as an answer, or shouts."""
    if key.startswith(_NOTICE):
        return []
    quoted = ["".join(one) for one in _QUOTED.findall(text)]
    asked = [*quoted, *_TOLD.findall(text), *_SHOUTED.findall(text)]
    title = [text] if key.startswith("title_") else []
    return [word for word in (*asked, *title) if word.strip(" .!").lower() in OPT_OUT]


def respelled(locale: str) -> list[str]:
    """Give the keys of phrases that SMS must spell without some of their accents."""
    return [key for key in TEXTS if not gsm.fits(_bare(said(key, locale)))]


def _bare(text: str) -> str:
    return re.sub(r"\{\w+\}", "", text)
