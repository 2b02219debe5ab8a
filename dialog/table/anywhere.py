"""What is heard before any journey: an old button, the wish for a person."""

from dialog.table.row import OPEN, S, row

_HERE = tuple(one for one in OPEN if one is not S.WHICH_SALON)
"""Where it is clear which salon is spoken with."""

ANYWHERE = (
    row("heard", OPEN, None, given="taps_again"),
    row("heard", OPEN, None, given="tapped_an_old_button", then="explain_old_button"),
    row("heard", OPEN, None, given="wants_human", then="call_human"),
    row("heard", OPEN, None, given="sets_language_alone", then="speak_it"),
    row("heard", _HERE, None, given="leaves_a_note_alone", then="go_on"),
    row("wordless", _HERE, None, given="sends_a_picture", then="note_picture"),
)
