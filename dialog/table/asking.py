"""Side questions: answered wherever they are asked, before any journey goes on."""

from dialog.table.row import OPEN, PASSING, S, row

_TALKING = tuple(one for one in OPEN if one is not S.SEEKING)

ASKING = (
    row("heard", _TALKING, None, given="complains", then="pass_complaint"),
    row("heard", _TALKING, None, given="only_asks", then="answer"),
    row("rating_found", OPEN, None, then="tell_rating"),
)

ASKING_IGNORES = (row("rating_found", PASSING, None),)
