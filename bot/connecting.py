"""Connecting a salon's accounts from the command line."""

from collections.abc import Callable, Iterator
from pathlib import Path

from bot import at_hand, hookup, opening
from bot.doctor import Remark
from bot.hookup import Place
from channels import accounts, registry, sharing
from channels.accounts import Accounts, Connected
from foundation.errors import Permanent
from foundation.house import House
from foundation.settings import Settings

Print = Callable[[str], None]
Ask = Callable[[str], str]


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
        made = await hookup.store(house, salon_id, kind, secrets, "command-line")
        say(f"Webhook path: {hookup.path(made)}")
        say(await registry.adapter(kind).check(made.account))
        for line in _told(await hookup.introduce(settings, made)):
            say(line)


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
        own = [one for one in found if one.at_home and not one.left]
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
        remarks = [await _examined(one) for one in found if _works(one)]
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
        path = hookup.path(one) if _works(one) else ""
        path += "disconnected" if one.left else ""
        path += f" shared by {len(one.salons)} salons" if one.salons else ""
        say(f"{one.account.kind:10} {one.name:12} {path}".rstrip())


async def examine(house: House) -> list[Remark]:
    """Ask each provider whether the account works, for `doctor`."""
    known, remarks = Accounts(house), []
    for salon_id, account_id, kind in await accounts.everywhere(house):
        if kind in registry.WITH_PROVIDER:
            connected = await known.by_id(salon_id, account_id)
            remarks += [] if connected.left else [await _examined(connected)]
    return remarks


async def _examined(connected: Connected) -> Remark:
    account = connected.account
    subject, verdict = f"{account.kind} account {connected.name}", await hookup.tested(account)
    if verdict.wrong:
        cure = f"parlance channel add {account.kind} token=... --salon SLUG"
        return Remark(subject, wrong=verdict.wrong, cure=cure)
    return Remark(subject, fact=verdict.fact)


def _told(place: Place) -> Iterator[str]:
    if place.polled:
        yield "PARLANCE_PUBLIC_URL is not set: a worker asks the provider for updates instead."
    elif not place.url:
        yield "PARLANCE_PUBLIC_URL is not set: the provider cannot deliver. Set it, then add again."
    elif place.told:
        yield f"The provider now delivers to {place.url}"
    elif place.cure:
        yield f"The provider was not told where to deliver: {place.cure}"
    else:
        yield f"Paste this address as the webhook at your provider: {place.url}"
    if place.url and place.verify_token:
        yield f"Its verify token: {place.verify_token}"


def _works(one: Connected) -> bool:
    return one.account.kind in registry.WITH_PROVIDER and not one.left


def _read(kind: str, given: list[str], ask: Ask | None) -> dict[str, str]:
    secrets = hookup.read(kind, dict(_pair(one) for one in given))
    missing = hookup.missing(kind, secrets)
    if missing and ask is None:
        needed = " ".join(f"{name}=..." for name in registry.NEEDED[kind])
        raise Permanent(f"a {kind} account needs {needed} (missing: {', '.join(missing)})")
    return secrets | hookup.read(kind, {name: ask(name) for name in missing if ask})


def _pair(given: str) -> tuple[str, str]:
    name, sign, value = given.partition("=")
    if not sign or not name:
        raise Permanent(f"secrets are given as key=value or key=@file, not {name!r}")
    if value.startswith("@"):
        return name, Path(value[1:]).expanduser().read_text(encoding="utf-8").strip()
    return name, value
