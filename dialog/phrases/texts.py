"""Every sentence the bot can say, in English, which is also the catalogues' message id."""

from typing import Final


def _(text: str) -> str:
    """Mark a text for the catalogues."""
    return text


TEXTS: Final = {
    "hello": _('Hi, I\'m the {salon} assistant (type "human" for a person).'),
    "ask_service": _("What would you like to book?"),
    "which_salon": _("Which salon?"),
    "service_facts": _("{service}, {length} min, {price}."),
    "service_facts_with": _("{service} with {staff}, {length} min, {price}."),
    "times_on_day": _("{day} I have these times - or say another:"),
    "times": _("I have {starts} - or say another time."),
    "beside_full": _("{day} is fully booked for that."),
    "beside_closed": _("{day} we are closed."),
    "beside_past": _("That time has already passed."),
    "beside_notice": _("That is too soon to be booked here."),
    "beside_far": _("That is further ahead than can be booked now."),
    "beside_off": _("Nobody works at that time."),
    "beside_away": _("{staff} does not work at that time."),
    "beside_hours": _("{day} we are open {hours}."),
    "beside_not_done": _("{staff} does not do that here."),
    "beside_taken": _("{start} with {whom} is already taken."),
    "beside_asked": _("I have nothing free at the time you asked for."),
    "beside_more": _("Those were all the times I had."),
    "nearest": _("Closest: {starts}. Or say another time."),
    "no_times": _(
        "I found nothing free in the next weeks. Say another day or stylist, or call {phone}."
    ),
    "lost": _("Someone took {start} a moment ago - sorry."),
    "closest": _("Closest for your {service}: {starts}. Nothing else to re-enter."),
    "ask_day": _("Which day do you mean?"),
    "held": _(
        "Held for you for 10 minutes: {service} with {staff}, {whole}, {price}, pay at the salon."
    ),
    "summary": _("{service} with {staff}, {whole}, {price}, pay at the salon."),
    "held_due": _("Held for you for 10 minutes: {service} with {staff}, {whole}, {price}."),
    "summary_due": _("{service} with {staff}, {whole}, {price}."),
    "held_plan": _("Held for you for 10 minutes: {plan}, total {price}, pay at the salon."),
    "summary_plan": _("{plan}, total {price}, pay at the salon."),
    "held_plan_due": _("Held for you for 10 minutes: {plan}, total {price}."),
    "summary_plan_due": _("{plan}, total {price}."),
    "plan_becomes": _("So the plan becomes: {plan}, total {price}, held for you for 10 minutes."),
    "deposit": _("A {deposit} deposit secures it and comes off the price."),
    "free_until": _("Free to change until {until}."),
    "added": _("{services} is with {staff}, {length} min, {price}."),
    "wish_facts": _("{services}, {length} min, {price} in all."),
    "wish_facts_with": _("{services} with {staff}, {length} min, {price} in all."),
    "wish_facts_party": _("For {count} people: {services}, {length} min each, {price} together."),
    "instead": _("{services} instead of {others}."),
    "longer": _("{staff} takes {minutes} min longer."),
    "shorter": _("{staff} takes {minutes} min less."),
    "dearer": _("That is {price} more."),
    "cheaper": _("That is {price} less."),
    "party_most": _("I can book at most {count} people for that at one time."),
    "party_staff": _("For {count} people {staff} is not enough: anyone who is free, then."),
    "ask_name": _("Your first name?"),
    "thanks_name": _("Thanks {name}."),
    "ask_confirm": _("Book it?"),
    "ask_change": _("What should I change? Pick one, or just write it."),
    "booked": _(
        "Booked, {name}: {start}, {service} with {staff}, {salon}, {address}."
        " To move or cancel, just write here."
    ),
    "booked_plan": _(
        "Booked, {name}: {plan}, {salon}, {address}. To move or cancel, just write here."
    ),
    "booked_already": _("That is booked already."),
    "usual_unknown": _("I don't know yet what you usually have."),
    "noted": _("Noted for the team."),
    "noted_other": _("Noted: it is for somebody else. I stay in touch with you."),
    "tell_note": _('Write it as "note: ..." and the team will see it.'),
    "photo_noted": _("I can't see pictures, but I have noted for {staff} that you sent one."),
    "human": _(
        "I have told the team at {salon}: a person will read this."
        " You can also call {phone}. Meanwhile I go on answering."
    ),
    "trouble": _(
        "Sorry, something went wrong here with your message. I have told the team at {salon}:"
        " a person will read it. You can also call {phone}."
    ),
    "your_visit": _("Your next visit: {services} with {staff}, {whole}, {price}."),
    "your_visits": _("You have {count} visits to come."),
    "visit_line": _("{start}: {services} with {staff}, {price}."),
    "visit_unpaid": _("Its deposit is not paid yet."),
    "visit_unapproved": _("The salon has not agreed to it yet."),
    "ask_of_visit": _("Is there anything to change?"),
    "no_visits": _(
        "I find no visit of yours that is to come. If you think there is one, call {phone}."
    ),
    "no_visit_today": _("I find no visit of yours today. If you think there is one, call {phone}."),
    "no_such_visit": _("I find no such visit of yours."),
    "ask_which_show": _("Which visit do you mean?"),
    "ask_which_move": _("Which visit shall I move?"),
    "ask_which_cancel": _("Which visit can you not come to?"),
    "this_visit": _("Your {services} with {staff}, {start}."),
    "visit_changed": _("That visit is not what it was a moment ago."),
    "nothing_changed": _("All right, nothing is changed."),
    "visit_stays": _("It stays as it is: {services} with {staff}, {start}."),
    "moving_free_until": _("Moving it is free until {until}."),
    "moving_costs": _("Moving it now costs {fee}."),
    "moving_is_free": _("Moving it to another day costs nothing."),
    "deposit_moves": _("The {deposit} deposit moves too."),
    "party_moves": _("As several of you come together, a person has to move it."),
    "ask_move": _("Move it from {start} to {whole}, same price?"),
    "ask_move_at": _("Move it from {start} to {whole}, {price}?"),
    "ask_move_with": _("Move it from {start} to {whole} with {staff}, {price}?"),
    "visit_moved": _("Moved: {services} with {staff}, {start}."),
    "deposit_moved": _("Your deposit of {deposit} is carried over."),
    "move_lost": _("Someone took {start} a moment ago - sorry. Your visit stays as it was so far."),
    "cancelling_costs": _("Cancelling it now costs {fee}."),
    "cancelling_keeps": _("Cancelling it now keeps the {deposit} deposit."),
    "cancelling_keeps_some": _("Cancelling it now keeps {fee} of the {deposit} deposit."),
    "cancelling_costs_beyond": _(
        "Cancelling it now costs {fee}, the {deposit} deposit is part of it."
    ),
    "ask_cancel_how": _("What shall I do?"),
    "ask_cancel_who": _("It is for {count} people. Who can't come?"),
    "ask_cancel": _("Cancel {services} with {staff}, {start}? It costs nothing."),
    "ask_cancel_fee": _(
        "Please confirm: cancel {services} with {staff}, {start}, for a fee of {fee}?"
    ),
    "ask_cancel_returned": _(
        "Cancel {services} with {staff}, {start}? The {deposit} deposit is returned."
    ),
    "ask_cancel_all": _("Cancel for all {count} of you, {start}? It costs nothing."),
    "ask_cancel_all_fee": _(
        "Please confirm: cancel for all {count} of you, {start}, for a fee of {fee}?"
    ),
    "visit_cancelled": _("Cancelled: {services} with {staff}, {start}."),
    "fee_due": _("A fee of {fee} is due, by the terms of that booking."),
    "deposit_back": _("The team sends your deposit of {deposit} back."),
    "deposit_rest_back": _("The team sends the rest of your {deposit} deposit back."),
    "ask_another_visit": _("Want to book again another day?"),
    "visit_restored": _("It stands again: {services} with {staff}, {start}."),
    "visit_not_restored": _("Its time is gone already - sorry."),
    "ask_how_late": _("How late will you be?"),
    "late_told": _(
        "Thanks, I told the team: about {minutes} min late for {services} with {staff}, {start}."
    ),
    "late_much": _(
        "That is more than the {minutes} min we can wait. A person will look at it - or shall I"
        " find another time?"
    ),
    "reminder": _("Reminder: {services} with {staff}, {whole}. Will you come?"),
    "ask_coming": _("Will you come, {start}?"),
    "coming_noted": _("Great, see you {start}."),
    "take_your_time": _("Take your time. Just write when you are ready."),
    "take_your_time_held": _("Take your time: it stays held for you until {until}."),
    "ask_another_day": _("Which day, then?"),
    "anything_else": _("Shall I book anything else?"),
    "let_go": _("All right, I let it go. Write any time to book."),
    "not_understood": _("Sorry, I did not get that."),
    "no_such_day": _("There is no such day."),
    "no_such_stylist": _("I don't know that name here; you can choose {staff}."),
    "old_button": _("That button belongs to an earlier message."),
    "old_yes_alone": _("That button was for {services} alone."),
    "old_yes_time": _("That button was for {start}."),
    "ask_new_plan": _("Do you want the new plan, {services} at {clock}?"),
    "only_words": _("I can only read text for now."),
    "welcome": _("You're welcome. See you soon!"),
    "assistant_again": _("The {salon} assistant again."),
    "booked_by": _("Booked by {colleague}: {services} with {staff}, {start}, {price}."),
    "booked_by_free": _("Booked by {colleague}: {services} with {staff}, {start}, no charge."),
    "moved_by": _("Moved by {colleague}: {services} with {staff}, now {start}."),
    "cancelled_by": _("Cancelled by {colleague}: {services} with {staff}, {start}."),
    "texts_off": _(
        "You will get no more messages from {salon}. What is booked stays booked; call {phone} to"
        " change it. Reply START to turn messages on."
    ),
    "texts_on": _("Messages from {salon} are on again. Reply STOP to end them."),
    "texts_help": _(
        "{salon}, {phone}. Write here to book, move or cancel a visit. Reply STOP to end messages."
    ),
    "our_services": _("We do {services}."),
    "our_hours": _("We are open {week}."),
    "our_address": _("We are at {address}."),
    "our_phone": _("Our number is {phone}."),
    "our_team": _("Our team: {staff}."),
    "done_by": _("{service} is done by {staff}."),
    "cancel_free": _("Cancelling costs nothing."),
    "cancel_free_until": _("Cancelling is free until {hours} h before the visit."),
    "cancel_then": _("After that it costs {percent} % of the price."),
    "cancel_costs": _("Under {hours} h before it costs {percent} %."),
    "pay_here": _("You pay at the salon. For cards or cash, please ask: {phone}."),
    "rated": _("Guests rate us {stars} of 5 ({count})."),
    "not_rated": _("Nobody has rated us here yet."),
    "own_fact": _("{fact}"),
    "no_fact": _("That I don't know, but the team does: {phone}."),
    "complaint": _(
        "I'm sorry to hear that. I have passed it to the team at {salon} with your visits:"
        " a person will read this. You can also call {phone}."
    ),
    "ask_city": _("In which town shall I look?"),
    "salon_found": _("{place}, {town}: {service}, {length} min, {price}."),
    "ask_salon": _("Shall I book there?"),
    "no_salon": _("I found no salon for that there."),
    "no_more_salons": _("Those were all the salons I found there."),
    "search_left": _("All right, I stop looking. Write any time to book."),
    "ask_when_there": _("When would you like to come to {place}?"),
    "not_free_there": _("That time is not free there; this is the closest:"),
    "full_there": _("They have nothing free near that time."),
    "summary_there": _("{service} at {place}, {town}, {whole}, {price}, pay at the salon."),
    "booked_there": _(
        "Booked, {name}: {start}, {service}, {place}, {address}. To move or cancel, call {tel}."
    ),
    "asked_there": _(
        "Asked for, {name}: {start}, {service}, {place}, {address}."
        " The salon has yet to agree: {tel}."
    ),
    "rated_there": _("Guests rate it {stars} of 5 ({count})."),
    "address_there": _("It is at {address}."),
    "phone_there": _("Its number is {tel}."),
    "no_fact_there": _("That I don't know; the salon does: {tel}."),
    "title_yes_there": _("Yes, there"),
    "title_another_salon": _("Another salon"),
    "service_short": _("{service} ({length} min, {price})"),
    "day_to_day": _("{first} to {last}"),
    "closed_on": _("closed on {days}"),
    "title_yes": _("Yes, book"),
    "deposit_asked": _(
        "{plan}, {price}. A {deposit} deposit secures it and comes off the price."
        " The time is yours until {until}."
    ),
    "pay_link": _("Pay the {deposit} here: {link}"),
    "deposit_waits": _(
        "I wait for the {deposit} deposit until {until}; then the time is free again."
    ),
    "deposit_received": _(
        "Deposit of {amount} received. You're booked: {plan}. Left to pay at the salon: {rest}."
    ),
    "deposit_too_late": _(
        "Your {amount} arrived after the time to pay ended at {until}, and {start} was taken."
    ),
    "refund_or": _("Free instead: {starts}. Or shall the team send the money back?"),
    "refund_or_nothing": _("Shall the team send the money back?"),
    "refund_asked": _("I have asked the team to send your {amount} back."),
    "deposit_carried": _("Your deposit of {amount} counts for it."),
    "deposit_lapsed": _("The deposit for {start} did not come in time, so I gave the time back."),
    "deposit_refunded": _("Your {amount} is on its way back to you."),
    "deposit_team": _("The team settles a {deposit} deposit with you; it comes off the price."),
    "title_refund": _("Refund {amount}"),
    "waitlist_joined": _("You are on the waitlist for {services}. I write when a time is free."),
    "waitlist_joined_day": _(
        "You are on the waitlist: {services}, {day}. I write when a time is free."
    ),
    "waitlist_joined_time": _(
        "You are on the waitlist: {services} with {staff}, {start}. I write when it is free."
    ),
    "waitlist_refused": _("There is no such time to wait for."),
    "waitlist_left": _("You are off the waitlist."),
    "offer_made": _(
        "Good news: {start} with {staff} is free ({services}, {price}). It is yours until {until}."
    ),
    "offer_taken": _("Booked: {plan}, {salon}, {address}."),
    "offer_declined": _("All right, it goes to the next person. You stay on the waitlist."),
    "offer_gone": _("That offer ended at {until}; the time is taken now."),
    "offer_gone_waits": _("You are still on the waitlist."),
    "offer_instead": _("Free now: {starts}."),
    "title_waitlist": _("Waitlist"),
    "title_waitlist_for": _("Waitlist for {start}"),
    "title_take_offer": _("Take it"),
    "title_no_thanks": _("No thanks"),
    "title_leave_waitlist": _("Leave the waitlist"),
    "title_yes_both": _("Yes, both"),
    "title_yes_all": _("Yes, all of it"),
    "title_only": _("{services} only"),
    "title_only_at": _("{services} only, {clock}"),
    "title_keep": _("Keep {start}"),
    "title_change": _("Change something"),
    "title_move_it": _("Move it"),
    "title_cancel_it": _("Cancel it"),
    "title_stay": _("Keep {start}"),
    "title_yes_move": _("Yes, move"),
    "title_yes_cancel": _("Yes, cancel"),
    "title_no_keep": _("No, keep it"),
    "title_cancel_for": _("Cancel, {fee}"),
    "title_ask_salon": _("Ask the salon"),
    "title_everyone": _("Everyone"),
    "title_another_day": _("Another day"),
    "title_undo": _("Undo, I will come"),
    "title_minutes": _("{minutes} min"),
    "title_coming": _("I'll be there"),
    "title_another_time": _("Another time"),
    "title_other_times": _("Other times"),
    "title_choose": _("Choose"),
    "title_never_mind": _("Never mind"),
    "or": _("{some} or {last}"),
    "and": _("{some} and {last}"),
    "then": _("{some}, then {last}"),
    "segment": _("{service} with {staff} {hours}"),
    "today": _("today {day}"),
    "tomorrow": _("tomorrow {day}"),
    "with_staff": _("{start} with {staff}"),
}
