"""A salon's week in words: "Monday to Friday 09:00-20:00, Saturday 09:00-16:00"."""

from collections.abc import Sequence
from itertools import groupby

from babel.dates import get_day_names

from booking.catalogue import Minutes, Week
from dialog.phrases import titles
from dialog.phrases.catalogues import translations
from dialog.phrases.texts import TEXTS


def week(opening: Week, locale: str) -> str:
    """Print opening hours, days in a row that have the same ones together, then days off."""
    named = get_day_names("wide", locale=locale)
    names = [str(named[day]) for day in range(7)]
    hours = [(day, tuple(opening.get(day, ()))) for day in range(7)]
    runs = [(open_, [day for day, _ in run]) for open_, run in groupby(hours, lambda one: one[1])]
    told = [f"{_days(run, names, locale)} {stretches(open_)}" for open_, run in runs if open_]
    closed = [_days(run, names, locale) for open_, run in runs if not open_]
    if not closed or not told:
        return ", ".join(told)
    off = translations(locale).gettext(TEXTS["closed_on"]).format(days=", ".join(closed))
    return f"{', '.join(told)}; {off}"


def stretches(open_: Sequence[Minutes]) -> str:
    """Print the hours of one day."""
    return ", ".join(f"{titles.minute(low)}-{titles.minute(high)}" for low, high in open_)


def _days(run: Sequence[int], names: Sequence[str], locale: str) -> str:
    first, last = names[run[0]], names[run[-1]]
    if len(run) == 1:
        return first
    return translations(locale).gettext(TEXTS["day_to_day"]).format(first=first, last=last)
