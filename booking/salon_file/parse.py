"""A salon's file as tables with the lines of their keys."""

import re
import tomllib
from decimal import Decimal

from booking.salon_file.lines import locate
from booking.salon_file.section import Notes, Problem, Section
from foundation.errors import Refused

MOST = 400_000
"""Bytes of a file: a salon with hundreds of stylists needs a quarter of it."""

_LINE = 10_000
_DEEP = 40
_DIGITS = 4_000
_AT_LINE = re.compile(r"(.*) \(at line (\d+), column \d+\)", re.DOTALL)
_LONG_NUMBER = re.compile(rf"[0-9_]{{{_DIGITS},}}")


def parse(given: bytes) -> Section:
    """Read the file's tables; raises Refused("salon_file", problems=...) when it is not TOML."""
    text = _text(given)
    try:
        table = tomllib.loads(text, parse_float=Decimal)
        lines = locate(text)
    except tomllib.TOMLDecodeError as error:
        raise refused(_said(str(error), text)) from None
    except RecursionError:
        raise refused(Problem(_deepest(text), "brackets within brackets, too deep")) from None
    except ValueError:
        raise refused(Problem(_longest(text), "a number of too many digits")) from None
    return Section(Notes(lines), (), table, "")


def refused(*problems: Problem) -> Refused:
    """Make the refusal of a file, its problems in the order of their lines."""
    return Refused("salon_file", problems=tuple(sorted(problems)))


def _text(given: bytes) -> str:
    if len(given) > MOST:
        raise refused(Problem(1, f"the file has more than {MOST:,} bytes"))
    try:
        text = given.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        number = given[: error.start].count(b"\n") + 1
        raise refused(Problem(number, "this is not text in UTF-8")) from None
    for number, line in enumerate(text.split("\n"), 1):
        # Endless dotted keys take the parser's time by the square of their length.
        if len(line) > _LINE:
            raise refused(
                Problem(number, f"{len(line):,} characters on one line, {_LINE:,} at most")
            )
    return text


def _said(error: str, text: str) -> Problem:
    found = _AT_LINE.fullmatch(error)
    if found:
        return Problem(int(found[2]), found[1])
    return Problem(text.count("\n") + 1, error.removesuffix(" (at end of document)"))


def _deepest(text: str) -> int:
    depth = 0
    for number, line in enumerate(text.split("\n"), 1):
        for one in line:
            depth += (one in "[{") - (one in "]}")
            if depth > _DEEP:
                return number
    return 1


def _longest(text: str) -> int:
    found = _LONG_NUMBER.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 1
