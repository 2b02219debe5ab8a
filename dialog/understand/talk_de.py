"""German words of a booking dialog that are no time."""

from dialog.understand.reading import Intent, Topic
from dialog.understand.signs import Kind, Plain, Words
from dialog.understand.talk import each, hint, perhaps, talk, topic

_RELATIVES = (
    "meine tochter, meinen sohn, mein sohn, meinen mann, mein mann, meine frau, meine mutter, "
    "meinen vater, mein vater, meine mama, meinen papa, meine schwester, meinen bruder, "
    "mein bruder, meine freundin, meinen freund, mein freund, mein kind, meine kinder, "
    "meine oma, meinen opa, meine partnerin, meinen partner, meine nichte, meinen neffen, "
    "meine schwiegermutter, eine freundin, einen freund, meine kollegin, meinen kollegen, "
    "meine kleine, meinen kleinen"
)

TALK: Words = {
    talk(
        Intent.GREET
    ): "hallo, hallöchen, moin, moinsen, servus, grüezi, grüß gott, grüß dich, guten tag, "
    "guten morgen, guten abend, schönen guten tag, schönen guten morgen, tach, na, hallo zusammen",
    talk(Intent.THANKS): "danke, danke schön, dankeschön, vielen dank, besten dank, danke dir, "
    "danke sehr, herzlichen dank, vielen lieben dank, schönen tag, schönen tag noch, "
    "schönen abend, schönen abend noch, schönes wochenende, tschüss, tschüs, bis dann, bis bald, "
    "bis später, auf wiedersehen, mfg, lg, liebe grüße, viele grüße, dank dir, supi danke",
    talk(
        Intent.YES
    ): "ja, jo, jap, jepp, jup, joa, jaa, klar, na klar, aber klar, sicher, natürlich, "
    "gern, gerne, sehr gern, sehr gerne, ja gern, ja gerne, passt, passt mir, passt gut, "
    "das passt, genau, stimmt, richtig, perfekt, super, prima, toll, gut, sehr gut, in ordnung, "
    "einverstanden, geht klar, geht in ordnung, alles klar, buchen, bitte buchen, buche, klaro, "
    "nichts ändern, nix ändern, nicht ändern, keine änderung, keine änderungen, kein problem, "
    "wäre super, das wäre super, das wäre toll, das wäre gut, wäre schön, das wäre schön, "
    "buch das, buche es, buch es, buchen sie, mach das, machen wir so, machen wir, bestätigt, "
    "mach mal, ja doch, bestätigen, "
    "ich bestätige, ja bitte, auf jeden fall, freilich, abgemacht, nehm ich, nehme ich, "
    "den nehm ich, den nehme ich, wunderbar, klingt gut, hört sich gut an, jawohl, jawoll, "
    "glaub schon, denke schon, ich denke schon, das ist gut, läuft, warum nicht, aber gern, "
    "aber gerne, okidoki, ja buchen",
    (*talk(Intent.YES), (1,)): "passt so, passt schon, alles gut, gut so, alles bestens, bleibt so",
    talk(Intent.NO): "nein, nee, ne, nö, nope, auf keinen fall, passt nicht, "
    "geht nicht, lieber nicht, falsch, stimmt nicht, leider nicht, leider nein, "
    "noch nicht, nicht gut, das passt nicht, passt mir nicht, nicht richtig",
    talk(Intent.WAIT): "überlege, überlege es mir, überlege mir das, überleg es mir, überlegs mir, "
    "überlege noch, überleg, überlegen, nachdenken, denk nach, denke nach, denk nochmal nach, "
    "denke nochmal nach, denk noch mal nach, denke noch mal nach, drüber nachdenken, "
    "drüber schlafen, melde mich, meld mich, melde mich wieder, melde mich gleich, muss erst, "
    "muss noch fragen, muss noch schauen, muss kurz, muss ich erst, muss nachsehen, "
    "muss nachschauen, schaue nach, schau nach, schau mal nach, schau kurz, schaue kurz, "
    "frag erst, frage erst, frag kurz, frage kurz, muss fragen, ein moment, einen moment, "
    "kleinen moment, moment mal, momentchen, sekunde, eine sekunde, augenblick, einen augenblick, "
    "kurz warten, warte kurz, warte mal, bin gleich zurück, gleich zurück, nicht sicher, "
    "bin mir nicht sicher, noch nicht sicher, noch unsicher, rufe an, rufe zurück, ruf zurück, "
    "noch nicht buchen",
    talk(Intent.CHANGE): "ändern, etwas ändern, was ändern, änderung, umändern, etwas anderes, "
    "was anderes, anders, anpassen, doch anders, bearbeiten",
    talk(Intent.NEVER_MIND): "vergiss es, vergessen sie es, egal vergiss es, schon gut, "
    "hat sich erledigt, lass gut sein, lassen wir das, doch nicht, abbrechen, abbruch, "
    "nicht mehr nötig, kein interesse, lass es, erledigt, will nicht mehr, ich will nicht mehr, "
    "möchte nicht mehr, ich möchte nicht mehr, ich will es nicht mehr, will es nicht mehr, "
    "ich möchte es nicht mehr, brauche es nicht mehr, nicht buchen, buche nicht, buch es nicht, "
    "buchen sie nicht, jetzt nicht, stopp, stop",
    talk(Intent.OTHER_TIMES): "andere zeiten, andere zeit, anderen termin, anderer termin, "
    "andere termine, andere uhrzeit, andere uhrzeiten, anderer tag, anderen tag, andere tage, "
    "ein anderer tag, ein andermal, mehr zeiten, weitere zeiten, weitere termine, "
    "weitere, keine davon, keiner davon, keins davon, was sonst, noch andere, "
    "mehr termine, mehr vorschläge, andere vorschläge, zu einer anderen zeit, "
    "an einem anderen tag, falsche zeit, falsche uhrzeit, falscher tag",
    talk(Intent.RESTART): "von vorne, von vorn, neu anfangen, nochmal von vorne, neustart, "
    "neu starten, von neuem, neue buchung",
    talk(
        Intent.CANCEL
    ): "absagen, stornieren, storno, storniere, absage, sage ab, kann nicht kommen, "
    "schaffe es nicht, schaff es nicht, canceln, termin absagen, bin verhindert, muss absagen, "
    "stornierung, komme nicht",
    talk(Intent.MOVE): "verschieben, umbuchen, verlegen, verschiebe, umlegen, termin ändern, "
    "termin verschieben, meinen termin ändern, vorverlegen, nach hinten schieben",
    talk(Intent.HUMAN): "mensch, menschen, mitarbeiter, mitarbeiterin, mit einem menschen, "
    "echte person, echter mensch, echten menschen, jemand sprechen, jemandem sprechen, "
    "jemanden sprechen, mit jemandem reden, mit jemand reden, persönlich sprechen, rückruf, "
    "zurückrufen, bitte anrufen, rufen sie mich an, ruf mich an, kundenservice, "
    "kein bot, kein roboter, rezeption, ansprechpartner, mit dem salon sprechen, salon fragen, "
    "den salon fragen",
    talk(Intent.BOOK): "termin, termine, buchung, reservieren, reservierung, vereinbaren, "
    "termin machen, termin buchen, termin vereinbaren, einen termin, ausmachen, anmelden, "
    "vorbeikommen",
    talk(Intent.MY_VISITS): "meine termine, meine buchungen, wann ist mein, wann war mein, "
    "wann hab ich, wann habe ich, um wie viel uhr ist mein, wann bin ich, mein nächster termin, "
    "meinen nächsten termin, habe ich einen termin, hab ich einen termin, habe ich noch termine, "
    "habe ich schon einen termin, wann muss ich, nochmal mein termin",
    perhaps(Intent.MY_VISITS): "mein termin, meinen termin, meinem termin, meine buchung",
    talk(Intent.WAITLIST): "warteliste, auf die liste, auf die warteliste, falls was frei wird, "
    "wenn was frei wird, wenn etwas frei wird, falls etwas frei wird, frei wird, "
    "wenn jemand absagt, falls jemand absagt, wenn einer absagt",
    talk(Intent.LEAVE_WAITLIST): "von der warteliste, von der warteliste runter, von der liste, "
    "aus der warteliste, warteliste verlassen, nicht mehr auf die warteliste",
    talk(Intent.USUAL): "wie immer, das übliche, das gleiche wie immer, wie üblich, "
    "wie beim letzten mal, wie letztes mal, das gleiche wie letztes mal, wie sonst, "
    "wie gewohnt, dasselbe, das gleiche, das selbe, dasselbe wie letztes mal, wie sonst auch, "
    "das gleiche nochmal",
    talk(
        Intent.COMPLAINT
    ): "sieht schrecklich aus, sieht furchtbar aus, beschwerde, beschweren, reklamation, "
    "reklamieren, unzufrieden, "
    "nicht zufrieden, enttäuscht, enttäuschend, nicht glücklich mit, verhunzt, versaut, "
    "verschnitten, misslungen, katastrophe, unmöglich geworden, "
    "geld zurück, mein geld zurück, orange geworden, ist orange, grün geworden, "
    "schief gegangen, schiefgegangen, daneben gegangen, eine frechheit, frechheit, "
    "kopfhaut verbrannt, haare verbrannt, ging schief, schief geworden",
    talk(Intent.WAIT_STOP): "nicht mehr warten, nicht länger warten, nicht weiter warten, "
    "warten beenden, schluss mit warten, hör auf zu warten, warte nicht mehr, zurück zum bot, "
    "mit dem bot weiter, weiter mit dem bot, weiter mit dem assistenten",
    (Kind.ANYONE, 0): "egal wer, egal bei wem, irgendwer, irgendjemand, wer frei ist, "
    "wer gerade frei ist, wer zeit hat, bei wem ist egal, wer ist egal, "
    "keine präferenz, irgendeine, irgendeiner, wer da ist",
    (Kind.ANYONE, 1): "ist mir egal, mir egal, egal, beliebig, ganz egal, mir gleich, "
    "das ist mir egal, such du aus, such dir aus, entscheide du, suchen sie aus, "
    "spielt keine rolle",
    (Kind.WITH, 0): "mit, bei, von",
    (Kind.PARTY, 2): "zu zweit, uns beide, wir beide, "
    + each("mich und, ich und, für mich und", _RELATIVES)
    + ", "
    + each(f"{_RELATIVES}, {each('für', _RELATIVES)}", "und ich, und mich"),
    (Kind.PARTY, 3): "zu dritt",
    (Kind.PARTY, 4): "zu viert",
    (Kind.BUT, 0): "aber, allerdings, jedoch, nur wenn, außer wenn, wenn, falls",
    (Kind.NAME_IS, 0): "mein name ist, ich heiße, ich heisse, heiße, name ist, mein name, "
    "der name ist, name, vorname, vorname ist, mein vorname ist, mein vorname, der vorname ist, "
    "mein nme ist, mein nam ist, auf den namen, nennen sie mich, nenn mich",
    (Kind.I_AM, 0): "ich bin, bin, hier ist, hier spricht, ich bins",
    (Kind.I_AM, 1): "das ist",
    (Kind.HERE, 0): "hier, am apparat",
    (Kind.HERE, 1): "ist mein name, ist mein vorname, ist der name, heiße ich, heisse ich",
    (Kind.ANOTHER, 0): "jemand anders, jemand anderen, jemand anderem, jemand anderes, "
    "jemanden anders, jemanden anderen, wer anders, anderer friseur, anderen friseur, "
    "andere friseurin, anderer stylist, anderen stylisten, andere stylistin, nicht bei ihr, "
    "nicht bei ihm, nicht mit ihr, nicht mit ihm",
    (Kind.RELATIVE, 0): each("für", _RELATIVES) + ", für jemand anderen, für jemand anders",
    (Kind.RELATIVE, 2): "nicht für mich",
    (Kind.RELATIVE, 1, (1,)): each(_RELATIVES, "braucht, möchte, will, bräuchte"),
    (Kind.RELATIVE, 1, (2,)): each(_RELATIVES, "hätte gern, hätte gerne"),
    (Kind.FOR, 0): "für",
    (Kind.NOTE, 0): "bitte beachten, bitte beachtet, bitte notieren, bitte vermerken, hinweis, "
    "notiz, anmerkung, zur info, zur information, nur zur info, bitte beachten sie, "
    "beachten sie bitte, wichtig zu wissen, gut zu wissen",
    (Kind.NOTE, 1): "ich bin allergisch, bin allergisch, allergisch, ich habe eine allergie, "
    "habe eine allergie, ich bin schwanger, bin schwanger, im rollstuhl, rollstuhl, "
    "empfindliche kopfhaut, empfindliche haut",
    (Kind.TARDY, 0): "verspäte mich, verspätung, verspätet, verspäten, verspäte, "
    "zu spät dran, spät dran, stehe im stau, steh im stau, im stau, bin zu spät",
    (Kind.SPEAK, 0): "auf, sprechen, sprichst du, sprechen sie, in, wechsle zu, schreib auf",
    (Kind.POLITE, 0): "bitte, bitteschön, dann, mal, halt, eben, vielleicht, ähm, äh, hm, hmm, oh, "
    "ach, achso, na ja, also, so, wenn möglich, falls möglich, "
    "ich hätte gern, ich hätte gerne, hätte gern, hätte gerne, ich möchte, möchte, ich will, "
    "ich brauche, brauche, ich nehme, nehme, nehm, ich nehm, wie wäre, wie wärs mit, "
    "wie wäre es mit, kann ich, könnte ich, gib mir, geht, ginge, liebe, lieber gruß, einmal, "
    "gerne mal, würde gern, würde gerne, ich würde gern, ich würde gerne, wäre, wär, schön",
    (Kind.ALSO, 0): "auch, noch, auch noch, dazu, zusätzlich, zusätzliche, zusätzlichen, "
    "zusätzliches, extra, außerdem, plus, und noch, und auch",
    (Kind.LATER, 0): "später, etwas später, was späteres, etwas späteres, bisschen später",
    (Kind.LATER, 2): "zu früh, viel zu früh, etwas danach, was danach",
    (Kind.LATER, 1): "späteren, spätere, späterer, spätesten, späteste, spätester",
    (Kind.SOONER, 0): "früher, etwas früher, was früheres, etwas früheres, bisschen früher",
    (Kind.SOONER, 2): "zu spät, viel zu spät, etwas davor, was davor",
    (Kind.SOONER, 1): "früheren, frühere, früherer, frühesten, früheste, frühester",
    (Kind.LAST, 0): "letzten, letzte, letzter, letztes",
    topic(Topic.PRICE): "wie viel kostet, wieviel kostet, was kostet, was kosten, wie teuer, "
    "welcher preis, welchen preis, welche preise, eure preise, ihre preise, preisliste, "
    "was nehmt ihr, was verlangt, wie viel kosten, wie viel ist, wieviel ist, was macht das",
    hint(Topic.PRICE): "preis, preise, kosten, kostet",
    topic(Topic.HOURS): "öffnungszeiten, wann öffnet, wann macht ihr auf, wann macht ihr zu, "
    "wann schließt, wie lange habt ihr, habt ihr offen, habt ihr auf, habt ihr geöffnet, "
    "habt ihr zu, haben sie offen, haben sie geöffnet, haben sie auf, seid ihr offen, "
    "ist der salon offen, bis wann habt ihr, ab wann habt ihr",
    hint(Topic.HOURS): "offen, geöffnet, geschlossen, schließt, öffnet",
    topic(Topic.ADDRESS): "wo seid ihr, wo sind sie, wo ist, wo liegt, wo finde ich, "
    "eure adresse, ihre adresse, welche adresse, wie komme ich, wie lautet die adresse, "
    "wo befindet, wo genau, anfahrt",
    hint(Topic.ADDRESS): "adresse, wo, standort",
    topic(Topic.PARKING): "parkplatz, parkplätze, parken, parkmöglichkeit, parkmöglichkeiten, "
    "parkhaus",
    hint(Topic.PARKING): "auto, stellplatz",
    topic(Topic.POLICY): "stornobedingungen, stornierungsbedingungen, stornogebühr, "
    "stornogebühren, absageregeln, wenn ich absage, falls ich absage, wenn ich storniere, "
    "falls ich absagen muss, wenn ich absagen muss, wenn ich nicht komme, kostenlos stornieren, "
    "kostenlos absagen, kostenfrei absagen, kostenfrei stornieren, ausfallgebühr",
    topic(Topic.DURATION): "wie lange, wie lang, wie viel zeit, wieviel zeit, "
    "wie lange dauert, welche dauer",
    hint(Topic.DURATION): "dauer, dauert",
    topic(Topic.PHONE): "eure nummer, ihre nummer, telefonnummer, eure telefonnummer, "
    "ihre telefonnummer, euch anrufen, sie anrufen, handynummer",
    hint(Topic.PHONE): "telefon, tel, whatsapp",
    topic(Topic.SERVICES): "welche leistungen, eure leistungen, ihre leistungen, "
    "was bietet ihr, was macht ihr, was bieten sie, bietet ihr, macht ihr, bieten sie, "
    "welche behandlungen, was kann man",
    hint(Topic.SERVICES): "leistungen, behandlungen, angebot, angebote",
    topic(Topic.STAFF): "wer arbeitet, wer ist da, welche friseure, welche friseurinnen, "
    "euer team, ihr team, wer schneidet, wer färbt, bei wem, mit wem",
    hint(Topic.STAFF): "team, friseure, friseurinnen",
    topic(Topic.RATING): "welche bewertung, welche bewertungen, eure bewertungen, "
    "ihre bewertungen, wie gut seid, wie viele sterne, gute bewertungen",
    hint(Topic.RATING): "bewertung, bewertungen, sterne, rezensionen",
    topic(Topic.PAYMENT): "mit karte, bar zahlen, bar bezahlen, mit karte zahlen, "
    "mit karte bezahlen, ec karte, ec-karte, kreditkarte, kartenzahlung, in bar, "
    "wie bezahle, wie zahle, wie kann ich zahlen, wie kann ich bezahlen, kann ich zahlen, "
    "online bezahlen, online zahlen, nehmt ihr karte, apple pay, google pay, "
    "zahlungsmöglichkeiten, zahlungsarten",
    hint(Topic.PAYMENT): "karte, bargeld, bezahlen, zahlen, zahlung, paypal",
    topic(Topic.ACCESS): "rollstuhlgerecht, barrierefrei, barrierefreien zugang, "
    "stufenlos erreichbar, einen aufzug",
    hint(Topic.ACCESS): "barrierefreiheit, stufen, treppen, aufzug, kinderwagen, rampe, stufenlos",
    (Kind.PLAIN, Plain.ASKING): "was, wer, wen, wem, wann, warum, wieso, weshalb, wie, welche, "
    "welcher, welches, welchen, wieviel, gibt es, gibts, habt ihr, haben sie, kann man",
    (Kind.PLAIN, Plain.ARRIVING): "ich komme, komme, ich komm, wir kommen, werde, ich werde, "
    "brauche noch, bin da, wir sind, kommen",
    (Kind.PLAIN, Plain.ALONG): "ich, mich, mir, es, dir, sehr, wirklich, ganz, jetzt, doch, alles, "
    "mach, mache, machen, will, trotzdem, freue mich, freu mich, ich freue mich, kein stress",
    (Kind.PLAIN, Plain.VERB): "ist, sind",
    (Kind.PLAIN, Plain.DONE): "das wars, das war's, das war alles, das ist alles, mehr nicht, "
    "sonst nichts",
    (Kind.PLAIN, Plain.WHICH): "die zeit, den tag, der tag, die uhrzeit, uhrzeit, das datum, "
    "den termin, zeit",
    (Kind.PLAIN, Plain.IDLE): "mein, meine, meinen, meiner, meinem, du, dich, dein, deine, deinen, "
    "er, sie, ihr, ihm, ihn, ihnen, ihre, ihren, wir, uns, unser, unsere, man, sich, "
    "bin, bist, war, waren, sein, hab, habe, haben, hat, hast, hatte, hätte, kann, "
    "kannst, können, könnt, könnte, könnten, soll, sollte, wollen, wollte, möchten, "
    "muss, müssen, darf, dürfen, werde, werden, wird, würde, mag, gehen, komme, kommen, "
    "macht, nehmen, geben, gibt, sagen, sag, weiß, wissen, denke, "
    "glaube, hä, häh, da, dort, dies, jenes, einige, alle, beide, viel, viele, mehr, "
    "wenig, kein, keine, nichts, etwas, jemand, niemand, schon, immer, "
    "wieder, nie, oft, gleich, bald, gerade, nur, zu, zum, zur, aus, über, unter, "
    "durch, ohne, gegen, dass, ob, weil, damit, als, denn, hilfe, "
    "frei, "
    "verfügbar, möglich, neu, alt, gut, schlecht, nett, gleiche, andere, anderen, anderer, "
    "anderes, haar, haare, nägel, salon, laden, zeiten, datum, kunde, kundin, bot, "
    "roboter, assistent, frage, problem, sache, dinge, freund, freundin, mama, mutter, papa, "
    "vater, tochter, sohn, kind, frau, mann, bruder, schwester, partner, herr, ja, sorry, "
    "entschuldigung, leider, danach, davor, zusammen, test, lassen, schneiden, weiss, keine "
    "ahnung, ka, mfg, im, beim, ins, bekommen, bekomme, hin, her, rein, vorbei, wohl, nun, "
    "erst, auf, ab, an, nach, vor, seit, wegen, diesmal, sonst, bisschen, krank, müde, "
    "fertig, unterwegs, unsicher, beschäftigt, gespannt, im moment, shampoo, spülung, "
    "kur, gutschein, pony, spitzen, locken, hund",
}
