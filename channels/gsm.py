"""What one SMS holds: the GSM alphabet, the parts a text is cut into."""

import unicodedata

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED = frozenset("^{}\\[~]|€\f")
_LIKE = {"\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
         "\u00ab": '"', "\u00bb": '"', "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2014": "-",
         "\u2026": "...", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "`": "'", "\u00b4": "'",
         "œ": "oe", "Œ": "OE", "º": "o", "ª": "a"}  # fmt: skip


def fits(text: str) -> bool:
    """Tell whether every character has its place in the GSM alphabet."""
    return all(one in _BASIC or one in _ESCAPED for one in text)


def plain(text: str) -> str:
    """Spell a text as SMS do: "mañana sábado" is "mañana sabado"; unchanged if that cannot help.

    One character from outside the alphabet would more than halve what a message holds.
    """
    spelled = "".join(_plain(one) for one in unicodedata.normalize("NFC", text))
    return spelled if fits(spelled) else text


def segments(text: str) -> int:
    """Count the parts a text is sent in: 160 or else 153 GSM units, 70 or else 67 of UTF-16."""
    if fits(text):
        return _parts([2 if one in _ESCAPED else 1 for one in text], 160, 153)
    return _parts([2 if ord(one) > 0xFFFF else 1 for one in text], 70, 67)


def _plain(character: str) -> str:
    if fits(character):
        return character
    like = _LIKE.get(character) or unicodedata.normalize("NFD", character)[0]
    return like if fits(like) else character


def _parts(sizes: list[int], whole: int, part: int) -> int:
    """Fill part after part; what takes two units is not torn apart."""
    if sum(sizes) <= whole:
        return 1
    parts, left = 1, part
    for size in sizes:
        if size > left:
            parts, left = parts + 1, part
        left -= size
    return parts
