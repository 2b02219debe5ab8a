"""How people say in their own words that they want no more messages, seven languages, pure.

Each rule is of plain text (`letters.plain`): a verb of ending or a no, with messages or their
sending as what it is about. What only ends a visit, a wait, a haircut has no such object.
"""

import re
from collections.abc import Iterable
from typing import Final

_RULES_OF: Final = {
    "en": r"""
        <stop> (\w+ ){0,2}?(<sending>( me| us| this| with me)?|<msg>)\b(?! me when)
        (stop|quit|cease|discontinue) (sending|writing)( to)? (me|us|these|this|those|any)\b(?! to)
        (stop|enough|done)( it)? (with|w) (\w+ ){0,2}?<msg>
        <not> (ever |you )?<sending> (me|us|my|this number|here)
            ( again| any ?more| ever| phone| number| please| pls| thanks| thank you)*$
        <not> (\w+ )?send( me| us)? (any ?(more|thing)?|these|this|those|more|further|your|me)\b
        no (more|further|additional) (\w+ )?<msg>
        <not> (want|wish|need|wanna|care for|care about) (\w+ ){0,4}?<msg>\b(?! on| about| in)
        no longer (want|wish) (\w+ ){0,4}?(<msg>|contacted|texted|messaged)
        <not> (want|wish|wanna)( to)? (hear|be (contacted|texted|messaged|notified|reminded))\b
        not interested in (\w+ ){0,2}?<msg>
        (remove|take|get|drop|delete|erase) (me|us|<number>)( off| from| out of| of| out)+ (your|
            this|these|those|ur|(the|all) (mailing|text|texting|sms|contact|contacts|marketing|
            messages|texts))( \w+)? ?<list>
        (remove|delete|erase|lose|forget|unlist) <number>
        (remove|delete|unlist) me( please)?$
        (take|get|remove) (<number>) (off|from|out)
        take me off( please| now)?$
        unsub(scribe|scribing|scribed)?
        opt(ing)? (me |us )?out$
        opt(ing)? (me |us )?out (of|from) (\w+ ){0,2}?<msg>
        opt me out
        ^(please |just )?leave me alone( please| now)?$
        (turn|switch|shut) off (\w+ ){0,2}?<msg>
        (turn|switch|shut) (\w+ ){0,2}?<msg> off
        <msg> (off|must stop|to stop|need to stop|have to stop)$
        ^<msg> stop$
        ^(please )?no <msg>( please| thanks)?$
        ^(please )?(stop it|go away)( please)?$
        cancel (all |my |these |the |those |your )*(texts|messages|notifications|sms|
            subscription|alerts)
        (revoke|withdraw)\w* (my |all )*(consent|permission)
        <not> consent to (\w+ ){0,2}?(texts?|messages?|sms|texted|messaged|contacted)
    """,
    "de": r"""
        keine (weiteren? |mehr |neuen )+(\w+ ){0,2}?<msg>
        keine(n|rlei)? (\w+ )?<msg> mehr
        ^(bitte )?keine <msg>( bitte| danke)?$
        <will> (\w+ ){0,3}?keine(n|rlei)? (\w+ ){0,2}?<msg>
        <will> (\w+ ){0,3}?(nichts|nix|nicht|nie) (mehr|wieder) (\w+ ){0,4}?(horen|hoeren|
            bekommen|erhalten|lesen|kontaktiert|angeschrieben|benachrichtigt|erinnert)
        ho?e?r(t|en)?( sie| endlich| bitte)* (\w+ )?auf (\w+ ){0,3}(zu )?<schreiben>
        ho?e?r(t|en)?( sie| endlich| bitte)* auf mit (\w+ ){0,2}?(<msg>|<schreiben>)
        aufho?e?ren (\w+ ){0,3}(zu )?<schreiben>
        schrei?b(t|en sie|e)? (mir|uns) (\w+ ){0,2}(nicht|nie|nichts) (mehr|wieder)
        (schick|send|sim)(e?t|en sie|e)? (mir|uns) (\w+ ){0,2}(nichts|nicht|nie|
            keine) (\w+ )?(mehr|wieder)
        (nicht|nie) (mehr|wieder|langer|weiter) (\w+ ){0,3}?(angeschrieben|anschreiben|
            kontaktier\w*|benachrichtig\w*|texten|schreiben)\b(?! wann| ob)
        kontaktier(t|en sie|e)? mich (\w+ )?nicht
        lass(t|en sie)? mich (\w+ )?in ruhe
        (aus|von) (dem|eurem|ihrem|deinem|der|eurer|ihrer) (e?mail ?|sms ?)?(verteiler|
            kontaktliste|liste|verzeichnis|kontakten)
        ^(bitte |mich )*(abmelden|abbestellen|austragen|abmeldung)( bitte)?$
        mich (bitte )?(abmelden|austragen)$
        meldet? mich (bitte )?ab$
        melden sie mich (bitte )?ab$
        <msg> (\w+ )?(abbestellen|abmelden|abschalten|ausschalten|stoppen|einstellen|beenden)
        (loe?sch|entfern|streich)\w*( sie| bitte)* meine (handy|telefon|mobil)?(nummer|daten|nr)
        meine (handy|telefon)?nummer (\w+ ){0,3}?(loe?schen|entfernen|streichen)
        stoppt? (\w+ )?(diese|die|eure) <msg>
        (stell|schalt)\w*( sie| bitte)* (\w+ ){0,3}?<msg> (\w+ )?(ab|ein|aus)
        widerrufe?n? (\w+ ){0,3}?(einwilligung|zustimmung)
    """,
    "fr": r"""
        (ne |n )?(m |me |nous )(\w+ )?<send> (plus|pas)( jamais)?\b(?! avant| apres| tot| tard)
        plus (jamais |aucun )?(de |d |vos |ces )+<msg>
        plus aucun <msg>
        (arret\w*|cess\w*|stop\w*) (de |d )?(m |me |nous )(\w+ )?<send>
        (arret\w*|cess\w*|stop\w*) (\w+ ){0,3}?<msg>
        marre (de |d )(\w+ )?<msg>
        (desabonn|desinscri)\w*
        (veux|souhaite|desire|voudrais|veut) (\w+ )?plus (\w+ ){0,2}?<msg>
        (veux|souhaite|desire|voudrais) (\w+ )?plus (d |que vous |etre )(\w+ )?<send>
        ne plus (me |m |nous |etre |recevoir )(\w+ ){0,2}?(<send>|<msg>)
        (laisse|laissez) moi (tranquille|en paix)
        (retir|enlev|supprim|ray|effac)\w* (moi|mon numero|mes coordonnees)
            \b(?! de la liste d attente)
        (desactiv|suspend|annul|coup)\w* (les |vos |ces |mes )*<msg>
        (retire|revoque) mon (consentement|accord)
    """,
    "es": r"""
        (no|nunca|ya no|jamas) (me|nos) <send>( (mas|nunca|por favor|nada|de nuevo|otra vez|<msg>))+
        (no|nunca|ya no) (me|nos) (contact|molest|escrib)\w*$
        (no|ni un|sin|cero|basta de|basta con|alto a|alto con|fin a|no a)
            ( los| las| tantos| sus| estos| con)*( mas)? <msg>
        (dej|par|ces|termin)\w*( ya)? de (me |nos )?<send>
        no (quiero|deseo|queremos|quisiera) (\w+ ){0,3}?(<msg>|contacten|escriban|nada de ustedes)
        (dar|dame|denme|deme|darnos|darme|dadme) (me )?(de )?baja\b(?! (de )?(la|mi|el|
            una) (cita|hora|reserva))
        ^(baja|cancelar suscripcion|desuscripcion)$
        desuscri\w*
        (borr|elimin|quit)\w* (mi|este) (numero|telefono|contacto)
        (borr|elimin|quit|sac)\w*me de (la|su|sus|esta|tu|vuestra) (lista|base|contactos)
            \b(?! de espera)
        dej(e|en|a|ad|adme|enme|eme|ame) ?(me )?en paz
        (cancel|deten|suspend|desactiv)\w* (los |mis |estos |las |sus )*(<msg>|suscripcion)
        ^baja( por favor)?$
        me doy de baja
        (retiro|revoco) mi (consentimiento|permiso)
    """,
    "it": r"""
        non (mi |ci )?<send>( mi)? (piu|mai|altri|altro)
        (basta|niente|nessun|stop|zero)
            ( con)?( piu| altri| gli| i| questi| ulteriori| vostri| a)* <msg>
        (smett|finit|piant)\w* (di|con) (\w+ )?(<send>|<msg>)
        non (voglio|desidero|vorrei|vogliamo) (\w+ ){0,3}?(<msg>|contattat\w|sentirvi)
        non (\w+ )?ricever\w* (\w+ ){0,2}?<msg>
        disiscri\w*
        (cancell|togl|elimin|rimuov|lev)\w*mi (da|dal|dalla|dai|dalle|dagli) (\w+ )?(lista|
            elenco|rubrica|contatti|mailing|sms|messaggi)\b(?! d attesa)
        (cancell|togl|elimin|rimuov)\w* (il )?mio numero
        lascia(te)?mi in pace
        non (contatt|scriv|disturb)\w*$
        basta (di )?(scriver|contattar|mandar|inviar|disturbar)\w*
        (ferm|interromp|sospend|disattiv|annull)\w* (i |gli |questi |le )*<msg>
        revoco (il )?(mio )?consenso
    """,
    "pt": r"""
        nao (me |nos )?<send>( me)?( (mais|nada|nunca|<msg>))+
        par(e|em|ar|a) (de|com) (me |nos |as |os |essas |estas )?(<send>|<msg>)
        parem? (as|essas|estas) <msg>
        nao (quero|desejo|queremos|gostaria) (\w+ ){0,3}?(<msg>|contatad\w|contactad\w)
        nao quero (mais )?receber (mais )?nada
        (chega|basta) (de |com )?(as |tantas )?<msg>
        (sem|nada de) (mais )?<msg>
        mais nenhuma? <msg>
        (descadastr|desinscr|dessubscr)\w*
        (me )?(tir|remov|retir|exclu)\w*( me)? (da|dessa|desta|de sua|da sua|da vossa) (lista|
            base)\b(?! de espera)
        sair d\w+ (lista|grupo)\b(?! de espera)
        cancelar (a |minha |a minha )?(inscricao|subscricao|assinatura)
        (apag|remov|exclu|elimin|delet)\w* (o )?meu (numero|telefone|contato|contacto)
        deix\w+( me)? em paz
        ^sair$
        nao (me )?(contat|contact|perturb)\w*$
        parar de receber (as |suas )*<msg>
        retir\w+ (o )?meu (numero|contato|contacto)
        (cancel|suspend|interromp|deslig|desativ)\w* (as |essas |estas )*<msg>
        (retiro|revogo) (o )?(meu )?consentimento
    """,
    "nl": r"""
        geen (enkele? |verdere? |nieuwe? )?<msg> (\w+ ){0,3}?meer
        stop(pen|t)? (\w+ )?(met )?(het |de |die |deze |mij |me )*(<msg>|sturen|appen|sms en|
            smsen|berichten|mailen|contact)
        (stuur|zend)(t|en)? (me|mij|ons) (\w+ ){0,2}?(geen|niets|niks|nooit) (\w+ )?meer
        (app|schrijf|sms|bericht|contacteer|mail)t? (me|mij|ons) (\w+ )?(niet|nooit) meer
        (wil|hoef|wens) (\w+ )?(geen|niet) (\w+ ){0,2}?<msg>
        (wil|wens) (\w+ )?niet (meer|langer) (\w+ ){0,2}?(geappt|gecontacteerd|benaderd|ge ?smst|
            gemaild|ontvangen)
        schrijf (me|mij) (\w+ )?uit
        meld (me|mij) (\w+ )?af( voor (de |alle |deze )?<msg>)?$
        ^(graag |aub |mij |me )*(afmelden|uitschrijven)( aub| graag| alstublieft| alsjeblieft)*$
        laat (me|mij) (\w+ )?met rust
        haal (me|mij|mijn nummer) (\w+ )?(van|uit) (de|je|jullie|uw) (?!wacht)(\w*lijst|bestand|
            systeem)
        verwijder (\w+ )?mijn (\w+ )?nummer
        geen contact meer
        niet (meer|langer) (appen|sms en|smsen|berichten|mailen|contacteren)
        (me|mij) (graag |aub )?(afmelden|uitschrijven)$
        zet (\w+ ){0,2}<msg> (\w+ )?(uit|stop)
        trek mijn toestemming in
    """,
}
"""Regular expressions a line, all of whole words; what is in angle brackets stands below.

A line further in goes on where the one above it ends.
"""

