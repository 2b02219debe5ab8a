"""A table of a salon's file, read key by key; what is wrong is noted with its line."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from typing import TypeVar

from rapidfuzz import fuzz, process

from booking.catalogue import Days, Minutes, Week
from booking.salon_file import hours
from booking.salon_file.lines import Path
from booking.salon_file.values import Wrong, shown

T = TypeVar("T")
Read = Callable[[object], T]
"""Turns a value of the file into ours; raises Wrong."""

_LIKE = 60  # of 100, below which a word is not what somebody meant
_MOST = 2000
_NOTHING: list[object] = []
_EMPTY: dict[str, object] = {}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in the file, at a line counted from 1."""

    line: int
    text: str


@dataclass
class Notes:
    """What was found wrong so far."""

    lines: Mapping[Path, int]
    problems: set[Problem] = field(default_factory=set)

    def add(self, path: Path, text: str) -> None:
        """Note what is wrong with the value there, or with what it stands in."""
        while path and path not in self.lines:
            path = path[:-1]
        self.problems.add(Problem(self.lines.get(path, 1), text))


def meant(word: str, choices: Iterable[str]) -> str:
    """Ask whether a known word was meant: `; did you mean 'colour'?`, empty when none is near."""
    found = process.extractOne(word[:100], [*choices], scorer=fuzz.ratio, score_cutoff=_LIKE)
    return f"; did you mean {found[0]!r}?" if found else ""


def one_of(choices: Iterable[str], what: str) -> Read[str]:
    """Read a word that must be one of `choices`, else there is `no such <what>`."""
    known = list(choices)

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in known:
            near = meant(value, known) if isinstance(value, str) else ""
            raise Wrong(f"{shown(value)}: no such {what}{near}")
        return value

    return read


@dataclass
class Section:
    """One table: `called` is its name in messages, `asked` the keys it may have."""

    notes: Notes
    path: Path
    table: Mapping[str, object]
    called: str
    asked: list[str] = field(default_factory=list)

    def get(self, key: str, read: Read[T], fallback: T, *, needed: bool = False) -> T:
        """Read one value; `fallback` for one that is missing or wrong."""
        self.asked.append(key)
        if key not in self.table:
            if needed:
                self.wrong(f"{key} is missing")
            return fallback
        try:
            return read(self.table[key])
        except Wrong as wrong:
            self.wrong(f"{key}: {wrong}", key)
            return fallback

    def need(self, key: str, read: Read[T], fallback: T) -> T:
        """Read one value that must be there; `fallback` only lets the reading go on."""
        return self.get(key, read, fallback, needed=True)

    def each(self, key: str, read: Read[T], *, twice: bool = False) -> tuple[T, ...]:
        """Read an array of values, in order; none may stand there `twice` unless said."""
        values = self.get(key, _list, _NOTHING)
        found: list[T] = []
        for number, value in enumerate(values):
            try:
                one = read(value)
            except Wrong as wrong:
                self.wrong(f"{key}: {wrong}", key, number)
                continue
            if one in found and not twice:
                self.wrong(f"{key}: {shown(value)} stands there twice", key, number)
            found.append(one)
        return tuple(found)

    def inner(self, key: str, called: str = "") -> "Section":
        """Give the table under `key`, an empty one when there is none."""
        table = self.get(key, _table, _EMPTY)
        return Section(self.notes, (*self.path, key), table, called or f"{self.called}, {key}")

    def rows(self, key: str) -> list["Section"]:
        """Give the tables of the array under `key`, each called by its place."""
        found = []
        for number, value in enumerate(self.get(key, _list, _NOTHING)):
            path, called = (*self.path, key, number), f"{key} {number + 1}"
            if isinstance(value, dict):
                found.append(Section(self.notes, path, value, called))
            else:
                self.wrong(f"{called}: {shown(value)} is no table [[{key}]]", key, number)
        return found

    def week(self, key: str, *, late: bool = False) -> Week:
        """Read hours by weekday; with `late` a stretch may begin after midnight."""
        days = self.inner(key)
        closed: tuple[Minutes, ...] = ()
        read = partial(hours.stretches, late=late)
        week = {number: days.get(day, read, closed) for number, day in enumerate(hours.WEEKDAYS)}
        days.done()
        return {number: parts for number, parts in week.items() if parts}

    def days(self, key: str) -> Days:
        """Read hours by date."""
        inner = self.inner(key)
        found: dict[date, tuple[Minutes, ...]] = {}
        for name in inner.table:
            try:
                found[hours.day(name)] = hours.stretches(inner.table[name])
            except Wrong as wrong:
                inner.wrong(f"{shown(name)}: {wrong}", name)
        return dict(sorted(found.items()))

    def wrong(self, text: str, *keys: str | int) -> None:
        """Note what is wrong here, at the line of the key if one is given."""
        self.notes.add((*self.path, *keys), f"{self.called}: {text}" if self.called else text)

    def done(self) -> None:
        """Note every key nobody asked for."""
        for key in islice(self.table, _MOST):
            if key not in self.asked:
                near = meant(key, self.asked)
                self.wrong(f"{shown(key)} is not known here{near}", key)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise Wrong(f"{shown(value)} is no list [...]")
    if len(value) > _MOST:
        raise Wrong(f"{len(value)} entries, {_MOST} at most")
    return value


def _table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise Wrong(f"{shown(value)} is no table of keys with values")
    if len(value) > _MOST:
        raise Wrong(f"{len(value)} entries, {_MOST} at most")
    return value
