"""Visits that stand: shown, moved, cancelled, spoken of; whatever was open goes on afterwards."""

from dialog.table.row import ALL, OPEN, PASSING, S, row

VISITS = (
    # event          from                 to                given / unless            then
    row("heard", S.WHICH_VISIT, S.LOOKING, given="names_a_visit", then="look_up_again"),
    row("heard", S.MOVE_TIME, S.MOVE_CONFIRM, given="picks_a_time", then="ask_move"),
    row("heard", S.MOVE_CONFIRM, S.MOVING, given="agrees_to_the_move", then="move"),
    row("heard", S.CANCEL_HOW, S.CANCEL_CONFIRM, given="still_cancels", then="ask_cancel"),
    row("heard", S.CANCEL_WHO, S.CANCEL_CONFIRM, given="says_who", then="ask_cancel"),
    row("heard", S.CANCEL_CONFIRM, S.CANCELLING, given="agrees_to_cancel", then="cancel"),
    row("heard", S.HOW_LATE, S.NOTING, given="says_how_late", then="note_lateness"),
    row("heard", S.CANCELLED, S.RESTORING, given="wants_it_back", then="restore"),
    row("heard", (S.WHICH_VISIT, S.MOVE_TIME, S.MOVE_CONFIRM, S.CANCEL_HOW, S.CANCEL_WHO,
                  S.CANCEL_CONFIRM, S.HOW_LATE), None, given="leaves_it", then="leave_it"),
    row("heard", (S.MOVE_TIME, S.MOVE_CONFIRM), S.MOVE_TIME,
        given="wishes_otherwise", then="find_moves_again"),
    row("heard", OPEN, S.NOTING, given="will_come", then="note_coming"),
    row("heard", OPEN, S.LOOKING, given="asks_for_visits", then="look_up_visits"),
    row("heard", OPEN, S.LOOKING, given="comes_late", then="look_up_for_lateness"),
    row("heard", OPEN, S.LOOKING, given="wants_a_move", then="look_up_to_move"),
    row("heard", OPEN, S.LOOKING, given="wants_a_cancellation", then="look_up_to_cancel"),
    row("heard", S.CANCELLED, S.NEW, given="is_polite", unless="agrees_at_all",
        then="answer_politely"),
    row("heard", S.CANCELLED, S.TIME, given="wants_another_day", then="book_the_same"),
    row("heard", (S.WHICH_VISIT, S.MOVE_TIME, S.MOVE_CONFIRM, S.CANCEL_HOW, S.CANCEL_WHO,
                  S.CANCEL_CONFIRM, S.HOW_LATE), None,
        unless="books_something_else", then="ask_of_visit_again"),
    row("visits_found", S.LOOKING, None, given="has_no_visit", then="tell_no_visit"),
    row("visits_found", S.LOOKING, None, given="shows", then="show_visits"),
    row("visits_found", S.LOOKING, S.WHICH_VISIT, given="is_unclear", then="ask_which_visit"),
    row("visits_found", S.LOOKING, S.NOTING, given="knows_lateness", then="note_lateness"),
    row("visits_found", S.LOOKING, S.HOW_LATE, given="is_about_lateness", then="ask_how_late"),
    row("visits_found", S.LOOKING, None, given="is_about_a_party", then="leave_to_the_salon"),
    row("visits_found", S.LOOKING, S.MOVE_TIME, given="is_about_moving", then="find_moves"),
    row("visits_found", S.LOOKING, S.CANCEL_WHO, given="is_of_several", then="ask_who"),
    row("visits_found", S.LOOKING, S.CANCEL_HOW, given="costs", then="tell_cost"),
    row("visits_found", S.LOOKING, S.CANCEL_CONFIRM, then="ask_cancel"),
    row("moves_found", S.MOVE_TIME, None, given="is_then_already", then="tell_same_time"),
    row("moves_found", S.MOVE_TIME, S.MOVE_CONFIRM, given="is_the_one", then="ask_move"),
    row("moves_found", S.MOVE_TIME, None, then="offer_moves"),
    row("visit_moved", S.MOVING, None, then="tell_moved"),
    row("visits_cancelled", S.CANCELLING, None, given="goes_on_booking", then="tell_cancelled"),
    row("visits_cancelled", S.CANCELLING, S.CANCELLED, then="offer_another_day"),
    row("visits_restored", S.RESTORING, S.BOOKED, then="tell_restored"),
    row("visit_noted", S.NOTING, None, given="is_late", then="tell_lateness"),
    row("visit_noted", S.NOTING, None, then="tell_coming"),
    row("change_refused", S.MOVING, S.MOVE_TIME, given="needs_another_time",
        then="find_moves_near"),
    row("change_refused", (S.MOVING, S.CANCELLING), S.LOOKING, then="look_again"),
    row("change_refused", S.RESTORING, S.CANCELLED, then="tell_not_restored"),
    row("change_refused", S.NOTING, None, then="tell_gone"),
    row("reminder_sent", OPEN, None, then="look_up_reminded"),
    row("reminder_read", OPEN, None, given="visit_stands", then="remind"),
)  # fmt: skip

_PASSING = (S.LOOKING, S.MOVING, S.CANCELLING, S.RESTORING, S.NOTING)

VISITS_IGNORES = (
    # The diary answers only what was asked of it; reminders come between turns.
    row("visits_found", tuple(one for one in ALL if one is not S.LOOKING), None),
    row("moves_found", tuple(one for one in ALL if one is not S.MOVE_TIME), None),
    row("visit_moved", tuple(one for one in ALL if one is not S.MOVING), None),
    row("visits_cancelled", tuple(one for one in ALL if one is not S.CANCELLING), None),
    row("visits_restored", tuple(one for one in ALL if one is not S.RESTORING), None),
    row("visit_noted", tuple(one for one in ALL if one is not S.NOTING), None),
    row("change_refused", tuple(one for one in ALL if one not in
                                {S.MOVING, S.CANCELLING, S.RESTORING, S.NOTING}), None),
    *(row(event, _PASSING, None) for event in (
        "times_found", "hold_taken", "hold_lost", "confirmed", "arranged", "usual_found")),
    row("reminder_sent", PASSING, None),
    row("reminder_read", ALL, None),
)  # fmt: skip
