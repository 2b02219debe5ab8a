"""The waitlist: joined where nothing fits, an offer answered; what is open stays open."""

from dialog.table.row import OPEN, PASSING, S, row

WAITING = (
    # event            from     to         given / unless                     then
    row("heard", OPEN, None, given="takes_the_offer", then="take_offer"),
    row("heard", OPEN, None, given="declines_the_offer", then="decline_offer"),
    row("heard", OPEN, None, given="leaves_the_waitlist", then="leave_waitlist"),
    row("heard", OPEN, S.SERVICE, given="wants_to_wait", unless="knows_service",
        then="ask_service"),
    row("heard", OPEN, None, given="wants_to_wait", then="join_waitlist"),
    row("waitlist_joined", OPEN, None, then="tell_joined"),
    row("waitlist_refused", OPEN, None, then="tell_not_joined"),
    row("offer_made", OPEN, None, then="tell_offer"),
    row("offer_taken", OPEN, None, then="tell_offer_taken"),
    row("offer_gone", OPEN, None, then="tell_offer_gone"),
)  # fmt: skip

WAITING_IGNORES = (
    # Offers come between turns; within one the list answers only what was asked of it.
    row("waitlist_joined", PASSING, None),
    row("waitlist_refused", PASSING, None),
    row("offer_made", PASSING, None),
    row("offer_taken", PASSING, None),
    row("offer_gone", PASSING, None),
)
