"""The proof that a webhook comes from the salon's own Evolution server."""

import base64
import binascii
from typing import Final, TypeVar

import msgspec

from channels import signatures
from channels.clean import read_json, shaped
from channels.port import Account, Request, Unauthentic, Unreadable

T = TypeVar("T")

_SETTING: Final = "jwt_key"
_BEARER: Final = b"Bearer "
_LONGEST: Final = 4096  # bytes; Evolution's token has some 170
_ALGORITHM: Final = "HS256"


class Header(msgspec.Struct, frozen=True, gc=False):
    """How the token says it is signed."""

    alg: str


class Claims(msgspec.Struct, frozen=True, gc=False):
    """What the token says: times in Unix seconds."""

    iat: int
    exp: int
    app: str
    action: str


def verify(account: Account, request: Request) -> None:
    """Check the webhook's token; raises Unauthentic or MissingSecret.

    It is signed with a key that `set_webhook` gave to the server, it lives for ten minutes. It
    does not cover the body: whoever could read one token could send any body until it expires.
    """
    keys = [secret.encode() for secret in secrets(account)]
    given = request.headers.get("authorization", b"")
    if not given.startswith(_BEARER) or len(given) > _LONGEST:
        raise Unauthentic("the token is missing")
    signed, _, signature = given.removeprefix(_BEARER).rpartition(b".")
    wanted = [_encoded(one) for one in signatures.signed(signed, keys)]
    signatures.demand(signature, wanted, "token")
    header, _, claims = signed.partition(b".")
    _judge(_read(header, Header), _read(claims, Claims), request.at)


def secrets(account: Account) -> list[str]:
    """List the account's keys for tokens; raises MissingSecret.

    The first is the one that setting the webhook gives out.
    """
    return signatures.secrets(account, _SETTING)


def _judge(header: Header | None, claims: Claims | None, now: float) -> None:
    if not header or header.alg != _ALGORITHM or not claims:
        raise Unauthentic("the token is of another kind")
    if (claims.app, claims.action) != ("evolution", "webhook"):
        raise Unauthentic("the token is meant for something else")
    if claims.exp <= now:
        raise Unauthentic("the token has expired")
    if claims.iat > now + signatures.PATIENCE:
        raise Unauthentic("the token comes from the future")


def _encoded(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def _read(part: bytes, shape: type[T]) -> T | None:
    try:
        return shaped(read_json(base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4))), shape)
    except (binascii.Error, Unreadable):
        return None
