"""What ends messages, what only sounds like it; the lines say when they were written."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels import carrier
from channels.consent.edge import heed
from channels.consent.letters import plain
from channels.consent.words import Wish, wish
from channels.limits import OPENPHONE, TELEGRAM, TWILIO
from channels.message import Address, Inbound, Kind

LINES = Path(__file__).parent / "consent_lines"
SETS = ("tuned", "apart", "later", "blind")
ON_SMS = ("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT")
EVERYWHERE = ("STOP", "STOPALL", "UNSUBSCRIBE")
CYRILLIC = str.maketrans("SOPCEAUI", "ЅОРСЕАUІ")  # noqa: RUF001 - look-alikes on purpose
GREEK = str.maketrans("OPTEAIN", "ΟΡΤΕΑΙΝ")  # noqa: RUF001 - as above


def lines(kind: str, name: str) -> list[str]:
    found = (LINES / f"{kind}_{name}.txt").read_text().splitlines()
    return [line.split("\t")[-1] for line in found if line and not line.startswith("#")]


def dressed(word: str) -> dict[str, str]:
    """Give a word in every dress it may come in."""
    return {
        "as it is": word,
        "small": word.lower(),
        "as a name": word.title(),
        "wild": "".join(one.lower() if n % 2 else one for n, one in enumerate(word)),
        "with a full stop": f"{word}.",
        "loud": f"{word}!!!",
        "quoted": f'"{word}"',
        "in brackets": f"({word})",
        "with space": f"  {word} \n",
        "with an emoji": f"{word} 🛑",
        "with a joined emoji": f"🙅🏽‍♀️{word}",
        "with a flag": f"{word} \N{BLACK FLAG}",
        "with zero width": "\u200b".join(word),
        "with joiners": f"\ufeff{word[:2]}\u2060{word[2:]}\u200d",
        "with a soft hyphen": f"{word[:1]}\u00ad{word[1:]}",
        "turned around": f"\u202e{word}\u202c",
        "full width": "".join(chr(ord(one) + 0xFEE0) for one in word),
        "in circles": "".join(chr(ord(one) - 65 + 0x24B6) for one in word),
        "in squares": "".join(chr(ord(one) - 65 + 0x1F130) for one in word),
        "bold": "".join(chr(ord(one) - 65 + 0x1D400) for one in word),
        "of flags": "".join(chr(ord(one) - 65 + 0x1F1E6) for one in word),
        "half Cyrillic": word.translate(CYRILLIC),
        "half Greek": word.translate(GREEK),
        "spelled": " ".join(word),
        "dotted": ".".join(word),
        "with a letter held": word[:-1] + word[-1] * 4,
        "twice": f"{word} {word}",
        "with an accent": f"{word[:1]}\u0301{word[1:]}",
    }


@pytest.mark.parametrize("dress", dressed("STOP"))
def test_a_legal_word_ends_messages_however_it_is_dressed(dress: str) -> None:
    for word in ON_SMS:
        assert wish(dressed(word)[dress], sms=True) is Wish.OPT_OUT, word
    for word in EVERYWHERE:
        assert wish(dressed(word)[dress], sms=False) is Wish.OPT_OUT, word


def test_the_carriers_words_mean_what_they_mean_to_the_carriers() -> None:
    for word in (*ON_SMS, "START", "UNSTOP", "HELP", "INFO"):
        known = carrier.keyword(word)
        assert known is not None
        assert wish(word, sms=True) == Wish(known.value)


@pytest.mark.parametrize("word", ["CANCEL", "END", "QUIT", "REVOKE", "INFO", "YES"])
def test_the_carriers_words_are_words_like_others_elsewhere(word: str) -> None:
    assert wish(word, sms=False) is None


def test_stop_is_read_in_russian_letters() -> None:
    for line in ("СТОП", "стоп", "Стоп!"):
        assert wish(line, sms=False) is Wish.OPT_OUT, line
    assert wish("топор", sms=True) is None


def test_a_thank_you_beside_it_takes_nothing_back() -> None:
    for line in ("Stop. thank you", "stop please", "STOP NOW", "ok stop, thanks", "bitte stopp"):
        assert wish(line, sms=True) is Wish.OPT_OUT, line


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("sms", [True, False])
def test_natural_phrases_end_messages(name: str, *, sms: bool) -> None:
    written = lines("phrases", name)
    missed = [line for line in written if wish(line, sms=sms) is not Wish.OPT_OUT]
    assert len(missed) <= 0.02 * len(written), missed


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("sms", [True, False])
def test_innocent_lines_end_nothing(name: str, *, sms: bool) -> None:
    written = lines("innocent", name)
    wrong = [line for line in written if wish(line, sms=sms) is Wish.OPT_OUT]
    assert len(wrong) <= 0.02 * len(written), wrong


def test_the_lines_are_many_in_seven_languages() -> None:
    apart = (LINES / "phrases_apart.txt").read_text()
    assert len(lines("phrases", "apart")) >= 60
    assert set(re.findall("^([a-z]{2})\t", apart, re.MULTILINE)) == {
        *("en", "de", "fr", "es", "it", "pt", "nl")
    }
    assert sum(len(lines("innocent", name)) for name in SETS) >= 200


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    wish(text, sms=True)
    assert re.fullmatch("(?:[a-z0-9]+(?: [a-z0-9]+)*)?", plain(text))


@pytest.mark.parametrize(
    "text", ["no more " * 1250, "text me " * 37, "stop me " * 37, "non mi sms " * 27, "e" * 10_000]
)
def test_no_text_takes_long(text: str) -> None:
    begun = time.process_time()
    wish(text, sms=True)
    assert time.process_time() - begun < 0.05


def said(text: str, kind: Kind = Kind.TEXT) -> Inbound:
    return Inbound(kind, Address("mia"), "1", 1, text)


def test_what_the_carrier_has_answered_is_told_apart() -> None:
    assert heed(said("STOP", Kind.OPT_OUT), TWILIO).told
    assert heed(said("Stop!"), TWILIO).told
    assert not heed(said("please stop texting me"), TWILIO).told
    assert not heed(said("STOP", Kind.OPT_OUT), OPENPHONE).told


def test_a_chat_opened_again_asks_for_messages_if_there_were_none() -> None:
    heeded = heed(said("", Kind.START), TELEGRAM)
    assert (heeded.wish, heeded.otherwise) == (Wish.OPT_IN, Kind.START)
    assert heed(said("stop", Kind.CHOICE), TELEGRAM).wish is None
