"""One text read for its time alone, with or without a salon's hours."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from booking.catalogue import Week
from dialog.understand.languages import read_signs
from dialog.understand.mending import Around
from dialog.understand.settle import not_before_today, to_come
from dialog.understand.spelling import spelled_like
from dialog.understand.tokens import tokens
from dialog.understand.when.nowhere import no_such_day
from dialog.understand.when.read import NOTHING, Timed, read_when
from dialog.understand.when.setting import Setting

_NO_NAMES: Mapping[str, frozenset[str]] = {}
_NO_WORDS = spelled_like((), ())


def read_time(
    text: str,
    now: datetime,
    *,
    locale: str = "en",
    opening: Week | None = None,
    month_first: bool = False,
) -> Timed:
    """Read what a text of any origin says about time; never raises.

    `now` is local wall time; `locale` the language that is expected; `month_first` reads 4/25 as a
    day in April. Without `opening` hours both halves of the day stay possible.
    """
    signs = read_signs(tokens(text), locale, _NO_NAMES, Around(text, _NO_WORDS)).signs
    setting = Setting(now, opening, month_first=month_first)
    if no_such_day(signs, setting):
        return NOTHING
    timed = not_before_today(read_when(signs, setting), now)
    return timed if timed.any_when else replace(timed, when=to_come(timed.when, now))
