"""The proof that an update comes from Telegram."""

from typing import Final

from channels import signatures
from channels.port import Account, Request

_SETTING: Final = "secret_token"
_HEADER: Final = "x-telegram-bot-api-secret-token"


def verify(account: Account, request: Request) -> None:
    """Compare the secret header; raises Unauthentic or MissingSecret."""
    known = [secret.encode() for secret in secrets(account)]
    signatures.demand(request.headers.get(_HEADER, b""), known, "secret token")


def secrets(account: Account) -> list[str]:
    """List the account's webhook secrets; raises MissingSecret.

    The first is the one that setWebhook gives out.
    """
    return signatures.secrets(account, _SETTING)
