"""What the channels pages show of the salon's accounts."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from booking import salons
from bot import hookup
from bot.console.channels import words
from bot.hookup import Verdict
from bot.page import moments
from channels import accounts, links, port, registry, standing
from channels.accounts import Connected
from channels.standing import Standing
from foundation import cases
from foundation.house import House
from foundation.ids import AccountId, SalonId

_LOCALE: Final = "en"
_PATIENCE: Final = 3.0  # seconds: a page waits no longer for a provider
_OUR_NAME: Final = re.compile(r": [A-Za-z]+Error$")
_OF_AN_ACCOUNT: Final = frozenset(
    {"account_trouble", "account_error", "connection_lost", "provider_away"}
)


@dataclass(frozen=True, slots=True)
class Row:
    """One account: `well` is what its provider says, `wrong` one sentence beside its `cure`."""

    id: str
    title: str
    icon: str
    well: str
    wrong: str
    cure: str
    link: str
    since: str
    since_iso: str
    last: str
    last_iso: str
    cases: int
    shared: int
    at_home: bool


@dataclass(frozen=True, slots=True)
class Salon:
    """What is known of the salon's accounts before any provider is asked."""

    connected: tuple[Connected, ...]
    stands: Mapping[AccountId, Standing]
    troubled: Mapping[str, int]
    cases: int
    zone: ZoneInfo
    now: datetime
    public: bool

    def one(self, account: object) -> Connected | None:
        """Find an account that is connected with a provider; None for anything else."""
        found = (one for one in self.connected if one.account_id == account)
        return next((one for one in found if one.account.kind in registry.WITH_PROVIDER), None)


async def look(house: House, salon_id: SalonId) -> Salon:
    """Read what is known."""
    async with house.database.unit_of_work(salon_id) as tx:
        found = [one for one in await accounts.listed(tx, house) if _shown(one)]
        stands, opened = await standing.of_all(tx), await cases.listed(tx)
        zone = (await salons.load_catalogue(tx)).zone
    named = [str(one.facts.get("account")) for one in opened if one.kind in _OF_AN_ACCOUNT]
    troubled = {one: named.count(one) for one in named}
    return Salon(
        tuple(found),
        stands,
        troubled,
        len(opened),
        zone,
        house.clock(),
        bool(house.settings.public_url),
    )


def _shown(one: Connected) -> bool:
    return not one.left and (
        one.account.kind in registry.WITH_PROVIDER or one.account.kind == "web"
    )


async def rows(salon: Salon) -> list[Row]:
    """Ask all providers at once, give what the page shows."""
    verdicts = await asyncio.gather(*(verdict(one) for one in salon.connected))
    return [row(salon, one, said) for one, said in zip(salon.connected, verdicts, strict=True)]


async def verdict(one: Connected) -> Verdict:
    """Ask the provider of an account, for as long as a page may wait."""
    if one.account.kind not in registry.WITH_PROVIDER:
        return Verdict(fact="Always open")
    await registry.loaded(one.account.kind)  # which may take longer than the provider
    try:
        return await asyncio.wait_for(hookup.tested(one.account), _PATIENCE)
    except TimeoutError:
        return Verdict(wrong=f"no answer within {_PATIENCE:.0f} seconds", passing=True)


def row(salon: Salon, one: Connected, said: Verdict) -> Row:
    """Give one account as it is shown."""
    kind, stands = words.KINDS.get(one.account.kind, words.WEB), salon.stands[one.account_id]
    wrong, cure = _wrong(kind, said, stands)
    if not wrong and not salon.public and one.account.kind in registry.WITH_PROVIDER:
        polled = isinstance(registry.adapter(one.account.kind), port.Polled)
        wrong, cure = ("", "") if polled else words.DEAF
    hosted = f"/chat/{one.account.token}" if kind is words.WEB else ""
    return Row(
        str(one.account_id),
        kind.title,
        kind.icon,
        sentence(said.fact) if said.fact else "",
        wrong,
        cure,
        hosted or links.to_write(one.account, said.fact),
        _at(salon, stands.since),
        stands.since.isoformat(),
        _at(salon, stands.last_at) if stands.last_at else "",
        stands.last_at.isoformat() if stands.last_at else "",
        salon.troubled.get(str(one.account_id), 0),
        len(one.salons),
        one.at_home,
    )


def sentence(text: str) -> str:
    """Make a sentence of a failure's reason."""
    return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "."


def reason(said: Verdict) -> str:
    """Say what is wrong, without the name that an error has in the program."""
    return sentence(_OUR_NAME.sub("", said.wrong))


def cure(kind: words.Kind, said: Verdict) -> str:
    """Say what to do about it."""
    return "Nothing to do but to check again in a minute." if said.passing else kind.cure


def _wrong(kind: words.Kind, said: Verdict, stands: Standing) -> tuple[str, str]:
    if said.wrong:
        return reason(said), cure(kind, said)
    if stands.rests:
        return (
            sentence(f"its messages wait: {stands.reason}"),
            "It answers again: one message tries first, then all go.",
        )
    return "", ""


def _at(salon: Salon, at: datetime) -> str:
    return moments.said_at(at, salon.now, salon.zone, _LOCALE)
