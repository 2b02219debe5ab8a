"""Understanding a time, a whole message, as multiples of dateparser on one phrase in the same run.

Each figure is the median over rounds in which all kinds of work take turns, so that what else the
machine does falls on all alike. The lower table is the growth with the text's length: a multiple
of the text may take that multiple of the time, not more.

Run: python -m benchmarks.understand
"""

import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final
from zoneinfo import ZoneInfo

# Run as a script, this folder would stand for the packages of the same names.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import dateparser

from booking import seed
from dialog.understand.context import Context
from dialog.understand.hear import understand
from dialog.understand.timing import read_time

ROUNDS: Final = 25
PIECES: Final = 40
NOW: Final = datetime(2026, 11, 23, 14, 5, tzinfo=ZoneInfo("Europe/Berlin"))
LIMITS: Final = {"a time": 1.0, "a message": 4.0}
"""The most each may take, in times dateparser's."""

TIMES: Final = {
    "en": "tomorrow at 3pm", "de": "morgen um 15 Uhr", "fr": "demain à 15h",
    "es": "mañana a las tres de la tarde", "it": "domani alle 15", "pt": "amanhã às 15h",
    "nl": "morgen om half vier",
}  # fmt: skip
MESSAGES: Final = {
    "en": "hi, can i get a haircut with Ana next friday after 4 please?",
    "de": "Hallo, hätten Sie am Freitag nach 16 Uhr einen Termin zum Haareschneiden bei Ana?",
    "fr": "Bonjour, je voudrais une coupe avec Ana vendredi prochain après 16h s'il vous plaît",
    "es": "Hola, quiero un corte con Ana el viernes después de las cuatro por favor",
    "it": "Ciao, vorrei un taglio con Ana venerdì prossimo dopo le 16 per favore",
    "pt": "Olá, queria cortar o cabelo com a Ana na sexta depois das 16h por favor",
    "nl": "Hoi, kan ik vrijdag na vier uur bij Ana terecht om te knippen?",
}

Once = Callable[[], object]


def main() -> int:
    """Print both tables; 1 when a limit is passed."""
    works = _works()
    taken = _rounds(works)
    floor = taken.pop("dateparser")
    print(f"{'':16}{'microseconds':>14}{'x dateparser':>14}")
    print(f"{'dateparser':16}{1e6 * median(floor):14.0f}{1:14.2f}")
    slow = False
    for name, seconds in taken.items():
        ratio = median(own / other for own, other in zip(seconds, floor, strict=True))
        limit = next(most for kind, most in LIMITS.items() if name.startswith(kind))
        slow = slow or ratio > limit
        print(f"{name:16}{1e6 * median(seconds):14.0f}{ratio:14.2f}  (at most {limit:g})")
    _print_growth()
    return int(slow)


def _works() -> dict[str, Once]:
    naive = NOW.replace(tzinfo=None)
    salon = seed.demo()

    def time(locale: str) -> Once:
        return lambda: read_time(TIMES[locale], naive, locale=locale)

    def message(locale: str) -> Once:
        own = Context(NOW, salon, locale=locale)
        return lambda: understand(MESSAGES[locale], own)

    return {
        "dateparser": lambda: dateparser.parse("tomorrow at 3pm", languages=["en"]),
        **{f"a time, {locale}": time(locale) for locale in TIMES},
        **{f"a message, {locale}": message(locale) for locale in MESSAGES},
    }


def _rounds(works: dict[str, Once]) -> dict[str, list[float]]:
    """Give seconds per piece, round by round."""
    for work in works.values():
        work()
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            taken[name].append(_seconds(work, PIECES))
    return taken


def _seconds(work: Once, pieces: int) -> float:
    begin = perf_counter()
    for _ in range(pieces):
        work()
    return (perf_counter() - begin) / pieces


def _print_growth() -> None:
    """Print how the time grows with the text."""
    context, sentence = Context(NOW, seed.demo()), "friday after 4 or saturday morning, "
    lengths = (1, 2, 4, 8, 16)
    works: dict[str, Once] = {
        str(times): partial(understand, sentence * times, context) for times in lengths
    }
    taken = _rounds(works)
    print(f"\n{'length':16}{'microseconds':>14}{'per length':>14}")
    for times in lengths:
        each = 1e6 * median(taken[str(times)])
        print(f"{len(sentence) * times:<16}{each:14.0f}{each / times:14.0f}")


if __name__ == "__main__":
    sys.exit(main())
