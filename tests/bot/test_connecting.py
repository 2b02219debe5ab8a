"""Accounts are connected with all they need, renewed without losing what is under way."""

from pathlib import Path

import pytest

from booking import seed
from bot import connecting
from channels import accounts
from channels.accounts import Connected
from foundation.errors import Permanent, Transient
from foundation.house import House
from foundation.settings import Settings

NUMBER = ["account_sid=AC1", "from=+14155550199"]


@pytest.fixture
async def salon(house: House) -> None:
    async with house.database.unit_of_work(seed.SALON_ID) as tx:
        await seed.seed_demo(tx, house.directory)


async def added(settings: Settings, kind: str, given: list[str]) -> None:
    """Add an account whose provider is away: it is stored before the provider is asked."""
    with pytest.raises((Permanent, Transient)):
        await connecting.add(settings, kind, "demo", given, lambda _: None)


async def known(house: House, kind: str) -> list[Connected]:
    async with house.database.unit_of_work(seed.SALON_ID) as tx:
        found = await accounts.listed(tx, house)
    return [one for one in found if one.account.kind == kind]


@pytest.mark.usefixtures("salon")
async def test_renewed_secrets_stand_beside_the_ones_before(house: House) -> None:
    for token in ("first", "second", "third"):
        await added(house.settings, "twilio", [*NUMBER, f"auth_token={token}"])
    (one,) = await known(house, "twilio")
    assert one.account.secrets["auth_token"] == "third,second"


@pytest.mark.usefixtures("salon")
async def test_another_number_is_another_account(house: House) -> None:
    await added(house.settings, "twilio", [*NUMBER, "auth_token=x"])
    await added(house.settings, "twilio", ["account_sid=AC1", "from=+1415555", "auth_token=x"])
    assert len(await known(house, "twilio")) == 2


@pytest.mark.usefixtures("salon")
async def test_a_bot_whose_token_is_renewed_stays_the_same_account(house: House) -> None:
    await added(house.settings, "telegram", ["token=42:" + "A" * 35])
    (before,) = await known(house, "telegram")
    await added(house.settings, "telegram", ["token=42:" + "B" * 35])
    (after,) = await known(house, "telegram")
    assert after.account.token == before.account.token
    assert after.account.secrets["token"] == "42:" + "B" * 35
    assert after.account.secrets["secret_token"] == before.account.secrets["secret_token"]


@pytest.mark.usefixtures("salon")
async def test_what_is_missing_is_named_or_asked_for(house: House, tmp_path: Path) -> None:
    with pytest.raises(Permanent, match="missing: auth_token"):
        await connecting.add(house.settings, "twilio", "demo", NUMBER, print)
    file = tmp_path / "key"
    file.write_text("from-a-file\n")
    asked: list[str] = []

    def ask(name: str) -> str:
        asked.append(name)
        return "typed"

    given = [f"api_key=@{file}", "from=PN1"]
    with pytest.raises((Permanent, Transient)):
        await connecting.add(house.settings, "openphone", "demo", given, lambda _: None, ask)
    (one,) = await known(house, "openphone")
    assert asked == ["signing_key"]
    assert (one.account.secrets["api_key"], one.account.secrets["signing_key"]) == (
        "from-a-file", "typed",
    )  # fmt: skip


@pytest.mark.usefixtures("salon")
async def test_an_unknown_kind_names_the_known_ones(house: House) -> None:
    with pytest.raises(Permanent, match="evolution, openphone, telegram, twilio, whatsapp"):
        await connecting.add(house.settings, "pigeon", "demo", [], print)


@pytest.mark.usefixtures("salon")
async def test_an_account_learns_where_its_receipts_go(house: House) -> None:
    given = [*NUMBER, "auth_token=x"]
    await added(house.settings, "twilio", given)
    (one,) = await known(house, "twilio")
    assert "status_callback" not in one.account.secrets
    public = house.settings.model_copy(update={"public_url": "https://bot.example"})
    await added(public, "twilio", given)
    (one,) = await known(house, "twilio")
    place = f"https://bot.example/hooks/twilio/{one.account.token}"
    assert one.account.secrets["status_callback"] == place
    await added(public, "twilio", [*given, "status_callback=https://elsewhere.example"])
    (one,) = await known(house, "twilio")
    assert one.account.secrets["status_callback"] == "https://elsewhere.example"
