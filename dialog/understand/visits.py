"""What is said of a standing visit beyond intents: its old time, a change of mind, minutes."""

import re
from collections.abc import Iterator

from dialog.understand.fold import fold_word

_TO = {
    "en": "to onto",
    "de": "auf nach zum zu",
    "fr": "a au vers",
    "es": "a al para",
    "it": "a al alla",
    "nl": "naar op",
    "pt": "para pra ao",
}
_UNDO = {
    "en": "undo; keep it; leave it; keep my visit; keep the appointment; keep my "
    "appointment; dont cancel; do not cancel; not cancel; changed my mind; i can "
    "come; i can make it; take that back; i will come; ill come",
    "de": "ruckgangig; doch nicht; behalte; behalten; nicht absagen; nicht stornieren; "
    "komme doch; kann doch; lass es; uberlegt; bleibt so; lass so; lassen wir",
    "fr": "garde le; garde la; garder; gardez; laisse comme ca; laissez comme ca; on "
    "laisse; annule pas; annulez pas; pas annuler; change d'avis; je peux venir; je "
    "viens quand meme; finalement je viens",
    "es": "dejalo; dejala; dejarlo; mantenlo; mantener; no canceles; no cancelar; no la "
    "canceles; cambie de idea; si puedo ir; puedo ir",
    "it": "tienilo; tenerlo; mantieni; non annullare; non cancellare; cambiato idea; posso "
    "venire; lascialo; lasciamo; lascia cosi",
    "nl": "houd het; laat het; laat zo; laat staan; laat maar staan; niet annuleren; niet "
    "afzeggen; ik kan toch; kom toch; bedacht",
    "pt": "deixa assim; deixe assim; mantem; mantenha; manter; nao canceles; nao cancele; "
    "nao cancelar; mudei de ideias; mudei de ideia; posso ir",
}
_LATER = {
    "en": "later; another time; another day; not then; some other time; can we do later",
    "de": "spater; ein anderes mal; anderer tag; ein anderer tag; andermal; lieber spater",
    "fr": "plus tard; un autre jour; une autre fois; un autre moment",
    "es": "mas tarde; otro dia; en otro momento; otra vez; luego",
    "it": "piu tardi; un altro giorno; un'altra volta; dopo",
    "nl": "later; een andere keer; een andere dag; andere keer",
    "pt": "mais tarde; outro dia; noutro dia; outra hora; depois",
}
_NOUNS = {
    "en": "appointment visit booking thing slot appt reservation",
    "de": "termin besuch buchung reservierung",
    "fr": "rendezvous rdv visite reservation",
    "es": "cita visita reserva turno",
    "it": "appuntamento visita prenotazione",
    "nl": "afspraak bezoek boeking reservering",
    "pt": "marcacao visita reserva consulta agendamento",
}
_CUTS = 4
"""How many places are tried: each costs a reading of both sides."""

_MINUTES = re.compile(r"\D{0,40}(\d{1,3})\D{0,20}")
_WORDS = re.compile(r"\w+")
_LETTERS = re.compile(r"[a-z]+")


def halves(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Cut a wish to move something where it may say whereto, the last place first.

    "my thursday thing to next week" is cut into "my thursday thing" and "next week".
    """
    to = _TO.get(language, "").split()
    cuts = [one for one in _WORDS.finditer(text) if _plain(one.group()) in to]
    for one in reversed(cuts[-_CUTS:]):
        yield text[: one.start()], text[one.end() :]


def takes_back(text: str) -> bool:
    """Tell whether what has just been cancelled shall stand after all."""
    said = f" {_plain(text)} "
    return any(f" {one} " in said for one in _ALL_UNDO)


def speaks_of_visit(text: str) -> bool:
    """Tell whether a visit is called so: "my Thursday appointment"."""
    words = _plain(text.replace("-", "")).split()
    return any(one in _ALL_NOUNS for one in words)


def puts_off(text: str) -> bool:
    """Tell whether all that is said is that it shall be another time."""
    return _plain(text).removesuffix(" please").removesuffix(" bitte") in _ALL_LATER


def minutes_in(text: str) -> int | None:
    """Read the one number of an answer to "how late?"."""
    found = _MINUTES.fullmatch(text.strip())
    return int(found[1]) if found else None


def _plain(text: str) -> str:
    return " ".join(_LETTERS.findall(fold_word(text).replace("'", "")))


def _phrases(table: dict[str, str]) -> frozenset[str]:
    return frozenset(_plain(one) for line in table.values() for one in line.split(";"))


_ALL_NOUNS = frozenset(word for line in _NOUNS.values() for word in line.split())
_ALL_UNDO = _phrases(_UNDO)
_ALL_LATER = _phrases(_LATER)
