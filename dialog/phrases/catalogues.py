"""The gettext catalogues, read from their .po files as they are."""

import gettext
import io
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from dialog.phrases.texts import TEXTS

LOCALES = Path(__file__).parent.parent / "locales"
SPOKEN = ("en", "de", "fr", "es", "it", "pt", "nl")
"""The languages the bot speaks; the first is the one the texts are written in."""


@lru_cache
def translations(locale: str) -> gettext.NullTranslations:
    """Give the translations of a spoken language; English texts stand for themselves.

    Compiled in memory at first use: no binary catalogue has to be kept in step with its source.
    """
    if locale == SPOKEN[0]:
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with _source(locale).open("rb") as text:
        write_mo(compiled, read_po(text, locale=locale))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def entries(locale: str) -> dict[str, str]:
    """Give what a catalogue says for each English text; what is fuzzy it does not say yet."""
    if locale == SPOKEN[0]:
        return {text: text for text in TEXTS.values()}
    with _source(locale).open("rb") as file:
        found = [one for one in read_po(file, locale=locale) if one.id and not one.fuzzy]
    return {str(one.id): str(one.string) for one in found if one.string}


def _source(locale: str) -> Path:
    return LOCALES / locale / "LC_MESSAGES" / "parlance.po"


def spoken(language: str | None, fallback: str = SPOKEN[0]) -> str:
    """Give the spoken language nearest to a tag such as `de-AT`, else the fallback."""
    wanted = (language or "").replace("_", "-").split("-")[0].lower()
    return wanted if wanted in SPOKEN else fallback
