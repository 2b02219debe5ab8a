"""The proof that a webhook comes from Meta."""

from typing import Final

from channels import signatures
from channels.port import Account, Request, Unauthentic

_HEADER: Final = "x-hub-signature-256"
_PREFIX: Final = b"sha256="


def verify(account: Account, request: Request) -> None:
    """Compare the signature of the raw body; raises Unauthentic or MissingSecret.

    Meta escapes non-ASCII and slashes its own way: only the very bytes that came can be signed.
    """
    keys = [secret.encode() for secret in signatures.secrets(account, "app_secret")]
    wanted = [_PREFIX + one.hex().encode() for one in signatures.signed(request.body, keys)]
    signatures.demand(request.headers.get(_HEADER, b""), wanted, "signature")


def challenge(account: Account, request: Request) -> bytes:
    """Give Meta's challenge back verbatim, zeros in front and all.

    Raises Unauthentic or MissingSecret.
    """
    known = [secret.encode() for secret in signatures.secrets(account, "verify_token")]
    given = request.query.get("hub.verify_token", "")
    # What is no Unicode stays different from every token, as bytes.
    signatures.demand(given.encode(errors="surrogatepass"), known, "verify token")
    asked = request.query.get("hub.challenge", "")
    if request.query.get("hub.mode") != "subscribe" or not asked:
        raise Unauthentic("this is no subscription")
    return asked.encode(errors="surrogatepass")
