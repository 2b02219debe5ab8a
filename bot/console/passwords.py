"""Passwords: argon2id, with the parameters of RFC 9106's second recommendation."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()
# 64 MiB each: more at once would let strangers fill the memory through the login page.
_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="password")
_nobody: list[str] = []


def verify(known: str, password: str) -> bool:
    """Hash the password as `known` was, compare."""
    try:
        return _hasher.verify(known, password)
    except (VerificationError, InvalidHashError):
        return False


async def hashed(password: str) -> str:
    """Hash a password with a fresh salt."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _hasher.hash, password)


async def fits(
    password: str, known: str | None, check: Callable[[str, str], bool] = verify
) -> bool:
    """Tell whether the password is the one behind `known`.

    For a login that does not exist (`known` None) the same work is done for nothing, so that the
    answer's time tells nobody which logins exist.
    """
    if not _nobody:
        _nobody.append(await hashed("nobody's password"))
    loop = asyncio.get_running_loop()
    matches = await loop.run_in_executor(_threads, check, known or _nobody[0], password)
    return matches and known is not None
