"""Booking: from the first word to the time that is written in the diary."""

from dialog.table.row import OPEN, PASSING, S, row

BOOKING = (
    # event          from                 to             given / unless            then
    row("heard", S.BOOKED, None, given="means_the_visit", then="refer_to_salon"),
    row("heard", OPEN, S.NEW, given="gives_up", then="let_go"),
    row("heard", OPEN, S.SERVICE, given="starts_over", then="start_over"),
    row("heard", S.CONFIRM, S.CONFIRMING, given="agrees", then="book"),
    row("heard", S.LOST, S.CONFIRMING, given="takes_the_closest", then="hold"),
    row("heard", OPEN, None, given="wants_visit_changed", then="refer_to_salon"),
    row("heard", S.NAME, S.CONFIRM, given="tells_only_a_name", then="greet_by_name"),
    row("heard", OPEN, None, given="tells_a_name", then="take_name"),
    row("heard", S.CONFIRM, S.CHANGE, given="wants_a_change", then="ask_change"),
    row("heard", S.CHANGE, S.CONFIRM, given="keeps_it", then="sum_up"),
    row("heard", S.CHANGE, S.NEW, given="declines", then="let_go"),
    row("heard", S.DAY, None, given="declines", then="ask_another_day"),
    row("heard", (S.TIME, S.LOST, S.NAME, S.CONFIRM, S.CHANGE), S.TIME,
        given="wants_other_times", then="find_other_times"),
    row("heard", S.BOOKED, None, given="is_polite", then="answer_politely"),
    row("heard", OPEN, None, given="needs_a_moment", then="wait"),
    row("heard", OPEN, S.DAY, given="names_no_such_day", then="deny_day"),
    row("heard", OPEN, None, given="says_nothing_usable", then="ask_again"),
    row("heard", OPEN, S.SERVICE, unless="knows_service", then="ask_service"),
    row("heard", OPEN, S.DAY, given="day_is_ambiguous", then="ask_day"),
    row("heard", OPEN, S.HOLDING, given="knows_time", then="hold"),
    row("heard", OPEN, S.TIME, then="find_times"),
    row("times_found", S.LOST, None, then="offer_closest"),
    row("times_found", OPEN, S.TIME, then="offer_times"),
    row("hold_taken", S.HOLDING, S.CONFIRM, given="knows_name", then="ask_confirm"),
    row("hold_taken", S.HOLDING, S.NAME, then="ask_name"),
    row("hold_taken", S.CONFIRMING, None, then="book"),
    row("hold_lost", S.HOLDING, S.TIME, then="find_near"),
    row("hold_lost", S.CONFIRMING, S.LOST, then="find_near"),
    row("confirmed", S.CONFIRMING, S.BOOKED, then="tell_booked"),
    row("wordless", OPEN, None, then="ask_for_words"),
    row("blocked", OPEN, S.NEW, then="free_what_is_held"),
)  # fmt: skip

BOOKING_IGNORES = (
    # Within a turn only the diary answers; between turns the diary has nothing to say.
    row("heard", PASSING, None),
    row("wordless", PASSING, None),
    row("blocked", PASSING, None),
    row("times_found", PASSING, None),
    row("hold_taken", OPEN, None),
    row("hold_lost", OPEN, None),
    row("confirmed", (*OPEN, S.HOLDING), None),
)
