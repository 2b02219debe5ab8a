"""The conversation as a table: from where, on which event, to where, doing what.

Rows of one event are tried in order; the first whose guard holds is taken. Slot filling needs no
state per combination: the first unmet guard asks for what is missing. `to=None` stays there.
"""

from dialog.table.anywhere import ANYWHERE
from dialog.table.asking import ASKING, ASKING_IGNORES
from dialog.table.booking import BOOKING, BOOKING_IGNORES
from dialog.table.branches import BRANCHES, BRANCHES_IGNORES, UNCHOSEN
from dialog.table.paying import PAYING, PAYING_IGNORES
from dialog.table.row import OPEN, PASSING, Row, row
from dialog.table.salons import SALONS, SALONS_IGNORES
from dialog.table.visits import VISITS, VISITS_IGNORES
from dialog.table.waiting import WAITING, WAITING_IGNORES

__all__ = ["IGNORED", "OPEN", "PASSING", "TABLE", "Row", "row"]

TABLE = (
    *BRANCHES, *ANYWHERE, *UNCHOSEN, *WAITING, *PAYING, *ASKING, *VISITS, *SALONS, *BOOKING,
)  # fmt: skip
IGNORED = (
    *BOOKING_IGNORES,
    *VISITS_IGNORES,
    *WAITING_IGNORES,
    *PAYING_IGNORES,
    *ASKING_IGNORES,
    *SALONS_IGNORES,
    *BRANCHES_IGNORES,
)
