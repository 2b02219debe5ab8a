"""Files of JSON lines read, answered, written."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from foundation.errors import Permanent

Line = Mapping[str, object]
Answer = Callable[[Line], Line | None]


def count(path: Path) -> int:
    """Count the lines of a file; Permanent when it cannot be read."""
    try:
        with path.open("rb") as file:
            return sum(1 for _ in file)
    except OSError as failure:
        raise Permanent(f"{path} cannot be read: {failure.strerror}") from failure


def answered(source: Path, target: Path, answer: Answer) -> Iterator[bool]:
    """Write the answer to each line of `source` into `target`; yield whether there was one.

    Raises Permanent with the number of a line that is no JSON object, or that `answer` cannot
    read (KeyError for a missing field, ValueError for a wrong one).
    """
    try:
        with source.open(encoding="utf-8") as given, target.open("w", encoding="utf-8") as written:
            for number, text in enumerate(given, 1):
                if not text.strip():
                    continue
                told = _answer(text, answer, f"{source}, line {number}")
                if told is not None:
                    written.write(json.dumps(told, ensure_ascii=False) + "\n")
                yield told is not None
    except OSError as failure:
        raise Permanent(f"{failure.filename} cannot be used: {failure.strerror}") from failure
    except UnicodeDecodeError as failure:
        raise Permanent(f"{source} is no UTF-8 text: {failure.reason}") from failure


def _answer(text: str, answer: Answer, place: str) -> Line | None:
    try:
        line = json.loads(text)
        if not isinstance(line, dict):
            raise Permanent(f"{place}: no JSON object")
        return answer(line)
    except KeyError as missing:
        raise Permanent(f"{place}: the field {missing} is missing") from missing
    except (ValueError, OverflowError, RecursionError) as wrong:
        raise Permanent(f"{place}: {str(wrong) or 'nested too deeply'}") from wrong
