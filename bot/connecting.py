"""Connecting a salon's accounts from the command line."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from bot import at_hand, opening
from bot.doctor import Remark
from channels import accounts, port, registry, sharing
from channels.accounts import Accounts, Connected
from foundation import ids
from foundation.errors import Permanent, Transient, Unknown
from foundation.house import House
from foundation.ids import SalonId
from foundation.settings import Settings

Print = Callable[[str], None]
Ask = Callable[[str], str]

_OUR_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def add(
    settings: Settings, kind: str, slug: str, given: list[str], say: Print, ask: Ask | None = None
) -> None:
    """Store an account, tell the provider where to deliver, print the webhook's path.

    What is missing is asked for by `ask`, where somebody is there to answer. Adding an account
    again renews its secrets; webhooks proven by the one before stay good until the next renewal.
    Raises Permanent.
    """
    secrets = _read(kind, given, ask)
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, slug)
        before = await _known(house, salon_id, kind, secrets)
        if before is not None and not before.at_home:
            raise Permanent("another salon shares this account with it: renew the secrets there")
        token = before.account.token if before else ids.token()
        secrets = _addressed(settings, kind, token) | secrets
        if before is not None:
            secrets = _beside(kind, secrets, before.account.secrets)
        for name in registry.OURS.get(kind, ()):
            secrets.setdefault(name, ids.token())
        async with house.database.unit_of_work(salon_id, actor="command-line") as tx:
            connected = await accounts.connect(tx, house, kind, kind.title(), secrets, token)
        await sharing.spread(house, connected)  # a repeat mends it, should we die before
        await _introduce(settings, connected, say)


async def share(settings: Settings, kind: str, home: str, other: str, say: Print) -> None:
    """Let another salon share the home's accounts of a kind: customers are asked which they want.

    Doing it again changes nothing. Raises Permanent, Refused("no_such_salon").
    """
    if kind not in registry.WITH_PROVIDER:
        raise Permanent(f"the kinds of account are: {', '.join(sorted(registry.NEEDED))}")
    async with at_hand.house(settings) as house:
        salon_id, other_id = [await opening.salon(house, slug) for slug in (home, other)]
        if salon_id == other_id:
            raise Permanent("a salon shares its account with another one")
        async with house.database.unit_of_work(salon_id) as tx:
            found = [one for one in await accounts.listed(tx, house) if one.account.kind == kind]
        own = [one for one in found if one.at_home]
        if not own:
            raise Permanent(f"{home} has no {kind} account of its own: parlance channel add {kind}")
        for one in own:
            made = await sharing.share(house, one, other_id)
            say(f"{kind} account {one.name} serves {len(made.salons)} salons: customers are asked")


async def inspect(settings: Settings, slug: str, say: Print) -> bool:
    """Ask each provider whether the salon's account works; tell whether all do."""
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, slug)
        async with house.database.unit_of_work(salon_id) as tx:
            found = await accounts.listed(tx, house)
        remarks = [
            await _examined(one) for one in found if one.account.kind in registry.WITH_PROVIDER
        ]
    for one in remarks:
        say(f"{one.subject}: {one.wrong or one.fact}")
    if not remarks:
        say("No account of a provider yet. Connect one: parlance channel add --help")
    return not any(one.wrong for one in remarks)


async def show(settings: Settings, slug: str, say: Print) -> None:
    """Print the salon's accounts, one line each; never a secret."""
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, slug)
        async with house.database.unit_of_work(salon_id) as tx:
            found = await accounts.listed(tx, house)
    for one in found:
        path = _path(one) if one.account.kind in registry.WITH_PROVIDER else ""
        path += f" shared by {len(one.salons)} salons" if one.salons else ""
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
    path = _path(connected)
    say(f"Webhook path: {path}")
    say(await channel.check(connected.account))
    if not settings.public_url:
        say(_unreached(channel))
    elif isinstance(channel, port.Told):
        await channel.set_webhook(connected.account, settings.public_url + path)
        say(f"The provider now delivers to {settings.public_url}{path}")
    else:
        say(f"Paste this address as the webhook at your provider: {settings.public_url}{path}")
        if isinstance(channel, port.Challenged):
            say(f"Its verify token: {connected.account.secrets['verify_token']}")


def _unreached(channel: port.Channel) -> str:
    if isinstance(channel, port.Polled):
        return "PARLANCE_PUBLIC_URL is not set: a worker asks the provider for updates instead."
    return "PARLANCE_PUBLIC_URL is not set: the provider cannot deliver. Set it, then add again."


async def _known(
    house: House, salon_id: SalonId, kind: str, secrets: Mapping[str, str]
) -> Connected | None:
    """Find the account that this is, if the salon has it already."""
    async with house.database.unit_of_work(salon_id) as tx:
        found = [one for one in await accounts.listed(tx, house) if one.account.kind == kind]
    names = registry.IDENTITY[kind]
    same = (one for one in found if all(_is_same(one, name, secrets) for name in names))
    return next(same, None)


def _is_same(one: Connected, name: str, secrets: Mapping[str, str]) -> bool:
    known, given = one.account.secrets.get(name, ""), secrets.get(name, "")
    if name == "token":  # of a bot: its number stays when the rest is renewed
        return known.partition(":")[0] == given.partition(":")[0]
    return known == given


def _beside(kind: str, secrets: dict[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """Keep what was not given anew; the proof of before stays good beside the new one."""
    proof = registry.PROOF[kind]
    known = [one.strip() for one in before.get(proof, "").split(",") if one.strip()]
    new = secrets.get(proof, "")
    kept = [new, *(one for one in known[:1] if one not in new.split(","))] if new else known
    return {**before, **secrets, **({proof: ",".join(kept)} if kept else {})}


def _addressed(settings: Settings, kind: str, token: str) -> dict[str, str]:
    """Give what a provider is told with every message: where to say what became of it."""
    names = registry.ADDRESSED.get(kind, ()) if settings.public_url else ()
    return dict.fromkeys(names, f"{settings.public_url}/hooks/{kind}/{token}")


def _read(kind: str, given: list[str], ask: Ask | None) -> dict[str, str]:
    if kind not in registry.NEEDED:
        raise Permanent(f"the kinds of account are: {', '.join(sorted(registry.NEEDED))}")
    secrets = dict(_pair(one) for one in given)
    missing = [name for name in registry.NEEDED[kind] if not secrets.get(name)]
    if missing and ask is None:
        needed = " ".join(f"{name}=..." for name in registry.NEEDED[kind])
        raise Permanent(f"a {kind} account needs {needed} (missing: {', '.join(missing)})")
    secrets |= {name: ask(name) for name in missing if ask}
    for name in registry.OURS.get(kind, ()):
        if name in secrets and not _OUR_SECRET.fullmatch(secrets[name]):
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
