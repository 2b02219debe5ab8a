"""What customers of seven languages write, by what they mean; nothing stands open then."""

SAID: dict[str, dict[str, str]] = {
    "en": {
        "greet": "hi there | Good morning! | hello | hey there :)",
        "thanks": "thanks a lot | thank you so much! | cheers, see you then",
        "human": "can i talk to someone pls | human | I'd like to speak to a person",
        "never_mind": "never mind | forget it | i don't want it anymore",
        "other_times": "any other times? | another day please | none of these",
        "restart": "start over | let's start again",
        "cancel": "I need to cancel my appointment | can i cancel tomorrow's visit?"
        " | i can't make it",
        "move": "can we move it to friday? | i have to reschedule my appointment | postpone please",
        "book": "i need an appointment | I want to book",
        "my_visits": "when is my appointment? | what time is my appointment tomorrow | my bookings"
        " | do I have an appointment on friday? | my appointment?",
        "late": "running 10 min late | I'll be 15 minutes late sorry | i'm late | stuck in traffic",
        "waitlist": "put me on the waiting list | let me know if something opens up saturday",
        "leave_waitlist": "take me off the waiting list | please remove me from the list",
        "usual": "my usual please | same as last time with Ana | the usual on friday",
        "for_other": "it's for my daughter | not for me | for a friend",
        "note": "please note: I have a sensitive scalp | I'm allergic to latex",
        "complaint": "my colour went orange | I'm really unhappy with my haircut"
        " | i want to make a complaint | the cut is terrible, I'm very disappointed",
        "wait_stop": "stop waiting | no need to wait | back to the bot",
        "ask": "is there parking? | how much is a colour? | are you open on saturday"
        " | what's your address | do you take cards? | how long does a balayage take?",
    },
    "de": {
        "greet": "hallo | Guten Morgen! | moin",
        "thanks": "vielen Dank! | danke dir, bis dann | dankeschön",
        "human": "ich möchte mit einem Menschen sprechen | Mensch | kann ich mit jemandem reden?",
        "never_mind": "vergiss es | hat sich erledigt | ich möchte nicht mehr",
        "other_times": "habt ihr andere Zeiten? | an einem anderen Tag bitte | keine davon",
        "restart": "nochmal von vorne | neu anfangen",
        "cancel": "ich muss meinen Termin absagen | Termin stornieren bitte"
        " | ich kann nicht kommen",
        "move": "kann ich den Termin verschieben? | ich muss umbuchen | Termin verlegen bitte",
        "book": "ich brauche einen Termin | ich hätte gern einen Termin",
        "my_visits": "wann ist mein Termin? | meine Termine | um wie viel Uhr ist mein Termin"
        " | habe ich einen Termin am Freitag? | mein Termin?",
        "late": "ich komme 10 Minuten später | verspäte mich um 15 min | bin zu spät dran"
        " | stehe im Stau",
        "waitlist": "auf die Warteliste bitte | sag Bescheid wenn was frei wird am Samstag",
        "leave_waitlist": "nimm mich von der Warteliste | bitte von der Liste nehmen",
        "usual": "wie immer bitte | das gleiche wie letztes Mal bei Ana | das Übliche am Freitag",
        "for_other": "für meine Tochter | nicht für mich | ist für einen Freund",
        "note": "Hinweis: empfindliche Kopfhaut | Bitte beachten: ich bin allergisch gegen Latex",
        "complaint": "meine Haare sind orange geworden | ich bin unzufrieden mit dem Schnitt"
        " | ich möchte mich beschweren | ich will mein Geld zurück",
        "wait_stop": "nicht mehr warten | zurück zum Bot",
        "ask": "gibt es Parkplätze? | was kostet eine Farbe? | habt ihr samstags offen?"
        " | wie ist eure Adresse | kann ich mit Karte zahlen? | wie lange dauert Balayage?",
    },
    "fr": {
        "greet": "bonjour | Bonsoir ! | coucou",
        "thanks": "merci beaucoup | merci, bonne journée | je vous remercie",
        "human": "je voudrais parler à quelqu'un | humain | puis-je parler à une personne ?",
        "never_mind": "laissez tomber | tant pis | je n'en veux plus",
        "other_times": "vous avez d'autres horaires ? | un autre jour svp | aucun de ceux-là",
        "restart": "on recommence | recommencer depuis le début",
        "cancel": "je dois annuler mon rendez-vous | annulez svp | je ne pourrai pas venir",
        "move": "je peux déplacer mon rdv ? | il faut reporter mon rendez-vous | décaler à mardi",
        "book": "je voudrais un rendez-vous | prendre rdv svp",
        "my_visits": "c'est quand mon rendez-vous ? | à quelle heure est mon rdv | mes rendez-vous"
        " | mon rdv ?",
        "late": "je serai en retard de 10 minutes | j'ai 15 min de retard | je suis en retard"
        " | coincée dans les bouchons",
        "waitlist": "mettez-moi sur la liste d'attente"
        " | prévenez-moi si une place se libère samedi",
        "leave_waitlist": "retirez-moi de la liste | je veux quitter la liste d'attente",
        "usual": "comme d'habitude | la même chose que la dernière fois avec Ana"
        " | comme d'hab vendredi",
        "for_other": "c'est pour ma fille | pas pour moi | pour une amie",
        "note": "à noter : cuir chevelu sensible | je suis allergique au latex",
        "complaint": "je ne suis pas contente de ma couleur | je voudrais faire une réclamation"
        " | très déçue du résultat | ma coupe est ratée",
        "wait_stop": "n'attendez plus | arrêtez d'attendre",
        "ask": "il y a un parking ? | combien coûte une coloration ? | vous êtes ouverts samedi ?"
        " | quelle est votre adresse | vous prenez la carte ? | un balayage, ça dure longtemps ?",
    },
    "es": {
        "greet": "hola | ¡Buenos días! | buenas",
        "thanks": "muchas gracias | gracias, hasta luego | mil gracias",
        "human": "quiero hablar con una persona | humano | ¿puedo hablar con alguien?",
        "never_mind": "déjalo | olvídalo | ya no lo quiero",
        "other_times": "¿tenéis otras horas? | otro día por favor | ninguna de esas",
        "restart": "empezar de nuevo | volvamos a empezar de cero",
        "cancel": "tengo que cancelar mi cita | anular la cita por favor | no puedo ir",
        "move": "¿puedo cambiar mi cita? | necesito aplazar la cita | mover mi cita al martes",
        "book": "quiero pedir cita | necesito una cita",
        "my_visits": "¿cuándo es mi cita? | ¿a qué hora es mi cita? | mis citas"
        " | ¿tengo una cita el viernes? | ¿mi cita?",
        "late": "llego 10 minutos tarde | voy con 15 min de retraso | llego tarde"
        " | estoy en un atasco",
        "waitlist": "ponme en la lista de espera | avísame si se libera algo el sábado",
        "leave_waitlist": "quítame de la lista de espera | quiero salir de la lista",
        "usual": "lo de siempre | lo mismo que la última vez con Ana | lo habitual el viernes",
        "for_other": "es para mi hija | no es para mí | para una amiga",
        "note": "nota: cuero cabelludo sensible | soy alérgica al látex",
        "complaint": "no estoy contenta con mi color | quiero poner una queja"
        " | estoy muy decepcionada con el corte | me quedó fatal",
        "wait_stop": "deja de esperar | no esperes más",
        "ask": "¿hay parking? | ¿cuánto cuesta el color? | ¿abrís el sábado?"
        " | ¿cuál es la dirección? | ¿puedo pagar con tarjeta? | ¿cuánto dura un balayage?",
    },
    "it": {
        "greet": "ciao | Buongiorno! | salve",
        "thanks": "grazie mille | grazie, a presto | ti ringrazio",
        "human": "vorrei parlare con una persona | umano | posso parlare con qualcuno?",
        "never_mind": "lascia perdere | lascia stare | non lo voglio più",
        "other_times": "avete altri orari? | un altro giorno per favore | nessuno di questi",
        "restart": "ricominciamo | da capo per favore",
        "cancel": "devo disdire il mio appuntamento | annullare l'appuntamento | non posso venire",
        "move": "posso spostare l'appuntamento? | devo rimandare l'appuntamento"
        " | spostare a martedì",
        "book": "vorrei un appuntamento | vorrei prenotare",
        "my_visits": "quando è il mio appuntamento? | a che ora è il mio appuntamento"
        " | i miei appuntamenti | ho un appuntamento venerdì? | il mio appuntamento?",
        "late": "arrivo con 10 minuti di ritardo | sono in ritardo di 15 min | faccio tardi"
        " | bloccata nel traffico",
        "waitlist": "mettimi in lista d'attesa | avvisami se si libera un posto sabato",
        "leave_waitlist": "toglimi dalla lista d'attesa | vorrei uscire dalla lista",
        "usual": "il solito | come l'ultima volta con Ana | il solito venerdì",
        "for_other": "è per mia figlia | non è per me | per un'amica",
        "note": "nota: cute sensibile | sono allergica al lattice",
        "complaint": "non sono contenta del colore | voglio fare un reclamo"
        " | sono molto delusa dal taglio | un disastro",
        "wait_stop": "non aspettare più | smetti di aspettare",
        "ask": "c'è parcheggio? | quanto costa il colore? | siete aperti sabato?"
        " | qual è l'indirizzo? | posso pagare con carta? | quanto dura un balayage?",
    },
    "pt": {
        "greet": "olá | Bom dia! | oi",
        "thanks": "muito obrigada | obrigado, até logo | valeu",
        "human": "quero falar com uma pessoa | humano | posso falar com alguém?",
        "never_mind": "esquece | deixa pra lá | já não quero",
        "other_times": "tem outros horários? | outro dia por favor | nenhum desses",
        "restart": "começar de novo | vamos recomeçar do zero",
        "cancel": "preciso desmarcar a minha hora | cancelar a marcação | não vou poder ir",
        "move": "posso remarcar? | preciso adiar a marcação | mudar meu horário para terça",
        "book": "queria fazer uma marcação | gostaria de agendar",
        "my_visits": "quando é a minha marcação? | a que horas é a minha marcação"
        " | meus agendamentos | tenho marcação na sexta? | a minha marcação?",
        "late": "vou chegar 10 minutos atrasada | estou 15 min atrasado | vou me atrasar"
        " | presa no trânsito",
        "waitlist": "coloque-me na lista de espera | me avise se surgir vaga no sábado",
        "leave_waitlist": "me tire da lista de espera | quero sair da lista",
        "usual": "o de sempre | o mesmo da última vez com a Ana | o habitual na sexta",
        "for_other": "é para a minha filha | não é para mim | para uma amiga",
        "note": "nota: couro cabeludo sensível | sou alérgica ao látex",
        "complaint": "não gostei da cor | quero fazer uma reclamação"
        " | fiquei muito decepcionada com o corte | o cabelo ficou horrível",
        "wait_stop": "pare de esperar | não espere mais",
        "ask": "tem estacionamento? | quanto custa a coloração? | estão abertos no sábado?"
        " | qual é a morada? | posso pagar com cartão? | quanto tempo demora o balayage?",
    },
    "nl": {
        "greet": "hoi | Goedemorgen! | hallo",
        "thanks": "dank je wel | bedankt, tot dan | hartstikke bedankt",
        "human": "ik wil met een medewerker praten | mens | kan ik iemand spreken?",
        "never_mind": "laat maar | vergeet het | ik wil het niet meer",
        "other_times": "heb je andere tijden? | een andere dag graag | geen van deze",
        "restart": "opnieuw beginnen | begin opnieuw",
        "cancel": "ik moet mijn afspraak afzeggen | afspraak annuleren aub | ik kan niet komen",
        "move": "kan ik mijn afspraak verzetten? | ik moet mijn afspraak verplaatsen"
        " | uitstellen graag",
        "book": "ik wil graag een afspraak | ik wil een afspraak maken",
        "my_visits": "wanneer is mijn afspraak? | hoe laat is mijn afspraak | mijn afspraken"
        " | heb ik een afspraak op vrijdag? | mijn afspraak?",
        "late": "ik kom 10 minuten later | ik ben 15 min te laat | ik kom te laat | sta in de file",
        "waitlist": "zet me op de wachtlijst | laat het weten als er iets vrijkomt zaterdag",
        "leave_waitlist": "haal me van de wachtlijst | ik wil van de lijst af",
        "usual": "hetzelfde als vorige keer bij Ana | zoals altijd | het gebruikelijke vrijdag",
        "for_other": "het is voor mijn dochter | niet voor mij | voor een vriendin",
        "note": "let op: gevoelige hoofdhuid | ik ben allergisch voor latex",
        "complaint": "ik ben niet tevreden over mijn kleur | ik heb een klacht"
        " | ik ben erg teleurgesteld in het knippen | ik wil mijn geld terug",
        "wait_stop": "niet meer wachten | stop met wachten",
        "ask": "is er parkeerplaats? | wat kost kleuren? | zijn jullie zaterdag open?"
        " | wat is het adres? | kan ik met pin betalen? | hoe lang duurt een balayage?",
    },
}
