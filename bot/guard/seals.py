"""Signed cookies beside the form tokens bound to them."""

import hmac
import re
from hashlib import sha256
from typing import Literal

from itsdangerous import BadSignature, Signer
from starlette.responses import Response

from foundation.crypto import Vault

YEAR = 365 * 24 * 3600


def signed(vault: Vault, purpose: str, value: str) -> str:
    """Sign a cookie's value: `value.signature`."""
    return _signer(vault, purpose).sign(value).decode()


def opened(vault: Vault, purpose: str, cookie: str | None) -> str | None:
    """Give the value of a cookie we signed; None for anything else, of any shape."""
    try:
        return _signer(vault, purpose).unsign((cookie or "").encode("utf-8", "replace")).decode()
    except (BadSignature, UnicodeDecodeError):
        return None


def form_token(vault: Vault, secret: str) -> str:
    """Make the token a form must carry, bound to its reader's cookie (`secret`)."""
    return vault.keyed_hash(secret, "form token").hex()


def genuine(vault: Vault, secret: str, token: str) -> bool:
    """Tell whether a form was made for the reader whose cookie holds `secret`."""
    return hmac.compare_digest(form_token(vault, secret).encode(), token.encode("utf-8", "replace"))


def set_cookie(
    response: Response,
    name: str,
    value: str,
    *,
    path: str,
    secure: bool,
    max_age: int | None = None,
    same_site: Literal["lax", "strict"] = "lax",
) -> None:
    """Set a cookie that no script reads."""
    response.set_cookie(
        name, value, max_age, path=path, secure=secure, httponly=True, samesite=same_site
    )


def cookie_name(name: str, *, secure: bool) -> str:
    """Name a whole-site cookie: `__Host-` binds it to this host (RFC 6265bis, 4.1.3.2)."""
    return f"__Host-{name}" if secure else name


def valid_id(text: str) -> bool:
    """Tell whether `text` can be an id a page of ours made: 8 to 64 letters, digits, - or _."""
    return re.fullmatch(r"[A-Za-z0-9_-]{8,64}", text) is not None


def _signer(vault: Vault, purpose: str) -> Signer:
    key = vault.keyed_hash(purpose, "cookie signature")
    return Signer(key, salt=purpose.encode(), digest_method=sha256)
