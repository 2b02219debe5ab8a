"""Words by which a salon is looked for, liked, left, in seven languages."""

from collections.abc import Mapping
from enum import IntEnum


class Seek(IntEnum):
    """What a word says while a salon is looked for."""

    FIND = 0
    OTHER = 1
    GOOD = 2
    BAD = 3
    VISIT = 4
    BOOK = 5
    LATER = 6
    DONE = 7
    CALLED = 8
    NEAR = 9
    AT = 10
    PHONE = 11
    ADDRESS = 12
    RATING = 13
    CITY = 14
    ASKING = 15
    CHANGE = 16
    KNOWN = 17


EN: Mapping[Seek, str] = {
    Seek.FIND: "find, finding, search, searching, look for, looking for, look up, "
    "look in, looking, recommend, suggest, suggestions, locate, seeking, pull up, get me, "
    "know of, know any, options, list of, show me, any good, help me find, check in, try in",
    Seek.OTHER: "other, others, another, else, different, alternative, alternatives, "
    "alternate, next one, more options, any more, the only, the last one, the second, instead of, "
    "the rest",
    Seek.GOOD: "good, great, perfect, nice, fine, works, work for, like, love, choose, "
    "chose, select, prefer, pick, go with, take it, ideal, excellent, awesome, wonderful, "
    "amazing, suitable, suits, yes, yeah, yep, yup, sure, ok, okay, okey, correct, right, exactly, "
    "absolutely, definitely, alright, agreed, agree, confirm, confirmed, course, do it, "
    "please do, would be, will do, that one, this one, interested, choice, cool, sounds, fantastic, "
    "convenient, decent, lovely, certainly, let's do, true, all set, yea, that'll do, will work, "
    "would work, could work, should work, can work, accept, accepted, let's try, i would, he would, "
    "she would, they would, it would, it is, it does, they do, i do",
    Seek.BAD: "no, not, nope, nah, don't, doesn't, won't, isn't, didn't, wouldn't, can't, "
    "cannot, never, wrong, incorrect, rather not, negative, neither, none, fail",
    Seek.VISIT: "visit, visiting, see, go to, going to, get to, go in, consult, make a trip",
    Seek.BOOK: "book, booking, booked, appointment, appointments, schedule, scheduling, "
    "reserve, reservation, slot, opening, openings, set up, sign me up, book me, make it, set it, "
    "get me in, fit me in, put me down",
    Seek.LATER: "later, not now, not yet, right now, another time, just yet, this time, "
    "at the moment, for now, some other time",
    Seek.DONE: "that's all, that is all, that's it, that is it, that will be, that'll be, "
    "all i need, all i needed, all i wanted, all set, i'm good, im good, i am good, i'm done, "
    "i am done, bye, goodbye, nothing else, nothing more, no more, i'm finished, all good, "
    "thanks, thank you, i appreciate, appreciate it, it for now, would be all, be it",
    Seek.CALLED: "called, named, name is, name of, names, known as, name",
    Seek.NEAR: "in, near, around, within, inside, close to, closer to, located in, "
    "city of, area of, nearby, from, over in, outside",
    Seek.AT: "at, with, to, visit, see, is, try, doctor's, choose, prefer, book, take, for, "
    "consult, there's, about, want",
    Seek.PHONE: "phone, telephone, number, contact, call them, reach them, phone number, "
    "contact number, telephone number, contact info",
    Seek.ADDRESS: "address, location, located, situated, where, directions, street, "
    "find them, exact location",
    Seek.RATING: "rating, ratings, rated, review, reviews, stars, score, how good, "
    "average rating, reputation",
    Seek.CITY: "which city, what city, which town, what town, which cities, what cities, "
    "which area, what area, city is, city are",
    Seek.ASKING: "what, what's, whats, which, where, where's, how, is it, is this, is that, "
    "are they, do they, does it, does he, does she, is the, is there, are there, can you tell, "
    "could you tell, tell me, give me, can i get, can they, may i have, may i know, can i have, "
    "could i have, could i get, do you have, do you know, let me know, know if, is he, is she, "
    "whether",
    Seek.CHANGE: "actually, change, instead, rather, changed my mind, second thought, "
    "sorry, wait, mind",
    Seek.KNOWN: "i, i'm, i'd, i'll, i've, hi, hello, hey, please, the, a, an, can, could, "
    "would, will, you, do, does, my, me, it, it's, that, that's, there, they, their, her, his, "
    "he, she, we, let, let's, and, but, or, so, then, also, oh, ah, well, um, help, need, "
    "now, today, one, any, anything, available, are, am, have, has, just, maybe, "
    "place, of, on, this, these, those, what, how, who, when, why, if, because, as",
}

TABLES: Mapping[str, Mapping[Seek, str]] = {"en": EN}
