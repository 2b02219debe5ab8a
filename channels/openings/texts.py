"""The wordings of our templates, as providers approve them.

What is approved never changes: another wording is another template, `..._v2`. No text begins or
ends with a gap, since Meta approves none that does.
"""

from collections.abc import Mapping
from typing import Final

BODIES: Final[Mapping[str, Mapping[str, str]]] = {
    "waitlist_offer_v1": {
        "en": "Good news: {start} with {staff} is free ({services}, {price}). It is yours until"
        " {until}. Shall I book it?",
        "de": "Gute Nachricht: {start} bei {staff} ist frei ({services}, {price}). Bis {until}"
        " gehört die Zeit dir. Soll ich sie buchen?",
        "fr": "Bonne nouvelle : {start} avec {staff} est libre ({services}, {price}). L'heure est"
        " à vous jusqu'à {until}. Je réserve ?",
        "es": "Buenas noticias: {start} con {staff} está libre ({services}, {price}). Es tuya"
        " hasta las {until}. ¿La reservo?",
        "it": "Buone notizie: {start} con {staff} è libero ({services}, {price}). È tuo fino alle"
        " {until}. Lo prenoto?",
        "pt": "Boas notícias: {start} com {staff} está livre ({services}, {price}). Fica reservado"
        " até às {until}. Marco?",
        "nl": "Goed nieuws: {start} bij {staff} is vrij ({services}, {price}). Tot {until} is die"
        " tijd voor jou. Zal ik boeken?",
    },
    "visit_reminder_v1": {
        "en": "Reminder of your visit: {services} with {staff}, {when}. Will you come?",
        "de": "Erinnerung an deinen Termin: {services} bei {staff}, {when}. Kommst du?",
        "fr": "Rappel de votre rendez-vous : {services} avec {staff}, {when}. Venez-vous ?",
        "es": "Recordatorio de tu cita: {services} con {staff}, {when}. ¿Vienes?",
        "it": "Promemoria del tuo appuntamento: {services} con {staff}, {when}. Vieni?",
        "pt": "Lembrete da sua marcação: {services} com {staff}, {when}. Vem?",
        "nl": "Herinnering aan je afspraak: {services} bij {staff}, {when}. Kom je?",
    },
    "visit_booked_v1": {
        "en": "Booked for you by {colleague}: {services} with {staff}, {start}. To move or cancel"
        " it, just write here.",
        "de": "Für dich gebucht von {colleague}: {services} bei {staff}, {start}. Zum Verschieben"
        " oder Absagen schreib einfach hier.",
        "fr": "Réservé pour vous par {colleague} : {services} avec {staff}, {start}. Pour déplacer"
        " ou annuler, écrivez simplement ici.",
        "es": "Reservado para ti por {colleague}: {services} con {staff}, {start}. Para cambiarlo o"
        " cancelarlo, escribe aquí.",
        "it": "Prenotato per te da {colleague}: {services} con {staff}, {start}. Per spostarlo o"
        " disdirlo, scrivi qui.",
        "pt": "Marcado para si por {colleague}: {services} com {staff}, {start}. Para mudar ou"
        " desmarcar, escreva aqui.",
        "nl": "Voor jou geboekt door {colleague}: {services} bij {staff}, {start}. Verzetten of"
        " afzeggen? Schrijf het hier.",
    },
    "visit_moved_v1": {
        "en": "Your visit was moved by {colleague}: {services} with {staff}, now {start}. If that"
        " does not suit you, just write here.",
        "de": "Dein Termin wurde von {colleague} verschoben: {services} bei {staff}, jetzt {start}."
        " Wenn das nicht passt, schreib einfach hier.",
        "fr": "Votre rendez-vous a été déplacé par {colleague} : {services} avec {staff},"
        " maintenant {start}. Si cela ne convient pas, écrivez simplement ici.",
        "es": "Tu cita ha sido cambiada por {colleague}: {services} con {staff}, ahora {start}. Si"
        " no te viene bien, escribe aquí.",
        "it": "Il tuo appuntamento è stato spostato da {colleague}: {services} con {staff}, ora"
        " {start}. Se non va bene, scrivi qui.",
        "pt": "A sua marcação foi mudada por {colleague}: {services} com {staff}, agora {start}. Se"
        " não lhe convier, escreva aqui.",
        "nl": "Je afspraak is verzet door {colleague}: {services} bij {staff}, nu {start}. Komt dat"
        " niet uit? Schrijf het hier.",
    },
    "visit_cancelled_v1": {
        "en": "Your visit was cancelled by {colleague}: {services} with {staff}, {start}. For"
        " another time, just write here.",
        "de": "Dein Termin wurde von {colleague} abgesagt: {services} bei {staff}, {start}. Für"
        " eine andere Zeit schreib einfach hier.",
        "fr": "Votre rendez-vous a été annulé par {colleague} : {services} avec {staff}, {start}."
        " Pour une autre heure, écrivez simplement ici.",
        "es": "Tu cita ha sido cancelada por {colleague}: {services} con {staff}, {start}. Para"
        " otra hora, escribe aquí.",
        "it": "Il tuo appuntamento è stato annullato da {colleague}: {services} con {staff},"
        " {start}. Per un altro orario, scrivi qui.",
        "pt": "A sua marcação foi desmarcada por {colleague}: {services} com {staff}, {start}. Para"
        " outra hora, escreva aqui.",
        "nl": "Je afspraak is afgezegd door {colleague}: {services} bij {staff}, {start}. Een"
        " andere tijd? Schrijf het hier.",
    },
    "visit_news_v1": {
        "en": "There is news about your visits: {news} If anything does not suit you, just write"
        " here.",
        "de": "Es gibt Neues zu deinen Terminen: {news} Wenn etwas nicht passt, schreib einfach"
        " hier.",
        "fr": "Du nouveau pour vos rendez-vous : {news} Si quelque chose ne convient pas, écrivez"
        " simplement ici.",
        "es": "Hay novedades sobre tus citas: {news} Si algo no te viene bien, escribe aquí.",
        "it": "Ci sono novità sui tuoi appuntamenti: {news} Se qualcosa non va bene, scrivi qui.",
        "pt": "Há novidades sobre as suas marcações: {news} Se algo não lhe convier, escreva aqui.",
        "nl": "Er is nieuws over je afspraken: {news} Komt iets niet uit? Schrijf het hier.",
    },
    "deposit_link_v1": {
        "en": "To secure your visit, pay the {deposit} here: {link} - for questions just write"
        " here.",
        "de": "Um deinen Termin zu sichern, zahl die {deposit} hier: {link} - bei Fragen schreib"
        " einfach hier.",
        "fr": "Pour garantir votre rendez-vous, payez les {deposit} ici : {link} - des questions ?"
        " Écrivez ici.",
        "es": "Para asegurar tu cita, paga los {deposit} aquí: {link} - si tienes preguntas,"
        " escribe aquí.",
        "it": "Per confermare il tuo appuntamento, paga i {deposit} qui: {link} - per domande,"
        " scrivi qui.",
        "pt": "Para garantir a sua marcação, pague os {deposit} aqui: {link} - para perguntas,"
        " escreva aqui.",
        "nl": "Om je afspraak vast te leggen, betaal je de {deposit} hier: {link} - vragen?"
        " Schrijf ze hier.",
    },
    "deposit_received_v1": {
        "en": "Your deposit of {amount} is here, so you are booked: {plan}. Left to pay at the"
        " salon: {rest}. See you soon!",
        "de": "Deine Anzahlung von {amount} ist da, dein Termin steht: {plan}. Im Salon bleiben zu"
        " zahlen: {rest}. Bis bald!",
        "fr": "Votre acompte de {amount} est arrivé, c'est réservé : {plan}. Reste à payer au"
        " salon : {rest}. À bientôt !",
        "es": "Tu señal de {amount} ha llegado y tu cita está reservada: {plan}. Queda por pagar en"
        " el salón: {rest}. ¡Hasta pronto!",
        "it": "La tua caparra di {amount} è arrivata, è prenotato: {plan}. Restano da pagare in"
        " salone: {rest}. A presto!",
        "pt": "O seu sinal de {amount} chegou e está marcado: {plan}. Falta pagar no salão: {rest}."
        " Até breve!",
        "nl": "Je aanbetaling van {amount} is binnen, het is geboekt: {plan}. Nog te betalen in de"
        " salon: {rest}. Tot snel!",
    },
    "deposit_too_late_v1": {
        "en": "Your {amount} arrived after the time to pay ended at {until}, and {start} was taken."
        " Write here for another time, or to have the money sent back.",
        "de": "Deine {amount} kamen an, als die Zahlungsfrist um {until} vorbei war, und {start}"
        " wurde vergeben. Schreib hier für eine andere Zeit oder die Rückzahlung.",
        "fr": "Vos {amount} sont arrivés après la fin du délai de paiement à {until}, et {start} a"
        " été pris. Écrivez ici pour une autre heure ou un remboursement.",
        "es": "Tus {amount} llegaron después del plazo de pago, que terminó a las {until}, y"
        " {start} ya no está libre. Escribe aquí para otra hora o la devolución.",
        "it": "I tuoi {amount} sono arrivati dopo la scadenza del pagamento alle {until}, e {start}"
        " è già preso. Scrivi qui per un altro orario o per il rimborso.",
        "pt": "Os seus {amount} chegaram depois do prazo de pagamento, que terminou às {until}, e"
        " {start} já não está livre. Escreva aqui para outra hora ou a devolução.",
        "nl": "Je {amount} kwam binnen nadat de betaaltijd om {until} voorbij was, en {start} is nu"
        " bezet. Schrijf hier voor een andere tijd of om het geld terug te krijgen.",
    },
    "deposit_lapsed_v1": {
        "en": "The deposit for {start} did not come in time, so the time is free again. Write here"
        " to book another.",
        "de": "Die Anzahlung für {start} kam nicht rechtzeitig; die Zeit ist wieder frei. Schreib"
        " hier, um neu zu buchen.",
        "fr": "L'acompte pour {start} n'est pas arrivé à temps ; l'heure est de nouveau libre."
        " Écrivez ici pour réserver à nouveau.",
        "es": "La señal para {start} no llegó a tiempo; la hora vuelve a estar libre. Escribe aquí"
        " para reservar otra.",
        "it": "La caparra per {start} non è arrivata in tempo; l'orario è di nuovo libero. Scrivi"
        " qui per prenotare ancora.",
        "pt": "O sinal para {start} não chegou a tempo; a hora voltou a ficar livre. Escreva aqui"
        " para marcar outra.",
        "nl": "De aanbetaling voor {start} kwam niet op tijd; de tijd is weer vrij. Schrijf hier om"
        " opnieuw te boeken.",
    },
    "deposit_refunded_v1": {
        "en": "Good to know: your {amount} is on its way back to you.",
        "de": "Zur Info: deine {amount} sind auf dem Weg zurück zu dir.",
        "fr": "Pour information : vos {amount} vous sont renvoyés.",
        "es": "Para tu información: tus {amount} están en camino de vuelta.",
        "it": "Per informazione: i tuoi {amount} stanno tornando da te.",
        "pt": "Para sua informação: os seus {amount} estão a caminho de volta.",
        "nl": "Ter informatie: je {amount} is naar je teruggestuurd.",
    },
}

