"""The webhooks' door: what it takes, what it says to whom."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

from channels import accounts
from tests.bot.conftest import Site

SECRET = "x-telegram-bot-api-secret-token"
PERSON = {"id": 1001, "is_bot": False, "first_name": "Mia"}
CHAT = {"id": 1001, "type": "private"}
HELLO = {"update_id": 1, "message": {"message_id": 1, "from": PERSON, "chat": CHAT, "text": "hi"}}
TAP = {
    "update_id": 2,
    "callback_query": {
        "id": "77",
        "from": PERSON,
        "message": {"message_id": 1, "chat": CHAT},
        "data": "1.1",
    },
}


@dataclass
class Hook:
    """Telegram's side of the demo salon's webhook."""

    http: aiohttp.ClientSession
    url: str

    async def post(
        self, update: object, *, proof: str = "s3cret", path: str = ""
    ) -> tuple[int, str]:
        async with self.http.post(
            self.url + path, data=json.dumps(update), headers={SECRET: proof}
        ) as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def hook(site: Site) -> AsyncIterator[Hook]:
    secrets = {"token": "1:abc", "secret_token": "s3cret"}
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        await accounts.connect(tx, site.house, "telegram", "Telegram", secrets, "path")
    async with aiohttp.ClientSession() as http:
        yield Hook(http, f"{site.base}/hooks/telegram/path")


async def test_a_message_is_answered_by_a_sign_that_we_type(hook: Hook) -> None:
    status, said = await hook.post(HELLO)
    typing = {"method": "sendChatAction", "chat_id": 1001, "action": "typing"}
    assert (status, json.loads(said)) == (200, typing)


async def test_a_tap_is_acknowledged_by_the_answer_itself(hook: Hook) -> None:
    status, said = await hook.post(TAP)
    assert status == 200
    assert json.loads(said) == {"method": "answerCallbackQuery", "callback_query_id": "77"}


async def test_a_repeated_delivery_is_taken_again(hook: Hook) -> None:
    assert [(await hook.post(HELLO))[0] for _ in range(3)] == [200] * 3


async def test_a_wrong_secret_is_turned_away(hook: Hook) -> None:
    assert await hook.post(HELLO, proof="guess") == (401, "not authentic")


@pytest.mark.parametrize("path", ["x", "/x", "/../other"])
async def test_an_unknown_account_is_turned_away(hook: Hook, path: str) -> None:
    assert await hook.post(HELLO, path=path) == (404, "no such account")


async def test_nonsense_from_the_right_sender_is_unreadable(hook: Hook) -> None:
    assert await hook.post([1, 2]) == (400, "unreadable")


async def test_webhooks_are_posted(hook: Hook) -> None:
    async with hook.http.get(hook.url) as answer:
        assert answer.status == 405


async def test_an_account_without_its_secret_says_which(hook: Hook, site: Site) -> None:
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        await accounts.connect(tx, site.house, "telegram", "Telegram", {"token": "2:b"}, "bare")
    status, said = await hook.post(HELLO, path="/../bare")
    assert (status, said) == (503, "the account lacks its secret: secret_token")
