"""The customer's words for what is said beside the booking, for the operator's trace."""

from collections.abc import Iterable, Mapping, Sequence

from dialog.understand.beside import Delay, Note, Whom
from dialog.understand.company import party_sign
from dialog.understand.languages import language_sign
from dialog.understand.reading import Heard, Topic
from dialog.understand.signs import Kind, Sign
from dialog.understand.talk_all import LOCALES
from dialog.understand.tokens import Token
from dialog.understand.trace import span_text

_HINTED = 0.8
"""How sure a mere word for a topic is: "parking"."""


def evidence(
    text: str,
    found: Sequence[Token],
    asks: Mapping[Topic, Sign],
    delay: Delay | None,
    whom: Whom | None,
    note: Note | None,
) -> list[Heard]:
    """Give questions, delay, for whom, note with their words."""

    def words(places: Iterable[int]) -> str:
        return span_text(text, found, places)

    heard = [Heard("asks", words(range(sign.lo, sign.hi)), topic, _HINTED if sign.more else 1.0)
             for topic, sign in asks.items()]  # fmt: skip
    if delay is not None:
        shown = "late" if delay.minutes is None else str(delay.minutes)
        heard.append(Heard("minutes", words(delay.tokens), shown))
    if whom is not None:
        heard.append(Heard("for_whom", words(whom.tokens), whom.text or "somebody else"))
    if note is not None and note.text:
        heard.append(Heard("note", words(note.tokens), note.text, 0.9))
    return heard


def evidence_of_signs(text: str, found: Sequence[Token], said: Sequence[Sign]) -> list[Heard]:
    """Give party, anyone, a wished language with their words."""

    def heard(slot: str, sign: Sign, value: str, trust: float = 1.0) -> Heard:
        return Heard(slot, span_text(text, found, range(sign.lo, sign.hi)), value, trust)

    shown: list[Heard] = []
    party, language = party_sign(said), language_sign(said)
    anyone = next((sign for sign in said if sign.kind is Kind.ANYONE), None)
    if party is not None:
        shown.append(heard("party", party, str(party.value)))
    if anyone is not None:
        shown.append(heard("staff", anyone, "anyone", 0.7 if anyone.value else 1.0))
    if language is not None:
        shown.append(heard("language", language, LOCALES[language.value]))
    return shown
