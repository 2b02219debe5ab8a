"""Where a salon's own Evolution server is, what lets us in."""

import ipaddress
import re
from typing import Final
from urllib.parse import quote, urlsplit

from channels.port import Account, AccountTrouble

_PRIVATE_NAMES: Final = ("localhost", ".localhost", ".local", ".internal", ".lan")
_KEY: Final = re.compile(r"[!-~]{1,512}")
_NUMBER: Final = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.ASCII)
"""A host that looks like a name but is an address, as the oldest resolvers write it."""
_METADATA: Final = "metadata.google.internal"
_INSTANCE: Final = re.compile(r"[^\x00-\x1f\x7f-\x9f]{1,200}")


def url(account: Account, *path: str) -> str:
    """Give the address of a call of the account's instance; raises AccountTrouble.

    Plain http reaches only this machine or a private network, where Evolution often runs.
    """
    return "/".join((_root(_secret(account, "url")), *path, instance(account)))


def headers(account: Account) -> dict[str, str]:
    """Give what lets us in; raises AccountTrouble."""
    key = _secret(account, "apikey")
    if not _KEY.fullmatch(key):
        raise AccountTrouble("the account's `apikey` is none that Evolution takes")
    return {"apikey": key, "Content-Type": "application/json"}


def instance(account: Account) -> str:
    """Give the instance's name as a path has it; raises AccountTrouble."""
    name = account.secrets.get("instance", "").strip()
    if not _INSTANCE.fullmatch(name) or name in {".", ".."}:
        raise AccountTrouble("the account's `instance` is no name")
    return quote(name, safe="")


def _secret(account: Account, name: str) -> str:
    newest = account.secrets.get(name, "").split(",")[0].strip()
    if not newest:
        raise AccountTrouble(f"the account lacks its secret `{name}`")
    return newest


def _root(given: str) -> str:
    try:
        parts = urlsplit(given)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise AccountTrouble("the account's `url` is no address") from None
    if not host or "@" in parts.netloc or parts.query or parts.fragment:
        raise AccountTrouble("the account's `url` is no address of a server")
    if parts.scheme != "https" and not (parts.scheme == "http" and _private(host)):
        raise AccountTrouble("the account's `url` has to begin with https://")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _private(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        # A name without a dot is one of the own network (a container's).
        own = "." not in host or host.endswith(_PRIVATE_NAMES)
        return own and host.isascii() and not _NUMBER.fullmatch(host) and host != _METADATA
    return address.is_private and not _link_local(address)


def _link_local(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Tell whether an address is where clouds keep their machines' keys, however it is written."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_link_local
