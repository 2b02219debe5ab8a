"""Dutch words of a booking dialog that are no time."""

from dialog.understand.reading import Intent, Topic
from dialog.understand.signs import Kind, Plain, Words
from dialog.understand.talk import each, hint, perhaps, talk, topic

_RELATIVES = (
    "mijn dochter, mijn dochtertje, mijn zoon, mijn zoontje, mijn man, mijn vrouw, mijn moeder, "
    "mijn vader, mijn mama, mijn papa, mijn zus, mijn zusje, mijn broer, mijn broertje, "
    "mijn vriend, mijn vriendin, een vriend, een vriendin, mijn kind, mijn kinderen, mijn oma, "
    "mijn opa, mijn partner, mijn nichtje, mijn neefje, mijn schoonmoeder, m'n dochter, m'n zoon, "
    "m'n man, m'n vrouw, mn dochter, mn zoon, mn man, mn vrouw, mn moeder"
)

TALK: Words = {
    talk(Intent.GREET): "hallo, hoi, hoii, hey, dag, goedemorgen, goedemiddag, goedenavond, "
    "goeiemorgen, goeiedag, goedendag, goeie morgen, goede morgen, goede middag, goede avond, "
    "hallootjes, beste, joe",
    talk(Intent.THANKS): "dank je, dank u, dankje, danku, dank je wel, dankjewel, dank u wel, "
    "dankuwel, bedankt, hartelijk dank, heel erg bedankt, hartstikke bedankt, thnx, thanks, "
    "fijne dag, prettige dag, fijne avond, fijn weekend, tot ziens, tot snel, tot dan, tot gauw, "
    "doei, doeg, groetjes, groeten, mvg, met vriendelijke groet",
    talk(
        Intent.YES
    ): "ja, jaa, jazeker, jawel, jep, jup, joh, ja hoor, ja graag, graag, heel graag, zeker, "
    "zeker weten, natuurlijk, uiteraard, tuurlijk, prima, top, perfect, super, goed, heel goed, "
    "helemaal goed, is goed, dat is goed, komt goed, akkoord, mee eens, past, dat past, "
    "past me, past prima, komt uit, dat komt uit, komt me goed uit, schikt, dat schikt, "
    "klopt, dat klopt, correct, juist, precies, exact, inderdaad, bevestig, bevestigen, "
    "bevestigd, ik bevestig, boek maar, doe maar, doen we, doe dat, regel maar, leg maar vast, "
    "zet maar vast, ga je gang, doen, afgesproken, deal, die neem ik, neem ik, "
    "die doe ik, lijkt me goed, lijkt me prima, lijkt me leuk, klinkt goed, waarom niet, "
    "met plezier, absoluut, geen probleem, ik denk het wel, denk het wel, ik geloof het wel, "
    "zou fijn zijn, zou mooi zijn, zou super zijn, mooi, fijn, geweldig, uitstekend, lekker, "
    "niets veranderen, niks veranderen, okee, oké, oke, is oké, vind ik goed, yes, yep, jawohl, "
    "ja dat is goed, ja is goed, ja precies",
    (*talk(Intent.YES), (1,)): "laat maar zo, zo is goed, is goed zo, goed zo, zo laten, "
    "alles goed, blijft zo, alles prima, prima zo",
    talk(Intent.NO): "nee, neen, nope, nee hoor, nee joh, zeker niet, echt niet, absoluut niet, "
    "past niet, dat past niet, past me niet, komt niet uit, komt me niet uit, schikt niet, "
    "schikt me niet, gaat niet, dat gaat niet, lukt niet, klopt niet, dat klopt niet, fout, "
    "verkeerd, onjuist, niet goed, niet juist, nog niet, liever niet, helaas niet, "
    "helaas nee, niet echt, die niet, dat niet, zo niet, geen goed idee",
    talk(Intent.WAIT): "nadenken, even nadenken, moet nadenken, over nadenken, erover nadenken, "
    "denk erover na, denk er over na, ik denk na, nog even denken, even denken, even kijken, "
    "moet even kijken, even checken, moet even checken, moet checken, even overleggen, "
    "moet overleggen, moet even overleggen, moet vragen, moet even vragen, even vragen, "
    "even navragen, ik vraag het, ik kijk even, ik check even, ik overleg even, "
    "laat me denken, laat me kijken, laat me nadenken, in mijn agenda kijken, agenda checken, "
    "mijn agenda checken, ik laat het weten, laat het weten, laat het je weten, laat ik weten, "
    "ik laat weten, ik meld me, ik bel terug, bel je terug, bel later, kom er op terug, "
    "kom erop terug, kom ik op terug, ben zo terug, zo terug, een moment, momentje, "
    "een momentje, ogenblik, ogenblikje, een ogenblik, een seconde, een minuutje, minuutje, "
    "één minuut, eventjes, eventjes wachten, geef me even, ik weet het niet, weet ik niet, "
    "weet niet, ik weet het nog niet, weet het nog niet, niet zeker, ik twijfel, twijfel, "
    "ik weet niet, nog niet boeken, geen idee",
    talk(Intent.CHANGE): "wijzigen, wijzig, iets wijzigen, veranderen, verander, iets veranderen, "
    "aanpassen, pas aan, iets aanpassen, bewerken, corrigeren, iets anders, wat anders, "
    "van gedachten veranderd, bedacht me, heb me bedacht, wijziging, anders",
    talk(Intent.NEVER_MIND): "laat maar, laat maar zitten, laat zitten, vergeet het, vergeet maar, "
    "hoeft niet, hoeft niet meer, hoeft al niet meer, maakt niet meer uit, toch maar niet, "
    "toch niet, doe maar niet, wil niet meer, ik wil niet meer, niet meer nodig, "
    "ik hoef niet, ik wil het niet, wil het niet meer, niet boeken, boek niet, boek maar niet, "
    "geen interesse, niet geïnteresseerd, nu niet, afbreken, ik zie ervan af, stop, stoppen",
    talk(Intent.OTHER_TIMES): "andere tijden, andere tijd, een andere tijd, ander tijdstip, "
    "een ander tijdstip, andere tijdstippen, andere dag, een andere dag, andere dagen, "
    "andere datum, een andere datum, andere data, ander moment, een ander moment, "
    "andere momenten, andere afspraak, meer tijden, meer opties, andere opties, andere optie, "
    "andere mogelijkheden, meer mogelijkheden, nog andere, wat nog meer, wat heb je nog meer, "
    "geen van deze, geen van die, geen van allen, geen enkele, verkeerde tijd, verkeerde dag, "
    "die tijd niet, die dag niet, ander uur, een ander uur, andere uren",
    talk(Intent.RESTART): "opnieuw beginnen, opnieuw, begin opnieuw, van voren af aan, "
    "van vooraf aan, van het begin, nieuwe boeking, nieuwe afspraak, overnieuw, herstarten",
    talk(Intent.CANCEL): "annuleren, annuleer, annulering, afzeggen, afzegging, zeg af, "
    "cancelen, cancel, canceln, kan niet komen, kom niet, kan niet langskomen, kan er niet zijn, "
    "ben verhinderd, verhinderd, red het niet, ga het niet redden, haal het niet, "
    "mijn afspraak afzeggen, mijn afspraak annuleren, afspraak annuleren, afspraak afzeggen",
    talk(Intent.MOVE): "verzetten, verzet, verplaatsen, verplaats, verschuiven, verschuif, "
    "omzetten, uitstellen, afspraak wijzigen, mijn afspraak wijzigen, afspraak veranderen, "
    "mijn afspraak veranderen, afspraak verzetten, mijn afspraak verzetten, "
    "vervroegen, naar voren halen, boeking wijzigen, mijn boeking wijzigen",
    talk(Intent.HUMAN): "mens, een mens, medewerker, medewerkster, een medewerker, echt persoon, "
    "echte persoon, een echt persoon, een echt mens, echt mens, met iemand, iemand spreken, "
    "iemand praten, met iemand praten, met iemand spreken, iemand van de salon, "
    "iemand van het team, bel me terug, terugbellen, terugbelverzoek, teruggebeld, "
    "klantenservice, receptie, receptionist, receptioniste, de eigenaar, de eigenaresse, "
    "geen bot, geen robot, met de salon praten, salon vragen, de salon vragen, "
    "met de salon bellen, bel mij, bel me",
    talk(Intent.BOOK): "afspraak, afspraken, een afspraak, afspraakje, boeken, boeking, "
    "reserveren, reservering, inplannen, plannen, afspraak maken, een afspraak maken, "
    "plekje, een plekje, langskomen, inboeken, plek",
    talk(Intent.MY_VISITS): "mijn afspraken, mijn boekingen, mijn reserveringen, m'n afspraken, "
    "wanneer is mijn, wanneer was mijn, wanneer heb ik, hoe laat heb ik, hoe laat is mijn, "
    "welke dag heb ik, hoe laat moet ik, mijn volgende afspraak, heb ik een afspraak, "
    "heb ik al een afspraak, heb ik nog een afspraak, staat mijn afspraak, "
    "wanneer moet ik",
    perhaps(Intent.MY_VISITS): "mijn afspraak, m'n afspraak, mijn boeking, mijn reservering",
    talk(Intent.WAITLIST): "wachtlijst, de wachtlijst, wachtrij, op de lijst, laat me weten als, "
    "laat weten als, als er iets vrijkomt, iets vrijkomt, plek vrijkomt, als iemand afzegt, "
    "als er iemand afzegt, vrij komt",
    talk(Intent.LEAVE_WAITLIST): "van de wachtlijst, van de wachtlijst af, uit de wachtlijst, "
    "van de lijst af, haal me van de lijst, haal me van de wachtlijst, niet meer op de wachtlijst",
    talk(Intent.USUAL): "het gebruikelijke, de gebruikelijke, mijn gebruikelijke, zoals altijd, "
    "hetzelfde, zelfde als vorige keer, hetzelfde als vorige keer, zoals vorige keer, "
    "net als vorige keer, als vanouds, zoals gewoonlijk, hetzelfde als altijd, "
    "net zoals vorige keer, zelfde als altijd, zoals de vorige keer",
    talk(Intent.COMPLAINT): "klacht, een klacht, klagen, klachten, niet tevreden, niet blij, "
    "ontevreden, teleurgesteld, mislukt, verpest, verprutst, ramp, een ramp, "
    "schandalig, onacceptabel, geld terug, "
    "mijn geld terug, terugbetaling, verbrand, oranje geworden, is oranje, werd oranje, "
    "slecht geknipt, verkeerd geknipt, scheef geknipt, ging mis, is misgegaan",
    talk(Intent.WAIT_STOP): "niet meer wachten, stop met wachten, stoppen met wachten, "
    "wacht niet meer, hoef niet te wachten, niet langer wachten, terug naar de bot, "
    "verder met de bot, verder met de assistent, ga maar door",
    (Kind.ANYONE, 0): "wie dan ook, iedereen is goed, maakt niet uit wie, maakt niet uit bij wie, "
    "wie er vrij is, wie vrij is, wie er is, wie tijd heeft, geen voorkeur, "
    "heb geen voorkeur, zonder voorkeur, om het even wie, willekeurig wie, "
    "elke kapper, elke kapster, eerste beschikbare",
    (Kind.ANYONE, 1): "maakt niet uit, maakt me niet uit, maakt mij niet uit, maakt niks uit, "
    "boeit niet, egaal, om het even, kies maar, kies jij maar, kies jij, jij kiest, "
    "zeg jij het maar, zeg maar, wat jij wilt, wat je wilt, allemaal goed, beide goed",
    (Kind.WITH, 0): "met, bij, door, van",
    (Kind.PARTY, 2): "met z'n tweeën, met zijn tweeën, met zn tweeen, wij tweeën, ons tweeën, "
    "ons beiden, wij allebei, voor ons beiden, " + each("ik en, voor mij en", _RELATIVES),
    (Kind.PARTY, 3): "met z'n drieën, met zijn drieën, met zn drieen",
    (Kind.PARTY, 4): "met z'n vieren, met zijn vieren, met zn vieren",
    (Kind.COUNTED, 1): "personen, mensen, kinderen, volwassenen, vrouwen, mannen",
    (Kind.BUT, 0): "maar, echter, alleen als, mits, tenzij, behalve als, als, indien",
    (Kind.NAME_IS, 0): "mijn naam is, ik heet, heet, naam is, de naam is, mijn naam, naam, "
    "voornaam, mijn voornaam is, voornaam is, m'n naam is, mn naam is, op naam van, op de naam, "
    "mijn voornaam",
    (Kind.NAME_IS, 1): "noem me, noem mij, noem me maar",
    (Kind.I_AM, 0): "ik ben, ben, hier is, je spreekt met, u spreekt met, met mij",
    (Kind.I_AM, 1): "het is, dit is, dat is, 't is",
    (Kind.HERE, 0): "hier, aan de lijn",
    (Kind.HERE, 1): "is mijn naam, is de naam, is mijn voornaam, heet ik",
    (Kind.ANOTHER, 0): "iemand anders, bij iemand anders, een andere kapper, een andere kapster, "
    "andere kapper, andere kapster, andere stylist, een andere stylist, andere styliste, "
    "niet bij haar, niet bij hem, niet haar, niet hem, een ander persoon, andere barbier",
    (Kind.RELATIVE, 0): each("voor", _RELATIVES) + ", voor iemand anders, voor een ander",
    (Kind.RELATIVE, 2): "niet voor mij, niet voor mezelf",
    (Kind.RELATIVE, 1, (1,)): each(_RELATIVES, "wil, wilt, heeft, moet"),
    (Kind.RELATIVE, 1, (2,)): each(_RELATIVES, "zou graag"),
    (Kind.FOR, 0): "voor, vr",
    (Kind.NOTE, 0): "let op, noteer dat, noteer, graag noteren, opmerking, notitie, ter info, "
    "ter informatie, houd er rekening mee dat, hou er rekening mee dat, houd rekening met, "
    "hou rekening met, even ter info, voor de duidelijkheid, goed om te weten",
    (Kind.NOTE, 1): "ik ben allergisch, ben allergisch, allergisch, ik heb een allergie, "
    "ik ben zwanger, ben zwanger, in een rolstoel, rolstoel, gevoelige hoofdhuid, "
    "gevoelige huid",
    (Kind.TARDY, 1): "te laat",
    (Kind.TARDY, 0): "vertraging, vertraagd, ben laat, verlaat, iets te laat, "
    "sta in de file, in de file, loop uit, ben later",
    (Kind.SPEAK, 0): "in het, in, spreek, spreken, spreek je, spreekt u, praat, praten, "
    "kunnen we, schrijf in, antwoord in",
    (Kind.POLITE, 0): "alsjeblieft, alstublieft, aub, alsjeblief, ajb, svp, dan, dus, even, "
    "misschien, eh, uh, ehm, hm, hmm, oh, ah, ach, nou, nou ja, tja, als het kan, "
    "indien mogelijk, zo mogelijk, ik wil, ik wil graag, wil graag, ik zou graag, zou graag, "
    "graag zou ik, ik zoek, ik heb nodig, nodig, ik kies, ik neem, neem, doe mij, geef mij, "
    "mag ik, kan ik, zou ik, kunt u, kun je, zou dat kunnen, is het mogelijk, mogelijk, "
    "mevrouw, meneer, lieve, schat, voor mij, toch, eens, een keer, gewoon, "
    "alleen, ik wou, ik had graag, had graag, willen, hebben, laten, laten doen",
    (Kind.ALSO, 0): "ook, ook nog, nog, erbij, daarbij, bovendien, extra, toevoegen, voeg toe, "
    "plus, en ook, beide, allebei, tevens, daarnaast, aanvullend",
    (Kind.ONE_OF, 0): "degene",
    (Kind.LATER, 0): "later, iets later, wat later, liever later, een beetje later",
    (Kind.LATER, 1): "de latere, latere, de laatste tijd, laatste tijdstip",
    (Kind.LATER, 2): "te vroeg, veel te vroeg, daarna, iets daarna, later dan dat",
    (Kind.SOONER, 0): "eerder, iets eerder, wat eerder, vroeger, iets vroeger, wat vroeger, "
    "liever eerder",
    (Kind.SOONER, 1): "de vroegste, vroegste, de eerdere, eerdere, eerste tijdstip",
    (Kind.SOONER, 2): "veel te laat, daarvoor, eerder dan dat, is te laat, dat is te laat",
    (Kind.LAST, 0): "laatste, de laatste",
    (Kind.PICK, 0): "nummer, optie, de optie, nr, keuze",
    topic(Topic.PRICE): "hoeveel kost, wat kost, wat kosten, hoeveel kosten, hoe duur, "
    "wat is de prijs, welke prijs, wat zijn de prijzen, jullie prijzen, wat vragen jullie, "
    "kosten voor, hoeveel is, hoeveel, kost dat, kost het",
    hint(Topic.PRICE): "prijs, prijzen, tarief, tarieven, kost, kosten, prijslijst",
    topic(Topic.HOURS): "openingstijden, openingsuren, jullie openingstijden, "
    "hoe laat open, hoe laat dicht, wanneer open, wanneer dicht, hoe laat sluiten, "
    "hoe laat sluit, tot hoe laat, zijn jullie open, ben je open, bent u open, "
    "jullie open, zijn jullie dicht, gaan jullie open, gaan jullie dicht, is de salon open",
    hint(Topic.HOURS): "open, geopend, gesloten, dicht, sluiten, sluit",
    topic(Topic.ADDRESS): "waar zit, waar zitten, waar zijn jullie, waar is, waar ben je, "
    "waar vind ik, welk adres, jullie adres, wat is het adres, hoe kom ik, het adres, "
    "waar ligt, waar zitten jullie",
    hint(Topic.ADDRESS): "adres, waar, locatie, route",
    topic(
        Topic.PARKING
    ): "parkeren, parkeerplaats, parkeerplek, parkeerplaatsen, waar parkeer, parkeergelegenheid",
    hint(Topic.PARKING): "parking, parkeergarage, auto",
    topic(Topic.POLICY): "annuleringsvoorwaarden, annuleringskosten, annuleringsbeleid, "
    "kosteloos annuleren, gratis annuleren, als ik annuleer, "
    "als ik afzeg, als ik niet kom, als ik moet afzeggen, voorwaarden, "
    "tot wanneer annuleren",
    topic(Topic.DURATION): "hoe lang, hoelang, hoeveel tijd, hoe lang duurt, duurt het, "
    "hoelang duurt",
    hint(Topic.DURATION): "duurt",
    topic(Topic.PHONE): "jullie nummer, telefoonnummer, jullie telefoon, welk nummer, "
    "kan ik bellen, jullie bellen, u bellen",
    hint(Topic.PHONE): "telefoon, tel, bellen, whatsapp",
    topic(Topic.SERVICES): "welke diensten, welke behandelingen, jullie diensten, "
    "jullie behandelingen, wat doen jullie, wat bieden jullie, doen jullie, bieden jullie, "
    "wat kan ik laten, welke services",
    hint(Topic.SERVICES): "diensten, behandelingen, aanbod",
    topic(Topic.STAFF): "wie werkt, wie werken, wie is er, welke kappers, welke kapsters, "
    "jullie team, wie knipt, bij wie, met wie, welke stylisten",
    hint(Topic.STAFF): "team, kappers, kapsters, stylisten",
    topic(Topic.RATING): "welke beoordeling, hebben jullie reviews, jullie reviews, "
    "welke score, goede reviews, hoe goed zijn",
    hint(Topic.RATING): "reviews, review, beoordelingen, beoordeling, sterren, recensies",
    topic(Topic.PAYMENT): "met pin, met pinpas, pinnen, contant betalen, met contant, "
    "kan ik betalen, hoe betaal, hoe betalen, betaalmethoden, betaalmogelijkheden, "
    "online betalen, met creditcard, ideal, tikkie, apple pay, google pay, met kaart, "
    "accepteren jullie",
    hint(Topic.PAYMENT): "pin, pinpas, contant, cash, creditcard, betalen, betaling, kaart",
    topic(Topic.ACCESS): "rolstoeltoegankelijk, toegankelijk voor rolstoel, "
    "toegankelijk voor rolstoelen, is er een lift",
    hint(Topic.ACCESS): "toegankelijk, drempels, trap, trappen, kinderwagen, drempel",
    (Kind.PLAIN, Plain.ASKING): "wat, wie, wanneer, hoe, waarom, welke, welk, is er, zijn er, "
    "hebben jullie, heb je, heeft u, kan het, kunnen jullie, waarmee, of er",
    (Kind.PLAIN, Plain.ALONG): "ik, me, mij, het, dat, dit, 't, alles, heel, erg, echt, nu, "
    "helemaal, zo, hoor, joh, zeg, precies dat, geen haast, je, jij, u, die, wel, er",
    (Kind.PLAIN, Plain.VERB): "is, zijn, ben, bent",
    (Kind.PLAIN, Plain.DONE): "dat is alles, dat was alles, dat was het, dat is het, "
    "verder niets, verder niks, niets meer, niks meer, anders niets",
    (Kind.PLAIN, Plain.WHICH): "de tijd, de dag, de datum, het tijdstip, tijd, tijdstip, het uur",
    (Kind.PLAIN, Plain.ARRIVING): "ik kom, kom, ben er, ik ben er, ik ben, we komen, zal, "
    "arriveer, we zijn, kom aan",
    (Kind.PLAIN, Plain.IDLE): "mijn, m'n, mn, jouw, jou, uw, hij, zij, ze, hem, haar, wij, we, "
    "ons, onze, jullie, hun, zich, was, waren, geweest, heb, hebt, heeft, had, hadden, kan, "
    "kunnen, kunt, kun, kon, zou, zouden, zal, zullen, moet, moeten, mag, mogen, wil, wilt, wilde, "
    "wou, doe, doet, deed, ga, gaat, gaan, ging, kom, komt, komen, zien, zie, weet, weten, "
    "zeggen, geven, geef, denk, denken, geloof, vind, vinden, maak, maken, gemaakt, laat, "
    "deze, sommige, elke, iedere, ieder, ander, andere, zelfde, iets, niets, niks, iemand, "
    "niemand, altijd, nooit, vaak, weer, al, straks, zometeen, meteen, daar, "
    "veel, meer, minder, weinig, beetje, best, erin, te, naar, zonder, "
    "tegen, tijdens, omdat, want, dus, terwijl, beschikbaar, vrij, vrije, haar, haren, nagels, "
    "salon, kapper, kapster, kapsalon, klant, bot, robot, assistent, vraag, vraagje, probleem, "
    "ding, dingen, sorry, excuses, pardon, helaas, nieuw, nieuwe, oud, oude, goede, slecht, "
    "slechte, keer, eerste keer, haha, hahaha, hihi, vrouw, dochter, zoon, moeder, vader, mama, "
    "papa, vriend, vriendin, ziek, moe, druk, haast, shampoo, hond, cadeau, cadeaubon, bon, "
    "hulp, info, informatie, test, gezien, tijden",
}