_PARTS: Final = {
    "en": {
        "msg": "(messages?|msgs?|texts?|texting|sms(es)?|notifications?|reminders?|spam|spamming|"
        "ads?|adverts?|promos?|promotions?|marketing|newsletters?|whatsapps?|stuff|"
        "communications?|correspondence|alerts?)",
        "sending": "(text|texting|messag(e|ing)|contact(ing)?|spam(ming)?|bother(ing)?|bug(ging)?|"
        "ping(ing)?|sms|msg|dm|harassing)",
        "list": "(lists?|mailing|texts?|messages?|contacts?|database|system|records|phone|sms|)",
        "not": "(do not|don t|dont|never|no longer|not|didn t)",
        "stop": "(stop|quit|cease|end|halt|discontinue)",
        "number": "(my|this)( phone| mobile| cell)? (number|nr|no)",
    },
    "de": {
        "msg": "(nachrichten?|sms|mitteilungen|e?mails?|werbung|whatsapps?|texte|erinnerungen|"
        "benachrichtigungen|infos|newsletter|reklame|spam)",
        "will": "(will|wollen|mo?e?chten?|wunsche|wuensche|brauche)",
        "schreiben": "(schreiben|texten|schicken|senden|kontaktieren|nerven|bela?e?stigen|"
        "sto?e?ren|spammen|simsen)",
    },
    "fr": {
        "msg": "(messages?|sms|textos?|msgs?|notifications?|mails?|pubs?|publicites?|rappels?|"
        "spams?|infos|promos?)",
        "send": "(envoy\\w*|ecri\\w*|contact\\w*|texte\\w*|derang\\w*|harcel\\w*|spam\\w*|"
        "sollicit\\w*)",
    },
    "es": {
        "msg": "(mensajes?|sms|msjs?|textos?|notificaciones|avisos|publicidad|whatsapps?|"
        "promociones|ofertas|spam|recordatorios|correos)",
        "send": "(escrib\\w*|mand\\w*|envi\\w*|contact\\w*|molest\\w*|spame\\w*|text\\w*|"
        "acos\\w*|fastidi\\w*)",
    },
    "it": {
        "msg": "(messaggi(ni|o)?|sms|notifiche|pubblicita|whatsapp|promozioni|avvisi|spam|"
        "promemoria)",
        "send": "(scriv\\w*|mand\\w*|invi\\w*|contatt\\w*|disturb\\w*|stress\\w*|messaggi\\w*)",
    },
    "pt": {
        "msg": "(mensage(ns|m)|sms|msgs?|torpedos?|notificac\\w+|publicidade|promoc\\w+|avisos|"
        "lembretes|spam|propagandas?|whatsapps?)",
        "send": "(mand\\w*|envi\\w*|escrev\\w*|contat\\w*|contact\\w*|perturb\\w*|incomod\\w*|"
        "chate\\w*)",
    },
    "nl": {
        "msg": "(bericht(en|jes)?|sms( ?jes|en)?|appjes|apps|meldingen|reclame|notificaties|mails?|"
        "herinneringen|spam)",
    },
}


