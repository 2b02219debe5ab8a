"""Spelling of a short message made plain: what it says however it is dressed up, pure."""

import re
import unicodedata
from typing import Final

_CYRILLIC: Final = ("АВЕЅКМНОПРСТУХІЈавекмнопрсѕтухіјүԁԛԝ", "ABESKMHONPCTYXIJabekmhonpcstyxijydqw")
_GREEK: Final = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧΣαβεικνορτυχσςγη", "ABEZHIKMNOPTYXSabeikvoptyxssyn")
_LATIN: Final = ("ıłøđ", "ilod")
_LIKE: Final = {
    ord(one): like
    for alphabet, alike in (_CYRILLIC, _GREEK, _LATIN)
    for one, like in zip(alphabet, alike, strict=True)
}
"""Letters by what they look like: the Greek capital of "v" looks like N."""
_FLAGS: Final = {0x1F1E6 + n: chr(97 + n) for n in range(26)}
"""Letters of flags: four of them in a row are no flag but a word."""
_SQUARES: Final = {first + n: chr(97 + n) for first in (0x1F150, 0x1F170) for n in range(26)}
_SMALL: Final = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz")
_GONE: Final = frozenset({"Cf", "Mn", "Me", "Cc", "So", "Sk", "Cn", "Co"})
_ROUND: Final = re.compile(r"(?<=[a-z])0|0(?=[a-z])")
_APART: Final = re.compile(r"[^a-z0-9]+")
_RUN: Final = re.compile(r"(.)\1+")
_LONG_RUN: Final = re.compile(r"([a-z])\1{2,}")


_WESTERN: Final = {ord("ß"): "ss", 0xB4: " ", 0xA0: " ", ord("¡"): " ", ord("¿"): " "} | {
    code: like for code, like in _LIKE.items() if code < 0x250
}
_STRANGE: Final = "\u0250"
"""Below it letters are what they seem, with accents at most."""


def plain(text: str) -> str:
    """Write a message in small letters a-z, digits, single spaces; accents, emoji, tricks gone.

    Full-width, enclosed, mathematical letters, look-alikes of other alphabets are the letters they
    look like; three of a letter are one.
    """
    if not text.isascii() and max(text) < _STRANGE:
        text = unicodedata.normalize("NFD", text.translate(_WESTERN))
        text = text.encode("ascii", "ignore").decode()
    elif not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_FLAGS | _SQUARES).translate(_SMALL))
        text = text.replace("ß", "ss").translate(_LIKE)
        spread = unicodedata.normalize("NFD", text)
        text = "".join(_kept(one) for one in spread)
    low = text.lower().replace("'", " ")
    if "0" in low:
        low = _ROUND.sub("o", low)
    return _LONG_RUN.sub(r"\1", _APART.sub(" ", low)).strip()


def squeezed(word: str) -> str:
    """Write each run of a letter once: "sttoop" is "stop"."""
    return _RUN.sub(r"\1", word)


def _kept(one: str) -> str:
    if unicodedata.category(one) not in _GONE:
        return one
    # A line's end parts words, a joiner or an accent does not; an emoji does.
    return " " if one in "\n\r\t" or unicodedata.category(one) == "So" else ""
