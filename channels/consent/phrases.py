"""How people say in their own words that they want no more messages, seven languages, pure.

Each rule is of plain text (`letters.plain`): a verb of ending or a no, with messages or their
sending as what it is about. What only ends a visit, a wait, a haircut has no such object.
"""

import re
from collections.abc import Iterable
from typing import Final

_MSG = (
    r"(?:messages?|msgs?|texts?|texting|sms(?:es)?|notifications?|reminders?|spam(?:ming)?|"
    r"ads?|adverts?|promos?|promotions?|marketing|newsletters?|whatsapps?|stuff)"
)
_SENDING = r"(?:text|texting|messag(?:e|ing)|contact(?:ing)?|spam(?:ming)?|bother(?:ing)?|bug(?:ging)?|ping(?:ing)?|sms|msg|dm)"  # noqa: E501 - one alternation
_LISTS = r"(?:lists?|mailing|texts?|messages?|contacts?|database|system|records|phone|sms)"
_NOT = r"(?:do not|don t|dont|never|no longer|not)"
_EN = (
    rf"\b(?:stop|quit|cease|end|halt)(?: \w+){{0,2}}? (?:{_SENDING}(?: me| us| this)?|{_MSG})\b(?! me when)",
    r"\b(?:stop|quit|cease) (?:sending|writing)(?: to)? (?:me|us|these|this|those|any)\b(?! to)",
    rf"\b(?:stop|enough)(?: it)? with (?:\w+ ){{0,2}}?{_MSG}\b",
    rf"\b{_NOT} (?:ever )?{_SENDING} (?:me|us|this number|here)(?: again| any ?more| ever| please| pls| thanks| thank you)*$",
    rf"\b(?:no|any) (?:more|further|additional) (?:\w+ )?{_MSG}\b",
    rf"\b{_NOT} (?:want|wish|like|need|care)(?: \w+){{0,5}}? {_MSG}\b",
    r"\bno longer (?:want|wish)(?: \w+){0,4}? (?:texts?|messages?|sms|contacted|texted|messaged)\b",
    rf"\b{_NOT} want to (?:hear from|be (?:contacted|texted|messaged))\b",
    rf"\b(?:remove|take|get|drop|delete|erase) (?:me|us|(?:my|this)(?: phone| mobile)? ?(?:number|nr)?)(?: off| from| out of| of)+ (?:your|this|these|the (?:mailing|text|sms|contact|marketing))(?: \w+)? {_LISTS}\b",
    rf"\b(?:remove|take|get) (?:me|us)(?: off| from| out of)+ (?:your|this|these) {_LISTS}\b",
    r"\b(?:remove|delete|erase|lose|forget) (?:my|this)(?: phone| mobile)? number\b",
    rf"\b(?:take|get|remove) (?:my|this)(?: phone)? number (?:off|from|out)\b",
    r"\bunsub(?:scribe|scribing|scribed)?\b",
    rf"\bopt(?:ing)? (?:me |us )?out$",
    rf"\bopt(?:ing)? (?:me |us )?out (?:of|from) (?:\w+ ){{0,2}}?{_MSG}\b",
    r"\bopt me out\b",
    r"^(?:please |just )?leave me alone(?: please| now)?$",
    rf"\b(?:turn|switch|shut) (?:off )?(?:the |these |those |your |all )*{_MSG}(?: off)?\b",
    rf"\b{_MSG} (?:off|must stop|to stop)$",
    rf"^{_MSG} stop$",
    r"^stop it$",
    r"^(?:please )?(?:go away|lose my number)(?: please)?$",
)
_DE_MSG = (
    r"(?:nachrichten?|sms|mitteilungen|mails?|werbung|whatsapps?|texte|erinnerungen|"
    r"benachrichtigungen|infos|newsletter|reklame|spam|anfragen)"
)
_DE = (
    rf"\bkeine(?:rlei)? (?:weiteren? |mehr )?{_DE_MSG}\b",
    r"\bho?e?r(?:t|en sie)? (?:\w+ )?auf(?: mir| mich| uns)?(?: \w+){0,2} (?:zu )?(?:schreiben|texten|schicken|senden|kontaktieren|nerven|belastigen|stoeren|storen|spammen)\b",
    r"\bschrei?b(?:t|en sie|e)? (?:mir|uns)(?: \w+){0,2} (?:nicht|nie|nichts)(?: mehr| wieder)\b",
    r"\b(?:schick|send|simse?)(?:e?t|en sie|e)? (?:mir|uns)(?: \w+){0,2} (?:nichts|nicht|nie)(?: mehr| wieder)\b",
    r"\bnicht (?:mehr|wieder|langer|weiter)(?: \w+){0,3}? (?:angeschrieben|anschreiben|kontaktier\w*|anschreiben|benachrichtig\w*|texten)\b",
    r"\bkontaktier(?:t|en sie|e)? mich(?: \w+)? nicht\b",
    r"\blass(?:t|en sie)? mich(?: \w+)? in ruhe\b",
    r"\b(?:aus|von) (?:dem|eurem|ihrem|deinem|der|eurer|ihrer) (?:e?mail ?|sms ?)?(?:verteiler|liste|verzeichnis|kontakten)\b",
    r"\b(?:nehm|nimm|streich|losch|entfern)\w*(?: sie)? mich (?:bitte )?(?:aus|von) (?:dem|eurem|ihrem|der|eurer|ihrer|deinem)\b(?! \w*(?:warteliste|termin))",
    r"^(?:bitte |mich )*(?:abmelden|abbestellen|austragen|abmeldung)(?: bitte)?$",
    r"\bmich (?:bitte )?(?:abmelden|austragen)$",
    rf"\b{_DE_MSG} (?:\w+ )?(?:abbestellen|abmelden|abschalten|ausschalten|stoppen|einstellen|beenden)\b",
    r"\b(?:loe?sch|entfern|streich)\w*(?: sie| bitte)* meine (?:handy|telefon|mobil)?(?:nummer|daten|nr)\b",
    r"\bmeine (?:handy|telefon)?nummer (?:bitte )?(?:loe?schen|entfernen|streichen)\b",
)
_FR_MSG = (
    r"(?:messages?|sms|textos?|msgs?|notifications?|mails?|pubs?|publicites?|rappels?|spams?|infos)"
)
_FR_SEND = (
    r"(?:envoy\w*|ecri\w*|contact\w*|texte\w*|derang\w*|harcel\w*|spam\w*|message\w*|sollicit\w*)"
)
_FR = (
    rf"\b(?:ne |n )?(?:m |me |nous )(?:\w+ )?{_FR_SEND} (?:plus|pas)(?: jamais)?\b(?! avant| apres| tot| tard)",
    rf"\bplus(?: jamais)? (?:de |d |aucun |vos |ces )+{_FR_MSG}\b(?! vocal)",
    rf"\b(?:arret\w*|cess\w*|stop\w*) (?:de |d )?(?:m |me |nous )(?:\w+ )?{_FR_SEND}\b",
    rf"\b(?:arret\w*|cess\w*|stop\w*)(?: \w+){{0,3}}? {_FR_MSG}\b",
    rf"\b(?:desabonn|desinscri|desinscr)\w*\b",
    rf"\b(?:veux|souhaite|desire|voudrais|veut) (?:\w+ )?plus (?:\w+ ){{0,2}}?(?:{_FR_MSG}|(?:de |vos |ces |etre |recevoir ){{1,3}}(?:\w+ )?(?:{_FR_MSG}|contacte\w*))",
    rf"\b(?:ne|de ne) plus (?:me |m |nous )(?:\w+ )?{_FR_SEND}\b",
    r"\b(?:laisse|laissez) moi (?:tranquille|en paix)\b",
    rf"\b(?:retir|enlev|supprim|ray|effac)\w* (?:moi|mon numero|mes coordonnees)\b(?! de la liste d attente)",
    r"\bretirer (?:moi|mon numero)\b",
)
_ES_MSG = r"(?:mensajes?|sms|msjs?|textos?|notificaciones|avisos|publicidad|whatsapps?|promociones|ofertas|spam|recordatorios|correos)"
_ES_SEND = r"(?:escrib\w*|mand\w*|envi\w*|contact\w*|molest\w*|spame\w*|text\w*|acos\w*|fastidi\w*)"
_ES = (
    rf"\b(?:no|nunca|ya no|jamas) (?:me|nos) {_ES_SEND}(?: (?:mas|nunca|por favor|nada|de nuevo|otra vez|{_ES_MSG}))+\b",
    rf"\b(?:no|nunca|ya no) (?:me|nos) (?:contact|molest|escrib)\w*$",
    rf"\b(?:no|ningun|sin|basta de|ya no|cero) (?:mas |otros? |tantos )*{_ES_MSG}\b(?! tuy)",
    rf"\b(?:dej|par|ces|alto)\w*(?: ya)? (?:de )?(?:me |nos )?{_ES_SEND}\b",
    rf"\bno (?:quiero|deseo|queremos|quisiera)(?: \w+){{0,3}}? (?:{_ES_MSG}|contacten)\b",
    r"\b(?:dar|dame|denme|deme|darnos|quiero darme|darme|dadme|desean? dar) ?(?:me )?(?:de )?baja\b(?! \w* ?(?:la|mi|el|una) cita)(?! de la cita)",
    r"^(?:baja|desuscribir(?:me)?|desuscripcion|cancelar suscripcion)$",
    r"\bdesuscri\w*\b",
    r"\b(?:borr|elimin|quit)\w* (?:de \w+ )?(?:mi|este) (?:numero|telefono|contacto)\b",
    r"\b(?:borren|eliminen|quiten|saquen|borr|elimin|quit|sac)\w*me de (?:la|su|esta|tu|vuestra) (?:lista|base)\b(?! de espera)",
    r"\b(?:deje|dejen|deja|dejad)(?:n)?me en paz\b",
)
_IT_MSG = r"(?:messaggi(?:ni)?|messaggio|sms|notifiche|pubblicita|whatsapp|promozioni|avvisi|spam|promemoria)"
_IT_SEND = r"(?:scriv\w*|mand\w*|invi\w*|contatt\w*|disturb\w*|stress\w*|messaggi\w*|romp\w*)"
_IT = (
    rf"\bnon (?:mi |ci )?{_IT_SEND}(?: mi)? (?:piu|mai|altri|altro)\b",
    rf"\b(?:basta|niente|nessun|stop|no|fine|zero)(?: con)?(?: (?:piu|altri|gli|i|questi|ulteriori))* {_IT_MSG}\b",
    rf"\b(?:smett|finit|piant)\w* (?:di|con) (?:\w+ )?(?:{_IT_SEND}|{_IT_MSG})\b",
    rf"\bnon (?:voglio|desidero|vorrei|vogliamo)(?: \w+){{0,3}}? (?:{_IT_MSG}|contattat\w)\b",
    r"\b(?:disiscri|disiscriz|cancella iscrizione)\w*\b",
    r"\b(?:cancell|togl|elimin|rimuov|lev)\w*mi (?:da|dal|dalla|dai|dalle|dagli) (?:\w+ )?(?:lista|elenco|rubrica|contatti|mailing|sms|messaggi)\b(?! d attesa)",
    r"\b(?:cancell|togl|elimin|rimuov)\w* (?:il )?mio numero\b",
    r"\blascia(?:te)?mi in pace\b",
)
_PT_MSG = r"(?:mensagens?|mensagem|sms|msgs?|torpedos?|notificac\w+|publicidade|promoc\w+|avisos|lembretes|spam|propagandas?|whatsapps?)"
_PT_SEND = r"(?:mand\w*|envi\w*|escrev\w*|contat\w*|contact\w*|perturb\w*|incomod\w*|chate\w*)"
_PT = (
    rf"\bnao (?:me |nos )?{_PT_SEND}(?: me)?(?: (?:mais|nada|nunca|{_PT_MSG}))+\b",
    rf"\bpar(?:e|em|ar|a) (?:de |com )?(?:me |nos |as |os )?(?:{_PT_SEND}|{_PT_MSG})\b",
    rf"\bnao (?:quero|desejo|queremos|gostaria)(?: \w+){{0,3}}? {_PT_MSG}\b",
    rf"\bnao quero (?:mais )?(?:ser contatad|ser contactad|receber nada)\w*\b",
    rf"\b(?:chega|basta) (?:de |com )?(?:as |tantas )?{_PT_MSG}\b",
    rf"\b(?:sem|nenhuma?|nada de) (?:mais )?{_PT_MSG}(?: mais)?\b",
    rf"\b(?:descadastr|desinscr|dessubscr)\w*\b",
    r"\b(?:me )?(?:tir|remov|retir|exclu)\w*(?: me)? (?:da|dessa|desta|de sua|da sua|da vossa) (?:lista|base)\b(?! de espera)",
    r"\bcancelar (?:a |minha |a minha )?(?:inscricao|subscricao|assinatura)\b",
    r"\b(?:apag|remov|exclu|elimin|delet)\w* (?:o )?meu (?:numero|telefone|contato|contacto)\b",
    r"\bdeix\w+(?: me)? em paz\b",
    r"^sair$",
)
_NL_MSG = r"(?:berichten|berichtjes|bericht|sms(?: ?jes|en)?|appjes|apps|meldingen|reclame|notificaties|mails?|herinneringen|spam)"
_NL = (
    rf"\bgeen (?:enkele? |verdere? |nieuwe? )?{_NL_MSG}(?: \w+){{0,2}}? meer\b",
    rf"\bstop(?:pen|t)? (?:\w+ )?(?:met )?(?:het |de |die |deze |mij |me )*(?:{_NL_MSG}|sturen|appen|sms en|smsen|berichten|mailen|contact)\b",
    rf"\b(?:stuur|zend)(?:t|en)? (?:me|mij|ons)(?: \w+){{0,2}}? (?:geen|niets|niks|nooit)(?: \w+)? ?(?:meer)?\b",
    r"\b(?:app|schrijf|sms|bericht|contacteer|mail|bel)(?:t)? (?:me|mij|ons) (?:\w+ )?(?:niet|nooit) meer\b",
    rf"\b(?:wil|hoef|wens) (?:\w+ )?(?:geen|niet)(?: \w+){{0,2}}? {_NL_MSG}\b",
    r"\bschrijf (?:me|mij) (?:\w+ )?uit\b",
    r"\bmeld (?:me|mij) (?:\w+ )?af(?: voor (?:de |alle |deze )?(?:sms|berichten))?$",
    r"^(?:graag |aub |mij |me )*(?:afmelden|uitschrijven)(?: aub| graag| alstublieft)*$",
    r"\blaat (?:me|mij) (?:\w+ )?met rust\b",
    r"\bhaal (?:me|mij|mijn nummer) (?:\w+ )?(?:van|uit) (?:de|je|jullie|uw) (?:\w*lijst|bestand|systeem)\b(?<!wachtlijst)",
    r"\bverwijder (?:\w+ )?mijn (?:\w+ )?nummer\b",
    r"\bgeen contact meer\b",
)
_RULES: Final = tuple(
    re.compile(rule) for language in (_EN, _DE, _FR, _ES, _IT, _PT, _NL) for rule in language
)
_WAIT: Final = re.compile(
    r"^(?: \w+){0,2} (?:before|until|till|vor|bis|avant|jusqu|antes|hasta|prima|fino|ate|voor|tot)\b"
)
"""What follows where only the moment is wrong: "don't text me before 9"."""


def ends_messages(said: str) -> bool:
    """Tell whether plain text says that its writer wants no more messages."""
    return any(_meant(said, rule.finditer(said)) for rule in _RULES)


def _meant(said: str, found: Iterable[re.Match[str]]) -> bool:
    return any(not _WAIT.match(said[one.end() :]) for one in found)