_SIGNS: Final = {
    "en": "ad ads adve aler alon away both bug bugg comm cons cont corr data dele dm hara hear "
    "inte it list mark mess msg msgs news noti nr numb off opt opti perm phon ping prom "
    "reco remi remo send sms smse spam stop stuf subs syst text unli unsu what writ",
    "de": "ab abbe abme ange ansc aust beko bela bena date einw emai erha erin hand hoer hore "
    "info kont lese list mail meld mitt mobi nach nerv news nr numm rekl ruhe schi schr "
    "send sims simt sms spam stoe stor tele text vert verz werb what zust",
    "fr": "acco cons cont coor dera desa desi ecri envo harc info mail mess moi msg msgs noti "
    "nume paix plus prom pub publ pubs rapp sms soll spam text tran",
    "es": "acos avis baja base cons cont corr desu elim envi escr fast list mand mens mole msj "
    "msjs nada noti nume ofer paz perm prom publ quit reco sac saca sms spam susc tele text "
    "what",
    "it": "avvi cons cont disi dist elen invi list mail mand mess noti nume pace prom pubb rubr "
    "scri sent sms spam stre what",
    "pt": "assi avis base chat cons cont desc desi dess envi escr grup inco insc lemb list mand "
    "mens msg msgs nada noti nume paz pert prom prop publ sair sms spam subs tele torp what",
    "nl": "af afme app appe appj apps bena beri best cont geap geco gema gesm heri lijs mail meld "
    "noti numm ontv recl rust schr sms smse smsj spam stur stuu syst toes uit uits zend",
}
"""How the words begin, by four letters, without one of which no rule of a language can apply."""


