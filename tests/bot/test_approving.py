"""Templates are submitted, reviewed, known to the salon as the provider last said."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from booking import seed
from bot import approving
from bot.stand_ins.whatsapp import app
from bot.stand_ins.whatsapp.app import StandIn
from bot.stand_ins.whatsapp.world import APP_SECRET, BUSINESS, NUMBER_ID, TOKEN, Template
from channels import accounts
from channels.accounts import Connected
from channels.openings import approvals
from channels.openings.choosing import Approval, Status
from channels.openings.registry import GAPS, LANGUAGES
from channels.port import AccountTrouble
from foundation.errors import Permanent
from foundation.house import House
from foundation.settings import Settings

SECRETS = {
    "token": TOKEN,
    "app_secret": APP_SECRET,
    "phone_number_id": NUMBER_ID,
    "business_account_id": BUSINESS,
}


@dataclass
class Meta:
    """A stand-in with the settings of whom it serves."""

    served: StandIn
    settings: Settings

    @property
    def templates(self) -> dict[tuple[str, str], Template]:
        return self.served.world.templates


@pytest.fixture
async def meta(house: House) -> AsyncIterator[Meta]:
    async with app.running() as (base, served):
        yield Meta(served, house.settings.model_copy(update={"whatsapp_api": f"{base}/v26.0"}))


async def connected(house: House, **secrets: str) -> Connected:
    async with house.database.unit_of_work(seed.SALON_ID, actor="test") as tx:
        await seed.seed_demo(tx, house.directory)
        return await accounts.connect(tx, house, "whatsapp", "WA", SECRETS | secrets, "wa")


async def known(house: House, account: Connected) -> dict[tuple[str, str], Status]:
    async with house.database.unit_of_work(account.salon_id) as tx:
        found = await approvals.known(tx, account.account_id)
    return {(one.name, one.language): one.status for one in found}


async def test_what_is_submitted_is_approved_in_seven_languages(house: House, meta: Meta) -> None:
    account = await connected(house)
    said: list[str] = []
    await approving.sync(meta.settings, "demo", said.append, submit=True)
    stands = await known(house, account)
    assert len(stands) == len(GAPS) * len(LANGUAGES)
    assert {*stands.values()} == {Status.APPROVED}
    assert ("visit_reminder_v1", "pt_PT") in stands
    assert said[0] == f"WA: {'waitlist_offer_v1':20} approved en de es fr it pt nl"
    assert len(said) == len(GAPS)
    made = {**meta.templates}
    await approving.sync(meta.settings, "demo", said.append, submit=True)
    assert meta.templates == made, "nothing is submitted twice"


async def test_a_sync_puts_the_new_state_in_the_place_of_the_old(house: House, meta: Meta) -> None:
    account = await connected(house)
    async with house.database.unit_of_work(account.salon_id) as tx:
        old = Approval("visit_moved_v1", "en", Status.APPROVED)
        await approvals.keep(tx, account.account_id, [old])
    body, name = "See you at {{start}} then", "deposit_lapsed_v1"
    for code, status in (("en_US", "APPROVED"), ("de", "REJECTED"), ("fr", "PAUSED")):
        meta.templates[name, code] = Template(name, code, body, status=status)
    other = Template(name, "nl", "Hoi {{1}} dag")
    meta.templates[name, "nl"] = other
    said: list[str] = []
    await approving.sync(meta.settings, "demo", said.append)
    assert await known(house, account) == {
        (name, "en_US"): Status.APPROVED,
        (name, "de"): Status.REJECTED,
        (name, "fr"): Status.PAUSED,
        (name, "nl"): Status.DIFFERS,
    }
    assert f"WA: {'visit_moved_v1':20} none en de es fr it pt nl" in said


async def test_without_the_business_accounts_id_the_lack_is_named(house: House) -> None:
    await connected(house, business_account_id="")
    with pytest.raises(AccountTrouble, match="business_account_id"):
        await approving.sync(house.settings, "demo", lambda _: None)


async def test_a_salon_without_whatsapp_needs_no_templates(house: House) -> None:
    async with house.database.unit_of_work(seed.SALON_ID, actor="test") as tx:
        await seed.seed_demo(tx, house.directory)
    with pytest.raises(Permanent, match="needs templates"):
        await approving.sync(house.settings, "demo", lambda _: None)
