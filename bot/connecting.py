"""Connecting a salon's accounts from the command line."""

import re
from collections.abc import Callable
from pathlib import Path

from bot import at_hand, opening
from bot.doctor import Remark
from channels import accounts, port, registry
from channels.accounts import Accounts, Connected
from foundation import ids
from foundation.errors import Permanent, Transient, Unknown
from foundation.house import House
from foundation.settings import Settings

Print = Callable[[str], None]

_OUR_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def add(settings: Settings, kind: str, slug: str, given: list[str], say: Print) -> None:
    """Store an account, tell the provider where to deliver, print the webhook's path."""
    secrets = _read(kind, given)
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, slug)
        token = await _known(house, kind, slug, secrets) or ids.token()
        async with house.database.unit_of_work(salon_id, actor="command-line") as tx:
            connected = await accounts.connect(tx, house, kind, kind.title(), secrets, token)
        await _introduce(settings, connected, say)


async def show(settings: Settings, slug: str, say: Print) -> None:
    """Print the salon's accounts, one line each; never a secret."""
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, slug)
        async with house.database.unit_of_work(salon_id) as tx:
            found = await accounts.listed(tx, house)
    for one in found:
        path = _path(one) if one.account.kind in registry.WITH_PROVIDER else ""
        say(f"{one.account.kind:10} {one.name:12} {path}".rstrip())


async def examine(house: House) -> list[Remark]:
    """Ask each provider whether the account works, for `doctor`."""
    known, remarks = Accounts(house), []
    for salon_id, account_id, kind in await accounts.everywhere(house):
        if kind in registry.WITH_PROVIDER:
            connected = await known.by_id(salon_id, account_id)
            remarks.append(await _examined(connected))
    return remarks


async def _examined(connected: Connected) -> Remark:
    subject = f"{connected.account.kind} account {connected.name}"
    try:
        fact = await registry.adapter(connected.account.kind).check(connected.account)
    except (Permanent, Transient, Unknown) as failure:
        cure = f"parlance channel add {connected.account.kind} token=... --salon SLUG"
        return Remark(subject, wrong=failure.reason, cure=cure)
    return Remark(subject, fact=fact)


async def _introduce(settings: Settings, connected: Connected, say: Print) -> None:
    channel = registry.adapter(connected.account.kind)
    say(f"Webhook path: {_path(connected)}")
    say(await channel.check(connected.account))
    if not settings.public_url:
        say("PARLANCE_PUBLIC_URL is not set: a worker asks the provider for updates instead.")
    elif isinstance(channel, port.Told):
        await channel.set_webhook(connected.account, settings.public_url + _path(connected))
        say(f"The provider now delivers to {settings.public_url}{_path(connected)}")


async def _known(house: House, kind: str, slug: str, secrets: dict[str, str]) -> str | None:
    """Give the path of the account that has this token: adding it again renews its secrets."""
    salon_id = await opening.salon(house, slug)
    async with house.database.unit_of_work(salon_id) as tx:
        for one in await accounts.listed(tx, house):
            same = one.account.secrets.get("token") == secrets.get("token")
            if one.account.kind == kind and same:
                return one.account.token
    return None


def _read(kind: str, given: list[str]) -> dict[str, str]:
    if kind not in registry.NEEDED:
        raise Permanent(f"the kinds of account are: {', '.join(sorted(registry.NEEDED))}")
    secrets = dict(_pair(one) for one in given)
    missing = [name for name in registry.NEEDED[kind] if not secrets.get(name)]
    if missing:
        needed = " ".join(f"{name}=..." for name in registry.NEEDED[kind])
        raise Permanent(f"a {kind} account needs {needed}; missing: {', '.join(missing)}")
    for name in registry.OURS.get(kind, ()):
        secrets.setdefault(name, ids.token())
        if not _OUR_SECRET.fullmatch(secrets[name]):
            raise Permanent(f"{name} is 1 to 256 letters, digits, _ or -")
    return secrets


def _pair(given: str) -> tuple[str, str]:
    name, sign, value = given.partition("=")
    if not sign or not name:
        raise Permanent(f"secrets are given as key=value or key=@file, not {name!r}")
    if value.startswith("@"):
        return name, Path(value[1:]).expanduser().read_text(encoding="utf-8").strip()
    return name, value


def _path(connected: Connected) -> str:
    return f"/hooks/{connected.account.kind}/{connected.account.token}"
