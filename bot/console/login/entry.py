"""The decision whether somebody may come in."""

from collections.abc import Awaitable, Callable

from bot.console import operators, passwords, sessions
from channels.clean import clean
from foundation.house import House

_LONGEST = 1024


class TooOften(Exception):
    """Too many failures from this address or for this login: answer 429 before any hashing."""


Fits = Callable[[str, str | None], Awaitable[bool]]


async def sign_in(
    house: House, login: str, password: str, address: str, fits: Fits = passwords.fits
) -> str | None:
    """Give the cookie of a new session; None when login or password are wrong, never saying which.

    Counts the attempt first, in the database, whatever process it came through; raises TooOften.
    """
    name = operators.normal(clean(login))
    attempt = await _begin(house, name, address)
    salon_id = await house.directory.find(operators.KIND, name)
    known = None
    if salon_id is not None:
        async with house.database.unit_of_work(salon_id) as tx:
            known = await operators.by_login(tx, name)
    right = await fits(password[:_LONGEST], known.password_hash if known else None)
    if salon_id is None or known is None or not right:
        return None
    async with house.database.unit_of_work(salon_id, actor=f"operator:{known.operator_id}") as tx:
        cookie = await sessions.begin(tx, known.operator_id)
    await _succeed(house, attempt)
    return cookie


async def _begin(house: House, login: str, address: str) -> int:
    hashes = (
        house.vault.keyed_hash(address, "login address"),
        house.vault.keyed_hash(login, "login name"),
    )
    async with house.database.hot.connection() as connection:
        cursor = await connection.execute("SELECT login_begins(%s, %s)", hashes)
        row = await cursor.fetchone()
    if row is None or row[0] is None:
        raise TooOften
    return int(row[0])


async def _succeed(house: House, attempt: int) -> None:
    async with house.database.hot.connection() as connection:
        await connection.execute("SELECT login_succeeds(%s)", (attempt,))