_GOES_ON: Final = "\n" + 12 * " "


def _rules(language: str) -> Iterable[re.Pattern[str]]:
    for line in _RULES_OF[language].replace(_GOES_ON, "").split("\n"):
        rule = line.strip()
        for name, part in _PARTS[language].items():
            rule = rule.replace(f"<{name}>", part)
        if rule:
            # Groups only group: naming each so would hide the rules.
            yield re.compile(r"\b(?:" + re.sub(r"\((?!\?)", "(?:", rule) + r")(?!\w)")


_RULES: Final = tuple(
    (frozenset(_SIGNS[language].split()), tuple(_rules(language))) for language in _RULES_OF
)
_WAIT: Final = re.compile(
    r"(?: \w+){0,2} (?:before|until|till|vor|bis|avant|jusqu|antes|hasta|prima|fino|ate|voor|tot)\b"
)
"""What follows where only the moment is wrong: "don't text me before 9"."""
_MISSED: Final = re.compile(
    r"\b(?:(?:i|we|ve|to|never|not|didn t|haven t) (?:get|got|received?|getting|receiving) "
    r"(?!any ?more)|"
    r"habe? |bekomme |kriege |erhalte |recu\b|recois|recibi\b|recibo|recibido|llega\w*|ricevuto|"
    r"ricevo|arriva\w*|recebi\b|recebo|chegou|chegaram|gekregen|kreeg|heb )"
)
"""Where somebody misses messages: "I got no texts"."""
_WISHED: Final = re.compile(
    r"\b(?:want|wish|like|will|mo?e?chte|veux|souhaite|quiero|deseo|voglio|vorrei|quero|desejo|wil|"
    r"stop\w*|unsubscribe|opt)\b"
)
"""What makes a wish of it after all: "I don't want to get any more texts"."""
_ASKED: Final = re.compile(r"(?:did|have you|has|do you|does|why) ")


def ends_messages(said: str) -> bool:
    """Tell whether plain text says that its writer wants no more messages."""
    begins = {word[:4] for word in said.split()}
    near = [rules for signs, rules in _RULES if not signs.isdisjoint(begins)]
    if not near or _ASKED.match(said) or (_MISSED.search(said) and not _WISHED.search(said)):
        return False
    return any(_meant(said, rule.finditer(said)) for rules in near for rule in rules)


def _meant(said: str, found: Iterable[re.Match[str]]) -> bool:
    return any(not _WAIT.match(said[one.end() :]) for one in found)
