"""French words of a booking dialog that are no time."""

from dialog.understand.reading import Intent, Topic
from dialog.understand.signs import Kind, Plain, Words
from dialog.understand.talk import each, hint, perhaps, talk, topic

_RELATIVES = (
    "ma fille, mon fils, mon mari, ma femme, ma mère, mon père, ma maman, mon papa, ma sœur, "
    "ma soeur, mon frère, mon copain, ma copine, mon ami, mon amie, un ami, une amie, "
    "mon enfant, mes enfants, ma grand-mère, mon grand-père, mon conjoint, ma conjointe, "
    "mon compagnon, ma compagne, ma nièce, mon neveu, ma belle-mère, ma collègue, mon collègue"
)

TALK: Words = {
    talk(Intent.GREET): "bonjour, bonsoir, salut, coucou, bjr, bsr, slt, hello, rebonjour",
    talk(Intent.THANKS): "merci beaucoup, merci bien, mille mercis, grand merci, mrc, "
    "je vous remercie, bonne journée, bonne soirée, bon week-end, bon weekend, au revoir, "
    "à bientôt, à très vite, bonne continuation, cordialement, bien à vous, bisous",
    talk(
        Intent.YES
    ): "ouais, ouai, ui, yep, mouais, d'accord, daccord, d'acc, dac, ça marche, ça roule, "
    "ça me va, ça va, ça convient, ça me convient, cela me convient, me convient, convient, "
    "c'est bon, c'est parfait, c'est très bien, parfait, très bien, super, génial, nickel, "
    "impeccable, impec, volontiers, avec plaisir, bien sûr, évidemment, absolument, tout à fait, "
    "exactement, exact, c'est ça, c'est cela, correct, entendu, c'est d'accord, je confirme, "
    "confirmé, confirmer, confirmez, on fait ça, faites, allez-y, vas-y, go, bien, je prends, "
    "je le prends, je la prends, je valide, valider, validez, réservez, réserve, pourquoi pas, "
    "je veux bien, ça serait bien, ce serait bien, ce serait parfait, ce serait super, "
    "certainement, top, cool, excellent, pas de problème, pas de souci, aucun problème, "
    "sans problème, je pense, je pense que oui, je crois, je crois que oui, rien à changer, "
    "ne changez rien, mais oui, oui oui, ça ira",
    (*talk(Intent.YES), (1,)): "tout est bon, c'est bon comme ça, comme ça, on laisse comme ça, "
    "laissez comme ça, tout va bien",
    talk(Intent.NO): "non, nan, nn, pas du tout, surtout pas, ça ne va pas, ça va pas, "
    "ça ne me va pas, ça me va pas, ne convient pas, ne me convient pas, pas ça, pas bon, "
    "pas correct, faux, c'est faux, pas encore, pas vraiment, incorrect, malheureusement non, "
    "hors de question, ne marche pas, marche pas, pas d'accord, pas ok, non non, jamais",
    talk(Intent.WAIT): "je réfléchis, réfléchir, je vais réfléchir, y réfléchir, je demande, "
    "je vais demander, je dois demander, faut que je demande, dois demander, je vérifie, "
    "je vais vérifier, je dois vérifier, dois vérifier, je regarde, je dois voir, dois voir, "
    "je vais voir, à voir, je vous redis, vous redis, je vous dis, vous dirai, je vous rappelle, "
    "je rappelle, je rappellerai, je vous rappellerai, je reviens, je reviens vers vous, "
    "un instant, un moment, une minute, une seconde, une petite minute, deux secondes, "
    "deux minutes, minute, patientez, pas sûr, pas sûre, pas certain, pas certaine, "
    "je ne sais pas, je sais pas, jsp, sais pas, sais pas encore, hésite, j'hésite, "
    "regarder mon agenda, voir mon agenda, vérifier mon agenda, ne réservez pas encore, "
    "pas tout de suite, laissez-moi voir, laissez-moi réfléchir, laissez-moi vérifier, plus tard "
    "peut-être",
    talk(Intent.CHANGE): "changer, modifier, changer quelque chose, modifier quelque chose, "
    "modification, autre chose, corriger, changé d'avis, change d'avis, changer d'avis, "
    "changement, changez",
    talk(
        Intent.NEVER_MIND
    ): "laissez tomber, laisse tomber, laisser tomber, tant pis, oubliez, oublie, "
    "oubliez ça, ce n'est pas grave, c'est pas grave, pas grave, plus besoin, n'en veux plus, "
    "j'en veux plus, ne veux plus, veux plus, ne réservez pas, pas réserver, pas intéressé, "
    "pas intéressée, m'intéresse pas, je renonce, je laisse tomber, abandonner, arrêter, "
    "arrêtez, stop, pas maintenant, finalement non, non finalement",
    talk(Intent.OTHER_TIMES): "autres horaires, autre horaire, un autre horaire, "
    "d'autres horaires, autres heures, d'autres heures, autre heure, une autre heure, "
    "autre créneau, un autre créneau, autres créneaux, d'autres créneaux, autre jour, "
    "un autre jour, d'autres jours, autres jours, autre date, une autre date, autres dates, "
    "d'autres dates, autre moment, un autre moment, plus d'options, d'autres options, "
    "autres options, d'autres possibilités, rien d'autre, quoi d'autre, aucun, aucune, "
    "aucun des trois, aucun de ceux-là, mauvais jour, mauvaise heure, mauvais horaire, "
    "pas cette heure, pas ce jour, d'autres disponibilités",
    talk(Intent.RESTART): "recommencer, recommençons, on recommence, repartir de zéro, de zéro, "
    "à zéro, depuis le début, du début, nouvelle réservation, nouveau rendez-vous",
    talk(Intent.CANCEL): "annuler, annulation, annule, annulez, j'annule, peux pas venir, "
    "pourrai pas venir, pourrais pas venir, plus venir, empêché, empêchée, un empêchement, "
    "décommander, annuler mon rdv, annuler mon rendez-vous",
    talk(Intent.MOVE): "déplacer, reporter, décaler, déplace, décale, reporte, déplacez, décalez, "
    "reportez, repousser, reprogrammer, avancer mon rdv, avancer mon rendez-vous, "
    "changer mon rdv, changer mon rendez-vous, modifier mon rdv, modifier mon rendez-vous, "
    "modifier ma réservation, changer ma réservation",
    talk(Intent.HUMAN): "humain, humaine, un humain, vraie personne, une vraie personne, "
    "conseiller, conseillère, à quelqu'un, parler à quelqu'un, parler avec quelqu'un, "
    "parler à une personne, une personne réelle, quelqu'un de l'équipe, quelqu'un du salon, "
    "rappelez-moi, me rappeler, m'appeler, être rappelé, être rappelée, service client, "
    "pas un robot, pas un bot, réceptionniste, à la gérante, au gérant, la patronne, le patron, "
    "parler au salon, demander au salon, contacter le salon, joindre le salon, un agent, "
    "un employé, une employée",
    talk(Intent.BOOK): "rendez-vous, rdv, rendezvous, un rendez-vous, un rdv, "
    "prendre rendez-vous, prendre rdv, réserver, réservation, créneau, une place, "
    "inscrire, m'inscrire",
    talk(Intent.MY_VISITS): "mes rendez-vous, mes rdv, mes réservations, quand est mon, "
    "c'est quand mon, quand mon, mon prochain rendez-vous, mon prochain rdv, ai-je un rdv, "
    "ai-je un rendez-vous, ai-je rendez-vous, déjà rendez-vous, rendez-vous c'est quand, "
    "rdv c'est quand, rdv quand, rendez-vous quand",
    perhaps(Intent.MY_VISITS): "mon rendez-vous, mon rdv, ma réservation, j'ai rendez-vous, "
    "j'ai rdv",
    talk(Intent.WAITLIST): "liste d'attente, liste attente, sur la liste, prévenez-moi si, "
    "me prévenir si, une place se libère, place se libère, ça se libère, un créneau se libère, "
    "un désistement, en cas de désistement",
    talk(Intent.LEAVE_WAITLIST): "quitter la liste, quitter la liste d'attente, "
    "retirez-moi de la liste, retirer de la liste, enlevez-moi de la liste, plus sur la liste, "
    "sortir de la liste",
    talk(Intent.USUAL): "comme d'habitude, comme d'hab, comme dab, d'habitude, la même chose, "
    "même chose, pareil que la dernière fois, comme la dernière fois, comme toujours, idem, "
    "la même que la dernière fois, le même que la dernière fois, comme la fois dernière, "
    "mon habituel, mon habituelle",
    talk(Intent.COMPLAINT): "réclamation, une plainte, me plaindre, pas contente, pas content, "
    "mécontent, mécontente, déçu, déçue, insatisfait, insatisfaite, pas satisfait, "
    "pas satisfaite, raté, ratée, ratés, loupé, loupée, catastrophe, "
    "inadmissible, inacceptable, scandaleux, remboursez-moi, être remboursé, être remboursée, "
    "me rembourser, viré à l'orange, devenue orange, devenus oranges",
    talk(Intent.WAIT_STOP): "n'attendez plus, arrêter d'attendre, arrêtez d'attendre, "
    "ne plus attendre, plus attendre, n'attends plus, reprendre avec le bot, "
    "reprendre avec l'assistant, revenir au bot",
    (Kind.ANYONE, 0): "n'importe qui, peu importe qui, peu importe avec qui, qui est libre, "
    "celui qui est libre, celle qui est libre, le premier disponible, la première disponible, "
    "pas de préférence, sans préférence, aucune préférence, avec n'importe qui, "
    "n'importe quel coiffeur, n'importe quelle coiffeuse, qui vous voulez",
    (Kind.ANYONE, 1): "peu importe, m'est égal, ça m'est égal, peu m'importe, "
    "comme vous voulez, à vous de voir, choisissez, vous choisissez, au choix, "
    "n'importe lequel, n'importe laquelle, n'importe, je m'en fiche",
    (Kind.WITH, 0): "avec, chez, par",
    (Kind.PARTY, 2): "à deux, tous les deux, toutes les deux, nous deux, "
    + each("moi et, pour moi et", _RELATIVES),
    (Kind.PARTY, 3): "à trois, nous trois",
    (Kind.COUNTED, 1): "personnes, enfants, adultes, femmes, hommes, pers",
    (Kind.BUT, 0): "mais, cependant, par contre, toutefois, seulement si, sauf si, si, à condition",
    (Kind.NAME_IS, 0): "je m'appelle, m'appelle, je me nomme, mon nom est, mon prénom est, "
    "mon nom c'est, mon prénom c'est, moi c'est, prénom, nom, mon prénom, mon nom, au nom de, "
    "le prénom est, le nom est, je mappelle, je m appelle",
    (Kind.NAME_IS, 1): "appelez-moi, appelle-moi",
    (Kind.I_AM, 0): "je suis, c'est moi, ici",
    (Kind.I_AM, 1): "c'est, voici",
    (Kind.HERE, 0): "à l'appareil",
    (Kind.HERE, 1): "est mon nom, est mon prénom, c'est mon nom, c'est mon prénom",
    (Kind.ANOTHER, 0): "quelqu'un d'autre, un autre coiffeur, une autre coiffeuse, "
    "autre coiffeur, autre coiffeuse, une autre personne, autre personne, un autre styliste, "
    "une autre styliste, autre styliste, pas avec elle, pas avec lui, pas elle, pas lui",
    (Kind.RELATIVE, 0): each("pour", _RELATIVES)
    + ", pour quelqu'un d'autre, pour une autre personne",
    (Kind.RELATIVE, 2): "pas pour moi",
    (Kind.RELATIVE, 1, (1,)): each(_RELATIVES, "voudrait, veut, aimerait, souhaite"),
    (Kind.RELATIVE, 1, (2,)): each(_RELATIVES, "a besoin"),
    (Kind.FOR, 0): "pour",
    (Kind.NOTE, 0): "à noter, notez que, notez, veuillez noter, merci de noter, petite note, "
    "remarque, pour info, pour information, sachez que, je précise que, note",
    (Kind.NOTE, 1): "je suis allergique, suis allergique, allergique, j'ai une allergie, "
    "je suis enceinte, suis enceinte, en fauteuil roulant, fauteuil roulant, "
    "cuir chevelu sensible, peau sensible",
    (Kind.TARDY, 0): "en retard, du retard, de retard, retard, coincé dans, coincée dans, "
    "dans les bouchons",
    (Kind.SPEAK, 0): "en, parler, parlez-vous, parlez, vous parlez, on peut parler, "
    "peut-on parler, écrivez en, répondez en, passer en",
    (Kind.POLITE, 0): "s'il vous plaît, s'il te plaît, svp, stp, alors, donc, juste, peut-être, "
    "euh, heu, hum, bah, ben, ah, oh, eh bien, voilà, si possible, je voudrais, j'aimerais, "
    "je souhaite, je souhaiterais, je veux, j'aurais voulu, j'aurais besoin, j'ai besoin, "
    "il me faut, il me faudrait, je cherche, je choisis, on prend, prenons, plutôt pour, "
    "serait-il possible, est-il possible, c'est possible, possible, puis-je, je peux, "
    "je pourrais, pourrais-je, pouvez-vous, auriez-vous, madame, monsieur, chère, cher, "
    "un petit, une petite, pour moi, de prendre, prendre, avoir, faire, me faire",
    (Kind.ALSO, 0): "aussi, également, en plus, plus, ainsi que, et aussi, ajouter, ajoutez, "
    "rajouter, rajoutez, supplémentaire, les deux, en supplément, encore",
    (Kind.ONE_OF, 0): "celui, celle",
    (Kind.LATER, 0): "plus tard, un peu plus tard, quelque chose plus tard",
    (Kind.LATER, 1): "le plus tard, la plus tard, celui plus tard, le dernier créneau",
    (Kind.LATER, 2): "trop tôt, c'est trop tôt, plus tard que ça, après ça",
    (Kind.SOONER, 0): "plus tôt, un peu plus tôt, quelque chose plus tôt, avant si possible",
    (Kind.SOONER, 1): "le plus tôt, la plus tôt, celui plus tôt, le premier créneau",
    (Kind.SOONER, 2): "trop tard, c'est trop tard, plus tôt que ça, avant ça",
    (Kind.LAST, 0): "dernier, dernière, le dernier, la dernière",
    (Kind.PICK, 0): "numéro, numero, choix, l'option",
    topic(Topic.PRICE): "combien, combien ça coûte, ça coûte combien, c'est combien, "
    "combien coûte, combien coûtent, quel prix, quel est le prix, quels tarifs, vos tarifs, "
    "vos prix, c'est cher, quel tarif, ça coûte",
    hint(Topic.PRICE): "prix, tarif, tarifs, coût, coûte",
    topic(Topic.HOURS): "horaires d'ouverture, heures d'ouverture, vos horaires, vous ouvrez, "
    "vous fermez, ouvrez-vous, fermez-vous, êtes-vous ouvert, êtes-vous ouverts, "
    "êtes-vous ouverte, vous êtes ouvert, vous êtes ouverts, vous êtes ouverte, êtes ouverts, "
    "êtes ouvert, le salon est ouvert, ouvrez vous, fermez vous",
    hint(Topic.HOURS): "ouvert, ouverts, ouverte, ouverture, fermé, fermés, fermeture, horaires",
    topic(Topic.ADDRESS): "où êtes-vous, vous êtes où, c'est où, où se trouve, où se situe, "
    "où est, votre adresse, quelle adresse, quelle est l'adresse, comment venir, "
    "comment vous trouver, où vous trouvez, vous êtes situé, vous êtes situés",
    hint(Topic.ADDRESS): "adresse, l'adresse, où, situé, situés, plan d'accès",
    topic(Topic.PARKING): "se garer, me garer, garer, stationner, place de parking",
    hint(Topic.PARKING): "parking, stationnement, voiture",
    topic(Topic.POLICY): "conditions d'annulation, frais d'annulation, politique d'annulation, "
    "annuler gratuitement, si j'annule, annulation gratuite, "
    "délai d'annulation, si je ne viens pas, si je dois annuler",
    topic(Topic.DURATION): "combien de temps, dure combien, ça dure, quelle durée, "
    "ça prend combien, prend combien de temps",
    hint(Topic.DURATION): "durée, dure",
    topic(Topic.PHONE): "votre numéro, numéro de téléphone, votre téléphone, vous appeler, "
    "vous joindre, votre tel, quel numéro",
    hint(Topic.PHONE): "téléphone, tel, tél",
    topic(Topic.SERVICES): "quels services, quelles prestations, vos services, vos prestations, "
    "que proposez-vous, proposez-vous, vous proposez quoi, vous proposez, vous faites quoi, "
    "que faites-vous, faites-vous",
    hint(Topic.SERVICES): "prestations, services, catalogue",
    topic(Topic.STAFF): "qui travaille, qui est là, qui sera là, quels coiffeurs, "
    "quelles coiffeuses, votre équipe, qui coiffe, chez qui, avec qui",
    hint(Topic.STAFF): "équipe, coiffeurs, coiffeuses",
    topic(Topic.RATING): "vos avis, des avis, avis clients, les avis, quelle note, votre note, "
    "bien notés, bien noté",
    hint(Topic.RATING): "avis, étoiles",
    topic(Topic.PAYMENT): "payer par carte, payer en espèces, payer en liquide, par carte, "
    "en espèces, en liquide, carte bancaire, moyens de paiement, moyen de paiement, "
    "comment payer, payer en ligne, payer sur place, apple pay, google pay, prenez la carte, "
    "acceptez la carte, acceptez les cartes",
    hint(Topic.PAYMENT): "carte, cb, espèces, chèque, chèques, paiement, payer",
    topic(Topic.ACCESS): "accessible en fauteuil, accessible en fauteuil roulant, "
    "venir en fauteuil, venir en fauteuil roulant, accessible aux handicapés, accessible pmr, "
    "accès pmr, accès handicapé",
    hint(Topic.ACCESS): "accessible, accessibilité, pmr, marches, escaliers, ascenseur, "
    "poussette, rampe",
    (Kind.PLAIN, Plain.ASKING): "quoi, qui, quand, comment, pourquoi, quel, quelle, quels, "
    "quelles, lequel, laquelle, est-ce que, est-ce, qu'est-ce que, y a-t-il, avez-vous, "
    "y a t il, est ce que, vous avez",
    (Kind.PLAIN, Plain.ALONG): "je, j', moi, me, ça, ca, cela, il, tout, très, vraiment, "
    "maintenant, exactement ça, bon, eh, hein, pas de stress, tellement, tout ça, vous, te, "
    "le, la",
    (Kind.PLAIN, Plain.VERB): "est, sont, suis, y a, il y a",
    (Kind.PLAIN, Plain.DONE): "c'est tout, ce sera tout, rien d'autre merci, ça sera tout, "
    "rien de plus",
    (Kind.PLAIN, Plain.WHICH): "l'heure, le jour, la date, l'horaire, heure, horaire",
    (Kind.PLAIN, Plain.ARRIVING): "j'arrive, arrive, je serai, je vais être, j'aurai, "
    "on arrive, on sera, j'arriverai, je vais arriver, serai, aurai",
    (Kind.PLAIN, Plain.IDLE): "mon, ma, mes, ton, ta, tes, son, sa, ses, notre, nos, votre, vos, "
    "tu, elle, on, nous, ils, elles, lui, leur, leurs, es, êtes, était, être, suis, ai, as, a, "
    "avons, ont, eu, fait, faut, peut, peux, pouvez, pourriez, pourrait, veux, veut, voulez, "
    "voudrais, dois, doit, devez, vais, va, vas, allez, aller, venir, viens, vient, dire, dis, "
    "donner, voir, vois, savoir, sais, penser, prends, prend, mettre, ne, n', y, que, qu', dont, "
    "ce, cet, cette, ces, ceux, celles, même, mêmes, autre, autres, chaque, quelque chose, "
    "quelques, plusieurs, rien, personne, quelqu'un, toujours, souvent, déjà, encore, bientôt, "
    "trop, peu, beaucoup, assez, moins, avec, sans, sur, sous, dans, vers, "
    "parce que, car, comme, lorsque, disponible, disponibles, disponibilité, disponibilités, "
    "dispo, dispos, libre, libres, place, places, cheveux, ongles, salon, coiffeur, coiffeuse, "
    "client, cliente, bot, robot, assistant, question, problème, souci, chose, choses, désolé, "
    "désolée, pardon, excusez-moi, malheureusement, nouveau, nouvelle, vieux, bonne, mauvais, "
    "mauvaise, fois, première fois, truc, mdr, ptdr, mari, femme, fille, fils, mère, père, ami, "
    "amie, malade, fatigué, pressé, shampoing, shampooing, soin, chien, cadeau, bon cadeau, "
    "chercher, besoin, aide, info, infos, test",
}
