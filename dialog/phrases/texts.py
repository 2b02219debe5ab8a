"""Every sentence the bot can say, in English, which is also the catalogues' message id."""

from typing import Final


def _(text: str) -> str:
    """Mark a text for the catalogues."""
    return text


TEXTS: Final = {
    "hello": _('Hi, I\'m the {salon} assistant (type "human" for a person).'),
    "ask_service": _("What would you like to book?"),
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
    "ask_name": _("Your first name?"),
    "thanks_name": _("Thanks {name}."),
    "ask_confirm": _("Book it?"),
    "ask_change": _("What should I change? Pick one, or just write it."),
    "booked": _(
        "Booked, {name}: {start}, {service} with {staff}, {salon}, {address}."
        " To move or cancel, call {phone}."
    ),
    "booked_plan": _(
        "Booked, {name}: {plan}, {salon}, {address}. To move or cancel, call {phone}."
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
    "visit_change": _("To move or cancel a visit, please call {salon}: {phone}."),
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
    "title_yes": _("Yes, book"),
    "title_yes_both": _("Yes, both"),
    "title_yes_all": _("Yes, all of it"),
    "title_only": _("{services} only"),
    "title_only_at": _("{services} only, {clock}"),
    "title_keep": _("Keep {start}"),
    "title_change": _("Change something"),
    "title_other_times": _("Other times"),
    "title_never_mind": _("Never mind"),
    "or": _("{some} or {last}"),
    "and": _("{some} and {last}"),
    "then": _("{some}, then {last}"),
    "segment": _("{service} with {staff} {hours}"),
    "today": _("today {day}"),
    "tomorrow": _("tomorrow {day}"),
    "with_staff": _("{start} with {staff}"),
}
