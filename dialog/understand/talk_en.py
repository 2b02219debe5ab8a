"""English words of a booking dialog that are no time."""

from dialog.understand.reading import Intent
from dialog.understand.signs import Kind, Words
from dialog.understand.talk import talk

TALK: Words = {
    talk(
        Intent.GREET
    ): "hello, hiya, howdy, yo, good morning, good afternoon, good evening, good day, "
    "greetings, hi there, hello there, hey there, morning all",
    talk(Intent.THANKS): "thanks, thank you, thank u, cheers, much appreciated, thanks a lot, "
    "many thanks, nice day, great day, nice evening, great evening, nice weekend, good weekend, "
    "great weekend, see you, see u, see ya, bye, goodbye",
    talk(
        Intent.YES
    ): "yes, yep, yeah, yup, ya, yea, yas, y, sure, sure thing, of course, certainly, "
    "absolutely, definitely, perfect, great, sounds good, sounds great, sounds perfect, lovely, "
    "that works, works for me, fine, that's fine, correct, that's right, right, exactly, deal, "
    "go ahead, do it, book it, book that, confirm, confirmed, i confirm, please do, why not, "
    "all good, good, cool, awesome, brilliant, alright, all right, let's do it, lets go, "
    "i'll take it, take it, i guess so, i guess, i think so, think so, that one's fine, "
    "that's great, that's perfect, that's good, yess, yes book",
    talk(Intent.NO): "no, nope, nah, na, n, no way, don't book, do not book, not really, wrong, "
    "that's wrong, not that, not this, doesn't work, does not work, won't work, no good, "
    "don't want it, not yet, no thanks, no thank you, incorrect, not correct",
    talk(Intent.CHANGE): "change, change something, change it, change that, change my mind, "
    "changed my mind, edit, modify, adjust, something else, something different, "
    "change the booking",
    talk(Intent.NEVER_MIND): "never mind, nevermind, nvm, forget it, forget about it, leave it, "
    "don't bother, drop it, not anymore, not any more, no longer, stop it, abort, quit, "
    "i'm not interested, not interested",
    talk(Intent.OTHER_TIMES): "other times, other time, another time, different time, "
    "different times, other slots, another slot, more times, more options, other options, "
    "other days, another day, other day, different day, any other times, any other time, "
    "anything else, what else, none of these, none of those, none of them, neither, "
    "other dates, another date, different date, show more",
    talk(Intent.RESTART): "start over, start again, restart, from scratch, begin again, "
    "from the beginning, reset, new booking, start from the beginning",
    talk(Intent.CANCEL): "cancel, cancellation, cancelling, canceling, call off, can't come, "
    "cannot come, can't make it, cannot make it, won't make it, can not make it, "
    "can't be there, cancel my appointment, cancel my visit, cancel my booking",
    talk(Intent.MOVE): "move, moving, reschedule, rescheduling, postpone, shift, push back, "
    "change my appointment, change my booking, change my visit, move my, rebook, re-book, "
    "bring forward",
    talk(Intent.HUMAN): "human, agent, operator, receptionist, representative, real person, "
    "talk to a person, talk to someone, speak to someone, speak with someone, "
    "talk with someone, speak to a person, talk to somebody, speak to somebody, staff member, "
    "a member of staff, talk to the salon, speak to the salon, please call me, "
    "call me back, call me please, someone from the team, "
    "customer service, the manager, real human, a human, not a bot, not a robot, ask the salon",
    talk(Intent.BOOK): "book, booking, appointment, appointments, appt, apt, reserve, reservation, "
    "schedule, make an appointment, book an appointment, book me in, slot, fit me in, "
    "squeeze me in, get me in, set up",
    (
        Kind.ANYONE,
        0,
    ): "anyone, anybody, whoever, any stylist, anyone free, who ever, no preference, "
    "don't mind who, doesn't matter who, don't care who, no matter who, any one, either of them, "
    "whoever is free, whoever's free, any barber, any hairdresser, no preference on who, "
    "anyone available",
    (Kind.ANYONE, 1): "i don't mind, don't mind, doesn't matter, don't care, either is fine, "
    "whatever, up to you, you choose, you decide, all the same",
    (Kind.WITH, 0): "with, w, wth, by, using, see",
    (Kind.BUT, 0): "but, however, although, only if, unless, if",
    (Kind.NAME_IS, 0): "my name is, my name's, name is, name's, the name is, call me, it is for, "
    "i am called, they call me, name",
    (Kind.I_AM, 0): "i'm, i am, im, it's, its, it is, this is, that's, thats",
    (Kind.HERE, 0): "here, speaking",
    (Kind.FOR, 0): "for",
    (
        Kind.SPEAK,
        0,
    ): "speak, in, write in, do you speak, can we speak, talk in, reply in, switch to",
    (Kind.POLITE, 0): "please, pls, plz, kindly, then, just, maybe, perhaps, um, uh, hmm, oh, ah, "
    "well, so, if possible, for me, to me, "
    "i'd like, i would like, i'd love, i want, i need, i'll have, i'd take, i'll go for, "
    "i choose, i pick, let's take, let's go with, i'll take, how about, what about, "
    "can i have, could i have, can i get, could i get, give me, is it possible, love, dear",
    (Kind.ALSO, 0): "too, also, as well, add, plus, additionally, on top, and also, both",
    (Kind.ONE_OF, 0): "ones, time",
    (Kind.LATER, 0): "later, something later, anything later, a bit later",
    (Kind.LATER, 1): "later one, latest one, the latest, later time, later slot",
    (Kind.SOONER, 0): "earlier, sooner, something earlier, anything earlier, anything sooner, "
    "a bit earlier",
    (Kind.SOONER, 1): "earlier one, earliest one, the earliest, earlier time, earlier slot, "
    "sooner one",
    (Kind.LAST, 0): "last, last one, final one, bottom one",
    (
        Kind.PLAIN,
        2,
    ): "what, which, who, whom, whose, when, where, why, how, price, prices, cost, costs, whats, "
    "wheres, hows, whens",
    (
        Kind.PLAIN,
        0,
    ): "i, me, my, mine, myself, we, us, our, you, your, u, ur, he, she, him, her, his, they, "
    "them, their, it, is, are, am, was, were, be, been, being, do, does, did, done, doing, "
    "have, has, had, having, can, could, would, should, shall, might, must, may, want, need, "
    "like, get, got, getting, make, made, take, come, came, coming, go, going, see, know, "
    "think, say, said, tell, ask, give, let, try, look, looking, prefer, work, works, huh, "
    "wat, wut, idk, dunno, wtf, there, that, these, those, such, some, any, all, both, each, "
    "few, many, much, most, none, something, anything, nothing, someone, somebody, somewhere, "
    "very, really, quite, still, already, again, ever, yet, now, soon, always, often, "
    "sometimes, back, up, down, out, off, over, under, into, onto, with, without, as, than, "
    "because, while, though, yes, wait, hold on, hang on, moment, sec, help, info, open, "
    "opening, hours, closed, address, parking, park, free, available, availability, possible, "
    "new, old, good, bad, nice, same, other, another, different, else, own, little, bit, lot, "
    "whole, full, hair, nails, salon, shop, place, time, times, date, customer, client, bot, "
    "robot, assistant, dont, cant, wont, didnt, isnt, ive, id, ill, gonna, wanna, lemme, "
    "able, about, around, between, during, through, against, since, until, stop, start, test, "
    "testing, sorry, hmmm, ugh, damn, omg, btw, question, problem, issue, thing, things, "
    "friend, mum, mom, dad, daughter, son, kid, baby, wife, husband, mother, father, sister, "
    "brother, boyfriend, girlfriend, partner, mr, mrs, ms, busy, tired, sick, ready, running, "
    "interested, happy, confused, lost, waiting, hurry, calling, writing, afraid, unsure, "
    "asking",
    (Kind.PLAIN, 1): "will, hope",
}
