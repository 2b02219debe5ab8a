"""The proof that an update comes from Telegram."""

import hmac
from typing import Final

from channels.port import Account, MissingSecret, Request, Unauthentic

_SETTING: Final = "secret_token"
_HEADER: Final = "x-telegram-bot-api-secret-token"


def verify(account: Account, request: Request) -> None:
    """Compare the secret header in constant time; raises Unauthentic or MissingSecret.

    The account may list several secrets by comma while one replaces the other: all are accepted,
    the first is the one that setWebhook gives out. Bytes are compared, since `compare_digest`
    raises on strings that are not ASCII.
    """
    known = secrets(account)
    given = request.headers.get(_HEADER, b"")
    matches = [hmac.compare_digest(given, secret.encode()) for secret in known]
    if not any(matches):
        raise Unauthentic("the secret token is missing or wrong")


def secrets(account: Account) -> list[str]:
    """List the account's webhook secrets, the newest first; raises MissingSecret."""
    known = [secret.strip() for secret in account.secrets.get(_SETTING, "").split(",")]
    known = [secret for secret in known if secret]
    if not known:
        raise MissingSecret(_SETTING)
    return known
