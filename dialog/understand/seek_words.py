"""Words by which a salon is looked for, liked, left."""

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
    CALLED = 8  # a salon's name follows
    NEAR = 9  # a city follows
    AT = 10  # a salon or a city follows
    PHONE = 11
    ADDRESS = 12
    WHERE = 13  # the address, unless the city is what is asked for
    RATING = 14
    CITY = 15
    ASKING = 16
    KNOWN = 17  # no name, also where a sentence begins
    WANT = 18  # a fact is wished for rather than asked


EN: Mapping[Seek, str] = {
    Seek.FIND: "find, finding, search, searching, look for, looking for, look up, look in, "
    "search in, look around, looking, recommend, suggest, suggestions, locate, seeking, pull up, "
    "get me, know of, know any, options for, list of, show me, any good, help me find, check in, "
    "was looking, find me",
    Seek.OTHER: "other, others, another, else, different, alternative, alternatives, alternate, "
    "next one, more options, any more, the only, last one, second one, instead of, rest of, "
    "somewhere else, anywhere else, elsewhere",
    Seek.GOOD: "good, great, perfect, nice, fine, works, work for, like, love, choose, chose, "
    "select, prefer, pick, go with, go for, take it, ideal, excellent, awesome, wonderful, "
    "amazing, suitable, suits, yes, yeah, yep, yup, sure, ok, okay, okey, k, correct, right, "
    "exactly, absolutely, definitely, alright, agreed, agree, agreeable, confirm, confirmed, "
    "of course, do it, please do, will do, should do, would do, do that, that one, this one, "
    "choice, cool, "
    "sounds, fantastic, convenient, decent, lovely, certainly, true, yea, that'll do, will work, "
    "would work, could work, should work, can work, accept, let's try, i would, he would, "
    "she would, they would, it would, it is, it does, they do, i do, checks out, winner, "
    "happy with, go ahead, interested in, indeed, superb, terrific, brilliant, super, pleased, "
    "acceptable, satisfied, not bad, no problem, why not, won't mind, don't mind",
    Seek.BAD: "no, not, nope, nah, don't, doesn't, won't, isn't, didn't, wouldn't, can't, "
    "cannot, never, wrong, incorrect, negative, neither, none, fail, too far, dislike, "
    "unfortunately",
    Seek.VISIT: "visit, visiting, see, go to, going to, get to, go in, consult, be seen",
    Seek.BOOK: "book, booking, booked, appointment, appointments, schedule, scheduling, "
    "reserve, reservation, slot, opening, openings, set up, sign me up, book me, make it, set it, "
    "get me in, fit me in, put me down, appt",
    Seek.LATER: "later, not now, not yet, right now, another time, just yet, this time, "
    "at the moment, for now, some other time, not today",
    Seek.DONE: "that's all, that is all, that's it, that is it, that will be, that'll be, "
    "all i need, all i needed, all i wanted, all set, i'm good, im good, i am good, i'm done, "
    "i am done, bye, goodbye, nothing else, nothing more, no more, i'm finished, all good, "
    "thanks, thank you, thank u, thx, i appreciate, appreciate it, it for now, would be all, "
    "be it, for today, it is all, all for now, don't need anything, don't want anything, "
    "anything more, i'm okay, i'm ok, "
    "i am okay, for your help, your help, cheers",
    Seek.CALLED: "called, named, name is, name of, names, known as, name",
    Seek.NEAR: "in, near, around, within, inside, close to, closer to, located in, city of, "
    "area of, nearby, over in, outside, look in, search in, look around, check in, towards",
    Seek.AT: "at, with, to, visit, see, is, try, choose, prefer, book, take, for, consult, "
    "there's, about, want, from, by, go to",
    Seek.PHONE: "phone, telephone, number, contact, call them, reach them, phone number, "
    "contact number, telephone number, contact info, digits",
    Seek.ADDRESS: "address, location, directions, street, exact location, street address",
    Seek.WHERE: "where, where's, located, situated, whereabouts, find them",
    Seek.RATING: "rating, ratings, rated, review, reviews, stars, average rating, reputation, "
    "how good",
    Seek.CITY: "city, cities, town, which area, what area",
    Seek.ASKING: "what, what's, whats, which, where, where's, whereabouts, how, is it, is this, "
    "is that, are they, do they, does it, does he, does she, does, is the, is there, are there, "
    "tell, give me, give, can i get, can they, may i have, may i know, can i have, could i have, "
    "could i get, do you have, do you know, let me know, know if, know, is he, is she, whether, "
    "send, share, get me, get, find me, is their",
    Seek.WANT: "want, would like, i'd like, like, let me, let me have, provide, help me, need, "
    "required, confirm the, i'll need, wish",
    Seek.KNOWN: "i, i'm, i'd, i'll, i've, hi, hello, hey, please, the, a, an, can, could, "
    "would, will, you, do, me, my, it, it's, that, that's, there, they, their, her, his, this, "
    "he, she, we, let, let's, and, but, or, so, then, also, oh, ah, well, um, help, "
    "now, today, one, any, anything, available, are, am, have, has, just, maybe, anyone, "
    "place, of, on, these, those, who, when, why, if, because, as, case, actually, instead, "
    "rather, sorry, wait, change, your, our, perhaps, something, someone, somewhere, okay, "
    "anytime, another, make, put, set, at, for, to, in, with, from, by, area, mine, here",
}

