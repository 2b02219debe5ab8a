"""`channel links` prints a link for each account, or why there is none."""

import pytest

from booking import seed
from bot import inviting
from channels import accounts, registry
from channels.port import Account
from channels.simulator import Simulator
from foundation.errors import Permanent
from foundation.house import House


class Named(Simulator):
    """A provider that says who the account is."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.said = said

    async def check(self, account: Account) -> str:  # noqa: ARG002 - the port's shape
        return self.said


@pytest.fixture
async def salon(house: House) -> None:
    async with house.database.unit_of_work(seed.SALON_ID) as tx:
        await seed.seed_demo(tx, house.directory)
        for kind, secrets in (("telegram", {"token": "1:a"}), ("twilio", {"from": "+4930555010"})):
            await accounts.connect(tx, house, kind, kind, secrets, f"path-{kind}")
        await accounts.connect(tx, house, "evolution", "evolution", {"url": "x"}, "path-evolution")
    registry.use("telegram", Named("@luma_bot, polled"))
    registry.use("twilio", Named("Luma, from +4930555010"))
    registry.use("evolution", Named("instance luma, connected to WhatsApp"))


async def printed(house: House, campaign: str, wish: str) -> list[str]:
    lines: list[str] = []
    public = house.settings.model_copy(update={"public_url": "https://bot.example"})
    await inviting.show(public, "demo", campaign, wish, lines.append)
    return [line for line in lines if not line.startswith("web")]


@pytest.mark.usefixtures("salon")
async def test_every_account_has_its_link(house: House) -> None:
    assert await printed(house, "summer", "cut") == [
        "telegram   https://t.me/luma_bot?start=c-summer-w-Y3V0",
        "twilio     sms:+4930555010?&body=cut%20%5Bsummer%5D",
        "evolution  no link: nobody knows its name or number",
    ]


@pytest.mark.usefixtures("salon")
async def test_a_wish_too_long_for_telegram_has_room_elsewhere(house: House) -> None:
    found = await printed(house, "", "a haircut " * 8)
    assert found[0].startswith("telegram   no link: the text is too long")
    assert found[1].startswith("twilio     sms:+4930555010?&body=a%20haircut")


@pytest.mark.usefixtures("salon")
async def test_a_campaign_that_no_link_carries_is_refused(house: House) -> None:
    with pytest.raises(Permanent, match="a campaign is"):
        await printed(house, "50% off!", "")
