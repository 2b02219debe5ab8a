"""Where in a TOML text each key stands: tomllib does not tell."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
"""The keys that lead to a value, with indexes into its arrays."""

_BLANK = re.compile(r"(?:[ \t\r\n,]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]+")
_STRINGS = {
    '"""': re.compile(r'"""(?:\\.|(?!""")[^\\])*"{3,5}', re.DOTALL),
    "'''": re.compile(r"'''(?:(?!''').)*'{3,5}", re.DOTALL),
    '"': re.compile(r'"(?:\\.|[^"\\\n])*"'),
    "'": re.compile(r"'[^'\n]*'"),
}


def locate(text: str) -> dict[Path, int]:
    """Give the line, from 1, of every key, table, array element of a text that tomllib accepts."""
    scan = _Scan(text)
    scan.statements()
    return scan.lines


@dataclass
class _Scan:
    text: str
    at: int = 0
    lines: dict[Path, int] = field(default_factory=dict)
    tables: dict[Path, int] = field(default_factory=dict)
    ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.ends = [found.start() for found in re.finditer("\n", self.text)]

    def statements(self) -> None:
        table: Path = ()
        while self.blank() < len(self.text):
            if self.text.startswith("[", self.at):
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> Path:
        here = self.at
        repeated = self.text.startswith("[[", here)
        self.at += 1 + repeated
        path = self.inside(self.key(), last=not repeated)
        self.at = self.text.index("]", self.at) + 1 + repeated
        if repeated:
            number = self.tables[path] = self.tables.get(path, 0) + 1
            path = (*path, number - 1)
        self.note(path, here)
        return path

    def inside(self, key: Path, *, last: bool) -> Path:
        """Lead through the newest element of every array of tables on the way."""
        path: Path = ()
        for number, part in enumerate(key, 1):
            path = (*path, part)
            if path in self.tables and (last or number < len(key)):
                path = (*path, self.tables[path] - 1)
        return path

    def pair(self, table: Path) -> None:
        here = self.at
        path = table + self.key()
        for length in range(len(table) + 1, len(path) + 1):
            self.note(path[:length], here)
        self.at = self.text.index("=", self.at) + 1
        self.value(path)

    def key(self) -> Path:
        parts: list[str] = []
        while True:
            self.skip(_SPACE)
            begin = self.at
            self.skip(self.string() or _BARE)
            parts.append(_plain(self.text[begin : self.at]))
            self.skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return tuple(parts)
            self.at += 1

    def value(self, path: Path) -> None:
        self.skip(_SPACE)
        if self.text.startswith("[", self.at):
            self.array(path)
        elif self.text.startswith("{", self.at):
            self.at += 1
            while not self.closes("}"):
                self.pair(path)
        else:
            self.skip(self.string() or _SCALAR)

    def array(self, path: Path) -> None:
        self.at += 1
        number = 0
        while not self.closes("]"):
            self.note((*path, number), self.at)
            self.value((*path, number))
            number += 1

    def closes(self, bracket: str) -> bool:
        self.blank()
        ended = self.text.startswith(bracket, self.at)
        self.at += ended
        return ended

    def string(self) -> re.Pattern[str] | None:
        opens = (quote for quote in _STRINGS if self.text.startswith(quote, self.at))
        return _STRINGS[quote] if (quote := next(opens, "")) else None

    def blank(self) -> int:
        self.skip(_BLANK)
        return self.at

    def skip(self, what: re.Pattern[str]) -> None:
        if found := what.match(self.text, self.at):
            self.at = found.end()

    def note(self, path: Path, at: int) -> None:
        self.lines.setdefault(path, bisect_right(self.ends, at - 1) + 1)


def _plain(key: str) -> str:
    """Take a key out of its quotes; escapes in keys are rare, their lines may be the table's."""
    return key[1:-1] if key[:1] in {'"', "'"} else key
