"""What it takes to connect a salon's account, for the command line as for the console."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from channels import accounts, port, registry, sharing
from channels.accounts import Connected
from channels.port import Account, MissingSecret
from foundation import ids
from foundation.db import Tx
from foundation.errors import Permanent, Transient, Unknown
from foundation.house import House
from foundation.ids import SalonId
from foundation.settings import Settings

_ALONE: Final = "SELECT pg_advisory_xact_lock(hashtextextended('accounts ' || %s::text, 0))"
_OUR_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LONGEST: Final = 4096  # characters: several secrets by comma are far shorter

Secrets = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a provider delivers: `url` is "" without a public address.

    `told` is whether the provider knows it by now, `polled` whether it is asked for updates
    instead; `cure` is what only a person can do, in the provider's own words.
    """

    path: str
    url: str = ""
    told: bool = False
    polled: bool = False
    verify_token: str = ""
    cure: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a provider says of an account, or what is wrong; `passing` where waiting may cure it."""

    fact: str = ""
    wrong: str = ""
    passing: bool = False


def read(kind: str, secrets: Secrets) -> dict[str, str]:
    """Take the secrets of an account without the space around them; raises Permanent."""
    if kind not in registry.NEEDED:
        raise Permanent(f"the kinds of account are: {', '.join(sorted(registry.NEEDED))}")
    given = {name: value.strip() for name, value in secrets.items() if value.strip()}
    for name, value in given.items():
        if len(value) > _LONGEST or not value.isprintable():
            raise Permanent(f"{name} is longer than any secret, or no plain text")
        if name in registry.OURS.get(kind, ()) and not _OUR_SECRET.fullmatch(value):
            raise Permanent(f"{name} is 1 to 256 letters, digits, _ or -")
    return given


def missing(kind: str, secrets: Secrets) -> list[str]:
    """Name what an account of this kind cannot do without."""
    return [name for name in registry.NEEDED[kind] if not secrets.get(name)]


async def store(house: House, salon_id: SalonId, kind: str, given: Secrets, by: str) -> Connected:
    """Store an account, or new secrets for the one that it is; `given` is all that is needed.

    What proved webhooks before stays good beside the new proof, until the next renewal. Raises
    Permanent where the account is another salon's that shares it with this one.
    """
    async with house.database.unit_of_work(salon_id, actor=by) as tx:
        await tx.rows(_ALONE, (salon_id,))  # sent twice at once, it is one account still
        before = await _known(tx, house, kind, given)
        if before is not None and not before.at_home:
            raise Permanent("another salon shares this account with it: renew the secrets there")
        token = before.account.token if before else ids.token()
        secrets = complete(house.settings, kind, token, given, before)
        made = await accounts.connect(tx, house, kind, registry.NAMES[kind], secrets, token)
    await sharing.spread(house, made)  # a repeat mends it, should we die before
    return made


def renewal(before: Connected, typed: Secrets) -> dict[str, str]:
    """Give what stays of an account beside what was typed anew; raises Permanent for another's."""
    kind = before.account.kind
    names = registry.IDENTITY[kind]
    given = {name: before.account.secrets.get(name, "") for name in names} | read(kind, typed)
    if not _is_same(before, given):
        raise Permanent("this is another account's: connect it as one of its own")
    return given


def complete(
    settings: Settings, kind: str, token: str, given: Secrets, before: Connected | None
) -> dict[str, str]:
    """Give all secrets of an account: what was known, what is new, what we make up."""
    names = registry.ADDRESSED.get(kind, ()) if settings.public_url else ()
    address = f"{settings.public_url}/hooks/{kind}/{token}"
    secrets = dict.fromkeys(names, address) | dict(given)
    if before is not None:
        secrets = _beside(kind, secrets, before.account.secrets)
    for name in registry.OURS.get(kind, ()):
        secrets.setdefault(name, ids.token())
    return secrets


async def tested(account: Account) -> Verdict:
    """Ask the provider whether an account works, before it is stored as well as afterwards."""
    try:
        return Verdict(fact=await (await registry.loaded(account.kind)).check(account))
    except Permanent as failure:
        return Verdict(wrong=failure.reason)
    except (Transient, Unknown) as failure:
        return Verdict(wrong=failure.reason, passing=True)
    except MissingSecret as lacking:
        return Verdict(wrong=f"the account lacks its secret: {lacking.args[0]}")


async def introduce(settings: Settings, connected: Connected) -> Place:
    """Tell the provider where to deliver, where it wants to be told; raises Transient, Unknown."""
    channel, place = await registry.loaded(connected.account.kind), placed(settings, connected)
    if not place.url or not isinstance(channel, port.Told):
        return place
    try:
        await channel.set_webhook(connected.account, place.url)
    except Permanent as refused:
        return replace(place, cure=refused.reason)
    return replace(place, told=True)


def placed(settings: Settings, connected: Connected) -> Place:
    """Say where an account's webhooks go, without telling anybody."""
    account = connected.account
    channel, at = registry.adapter(account.kind), path(connected)
    url = settings.public_url + at if settings.public_url else ""
    asked = isinstance(channel, port.Challenged)
    token = account.secrets.get("verify_token", "") if asked else ""
    polled = not url and isinstance(channel, port.Polled)
    return Place(at, url, polled=polled, verify_token=token)


def path(connected: Connected) -> str:
    """Give the path of an account's webhook."""
    return f"/hooks/{connected.account.kind}/{connected.account.token}"


async def leave(house: House, connected: Connected, by: str) -> None:
    """Disconnect an account: its secrets are gone, its conversations stay; for all who share it.

    Raises Permanent where it is another salon's.
    """
    if not connected.at_home:
        raise Permanent("another salon shares this account with it: disconnect it there")
    names = registry.IDENTITY[connected.account.kind]
    known_by = {name: _public(name, connected.account.secrets.get(name, "")) for name in names}
    async with house.database.unit_of_work(connected.salon_id, actor=by) as tx:
        left = await accounts.leave(tx, house, connected, known_by)
    await sharing.spread(house, left)


async def _known(tx: Tx, house: House, kind: str, given: Secrets) -> Connected | None:
    """Find the account that this is, if the salon has it already or once had."""
    found = [one for one in await accounts.listed(tx, house) if one.account.kind == kind]
    same = (one for one in found if _is_same(one, given))
    return next(same, None)


def _is_same(one: Connected, given: Secrets) -> bool:
    known = one.left or one.account.secrets
    return all(
        _public(name, known.get(name, "")) == _public(name, given.get(name, ""))
        for name in registry.IDENTITY[one.account.kind]
    )


def _public(name: str, value: str) -> str:
    """Give what is no secret of what an account is known by: a bot's number stays when renewed."""
    return value.partition(":")[0] if name == "token" else value


def _beside(kind: str, secrets: Secrets, before: Secrets) -> dict[str, str]:
    """Keep what was not given anew; the proof of before stays good beside the new one."""
    proof = registry.PROOF[kind]
    known = [one.strip() for one in before.get(proof, "").split(",") if one.strip()]
    new = secrets.get(proof, "")
    kept = [new, *(one for one in known[:1] if one not in new.split(","))] if new else known
    return {**before, **secrets, **({proof: ",".join(kept)} if kept else {})}
