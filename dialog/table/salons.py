"""Finding a salon among many: heard before booking is."""

from dialog.table.row import ALL, OPEN, S, row

_ELSEWHERE = tuple(one for one in OPEN if one is not S.SEEKING)

SALONS = (
    # event          from               to            given / unless            then
    row("heard", _ELSEWHERE, S.SEEKING, given="wants_a_salon", then="begin_search"),
    row("heard", S.SEEKING, S.NEW, given="leaves_the_search", then="end_search"),
    row("heard", S.SEEKING, None, given="asks_of_salon", then="tell_of_salon"),
    row("heard", S.SEEKING, None, given="agrees_there", then="book_there"),
    row("heard", S.SEEKING, None, unless="knows_what", then="ask_what"),
    row("heard", S.SEEKING, None, given="wants_next_salon", then="offer_next_salon"),
    row("heard", S.SEEKING, None, given="needs_city", then="ask_city"),
    row("heard", S.SEEKING, None, given="needs_search", then="find_salons"),
    row("heard", S.SEEKING, None, unless="has_chosen_salon", then="ask_about_salon"),
    row("heard", S.SEEKING, None, unless="knows_when_there", then="ask_when_there"),
    row("heard", S.SEEKING, None, unless="has_told_name", then="ask_guest"),
    row("heard", S.SEEKING, None, then="look_there"),
    row("salons_found", S.SEEKING, None, given="found_salons", then="offer_salon"),
    row("salons_found", S.SEEKING, None, then="tell_no_salon"),
    row("times_there", S.SEEKING, None, given="has_time_there", then="sum_up_there"),
    row("times_there", S.SEEKING, None, then="tell_full_there"),
    row("booked_there", S.SEEKING, S.BOOKED, then="tell_booked_there"),
)  # fmt: skip

_REST = tuple(one for one in ALL if one is not S.SEEKING)

SALONS_IGNORES = (
    # Another salon answers only while one is looked for.
    row("salons_found", _REST, None),
    row("times_there", _REST, None),
    row("booked_there", _REST, None),
)
