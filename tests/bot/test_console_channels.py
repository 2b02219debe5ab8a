"""Channels are connected, renewed, disconnected in the console; no secret ever comes back."""

import hmac
import json
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from uuid import UUID

import pytest

from bot.console.channels.outward import outward
from bot.console.channels.words import KINDS
from bot.stand_ins import app, kinds
from bot.stand_ins.app import Habits
from channels import accounts, breaker, registry
from channels.accounts import Connected
from foundation.ids import AccountId
from tests.bot.conftest import Client, Site
from tests.bot.counter import led
from tests.bot.test_console_conversations import words

HOME = "/console/channels"
TELEGRAM = {"token": "42:stand-in"}
TWILIO = {
    "account_sid": "ACXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
    "auth_token": "stand-in-auth-token",
    "from": "+14155550199",
}
WHATSAPP = {
    "token": "stand-in-token",
    "app_secret": "stand-in-app-secret",
    "phone_number_id": "106540352242922",
}
OPEN = {"account_sid", "from", "phone_number_id"}
"""What is no secret: it may be shown again."""


@pytest.fixture
async def town(site: Site) -> AsyncIterator[Site]:
    """The served product, with three providers to connect with, no public address."""
    async with AsyncExitStack() as opened:
        bases = {}
        for kind in ("telegram", "twilio", "whatsapp"):
            served = kinds.make(kind, Habits())
            base, _ = await opened.enter_async_context(app.running(served))
            bases[kind] = f"{base}/v26.0" if kind == "whatsapp" else base
        await registry.close()
        registry.configure(bases)
        yield site
        await registry.close()


@pytest.fixture
def public(town: Site) -> Site:
    """The same with an address that providers can reach."""
    house = town.engine.house
    settings = house.settings.model_copy(update={"public_url": town.base})
    town.engine.house = replace(house, settings=settings)
    return town


async def connected(operator: Client, kind: str, secrets: dict[str, str]) -> str:
    """Connect a channel by its form; gives its page."""
    await operator.get(f"{HOME}/connect/{kind}")
    await operator.post(f"{HOME}/connect/{kind}", secrets)
    return await led(operator)


async def known(site: Site, kind: str) -> list[Connected]:
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        found = await accounts.listed(tx, site.house)
    return [one for one in found if one.account.kind == kind]


async def told(site: Site, operator: Client, one: Connected, secret: str) -> int:
    """Deliver to WhatsApp's webhook what a secret proves; gives the answer's status."""
    body = json.dumps({"object": "whatsapp_business_account", "entry": []}).encode()
    proof = hmac.new(secret.encode(), body, "sha256").hexdigest()
    url = f"{site.base}/hooks/whatsapp/{one.account.token}"
    headers = {"x-hub-signature-256": f"sha256={proof}"}
    async with operator.http.post(url, data=body, headers=headers) as answer:
        return answer.status


@pytest.mark.usefixtures("town")
async def test_the_page_says_what_can_be_connected_what_is_lacking(operator: Client) -> None:
    page = words(await operator.get(HOME))
    assert "No messenger is connected yet" in page
    assert "PARLANCE_PUBLIC_URL" in page
    for kind in registry.NEEDED:
        form = await operator.get(f"{HOME}/connect/{kind}")
        assert [name for name in registry.NEEDED[kind] if f'name="{name}"' not in form] == []
    await operator.get(f"{HOME}/connect/pigeon")
    assert operator.status == 404


@pytest.mark.usefixtures("town")
async def test_a_bot_is_connected_and_polled_where_nobody_can_deliver(operator: Client) -> None:
    page = words(await connected(operator, "telegram", TELEGRAM))
    assert "Works" in page
    assert "https://t.me/" in page
    assert "asked for messages instead" in page
    assert "No messenger is connected" not in words(await operator.get(HOME))


async def test_a_provider_that_is_told_delivers_here(public: Site, operator: Client) -> None:
    page = await connected(operator, "twilio", TWILIO)
    (one,) = await known(public, "twilio")
    assert f"{public.base}/hooks/twilio/{one.account.token}" in page
    assert "webhook at 127.0.0.1" in words(page)
    assert "sms:+14155550199" in page


async def test_an_address_is_pasted_with_its_verify_token(public: Site, operator: Client) -> None:
    page = await connected(operator, "whatsapp", WHATSAPP)
    (one,) = await known(public, "whatsapp")
    path, verify = f"/hooks/whatsapp/{one.account.token}", one.account.secrets["verify_token"]
    assert f'value="{public.base}{path}"' in page
    assert f'value="{verify}"' in page
    query = f"?hub.mode=subscribe&hub.challenge=7&hub.verify_token={verify}"
    assert await operator.get(path + query) == "7"


WRONG = (
    ("telegram", {"token": "nobody-knows-this-secret"}, "bot token"),
    ("twilio", TWILIO | {"auth_token": "not-the-right-secret"}, "Copy the account SID"),
    ("whatsapp", WHATSAPP | {"token": "ended-long-ago-secret"}, "Look whether the token"),
    ("whatsapp", {"token": "the-only-one-secret"}, "Still needed: Phone number ID, App secret"),
    ("telegram", {"token": "42:a\nsecret"}, "no plain text"),
)


async def test_what_is_wrong_is_said_and_nothing_is_stored(town: Site, operator: Client) -> None:
    for kind, secrets, said in WRONG:
        await operator.get(f"{HOME}/connect/{kind}")
        page = await operator.post(f"{HOME}/connect/{kind}", secrets)
        assert (operator.status, said in words(page)) == (422, True), said
        assert [name for name, value in secrets.items() if (value in page) != (name in OPEN)] == []
        assert await known(town, kind) == []


