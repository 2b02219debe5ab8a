"""The proof that a webhook comes from Twilio."""

from base64 import b64encode
from hashlib import sha256
from typing import Final
from urllib.parse import parse_qs

from channels import signatures
from channels.port import Account, Request, Unauthentic
from channels.twilio.wire import pairs

_HEADER: Final = "x-twilio-signature"
_HASH: Final = "bodySHA256"
_PORTS: Final = {"https": "443", "http": "80"}


def verify(account: Account, request: Request) -> None:
    """Check the signature over the address with the form's fields; raises as the port says.

    Twilio's own senders disagree on whether the port belongs to the address: both count.
    """
    keys = [token.encode() for token in signatures.secrets(account, "auth_token")]
    covered = _covered(request)
    wanted = [
        b64encode(digest)
        for url in _spellings(request.url)
        for digest in signatures.signed(_bytes(url) + covered, keys, "sha1")
    ]
    signatures.demand(request.headers.get(_HEADER, b""), wanted, "signature")


def _covered(request: Request) -> bytes:
    """Give what of the body is signed itself: of JSON nothing, its hash stands in the address."""
    if is_json(request):
        given = parse_qs(request.url.partition("?")[2]).get(_HASH, [""])[0]
        known = sha256(request.body).hexdigest().encode()
        signatures.demand(_bytes(given), [known], "hash of the body")
        return b""
    fields = sorted(set(pairs(request.body)))
    return b"".join(name + value for name, value in fields)


def is_json(request: Request) -> bool:
    """Tell whether the body is JSON rather than a form."""
    given = request.headers.get("content-type", b"").partition(b";")[0]
    return given.strip().lower() == b"application/json"


def _spellings(url: str) -> set[str]:
    """Give the address with its port and without; the rest stays to the letter."""
    scheme, sign, rest = url.partition("://")
    if not sign:
        raise Unauthentic("the webhook's own address is not known")
    end = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
    place, path = rest[:end], rest[end:]
    host, colon, port = place.rpartition(":")
    if not colon or not port.isdigit():
        host, port = place, _PORTS.get(scheme.lower(), "")
    return {url, f"{scheme}://{host}{path}", f"{scheme}://{host}:{port}{path}"}


def _bytes(text: str) -> bytes:
    return text.encode(errors="replace")
