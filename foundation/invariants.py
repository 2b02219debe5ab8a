"""What must always hold in the database, as queries that find what does not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invariant:
    """One promise: `name` states it, `sql` returns the offending rows.

    The first column of `sql` names the row by its ids; a query that returns nothing is a promise
    kept. Run by the read role, which sees every salon, so `sql` takes no parameters.
    """

    name: str
    sql: str