async def test_renewed_secrets_prove_beside_the_ones_before(public: Site, operator: Client) -> None:
    await connected(operator, "whatsapp", WHATSAPP)
    (one,) = await known(public, "whatsapp")
    here = f"{HOME}/{one.account_id}"
    first, second, third = WHATSAPP["app_secret"], "the-second-secret", "the-third-secret"
    await operator.post(f"{here}/renew", {"app_secret": second})
    assert "Two are accepted" in words(await led(operator))
    proofs = [await told(public, operator, one, secret) for secret in (first, second, third)]
    assert proofs == [200, 200, 401]
    await operator.post(f"{here}/renew", {"app_secret": third})
    await led(operator)
    proofs = [await told(public, operator, one, secret) for secret in (first, second, third)]
    assert proofs == [401, 200, 200]
    assert (await known(public, "whatsapp"))[0].account.secrets["token"] == WHATSAPP["token"]


async def test_a_renewal_that_does_not_work_changes_nothing(town: Site, operator: Client) -> None:
    await connected(operator, "telegram", TELEGRAM)
    (before,) = await known(town, "telegram")
    here = f"{HOME}/{before.account_id}/renew"
    for typed, said in (
        ("42:wr/ong", "bot token"),
        ("43:stand-in", "another account"),
        ("", "Nothing"),
    ):
        page = await operator.post(here, {"token": typed, "secret_token": "from-outside"})
        assert (operator.status, said in words(page)) == (422, True)
    assert await known(town, "telegram") == [before]


async def test_no_secret_is_on_any_page(public: Site, operator: Client) -> None:
    pages = []
    for kind, secrets in (("telegram", TELEGRAM), ("twilio", TWILIO), ("whatsapp", WHATSAPP)):
        pages.append(await connected(operator, kind, secrets))
        (one,) = await known(public, kind)
        here = f"{HOME}/{one.account_id}"
        pages += [await operator.post(f"{here}/renew", secrets | {"token": "x"})]
        pages += [await operator.post(f"{here}/check", {}), str(operator.headers)]
        pages += [await led(operator), str(operator.headers), await operator.get(HOME)]
    given = TELEGRAM | TWILIO | WHATSAPP | {"bot": TELEGRAM["token"]}
    secret = [value for name, value in given.items() if name not in OPEN]
    assert len(secret) == 4
    assert [one for one in secret for page in pages if one in page] == []


async def test_a_form_from_elsewhere_does_nothing(town: Site, operator: Client) -> None:
    await connected(operator, "telegram", TELEGRAM)
    (one,) = await known(town, "telegram")
    for path in (f"connect/{one.account.kind}", f"{one.account_id}/disconnect"):
        await operator.post(f"{HOME}/{path}", TELEGRAM | {"csrf": "guess"})
        assert operator.status == 403
    assert await known(town, "telegram") == [one]


async def test_a_disconnected_channel_hears_nothing_and_can_come_back(
    public: Site, operator: Client
) -> None:
    await connected(operator, "whatsapp", WHATSAPP)
    (before,) = await known(public, "whatsapp")
    here = f"{HOME}/{before.account_id}"
    await operator.post(f"{here}/disconnect", {})
    assert "WhatsApp is disconnected" in words(await led(operator))
    assert await told(public, operator, before, WHATSAPP["app_secret"]) == 404
    await operator.get(here)
    assert operator.status == 404
    assert [one.account.secrets for one in await known(public, "whatsapp")] == [{}]
    await connected(operator, "whatsapp", WHATSAPP)
    (after,) = await known(public, "whatsapp")
    assert (after.account_id, after.account.token) == (before.account_id, before.account.token)
    assert await told(public, operator, after, WHATSAPP["app_secret"]) == 200


async def test_an_account_that_rests_says_why(town: Site, operator: Client) -> None:
    page = words(await connected(operator, "twilio", TWILIO))
    assert "nothing comes in: this installation has no public address" in page
    (one,) = await known(town, "twilio")
    async with town.house.database.unit_of_work(town.salon_id) as tx:
        await breaker.trouble(tx, one.account_id, "no money left")
    page = words(await operator.get(HOME))
    assert "Its messages wait: no money left" in page
    assert "A case is open" in page


async def test_a_channel_of_nobody_is_not_there(town: Site, operator: Client) -> None:
    for number in (AccountId(UUID(int=7)), "x"):
        await operator.get(f"{HOME}/{number}")
        assert operator.status == 404
    web = await town.engine.web_account("demo")
    assert web
    await operator.post(f"{HOME}/{web.account_id}/disconnect", {})
    assert operator.status == 404, "the web chat is no account with a provider"


async def test_what_stands_beside_us_is_no_server_of_an_operator_s() -> None:
    inward = (
        *("http://1.1.1.1", "https://127.0.0.1", "https://169.254.169.254/latest", "https://[::1]"),
        *("https://[::ffff:10.0.0.1]", "https://10.1.2.3:8080", "https://localhost", "https://"),
        "https://1.1.1.1:99999",
    )
    assert [url for url in inward if await outward(url)] == []
    assert await outward("https://1.1.1.1")


def test_secrets_are_typed_unseen() -> None:
    """Every field of a secret is a password's: none is shown while it is typed."""
    assert set(KINDS) == set(registry.NEEDED)
    for kind, how in KINDS.items():
        needed = {name for name, one in how.fields.items() if one.needed}
        assert needed == set(registry.NEEDED[kind])
        assert (
            how.fields.get(registry.PROOF[kind]) is None or how.fields[registry.PROOF[kind]].secret
        )
        for name, one in how.fields.items():
            assert one.secret or not re.search("token|secret|key", name)
