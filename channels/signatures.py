"""What proofs of a sender have in common: secrets that overlap, bytes compared in constant time."""

import hmac
from collections.abc import Iterable
from typing import Final

from channels.port import Account, MissingSecret, Unauthentic

PATIENCE: Final = 300.0
"""Seconds a signed moment may lie in the past or the future."""


def secrets(account: Account, name: str) -> list[str]:
    """List an account's secrets of one name, the newest first; raises MissingSecret.

    While one replaces another both are listed, by comma, and both count.
    """
    known = [secret.strip() for secret in account.secrets.get(name, "").split(",")]
    known = [secret for secret in known if secret]
    if not known:
        raise MissingSecret(name)
    return known


def same(given: bytes, wanted: Iterable[bytes]) -> bool:
    """Tell whether the bytes are one of the wanted, in the same time whichever it is.

    `compare_digest` raises on strings that are not ASCII, so bytes alone are compared.
    """
    matches = [hmac.compare_digest(given, one) for one in wanted]  # each, never up to the first
    return any(matches)


def demand(given: bytes, wanted: Iterable[bytes], what: str) -> None:
    """Raise Unauthentic unless the bytes are one of the wanted; `what` names the proof."""
    if not same(given, wanted):
        raise Unauthentic(f"the {what} is missing or wrong")


def signed(message: bytes, keys: Iterable[bytes], digest: str = "sha256") -> list[bytes]:
    """Give the raw HMAC of a message under each key."""
    return [hmac.digest(key, message, digest) for key in keys]


def fresh(stamp: bytes, now: float, *, per_second: int = 1) -> None:
    """Raise Unauthentic unless a signed moment is within five minutes of now, either way.

    `stamp` is a decimal number with `per_second` units to the second: 1 for seconds, 1,000 for
    milliseconds.
    """
    if not (stamp.isdigit() and len(stamp) <= 16):
        raise Unauthentic("the signed time is no number")
    if abs(now - int(stamp) / per_second) > PATIENCE:
        raise Unauthentic("the signed time is too far from now")
