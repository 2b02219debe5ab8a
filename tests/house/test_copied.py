"""The words the bot knows are its authors' own, not copied from the texts it is measured on."""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

UNDERSTAND = Path(__file__).parents[2] / "dialog" / "understand"
WORDS = 4
"""So many words in a row are a phrase somebody made up, no usage of the language."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


def strings(source: str) -> Iterator[str]:
    """Every string of a program but its docstrings."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def phrases(source: str) -> Iterator[str]:
    """Phrases of a program's strings, folded, of WORDS words or more."""
    for string in strings(source):
        for phrase in string.split(","):
            words = _WORD.findall(phrase.casefold())
            if len(words) >= WORDS:
                yield " ".join(words)


def texts(folder: Path) -> Iterator[str]:
    """What people and assistants say in the evaluation data."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for field in ("text", "user", "system"):
                if isinstance(row.get(field), str):
                    yield row[field]


def runs(said: Iterable[str], lengths: Iterable[int]) -> set[str]:
    """Every run of so many words."""
    found: set[str] = set()
    lengths = tuple(lengths)
    for text in said:
        words = _WORD.findall(text.casefold())
        for length in lengths:
            found.update(" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
    return found


def copied(known: Iterable[str], said: Iterable[str]) -> list[str]:
    known = set(known)
    lengths = {len(phrase.split()) for phrase in known}
    return sorted(known & runs(said, lengths))


def test_no_phrase_is_copied_from_the_evaluation_data(shared: Path) -> None:
    folder = shared / "nlu"
    known = {
        phrase for path in UNDERSTAND.rglob("*.py") for phrase in phrases(path.read_text("utf-8"))
    }
    assert known
    assert copied(known, texts(folder)) == []


@pytest.mark.parametrize(
    ("source", "caught"),
    [
        ('TALK = {1: "book me a table, yes"}', ["book me a table"]),
        ('TALK = {1: "Book me  a TABLE"}', ["book me a table"]),
        ('TALK = {1: "book me a"}', []),
        ('"""Book me a table."""', []),
        ('def f():\n    """Book me a table."""', []),
    ],
)
def test_a_copied_phrase_is_caught(source: str, caught: list[str]) -> None:
    assert copied(phrases(source), ["Could you book me a table, please?"]) == caught
