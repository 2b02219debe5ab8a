"""The adapters of this process, loaded by name when first needed."""

import asyncio
import importlib
from collections.abc import Mapping
from typing import Final

from channels.port import Channel

_ADAPTERS: Final = {
    "evolution": ("channels.evolution.adapter", "Evolution"),
    "openphone": ("channels.openphone.adapter", "OpenPhone"),
    "telegram": ("channels.telegram.adapter", "Telegram"),
    "terminal": ("channels.simulator", "Simulator"),
    "twilio": ("channels.twilio.adapter", "Twilio"),
    "web": ("channels.web.adapter", "Web"),
    "whatsapp": ("channels.whatsapp.adapter", "WhatsApp"),
}
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "evolution": ("url", "apikey", "instance"),
    "openphone": ("api_key", "from", "signing_key"),
    "telegram": ("token",),
    "twilio": ("account_sid", "auth_token", "from"),
    "whatsapp": ("token", "app_secret", "phone_number_id"),
}
"""What an account of each kind cannot do without, by the names that adapters look them up."""

OURS: Final[Mapping[str, tuple[str, ...]]] = {
    "evolution": ("jwt_key",),
    "telegram": ("secret_token",),
    "whatsapp": ("verify_token",),
}
"""Secrets that we make up and tell the provider, unless they are given."""

PROOF: Final[Mapping[str, str]] = {
    "evolution": "jwt_key",
    "openphone": "signing_key",
    "telegram": "secret_token",
    "twilio": "auth_token",
    "whatsapp": "app_secret",
}
"""The secret that proves the webhooks of each kind."""

NAMES: Final[Mapping[str, str]] = {
    "evolution": "WhatsApp (Evolution)",
    "openphone": "SMS (OpenPhone)",
    "telegram": "Telegram",
    "twilio": "SMS (Twilio)",
    "whatsapp": "WhatsApp",
}
"""What people call an account of each kind."""

IDENTITY: Final[Mapping[str, tuple[str, ...]]] = {
    "evolution": ("url", "instance"),
    "openphone": ("from",),
    "telegram": ("token",),
    "twilio": ("account_sid", "from"),
    "whatsapp": ("phone_number_id",),
}
"""What makes an account the same one when its other secrets are renewed."""

ADDRESSED: Final[Mapping[str, tuple[str, ...]]] = {"twilio": ("status_callback",)}
"""Secrets that are the account's own public webhook address, unless they are given."""

WITH_PROVIDER: Final = frozenset(NEEDED)
"""The kinds that somebody else delivers: they have webhooks."""

KINDS: Final = tuple(_ADAPTERS)

_bases: dict[str, str] = {}
_loaded: dict[str, Channel] = {}


class UnknownKind(LookupError):
    """No channel of this kind exists; `args[0]` is the kind."""


def configure(bases: Mapping[str, str]) -> None:
    """Take the providers' base addresses by kind; adapters loaded from now on use them."""
    _bases.clear()
    _bases.update({kind: base for kind, base in bases.items() if kind in WITH_PROVIDER and base})


def adapter(kind: str) -> Channel:
    """Give the kind's one adapter of this process; raises UnknownKind.

    The first call imports it. Telegram's library costs some 170 MB and three seconds: a process
    without such an account never pays for it.
    """
    if kind not in _loaded:
        _loaded[kind] = _load(kind)
    return _loaded[kind]


async def loaded(kind: str) -> Channel:
    """Give the kind's adapter, imported beside what the process is doing; raises UnknownKind."""
    if kind not in _loaded and kind in _ADAPTERS:
        await asyncio.to_thread(importlib.import_module, _ADAPTERS[kind][0])
    return adapter(kind)


def use(kind: str, channel: Channel) -> None:
    """Put an adapter made elsewhere in the kind's place (a simulator with another's limits)."""
    if kind not in _ADAPTERS:
        raise UnknownKind(kind)
    _loaded[kind] = channel


async def close() -> None:
    """Close and forget all adapters; the next `adapter` call loads anew."""
    channels = [*_loaded.values()]
    _loaded.clear()
    await asyncio.gather(*(channel.close() for channel in channels))


def _load(kind: str) -> Channel:
    if kind not in _ADAPTERS:
        raise UnknownKind(kind)
    module, name = _ADAPTERS[kind]
    make = getattr(importlib.import_module(module), name)
    made: Channel = make(_bases[kind]) if kind in _bases else make()
    return made
