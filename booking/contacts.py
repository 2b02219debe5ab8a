"""A customer's name, number, address as they are kept, beside how they are looked for."""

import re
import unicodedata
from zoneinfo import ZoneInfo

import phonenumbers
from babel.core import get_global

from foundation.errors import Refused

NAME, PHONE, EMAIL = "customer name", "customer phone", "customer email"
"""The purposes of the keyed hashes by which customers are found."""

LONGEST_NAME = 200
_CODE = 2  # letters of a country's code
_LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3, without its angle brackets
_LONGEST_LOCAL = 64  # RFC 5321, 4.5.3.1.1
# What a header or a list of addresses would read as its own punctuation is in no local part here.
_LOCAL = re.compile(r"[^\s@<>()\[\]\\,;:\"\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_INVISIBLE = frozenset({"Cc", "Cs", "Co", "Cn"})
# These turn the text around them, also that of whoever prints the name.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def region_of(zone: ZoneInfo) -> str:
    """Tell in which country (ISO 3166) a salon's numbers are local; "" where no one can tell."""
    found = str(get_global("zone_territories").get(zone.key, ""))
    return found if len(found) == 2 and found.isalpha() else ""


def country(number: str) -> str:
    """Tell the country (ISO 3166) of a number in E.164; "" for what is none.

    A number that nobody has been given is of the country that its prefix is mainly of.
    """
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return ""
    exact = phonenumbers.region_code_for_number(parsed)
    found = exact or phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    return found if len(found) == _CODE and found != phonenumbers.UNKNOWN_REGION else ""


def is_country(code: str) -> bool:
    """Tell whether a code (ISO 3166) is of a country that has phone numbers."""
    return code in phonenumbers.SUPPORTED_REGIONS


def phone(text: str, region: str) -> str:
    """Give a number as E.164 (`+4930555010`); `region` is where one without a prefix is local.

    Raises Refused("not_a_phone"). A possible number will do: which blocks a country has handed out
    changes faster than any list of them.
    """
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        raise Refused("not_a_phone") from None
    if not phonenumbers.is_possible_number(number):
        raise Refused("not_a_phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def email(text: str) -> str:
    """Give a mail address with its domain in ASCII; raises Refused("not_an_email")."""
    local, at, domain = text.strip().rpartition("@")
    try:
        host = domain.encode("idna").decode().lower()
    except UnicodeError:
        raise Refused("not_an_email") from None
    address = f"{local}@{host}"
    fits = len(address) <= _LONGEST_EMAIL and len(local) <= _LONGEST_LOCAL
    if not (at and fits and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(host)):
        raise Refused("not_an_email")
    return unicodedata.normalize("NFC", address)


def name(text: str) -> str:
    """Give a name in one line of visible characters; raises Refused("not_a_name")."""
    seen = "".join(one for one in text if one.isspace() or _visible(one))
    kept = unicodedata.normalize("NFC", " ".join(seen.split()))
    if not kept or len(kept) > LONGEST_NAME:
        raise Refused("not_a_name")
    return kept


def folded(text: str) -> str:
    """Give what is the same for all ways to write a name or an address, for its hash."""
    sound = text.encode(errors="replace").decode()  # half a character has no bytes to hash
    flat = unicodedata.normalize("NFKC", sound).casefold()
    return " ".join(unicodedata.normalize("NFKC", flat).split())


def _visible(one: str) -> bool:
    return unicodedata.category(one) not in _INVISIBLE and one not in _TURNING
