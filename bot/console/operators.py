"""Who may use a salon's console."""

import unicodedata
from dataclasses import dataclass

from sqlalchemy import insert, select, update

from bot.console import passwords
from bot.console import tables as t
from foundation import ids
from foundation.db import Tx
from foundation.house import House
from foundation.ids import OperatorId

KIND = "operator"
"""The directory's kind that leads from a login to its salon."""


@dataclass(frozen=True, slots=True)
class Operator:
    """One person with a login; `name` is what colleagues see."""

    operator_id: OperatorId
    name: str
    password_hash: str


def normal(login: str) -> str:
    """Write a login the one way it is stored: case, width and blanks at the ends do not count."""
    return unicodedata.normalize("NFKC", login[:200]).strip().casefold()


async def add(tx: Tx, house: House, login: str, name: str, password: str) -> OperatorId:
    """Give a person access to the salon's console; a known login gets this name, this password.

    Raises Refused("taken") when another salon has the login.
    """
    await house.directory.enter(tx, KIND, normal(login))
    known = await by_login(tx, login)
    if (
        known is not None
        and known.name == name
        and await passwords.fits(password, known.password_hash)
    ):
        return known.operator_id
    values = {"name": name, "password_hash": await passwords.hashed(password)}
    if known is not None:
        where = (t.operators.c.salon_id == tx.salon_id) & (
            t.operators.c.operator_id == known.operator_id
        )
        await tx.execute(update(t.operators).where(where).values(values))
        return known.operator_id
    made = OperatorId(ids.new())
    key = {"salon_id": tx.salon_id, "operator_id": made, "login": normal(login)}
    await tx.execute(insert(t.operators).values(key | values))
    return made


async def by_login(tx: Tx, login: str) -> Operator | None:
    """Find an operator of this salon."""
    query = select(
        t.operators.c.operator_id, t.operators.c.name, t.operators.c.password_hash
    ).where(t.operators.c.salon_id == tx.salon_id, t.operators.c.login == normal(login))
    row = (await tx.execute(query)).one_or_none()
    return None if row is None else Operator(row.operator_id, row.name, row.password_hash)
