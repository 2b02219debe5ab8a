"""Deposits: a visit that waits for its money is booked, the news of it come by themselves."""

from dialog.table.row import ALL, OPEN, PASSING, S, row

PAYING = (
    # event                from            to        given / unless                     then
    row("heard", S.TIME, S.NEW, given="wants_money_back", then="leave_refund_to_the_team"),
    row("heard", S.BOOKED, None, given="owes_a_deposit", then="tell_what_is_due"),
    row("deposit_asked", S.CONFIRMING, S.BOOKED, then="ask_deposit"),
    row("pay_link_made", OPEN, None, given="concerns_what_is_due", then="tell_link"),
    row("deposit_paid", OPEN, None, given="concerns_what_is_due", then="settle_deposit"),
    row("deposit_settled", OPEN, None, then="tell_settled"),
    row("deposit_too_late", OPEN, S.TIME, then="tell_too_late"),
    row("deposit_lapsed", OPEN, None, given="concerns_what_is_due", then="tell_lapsed"),
    row("deposit_refunded", OPEN, None, then="tell_refunded"),
)

PAYING_IGNORES = (
    # Money comes between turns; news of another visit than the one that waits change nothing.
    row("deposit_asked", tuple(one for one in ALL if one is not S.CONFIRMING), None),
    *(
        row(event, ALL, None)
        for event in ("pay_link_made", "deposit_paid", "deposit_lapsed")
    ),
    *(
        row(event, PASSING, None)
        for event in ("deposit_settled", "deposit_too_late", "deposit_refunded")
    ),
)  # fmt: skip
