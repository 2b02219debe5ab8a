"""The headers, bodies of requests to OpenPhone's API."""

from collections.abc import Mapping
from typing import Final

import msgspec

from channels.port import Account, AccountTrouble

_encode: Final = msgspec.json.Encoder().encode


class SendMessage(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    """A text of 1 to 1,600 characters to one number."""

    content: str
    sender: str
    to: tuple[str]


def headers(account: Account) -> Mapping[str, str]:
    """Give the headers of every request, the key without any scheme; raises AccountTrouble."""
    key = secret(account, "api_key")
    if not (key.isascii() and key.isprintable()):
        raise AccountTrouble("the secret `api_key` is not one that OpenPhone gives out")
    return {"Authorization": key, "Content-Type": "application/json"}


def send_message(account: Account, to: str, text: str) -> bytes:
    """Write the body of a message; raises AccountTrouble."""
    return _encode(SendMessage(text, secret(account, "from"), (to,)))


def secret(account: Account, name: str) -> str:
    """Give the newest of the account's secrets of one name; raises AccountTrouble."""
    newest = account.secrets.get(name, "").partition(",")[0].strip()
    if not newest:
        raise AccountTrouble(f"the account lacks its secret `{name}`")
    return newest