BUTTONS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "waitlist_offer_v1": {
        "en": ("Take it", "No thanks"),
        "de": ("Nehme ich", "Nein danke"),
        "fr": ("Je prends", "Non merci"),
        "es": ("Me la quedo", "No, gracias"),
        "it": ("Lo prendo", "No, grazie"),
        "pt": ("Fico com essa", "Não, obrigado"),
        "nl": ("Neem ik", "Nee, dank je"),
    },
    "visit_reminder_v1": {
        "en": ("I'll be there", "Another time", "Cancel it"),
        "de": ("Ich komme", "Andere Zeit", "Absagen"),
        "fr": ("Je viens", "Autre heure", "Annuler"),
        "es": ("Voy a ir", "Otra hora", "Cancelarla"),
        "it": ("Vengo", "Altro orario", "Disdici"),
        "pt": ("Vou", "Outra hora", "Desmarcar"),
        "nl": ("Ik kom", "Andere tijd", "Afzeggen"),
    },
}
"""What is under a template: its first choices, in order."""

ANSWER_THERE: Final[Mapping[str, str]] = {
    "en": "Please answer on WhatsApp.",
    "de": "Bitte antworte auf WhatsApp.",
    "fr": "Répondez sur WhatsApp, s'il vous plaît.",
    "es": "Por favor, responde en WhatsApp.",
    "it": "Rispondi su WhatsApp, per favore.",
    "pt": "Por favor, responda no WhatsApp.",
    "nl": "Antwoord graag op WhatsApp.",
}
"""What is added to a question that is told on another channel than it can be answered on."""
