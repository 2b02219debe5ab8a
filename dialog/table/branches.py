"""One account, several salons: which of them is asked before anything else."""

from dialog.table.row import ALL, OPEN, S, row

RESTING = (S.NEW, S.BOOKED, S.CANCELLED)
"""Where a conversation is in the middle of nothing: who has never chosen is asked there."""

_ELSEWHERE = tuple(one for one in OPEN if one is not S.WHICH_SALON)

BRANCHES = (
    # event                from            to              given / unless               then
    row("salons_shared", RESTING, S.WHICH_SALON, then="ask_which_salon"),
    row("salons_shared", _ELSEWHERE, S.WHICH_SALON, given="wants_another_branch",
        then="ask_which_salon"),
    row("heard", S.WHICH_SALON, None, given="goes_elsewhere", then="leave_it_there"),
    row("heard", S.WHICH_SALON, None, given="stays_here", then="go_on_here"),
)  # fmt: skip

UNCHOSEN = (
    # Whatever else is said waits for the salon that will be chosen.
    row("heard", S.WHICH_SALON, None, unless="answers_a_reminder", then="ask_which_again"),
    row("wordless", S.WHICH_SALON, None, then="ask_which_again"),
)

BRANCHES_IGNORES = (row("salons_shared", ALL, None),)