DE: Mapping[Seek, str] = {
    Seek.FIND: "finden, finde, such, suche, suchen, such mir, gibt es, empfehlen, empfiehl, "
    "kennst du, kennen sie, zeig mir, zeigen sie",
    Seek.OTHER: "andere, anderer, anderes, anderen, noch einen, noch eine, weitere, "
    "weiteren, alternativen, woanders, nächsten salon, sonst noch",
    Seek.GOOD: "gut, super, toll, prima, perfekt, passt, gerne, gern, ja, jo, genau, klar, okay, "
    "ok, einverstanden, den nehme ich, nehme ich, gefällt mir, klingt, hört sich, schön, "
    "wunderbar, in ordnung, richtig, stimmt, bestätige",
    Seek.BAD: "nein, nö, nee, nicht, kein, keine, keinen, falsch, lieber nicht, zu weit",
    Seek.VISIT: "besuchen, hingehen, gehen zu, vorbeikommen",
    Seek.BOOK: "buchen, buche, termin, reservieren, reservierung, vereinbaren",
    Seek.LATER: "später, jetzt nicht, noch nicht, ein andermal, vorerst nicht",
    Seek.DONE: "das ist alles, das wars, das war's, sonst nichts, nichts weiter, fertig, tschüss, "
    "danke, dankeschön, vielen dank, auf wiedersehen, ciao",
    Seek.CALLED: "heißt, namens, name ist, genannt",
    Seek.NEAR: "in, nahe, bei mir in, rund um, nähe von, um, richtung",
    Seek.AT: "bei, zu, zum, zur, mit, im, ist",
    Seek.PHONE: "telefon, telefonnummer, nummer, rufnummer, handynummer, anrufen",
    Seek.ADDRESS: "adresse, anschrift, straße, lage",
    Seek.WHERE: "wo, wohin",
    Seek.RATING: "bewertung, bewertungen, bewertet, sterne, rezensionen",
    Seek.CITY: "welche stadt, welcher stadt, stadt, ort",
    Seek.ASKING: "was, wie, wo, welche, welcher, wer, ist das, ist es, haben die, hat der, "
    "sag mir, gib mir, sagen sie, geben sie, kann ich, darf ich",
    Seek.WANT: "möchte, hätte gern, hätte gerne, brauche, will",
    Seek.KNOWN: "ich, du, sie, wir, er, es, der, die, das, ein, eine, einen, einem, hallo, hi, "
    "bitte, und, oder, aber, am, um, für, mir, mich, mal, dann, doch, auch, noch, denn, den, dem, "
    "es, da, dort, hier, heute, morgen, kannst, können, könntest, könnten, bin, habe",
}

TABLES: Mapping[str, Mapping[Seek, str]] = {"en": EN, "de": DE}
"""A language without a table of its own is read by the English one."""

KINDS = (
    "salon",
    "hair salon",
    "hairdresser",
    "barber",
    "barbershop",
    "barber shop",
    "friseur",
    "friseursalon",
    "frisör",
)
"""What listings are called; a search for one begins with such a word."""
