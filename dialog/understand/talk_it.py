"""Italian words of a booking dialog that are no time."""

from dialog.understand.reading import Intent, Topic
from dialog.understand.signs import Kind, Plain, Words
from dialog.understand.talk import each, hint, perhaps, talk, topic

_RELATIVES = (
    "mia figlia, mio figlio, mio marito, mia moglie, mia madre, mio padre, mia mamma, mio papà, "
    "la mia mamma, il mio papà, mia sorella, mio fratello, il mio ragazzo, la mia ragazza, "
    "il mio amico, la mia amica, un amico, un'amica, una mia amica, un mio amico, "
    "il mio bambino, la mia bambina, i miei figli, mia nonna, mio nonno, il mio compagno, "
    "la mia compagna, mia nipote, mio nipote, mia suocera, mia zia, mia cugina"
)

TALK: Words = {
    talk(Intent.GREET): "salve, buongiorno, buon giorno, buonasera, buona sera, "
    "buon pomeriggio, ehi, ei, ciao a tutti, ciaoo, saluti",
    talk(Intent.THANKS): "grazie, grazie mille, mille grazie, molte grazie, tante grazie, "
    "grazie tante, ti ringrazio, vi ringrazio, la ringrazio, graziee, grz, buona giornata, "
    "buona serata, buon weekend, buon fine settimana, arrivederci, a presto, ci vediamo, "
    "cordiali saluti, baci",
    talk(Intent.YES): "sì, sii, sisi, sì sì, certo, certo che sì, certamente, sicuro, sicuramente, "
    "naturalmente, ovvio, ovviamente, va bene, vabbene, va benissimo, va bn, mi va bene, "
    "mi va benissimo, benissimo, bene, molto bene, d'accordo, perfetto, ottimo, ottima, "
    "eccellente, fantastico, esatto, esattamente, giusto, corretto, proprio così, confermo, "
    "confermato, confermare, conferma, prenota, prenoti, prenotate, procedi, proceda, procedete, "
    "fai pure, faccia pure, fate pure, vai, vada, andata, affare fatto, lo prendo, la prendo, "
    "prendo quello, prendo questo, perché no, volentieri, con piacere, assolutamente, "
    "assolutamente sì, senz'altro, senza dubbio, nessun problema, non c'è problema, "
    "credo di sì, penso di sì, direi di sì, mi sembra, sarebbe perfetto, sarebbe ottimo, "
    "sarebbe fantastico, sarebbe bello, niente da cambiare, non cambiare niente, "
    "va bene così grazie, okk, super, top, buono, mi piace, mi torna, ci sto, facciamo così, "
    "dai",
    (*talk(Intent.YES), (1,)): "tutto bene, va bene così, tutto ok, lascia così, lasci così, "
    "resta così, a posto così, a posto, tutto a posto",
    talk(Intent.NO): "no, nope, nono, no no, per niente, assolutamente no, "
    "non va bene, non mi va bene, non mi va, non va, non mi torna, sbagliato, è sbagliato, "
    "non è giusto, non è corretto, errato, non ancora, non posso, purtroppo no, "
    "neanche per sogno, meglio di no, così no, quello no, quella no, non quello, non quella, "
    "direi di no, credo di no, scorretto",
    talk(Intent.WAIT): "ci penso, ci devo pensare, devo pensarci, fammi pensare, mi faccia "
    "pensare, pensarci, fammi vedere, fammi controllare, fammi chiedere, devo controllare, "
    "devo vedere, devo chiedere, devo sentire, devo verificare, controllo, verifico, chiedo, "
    "controllo l'agenda, guardo l'agenda, vedo un attimo, ti faccio sapere, vi faccio sapere, "
    "le faccio sapere, faccio sapere, ti dico, ti dirò, vi dico dopo, ti richiamo, vi richiamo, "
    "richiamo, ti scrivo, vi scrivo, torno subito, torno tra poco, un attimo, un attimino, "
    "un momento, un momentino, un secondo, un minuto, un minutino, dammi un minuto, "
    "dammi un attimo, dammi un secondo, mi dia un minuto, attimo, non lo so, non so, boh, "
    "non sono sicura, non sono sicuro, non so ancora, non sono certa, non sono certo, "
    "non prenotare ancora, vediamo, dopo ti dico",
    talk(Intent.CHANGE): "cambiare, cambiare qualcosa, cambia, cambialo, cambiarlo, modificare, "
    "modifica, modificarlo, correggere, qualcos'altro, qualcosa di diverso, altra cosa, "
    "un'altra cosa, ho cambiato idea, cambio idea, cambiato idea, cambiamento, cambio",
    talk(Intent.NEVER_MIND): "lascia perdere, lasci perdere, lasciamo perdere, lasciate perdere, "
    "lascia stare, lasci stare, lasciamo stare, non fa niente, non fa nulla, non importa più, "
    "dimentica, dimenticatelo, niente lascia, fa niente, non serve più, non mi serve più, "
    "non voglio più, non lo voglio più, non lo voglio, non prenotare, non prenotate, "
    "non voglio prenotare, non mi interessa, non adesso, non ora, rinuncio, basta, ferma, stop, "
    "alla fine no",
    talk(Intent.OTHER_TIMES): "altri orari, altro orario, un altro orario, altre ore, "
    "un'altra ora, altra ora, altro giorno, un altro giorno, altri giorni, altra data, "
    "un'altra data, altre date, altro momento, un altro momento, altra opzione, un'altra opzione, "
    "altre opzioni, più opzioni, altre disponibilità, altri posti, altro posto, altri slot, "
    "qualche altro orario, cos'altro, che altro, nessuno, nessuna, nessuno di questi, "
    "nessuna di queste, nessuno dei tre, orario sbagliato, giorno sbagliato, ora sbagliata, "
    "non quell'ora, non quel giorno, più orari",
    talk(Intent.RESTART): "ricominciare, ricominciamo, ricomincia, da capo, dall'inizio, da zero, "
    "nuova prenotazione, nuovo appuntamento, riparti, riniziare",
    talk(Intent.CANCEL): "annullare, annulla, annullo, annullamento, cancellare, cancella, "
    "cancello, cancellarlo, annullarlo, disdire, disdico, disdetta, disdici, non posso venire, "
    "non riesco a venire, non potrò venire, non vengo, non posso esserci, non ci sarò, "
    "non riesco a esserci, disdire l'appuntamento, annullare l'appuntamento, "
    "cancellare l'appuntamento, disdire il mio appuntamento",
    talk(Intent.MOVE): "spostare, sposta, sposto, spostarlo, spostarla, spostalo, spostala, "
    "spostiamo, spostamento, rimandare, "
    "rinviare, posticipare, anticipare, riprogrammare, cambiare appuntamento, "
    "cambiare l'appuntamento, cambiare il mio appuntamento, modificare l'appuntamento, "
    "modificare il mio appuntamento, cambiare la prenotazione, modificare la prenotazione, "
    "spostare l'appuntamento",
    talk(Intent.HUMAN): "umano, umana, un umano, una persona vera, persona vera, persona reale, "
    "con una persona, con qualcuno, parlare con qualcuno, parlare con una persona, "
    "qualcuno del salone, qualcuno dello staff, operatore, operatrice, un operatore, "
    "receptionist, reception, la titolare, il titolare, servizio clienti, assistenza clienti, "
    "essere richiamata, essere richiamato, richiamatemi, chiamatemi voi, "
    "non un bot, non un robot, parlare con il salone, chiedi al salone, parlare col salone, "
    "responsabile",
    talk(Intent.BOOK): "appuntamento, un appuntamento, appuntamenti, prenotare, prenotazione, "
    "prendere appuntamento, prendere un appuntamento, fissare, fissare un appuntamento, "
    "un posto, un buco, prenotarmi, segnarmi",
    talk(Intent.MY_VISITS): "i miei appuntamenti, miei appuntamenti, mie prenotazioni, "
    "le mie prenotazioni, quando è il mio, quand'è il mio, quando ho, a che ora ho, "
    "a che ora è il mio, che giorno ho, il mio prossimo appuntamento, ho un appuntamento, "
    "ho appuntamento, ho già un appuntamento, ho prenotato",
    perhaps(Intent.MY_VISITS): "il mio appuntamento, mio appuntamento, la mia prenotazione, "
    "mia prenotazione",
    talk(Intent.WAITLIST): "lista d'attesa, lista di attesa, in lista, nella lista, "
    "avvisami se, avvisatemi se, fatemi sapere se, se si libera, si libera qualcosa, "
    "si libera un posto, se qualcuno disdice, se qualcuno rinuncia",
    talk(
        Intent.LEAVE_WAITLIST
    ): "uscire dalla lista, esci dalla lista, toglimi dalla lista, toglietemi dalla lista, "
    "uscire dalla lista d'attesa, toglimi dalla lista d'attesa, cancellami dalla lista, "
    "cancellatemi dalla lista, via dalla lista",
    talk(Intent.USUAL): "il solito, la solita, al solito, come al solito, come sempre, "
    "lo stesso, la stessa cosa, come l'ultima volta, come la volta scorsa, "
    "lo stesso dell'ultima volta, lo stesso di sempre, uguale all'ultima volta, "
    "la solita cosa",
    talk(Intent.COMPLAINT): "reclamo, un reclamo, lamentela, lamentarmi, lamentele, "
    "non sono contenta, non sono contento, non sono soddisfatta, non sono soddisfatto, "
    "scontenta, scontento, insoddisfatta, insoddisfatto, delusa, deluso, disastro, un disastro, "
    "inaccettabile, vergogna, vergognoso, rovinato, "
    "mi avete rovinato, bruciato i capelli, voglio un rimborso, rimborsatemi, "
    "venuto male, venuta male, venuti arancioni, venuto arancione, diventato arancione, "
    "diventati arancioni",
    talk(Intent.WAIT_STOP): "smetti di aspettare, smettere di aspettare, non aspettare più, "
    "non aspetto più, basta aspettare, non voglio aspettare, torna il bot, torna al bot, "
    "torniamo al bot, continua con il bot, riprendi con il bot",
    (Kind.ANYONE, 0): "chiunque, con chiunque, chi è libero, chi è libera, chi c'è, "
    "chi è disponibile, nessuna preferenza, non ho preferenze, senza preferenze, "
    "indifferente chi, non importa chi, chiunque sia libero, qualsiasi parrucchiere, "
    "qualsiasi parrucchiera, qualunque parrucchiere, uno qualsiasi, una qualsiasi, "
    "il primo disponibile, la prima disponibile",
    (Kind.ANYONE, 1): "è uguale, è indifferente, indifferente, fa lo stesso, per me è uguale, "
    "mi è indifferente, non importa, scegli tu, scelga lei, scegliete voi, decidi tu, "
    "decida lei, decidete voi, come vuoi, come volete, come preferisci, qualsiasi, "
    "qualunque, quello che vuoi, una vale l'altra",
    (Kind.WITH, 0): "con, da, dalla, col",
    (Kind.PARTY, 2): "in due, noi due, tutti e due, tutte e due, entrambi, entrambe, "
    + each("io e, per me e", _RELATIVES),
    (Kind.PARTY, 3): "in tre, noi tre",
    (Kind.COUNTED, 1): "persone, bambini, bambine, adulti, donne, uomini",
    (Kind.BUT, 0): "ma, però, tuttavia, solo se, a meno che, se, purché, a patto che",
    (Kind.NAME_IS, 0): "mi chiamo, il mio nome è, mio nome è, il nome è, nome è, nome, mio nome, "
    "il mio nome, a nome di, a nome, io mi chiamo, mi kiamo, il nome",
    (Kind.NAME_IS, 1): "chiamami, chiamatemi, mi chiami",
    (Kind.I_AM, 0): "sono, io sono, qui, sono io",
    (Kind.I_AM, 1): "è, questo è",
    (Kind.HERE, 0): "al telefono",
    (Kind.HERE, 1): "è il mio nome",
    (Kind.ANOTHER, 0): "qualcun altro, qualcun'altra, qualcuno altro, un'altra persona, "
    "altra persona, un altro parrucchiere, un'altra parrucchiera, altro parrucchiere, "
    "altra parrucchiera, un altro stilista, un altro barbiere, non con lei, non con lui, "
    "non lei, non lui",
    (Kind.RELATIVE, 0): each("per", _RELATIVES) + ", per qualcun altro, per un'altra persona",
    (Kind.RELATIVE, 2): "non è per me",
    (Kind.RELATIVE, 1, (1,)): each(_RELATIVES, "vuole, vorrebbe, desidera"),
    (Kind.RELATIVE, 1, (2,)): each(_RELATIVES, "ha bisogno"),
    (Kind.FOR, 0): "per, x",
    (Kind.NOTE, 0): "nota, nota bene, annota che, annota, tenete presente, tieni presente che, "
    "tieni presente, tieni conto che, segnala che, segnatevi che, vi segnalo che, "
    "per informazione, sappiate che, da sapere",
    (Kind.NOTE, 1): "sono allergica, sono allergico, allergica, allergico, ho un'allergia, "
    "ho allergia, sono incinta, in sedia a rotelle, sedia a rotelle, cute sensibile, "
    "pelle sensibile",
    (Kind.TARDY, 0): "in ritardo, ritardo, di ritardo, arrivo tardi, arriverò tardi, "
    "faccio tardi, farò tardi, faccio un po' tardi, nel traffico, bloccata nel traffico, "
    "bloccato nel traffico",
    (Kind.SPEAK, 0): "in, parla, parli, parlare, parlate, possiamo parlare, si parla, "
    "scrivi in, rispondi in",
    (Kind.POLITE, 0): "per favore, per piacere, per cortesia, perfavore, pf, allora, quindi, "
    "solo, soltanto, magari, forse, ehm, eh, mmm, mah, ah, oh, beh, "
    "se possibile, se è possibile, se si può, vorrei, voglio, volevo, mi piacerebbe, "
    "desidero, ho bisogno di, ho bisogno, mi serve, mi servirebbe, avrei bisogno, cerco, "
    "scelgo, preferisco, preferirei, che ne dici, posso, potrei, potete, puoi, può, mi dai, "
    "dammi, mi fai, sarebbe possibile, è possibile, possibile, si può, signora, signore, cara, "
    "caro, tesoro, per me, fare, farmi, avere, prendere, un po', po, gentilmente, cortesemente",
    (Kind.ALSO, 0): "anche, pure, inoltre, in più, più, aggiungi, aggiungere, aggiunga, extra, "
    "in aggiunta, e anche, e pure, oltre, aggiungo",
    (Kind.ONE_OF, 0): "quello, quella",
    (Kind.LATER, 0): "più tardi, un po' più tardi, qualcosa più tardi, dopo un po'",
    (Kind.LATER, 1): "il più tardi, quello più tardi, l'ultimo orario",
    (Kind.LATER, 2): "troppo presto, è troppo presto, dopo quello, più tardi di così",
    (Kind.SOONER, 0): "più presto, un po' prima, qualcosa prima, un po' più presto, prima "
    "possibilmente",
    (Kind.SOONER, 1): "il più presto, quello più presto, quello prima, il primo orario",
    (Kind.SOONER, 2): "troppo tardi, è troppo tardi, prima di quello",
    (Kind.LAST, 0): "ultimo, ultima, l'ultimo, l'ultima",
    (Kind.PICK, 0): "numero, opzione, l'opzione, la numero, il numero",
    topic(Topic.PRICE): "quanto costa, quanto costano, quanto viene, quanto vengono, quant'è, "
    "quanto è, quanto prendete, quanto pago, che prezzo, che prezzi, quali prezzi, "
    "i vostri prezzi, vostri prezzi, a quanto, è caro, qual è il prezzo, quanto sarebbe, quanto",
    hint(Topic.PRICE): "prezzo, prezzi, tariffa, tariffe, costo, costa, costi, listino",
    topic(Topic.HOURS): "orari di apertura, orario di apertura, che orari fate, vostri orari, "
    "che orario fate, a che ora aprite, a che ora chiudete, quando aprite, quando chiudete, "
    "fino a che ora, siete aperti, aprite, chiudete, siete chiusi, è aperto",
    hint(Topic.HOURS): "aperto, aperti, chiuso, chiusi, apertura, chiusura, orari",
    topic(Topic.ADDRESS): "dove siete, dove vi trovate, dove si trova, dove sta, "
    "che indirizzo, vostro indirizzo, l'indirizzo, come arrivo, come arrivare, come si arriva, "
    "in che via, dov'è",
    hint(Topic.ADDRESS): "indirizzo, dove, posizione",
    topic(Topic.PARKING): "parcheggiare, dove parcheggio, posto auto, posti auto",
    hint(Topic.PARKING): "parcheggio, parcheggi, macchina, auto",
    topic(Topic.POLICY): "condizioni di cancellazione, politica di cancellazione, "
    "costi di cancellazione, se disdico, se annullo, se non vengo, se devo disdire, se cancello, "
    "cancellazione gratuita, disdetta gratuita, disdire gratis",
    topic(Topic.DURATION): "quanto dura, quanto durano, quanto tempo, quanto ci vuole, "
    "quanto ci mettete, che durata",
    hint(Topic.DURATION): "durata, dura",
    topic(Topic.PHONE): "vostro numero, numero di telefono, vostro telefono, il telefono, "
    "che numero, posso chiamare, chiamarvi, un telefono, un recapito",
    hint(Topic.PHONE): "telefono, tel, cellulare, recapito",
    topic(Topic.SERVICES): "che servizi, quali servizi, vostri servizi, cosa fate, "
    "cosa offrite, che trattamenti, quali trattamenti, che cosa fate, fate anche, fate",
    hint(Topic.SERVICES): "servizi, trattamenti, catalogo",
    topic(Topic.STAFF): "chi lavora, chi c'è oggi, chi taglia, quali parrucchieri, "
    "che parrucchieri, vostro team, vostro staff, con chi",
    hint(Topic.STAFF): "team, staff, parrucchieri, parrucchiere",
    topic(Topic.RATING): "che recensioni, avete recensioni, le recensioni, che voto, "
    "che valutazione, buone recensioni",
    hint(Topic.RATING): "recensioni, recensione, valutazioni, valutazione, stelle",
    topic(Topic.PAYMENT): "pagare con carta, pagare in contanti, con carta, con la carta, "
    "in contanti, accettate carte, accettate la carta, come si paga, come pago, "
    "metodi di pagamento, modalità di pagamento, pagare online, satispay, apple pay, "
    "google pay, posso pagare, si può pagare, carta di credito",
    hint(Topic.PAYMENT): "carta, carte, bancomat, contanti, pagare, pagamento, pos",
    topic(Topic.ACCESS): "accessibile in sedia a rotelle, accesso in sedia a rotelle, "
    "entrare in sedia a rotelle, entrare con la sedia a rotelle, accessibile in carrozzina, "
    "accessibile ai disabili, accesso disabili, accesso per disabili, senza barriere",
    hint(Topic.ACCESS): "accessibile, accessibilità, gradini, scale, ascensore, rampa, passeggino",
    (Kind.PLAIN, Plain.ASKING): "cosa, che cosa, chi, quando, come, perché, quale, quali, quanta, "
    "quanti, quante, avete, c'è, ci sono, che",
    (Kind.PLAIN, Plain.ALONG): "io, mi, me, lo, questo, tutto, molto, davvero, proprio, adesso, "
    "veramente, così, tanto, eh, senza fretta, tu, ti, li, ci",
    (Kind.PLAIN, Plain.VERB): "è, sono, siete",
    (Kind.PLAIN, Plain.DONE): "è tutto, questo è tutto, nient'altro, niente altro, basta così, "
    "solo questo, tutto qui, nulla più",
    (Kind.PLAIN, Plain.WHICH): "l'ora, il giorno, la data, l'orario, ora, orario",
    (Kind.PLAIN, Plain.ARRIVING): "arrivo, arriverò, sarò, arriviamo, arriveremo, sto arrivando, "
    "farò, faccio, ho un",
    (Kind.PLAIN, Plain.IDLE): "mio, mia, miei, mie, tuo, tua, suo, sua, nostro, nostra, vostro, "
    "vostra, vostri, lui, lei, noi, voi, loro, gli, ne, si, vi, sei, siamo, era, ero, "
    "essere, stare, sto, sta, stato, ho, hai, ha, abbiamo, hanno, fa, fai, facciamo, fatto, "
    "possiamo, devo, deve, dovrei, andare, vado, va, andiamo, viene, vengo, venire, vedere, "
    "sapere, so, sai, dire, dico, dice, dare, do, pensare, penso, credo, vuole, "
    "vuoi, vogliamo, questa, questi, queste, quelli, quelle, altro, altra, "
    "altri, altre, stesso, stessa, ogni, qualcosa, qualcuno, qualche, alcuni, niente, nulla, "
    "sempre, mai, già, ancora, presto, poi, lì, là, qua, troppo, molti, molte, "
    "poco, meno, quasi, di, del, della, sul, sulla, senza, "
    "verso, perchè, mentre, disponibile, disponibili, disponibilità, libero, liberi, libera, "
    "libere, posti, capelli, unghie, salone, parrucchiera, cliente, bot, robot, "
    "assistente, domanda, dubbio, problema, problemi, cose, scusa, scusi, scusate, "
    "purtroppo, nuovo, nuova, vecchio, buona, brutto, brutta, volta, prima volta, ahah, ahaha, "
    "ahahah, marito, moglie, figlia, figlio, mamma, papà, amico, amica, malata, malato, stanca, "
    "stanco, occupata, occupato, fretta, shampoo, balsamo, cane, regalo, buono regalo, voucher, "
    "aiuto, info, informazioni, informazione, test, piacere, né, voglia",
}
