"""English words of a booking dialog that are no time."""

from dialog.understand.reading import Intent, Topic
from dialog.understand.signs import Kind, Plain, Words
from dialog.understand.talk import each, hint, perhaps, talk, topic

_RELATIVES = (
    "my daughter, my son, my husband, my wife, my mum, my mom, my dad, my friend, my sister, "
    "my brother, my mother, my father, my partner, my kid, my kids, my child, my children, "
    "my boyfriend, my girlfriend, my girl, my boy, my niece, my nephew, my grandma, my grandpa, "
    "my grandmother, my grandfather, my fiance, my fiancee, my colleague, my mother in law, "
    "my cousin, my aunt, my uncle, a friend, a friend of mine, my better half"
)

TALK: Words = {
    talk(
        Intent.GREET
    ): "hello, hiya, howdy, yo, good morning, good afternoon, good evening, good day, "
    "greetings, hi there, hello there, hey there, morning all",
    talk(Intent.THANKS): "thanks, thank you, thank u, cheers, much appreciated, thanks a lot, "
    "thanks so much, thanks very much, see you then, "
    "see you soon, "
    "many thanks, nice day, great day, nice evening, great evening, nice weekend, good weekend, "
    "great weekend, see you, see u, see ya, bye, goodbye, "
    + each("thank you", "so much, very much"),
    talk(
        Intent.YES
    ): "yes, yep, yeah, yup, ya, yea, yas, y, sure, sure thing, of course, certainly, "
    "absolutely, definitely, perfect, great, sounds good, sounds great, sounds perfect, lovely, "
    "that works, works for me, fine, that's fine, correct, that's right, right, exactly, deal, "
    "go ahead, do it, book it, book that, confirm, confirmed, i confirm, please do, why not, "
    "good, cool, awesome, brilliant, alright, all right, let's do it, lets go, "
    "i'll take it, take it, i guess so, i guess, i think so, think so, that one's fine, "
    "that's great, that's perfect, that's good, yess, yes book, "
    "that'd be great, would be great, would be good, would be perfect, would be nice, "
    "would be lovely, of cours, ofc, ofcourse, book me in, no change, no changes, "
    "nothing to change, don't change anything, no problem, no prob, np, "
    "i'm happy with that, happy with that, "
    + each("that would be", "great, good, lovely, perfect, nice")
    + ", "
    + each("no problem", "at all"),
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
    "don't want to anymore, don't book, don't book it, do not book, "
    "do not book it, don't book this, don't book that, not now, "
    "i'm not interested, not interested, " + each("don't want", "to book"),
    talk(Intent.OTHER_TIMES): "other times, other time, another time, different time, "
    "different times, other slots, another slot, more times, more options, other options, "
    "other days, another day, other day, different day, any other times, any other time, "
    "anything else, what else, none of these, none of those, none of them, neither, "
    "other dates, another date, different date, show more, wrong time, wrong day, "
    "the wrong time, the wrong day",
    talk(Intent.RESTART): "start over, start again, restart, from scratch, begin again, "
    "from the beginning, reset, new booking, start from the beginning",
    talk(Intent.CANCEL): "cancel, cancle, cansel, cancell, canceled, cancellation, cancelling, "
    "canceling, call off, can't come, "
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
    talk(Intent.MY_VISITS): "my appointments, my bookings, my visits, my reservations, "
    "when is my, when's my, whens my, when was my, what time is my, what time's my, "
    "which day is my, what day is my, my next appointment, my next visit, "
    "my upcoming appointment, upcoming appointments, upcoming visits, have i booked, "
    "did i book, i have booked, am i booked, am i booked in, do i have anything, "
    "do i have an, have i got an, have i an appointment, show my, see my",
    perhaps(Intent.MY_VISITS): "my appointment, my booking, my visit, my reservation, my appt",
    talk(Intent.WAITLIST): "waiting list, waitlist, wait list, the waitlist, on the list, "
    "something opens up, anything opens up, something comes up, spot opens up, slot opens up, "
    "opens up, frees up, becomes free, becomes available, someone cancels, somebody cancels, "
    "there's a cancellation, a cancellation comes, if anything opens",
    talk(Intent.LEAVE_WAITLIST): "leave the waitlist, leave the waiting list, off the waitlist, "
    "off the waiting list, off the list, off that list, leave the list, "
    "remove me from the list, remove me from the waitlist, no longer waiting",
    talk(Intent.USUAL): "the usual, my usual, usual please, same as usual, as usual, "
    "same as last time, like last time, same again, same as before, same as always, as always, "
    "same thing again, the same again, same thing as last time, what i always have, "
    "what i had last time, the regular",
    talk(
        Intent.COMPLAINT
    ): "looks terrible, looks awful, looks horrible, complaint, a complaint, complain, "
    "complaining, unhappy with my, "
    "unhappy with how, not happy with my, not happy with how, "
    "not happy with the result, not happy at all, unhappy, "
    "not satisfied, dissatisfied, unsatisfied, disappointed, "
    "very disappointed, ruined, messed up, screwed up, botched, "
    "went orange, turned orange, came out orange, is orange, went green, turned green, "
    "went wrong, came out wrong, burned my scalp, burnt my scalp, my money back, "
    "want a refund, bad experience, unacceptable, a disaster, look ridiculous, "
    "hate my hair",
    talk(Intent.WAIT_STOP): "stop waiting, don't wait, no need to wait, do not wait, "
    "don't want to wait, back to the bot, back to the assistant, continue with the bot, "
    "carry on without, go on without, bring the bot back, bring you back",
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
    (Kind.PARTY, 2): "both of us, the two of us, my friend and me, my friend and i, "
    + each("me and, for me and", _RELATIVES)
    + ", "
    + each(f"{_RELATIVES}, {each('for', _RELATIVES)}", "and i, and me, and myself"),
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
    (Kind.RELATIVE, 0): each("for", _RELATIVES)
    + ", for someone else, for somebody else, for another person",
    (Kind.RELATIVE, 2): "not for me, not for myself",
    (Kind.RELATIVE, 1, (1,)): each(_RELATIVES, "needs, wants"),
    (Kind.RELATIVE, 1, (2,)): each(_RELATIVES, "would like, would love, is looking"),
    (Kind.NOTE, 0): "please note, please note that, note that, note, just so you know, fyi, "
    "for your information, for your info, heads up, be aware, be aware that, "
    "let them know, tell them, let the stylist know, make a note, leave a note, add a note",
    (Kind.NOTE, 1): "i'm allergic, im allergic, i am allergic, allergic, have an allergy, "
    "i have an allergy, i'm pregnant, im pregnant, i am pregnant, wheelchair, "
    "in a wheelchair, sensitive scalp, sensitive skin",
    (Kind.TARDY, 0): "running late, i'm late, im late, i am late, be late, running a bit late, "
    "running behind, delayed, a bit late, bit late, little late, gonna be late, got delayed, "
    "stuck in traffic, be delayed, running a little late",
    (Kind.FOR, 0): "for, under",
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
    topic(Topic.PRICE): "how much, what price, what does it cost, what do you charge, "
    "your prices, price list, the cost, is it expensive, what's the price, what is the price, "
    "what are the prices, how expensive, does it cost, do you charge, the damage",
    hint(Topic.PRICE): "price, prices, pricing, cost, costs, charge, fee, rates",
    topic(Topic.HOURS): "opening hours, opening times, business hours, your hours, open hours, "
    "hours of operation, are you open, do you open, do you close, are you closed, you open, "
    "you close, you guys open, are you guys open, salon open, how late are you, closing time",
    hint(Topic.HOURS): "open, opening, closed, closing, close, hours please",
    topic(Topic.ADDRESS): "where are you, your address, what address, "
    "where is it, where's the salon, where is that, where do i go, how do i get there, "
    "how to find you, find you, are you located, where's it, get to you, your location, "
    "what's the address, " + each("where is", "the salon") + ", " + each("what is", "the address"),
    hint(Topic.ADDRESS): "address, location, located, where, directions",
    topic(Topic.PARKING): "car park, place to park, parking space, parking spot, park nearby, "
    "where to park, can i park, park my car, park the car",
    hint(Topic.PARKING): "parking, park, car",
    topic(Topic.POLICY): "cancellation policy, cancellation terms, cancellation fee, "
    "cancel policy, cancel for free, free cancellation, if i cancel, if i need to cancel, "
    "if i have to cancel, cancelling cost, no show fee, no-show fee, late cancellation, "
    "if i don't show, don't show up, your terms",
    hint(Topic.POLICY): "terms, policy",
    topic(Topic.DURATION): "how long, how much time, how many minutes, how many hours, "
    "the duration, long does it take, take long",
    hint(Topic.DURATION): "duration, length",
    topic(Topic.PHONE): "your number, phone number, your phone, call you, ring you, "
    "telephone number, contact number, your telephone, reach you",
    hint(Topic.PHONE): "phone, telephone, tel, whatsapp",
    topic(Topic.SERVICES): "what services, which services, your services, do you offer, you offer, "
    "what do you do, which treatments, what treatments, do you do, do you also do, "
    "list of services, what can i book, can i book here",
    hint(Topic.SERVICES): "services, treatments, menu",
    topic(Topic.STAFF): "who works, who is working, who's working, who is there, who's there, "
    "which stylists, what stylists, your stylists, your team, your staff, who cuts, "
    "who does, who can do, which barbers, who are the stylists",
    hint(Topic.STAFF): "team, staff, stylists, barbers, hairdressers",
    topic(Topic.RATING): "your rating, your reviews, any reviews, how many stars, what rating, "
    "good reviews, the reviews, the rating, well rated, how good are you",
    hint(Topic.RATING): "rating, ratings, reviews, review, stars, rated",
    topic(Topic.PAYMENT): "pay by card, pay with card, pay cash, pay in cash, by card, in cash, "
    "with card, take card, take cards, accept cards, accept card, take cash, credit card, "
    "credit cards, debit card, how do i pay, how to pay, can i pay, pay online, apple pay, "
    "google pay, payment methods, payment options, ways to pay, do i pay",
    hint(Topic.PAYMENT): "card, cash, payment, pay, paypal",
    topic(Topic.ACCESS): "wheelchair accessible, wheelchair access, wheelchair friendly, "
    "step free, step-free, disabled access, accessible by wheelchair, any steps, any stairs, "
    "is there a lift, have a lift",
    hint(Topic.ACCESS): "accessible, steps, stairs, ramp, elevator, pram, stroller",
    (Kind.PLAIN, Plain.ASKING): "what, which, who, whom, whose, when, why, how, whats, hows, "
    "whens, wheres, is there, are there, do you have, have you got",
    (Kind.PLAIN, Plain.ARRIVING): "i'll be, i will be, will be, gonna be, going to be, running, "
    "i'm running, im running, i'm coming, arriving, arrive, i'll arrive, i'll come, "
    "there in, might be",
    (
        Kind.PLAIN,
        Plain.ALONG,
    ): "very much, at all, i, me, it, that, all, very, really, quite, now, said, want, work, "
    "works, suits, fits, exactly that, so much, anyway, anyhow, totally, mate, sir, madam, man, "
    "bro, no worries, no rush, no hurry",
    (Kind.PLAIN, Plain.VERB): "is, are, am, was, do, does",
    (
        Kind.PLAIN,
        Plain.DONE,
    ): "that's all, that is all, that's it, that's everything, nothing else, nothing more",
    (Kind.PLAIN, Plain.WHICH): "the time, the day, the date, the hour, time",
    (Kind.PLAIN, Plain.IDLE): "anything open, something open, slots open, open slots, what's open, "
    "what is open, my, mine, myself, we, us, our, you, your, u, ur, he, she, him, her, "
    "his, they, them, their, were, be, been, being, did, done, doing, "
    "have, has, had, having, can, could, would, should, shall, might, must, may, need, "
    "like, get, got, getting, make, made, take, come, came, coming, go, going, see, know, "
    "think, say, tell, ask, give, let, try, look, looking, prefer, huh, "
    "wat, wut, idk, dunno, wtf, there, these, those, such, some, any, both, each, "
    "few, many, much, most, none, something, anything, nothing, someone, somebody, somewhere, "
    "still, already, again, ever, yet, soon, always, often, "
    "sometimes, back, up, down, out, off, over, under, into, onto, with, without, as, than, "
    "because, while, though, yes, help, info, "
    "free, available, availability, possible, "
    "new, old, good, bad, nice, same, other, another, different, else, own, little, bit, lot, "
    "whole, full, hair, nails, salon, shop, place, times, customer, client, bot, "
    "robot, assistant, dont, cant, wont, didnt, isnt, ive, id, ill, gonna, wanna, lemme, "
    "able, about, around, between, during, through, against, since, until, start, test, "
    "testing, sorry, hmmm, ugh, damn, omg, btw, question, problem, issue, thing, things, "
    "friend, mum, mom, dad, daughter, son, kid, baby, wife, husband, mother, father, sister, "
    "brother, boyfriend, girlfriend, partner, mr, mrs, ms, busy, tired, sick, ready, "
    "interested, happy, confused, lost, waiting, hurry, calling, writing, afraid, unsure, "
    "asking, stop by, stop in, bus stop, at the moment, shampoo, conditioner, washing, "
    "voucher, dog",
    (Kind.PLAIN, Plain.NAME): "will, hope",
}
