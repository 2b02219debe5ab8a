"""What is heard before any journey: an old button, the wish for a person."""

from dialog.table.row import OPEN, row

ANYWHERE = (
    row("heard", OPEN, None, given="tapped_an_old_button", then="explain_old_button"),
    row("heard", OPEN, None, given="wants_human", then="call_human"),
)
