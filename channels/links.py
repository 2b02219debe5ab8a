"""Links by which customers begin to write to a salon's account."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from channels import carrier
from channels.port import Account

_BOT: Final = re.compile(r"@([A-Za-z][A-Za-z0-9_]{3,31}),")
_NUMBER: Final = re.compile(r"\+[0-9][0-9 ().-]{5,24}")
_NO_DIGIT: Final = re.compile(r"[^0-9]")


def to_write(account: Account, said: str) -> str:
    """Give the link that opens a chat with the account, "" where nobody knows it.

    `said` is what the account's last good check told: some names are known by the provider only.
    """
    make = _LINKS.get(account.kind)
    return make(account, said) if make else ""


def _telegram(_: Account, said: str) -> str:
    found = _BOT.match(said)
    return f"https://t.me/{found[1]}" if found else ""


def _whatsapp(_: Account, said: str) -> str:
    found = _NUMBER.match(said)
    return f"https://wa.me/{_NO_DIGIT.sub('', found[0])}" if found else ""


def _sms(account: Account, _: str) -> str:
    number = account.secrets.get("from", "")
    return f"sms:{number}" if number.startswith("+") and carrier.is_number(number) else ""


_LINKS: Final[Mapping[str, Callable[[Account, str], str]]] = {
    "openphone": _sms,
    "telegram": _telegram,
    "twilio": _sms,
    "whatsapp": _whatsapp,
}
