"""English words of a booking dialog that are no time."""

from dialog.understand.reading import Intent
from dialog.understand.signs import Kind, Plain, Words
from dialog.understand.talk import talk

TALK: Words = {
    talk(
        Intent.GREET
    ): "hello, hiya, howdy, yo, good morning, good afternoon, good evening, good day, "
    "greetings, hi there, hello there, hey there, morning all",
    talk(Intent.THANKS): "thanks, thank you, thank u, cheers, much appreciated, thanks a lot, "
    "thank you so much, thank you very much, thanks so much, thanks very much, see you then, "
    "see you soon, "
    "many thanks, nice day, great day, nice evening, great evening, nice weekend, good weekend, "
    "great weekend, see you, see u, see ya, bye, goodbye",
    talk(
        Intent.YES
    ): "yes, yep, yeah, yup, ya, yea, yas, y, sure, sure thing, of course, certainly, "
    "absolutely, definitely, perfect, great, sounds good, sounds great, sounds perfect, lovely, "
    "that works, works for me, fine, that's fine, correct, that's right, right, exactly, deal, "
    "go ahead, do it, book it, book that, confirm, confirmed, i confirm, please do, why not, "
    "good, cool, awesome, brilliant, alright, all right, let's do it, lets go, "
    "i'll take it, take it, i guess so, i guess, i think so, think so, that one's fine, "
    "that's great, that's perfect, that's good, yess, yes book, that would be great, "
    "that would be good, that would be lovely, that would be perfect, that would be nice, "
    "that'd be great, would be great, of cours, ofc, ofcourse, book me in, no change, no changes, "
    "nothing to change, don't change anything, no problem, no problem at all, no prob, np, "
    "i'm happy with that, happy with that",
    (*talk(Intent.YES), (1,)): "all good, all fine, leave it as it is, keep it, keep it as it is, "
    "as it is",
    talk(Intent.NO): "no, nope, nah, na, n, no way, don't book, do not book, not really, wrong, "
    "that's wrong, not that, not this, doesn't work, does not work, won't work, no good, "
    "not yet, incorrect, not correct",
    talk(
        Intent.WAIT
    ): "let me think, think about it, think it over, think about that, need to think, "
    "have to think, i'll think, sleep on it, let me check, let me ask, let me see, let me look, "
    "need to check, have to check, need to ask, have to ask, must ask, must check, gotta check, "
    "gotta ask, got to check, got to ask, should ask, should check, i'll check, i'll ask, "
    "i will check, i will ask, going to check, going to ask, want to check, want to ask, "
    "get back to you, get back, i'll let you know, i will let you know, let you know, "
    "i will call you, i'll call you, will call you, call you back, call you later, "
    "i'll come back, i will come back, come back to you, be right back, brb, moment, sec, "
    "one moment, one sec, one second, one minute, just a second, just a minute, give me a minute, "
    "give me a second, give me a few minutes, wait a minute, wait a second, hold on a second, "
    "hold on a minute, bear with me, not sure, not sure yet, i'm not sure, not so sure, "
    "check my calendar, check my diary, check my schedule, check first, ask first, "
    "don't book yet, don't book it yet, decide later",
    talk(Intent.CHANGE): "change, change something, change it, change that, change my mind, "
    "changed my mind, edit, modify, adjust, something else, something different, "
    "change the booking",
    talk(Intent.NEVER_MIND): "never mind, nevermind, nvm, forget it, forget about it, leave it, "
    "don't bother, drop it, not anymore, not any more, no longer, stop, stop it, abort, quit, "
    "don't want it, don't want it anymore, don't want it any more, do not want it, "
    "do not want it anymore, do not want it any more, don't want this anymore, "
    "don't want to anymore, don't want to book, don't book, don't book it, do not book, "
    "do not book it, don't book this, don't book that, not now, "
    "i'm not interested, not interested",
    talk(Intent.OTHER_TIMES): "other times, other time, another time, different time, "
    "different times, other slots, another slot, more times, more options, other options, "
    "other days, another day, other day, different day, any other times, any other time, "
    "anything else, what else, none of these, none of those, none of them, neither, "
    "other dates, another date, different date, show more, wrong time, wrong day, "
    "the wrong time, the wrong day",
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
    "a member of staff, talk to the salon, speak to the salon, call me back, call me please, "
    "someone from the team, "
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
    "whatever, up to you, you choose, you decide, you pick, all the same, any of them, "
    "any of those, any of these, surprise me",
    (Kind.WITH, 0): "with, w, wth, by",
    (Kind.WITH, 1): "using, see",
    (Kind.PARTY, 2): "both of us, the two of us, me and my friend, my friend and me, "
    "my friend and i",
    (Kind.BUT, 0): "but, however, although, only if, unless, if",
    (Kind.NAME_IS, 0): "my name is, my name's, name is, name's, the name is, it is for, "
    "i am called, they call me, name, first name, first name is, my first name is, my nme is, "
    "my nam is, my naem is, my anme is, change the name to, change my name to, under the name, "
    "on the name of",
    (Kind.NAME_IS, 1): "call me",
    (Kind.I_AM, 0): "i'm, i am, im, it's me, its me, it is me, this is me",
    (Kind.I_AM, 1): "it's, its, it is, this is, that's, thats",
    (Kind.HERE, 0): "here, speaking",
    (Kind.HERE, 1): "is my name, is my first name, is the name",
    (Kind.ANOTHER, 0): "someone else, somebody else, anyone else, anybody else, another stylist, "
    "a different stylist, different stylist, other stylist, another hairdresser, "
    "different hairdresser, another barber, different barber, another person, "
    "a different person, not with her, not with him, not her, not him",
    (Kind.PLAIN, Plain.IDLE, ()): "for someone else, for somebody else",
    (Kind.FOR, 0): "for, for my daughter, for my son, for my husband, for my wife, for my mum, "
    "for my mom, for my dad, for my friend, for my sister, for my brother, for my mother, "
    "for my father, for my partner, for my kid, for my boyfriend, for my girlfriend, under",
    (
        Kind.SPEAK,
        0,
    ): "speak, in, write in, do you speak, can we speak, talk in, reply in, switch to",
    (Kind.POLITE, 0): "please, pls, plz, kindly, then, just, maybe, perhaps, um, uh, hmm, oh, ah, "
    "well, so, if possible, for me, to me, "
    "i'd like, i would like, i'd love, i want, i need, i'll have, i'd take, i'll go for, "
    "i choose, i pick, let's take, let's go with, i'll take, how about, what about, "
    "can i have, could i have, can i get, could i get, give me, is it possible, love, dear",
    (Kind.ALSO, 0): "too, also, as well, add, plus, additionally, on top, and also, both, extra, "
    "an extra, additional, an additional",
    (Kind.ONE_OF, 0): "ones",
    (Kind.LATER, 0): "later, something later, anything later, a bit later",
    (Kind.LATER, 2): "too early, too soon, later than that, after that, anything after that, "
    "something after that",
    (Kind.LATER, 1): "later one, latest one, the latest, later time, later slot",
    (Kind.SOONER, 0): "earlier, sooner, something earlier, anything earlier, anything sooner, "
    "a bit earlier",
    (Kind.SOONER, 2): "too late, earlier than that, sooner than that, before that, "
    "anything before that, something before that",
    (Kind.SOONER, 1): "earlier one, earliest one, the earliest, earlier time, earlier slot, "
    "sooner one",
    (Kind.LAST, 0): "last, last one, final one, bottom one",
    (Kind.PLAIN, Plain.ASKING): "what, which, who, whom, whose, when, where, why, how, price, "
    "prices, cost, costs, whats, wheres, hows, whens",
    (Kind.PLAIN, Plain.ALONG): "i, me, it, that, all, very, really, quite, now, said, want, work, "
    "works, suits, fits, exactly that, so much, totally, mate, sir, madam, man, bro, no worries, "
    "no rush, no hurry",
    (Kind.PLAIN, Plain.VERB): "is, are, am, was, do, does",
    (
        Kind.PLAIN,
        Plain.DONE,
    ): "that's all, that is all, that's it, that's everything, nothing else, nothing more",
    (Kind.PLAIN, Plain.WHICH): "the time, the day, the date, the hour, time",
    (Kind.PLAIN, Plain.IDLE): "my, mine, myself, we, us, our, you, your, u, ur, he, she, him, her, "
    "his, they, them, their, were, be, been, being, did, done, doing, "
    "have, has, had, having, can, could, would, should, shall, might, must, may, need, "
    "like, get, got, getting, make, made, take, come, came, coming, go, going, see, know, "
    "think, say, tell, ask, give, let, try, look, looking, prefer, huh, "
    "wat, wut, idk, dunno, wtf, there, these, those, such, some, any, both, each, "
    "few, many, much, most, none, something, anything, nothing, someone, somebody, somewhere, "
    "still, already, again, ever, yet, soon, always, often, "
    "sometimes, back, up, down, out, off, over, under, into, onto, with, without, as, than, "
    "because, while, though, yes, help, info, open, "
    "opening, hours, closed, address, parking, park, free, available, availability, possible, "
    "new, old, good, bad, nice, same, other, another, different, else, own, little, bit, lot, "
    "whole, full, hair, nails, salon, shop, place, times, customer, client, bot, "
    "robot, assistant, dont, cant, wont, didnt, isnt, ive, id, ill, gonna, wanna, lemme, "
    "able, about, around, between, during, through, against, since, until, start, test, "
    "testing, sorry, hmmm, ugh, damn, omg, btw, question, problem, issue, thing, things, "
    "friend, mum, mom, dad, daughter, son, kid, baby, wife, husband, mother, father, sister, "
    "brother, boyfriend, girlfriend, partner, mr, mrs, ms, busy, tired, sick, ready, running, "
    "interested, happy, confused, lost, waiting, hurry, calling, writing, afraid, unsure, "
    "asking, stop by, stop in, bus stop, at the moment, shampoo, conditioner, washing, card, cash, "
    "voucher, dog",
    (Kind.PLAIN, Plain.NAME): "will, hope",
}
