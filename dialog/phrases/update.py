"""The catalogues brought in step with the texts; run by `make phrases`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import normalize, read_po

from dialog.phrases.catalogues import LOCALES, SPOKEN, translations
from dialog.phrases.lint import complaints, respelled
from dialog.phrases.texts import TEXTS

_LANGUAGES = {"de": "German", "fr": "French", "es": "Spanish", "it": "Italian",
              "pt": "Portuguese", "nl": "Dutch"}  # fmt: skip
_WIDTH = 100


def source(locale: str) -> Path:
    """Give where a language's phrases are written."""
    return LOCALES / locale / "LC_MESSAGES" / "parlance.po"


def written(locale: str, old: Catalog) -> str:
    """Write a catalogue anew in the texts' order; a phrase with new English is marked fuzzy."""
    by_key = {key: one for one in old if one.id for key in one.auto_comments}
    return "\n".join((_head(locale), *(_entry(text, keys, old, by_key) for text, keys in _texts())))


def _texts() -> Iterator[tuple[str, list[str]]]:
    for text in dict.fromkeys(TEXTS.values()):
        yield text, [key for key, one in TEXTS.items() if one == text]


def _head(locale: str) -> str:
    return (
        f'# {_LANGUAGES[locale]} phrases of Parlance; `make phrases` keeps their order.\nmsgid ""\n'
        f'msgstr ""\n"Language: {locale}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    )


def _entry(text: str, keys: list[str], old: Catalog, by_key: dict[str, Message]) -> str:
    known = old.get(text)
    kept = known or next((by_key[key] for key in keys if key in by_key), None)
    spoken = str(kept.string) if kept else ""
    # A fuzzy phrase is not spoken until somebody has looked at it and taken the mark away.
    fuzzy = bool(spoken) and (known is None or known.fuzzy)
    return "\n".join((
        *(f"#. {key}" for key in keys),
        *(["#, fuzzy"] if fuzzy else []),
        f"msgid {normalize(text, width=_WIDTH)}",
        f"msgstr {normalize(spoken, width=_WIDTH)}",
        "",
    ))  # fmt: skip


def update(locale: str) -> None:
    """Bring one language's file in step with the texts."""
    path = source(locale)
    old = Catalog(locale)
    if path.exists():
        with path.open("rb") as file:
            old = read_po(file, locale=locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(written(locale, old), encoding="utf-8")


def report() -> list[str]:
    """Tell what is missing or wrong, each with its languages, then how many SMS must respell."""
    where: dict[str, list[str]] = {}
    for locale in SPOKEN:
        for wrong in complaints(locale):
            where.setdefault(wrong, []).append(locale)
    found = [f"{wrong} ({', '.join(locales)})" for wrong, locales in where.items()]
    respelt = ", ".join(f"{locale} {len(respelled(locale))}" for locale in SPOKEN)
    return [*found, f"{len(TEXTS)} phrases; lose accents on SMS: {respelt}"]


if __name__ == "__main__":
    for spoken in SPOKEN[1:]:
        update(spoken)
    translations.cache_clear()
    *wrong, counted = report()
    sys.stdout.write("\n".join((*wrong, counted)) + "\n")
    sys.exit(bool(wrong))
