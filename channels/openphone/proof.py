"""The proof that a webhook comes from OpenPhone, in the scheme of its generation."""

import binascii
from base64 import b64decode, b64encode
from typing import Final

from channels import signatures
from channels.port import Account, MissingSecret, Request, Unauthentic

LEGACY: Final = "openphone-signature"
MESSAGE: Final = "webhook-id"
_SETTING: Final = "signing_key"
_STAMP: Final = "webhook-timestamp"
_STANDARD: Final = "webhook-signature"
_PREFIX: Final = "whsec_"
_MOST: Final = 8  # signatures in one header that are worth an HMAC each


def verify(account: Account, request: Request) -> None:
    """Check the signature of either generation; raises Unauthentic or MissingSecret.

    A key with the prefix `whsec_` is of the newer one; while both deliver, both are listed.
    """
    known = signatures.secrets(account, _SETTING)
    if is_legacy(request):
        _legacy(request, _keys(known, newer=False))
    elif _STANDARD in request.headers:
        _standard(request, _keys(known, newer=True))
    else:
        raise Unauthentic("the signature is missing or wrong")


def is_legacy(request: Request) -> bool:
    """Tell the generation by the header that is proven: an added one changes nothing."""
    return LEGACY in request.headers


def _legacy(request: Request, keys: list[bytes]) -> None:
    """Accept `hmac;1;<milliseconds>;<base64>`, or one of several by comma."""
    refusal = Unauthentic("the signature is missing or wrong")
    for one in request.headers[LEGACY].split(b",")[:_MOST]:
        try:
            _signed_once(one.strip(), request, keys)
        except Unauthentic as why:
            refusal = why
        else:
            return
    raise refusal


def _signed_once(one: bytes, request: Request, keys: list[bytes]) -> None:
    scheme, version, stamp, digest, *more = (*one.split(b";"), b"", b"", b"")
    if (scheme, version, len(more)) != (b"hmac", b"1", 3):
        raise Unauthentic("the signature is missing or wrong")
    signatures.fresh(stamp, request.at, per_second=1000)
    wanted = signatures.signed(stamp + b"." + request.body, keys)
    signatures.demand(digest, map(b64encode, wanted), "signature")


def _standard(request: Request, keys: list[bytes]) -> None:
    """Accept one of several `v1,<base64>` by space over id, seconds, body (Standard Webhooks)."""
    message, stamp = (request.headers.get(name, b"") for name in (MESSAGE, _STAMP))
    signatures.fresh(stamp, request.at)
    digests = signatures.signed(b".".join((message, stamp, request.body)), keys)
    wanted = [b"v1," + b64encode(digest) for digest in digests]
    given = request.headers[_STANDARD].split(b" ")
    if not any([signatures.same(one, wanted) for one in given]):  # noqa: C419 - each is compared
        raise Unauthentic("the signature is missing or wrong")


def _keys(known: list[str], *, newer: bool) -> list[bytes]:
    """Give the keys of one generation; raises MissingSecret.

    They are base64 of any bytes; an empty one would let anybody sign.
    """
    written = [key for key in known if key.startswith(_PREFIX) == newer]
    keys = [key for key in map(_decoded, written) if key]
    if not keys:
        raise MissingSecret(_SETTING)
    return keys


def _decoded(key: str) -> bytes:
    text = key.removeprefix(_PREFIX)
    try:
        return b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""
