"""CPU time, memory of running processes, read from outside them."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

_PROC: Final = Path("/proc")
_TICKS: Final = os.sysconf("SC_CLK_TCK")  # of a second, the unit of /proc/*/stat
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_MIB: Final = 1024 * 1024


class Process(NamedTuple):
    """One line of the system's list: user plus system seconds, resident bytes."""

    pid: int
    parent: int
    seconds: float
    resident: int


def seconds(pid: int) -> float:
    """Give the CPU seconds of a process with all below it (Postgres has one per connection)."""
    return sum(one.seconds for one in _family(pid))


def mebibytes(pid: int) -> float:
    """Give the resident memory of one process."""
    return next(one.resident for one in _processes() if one.pid == pid) / _MIB


def _family(pid: int) -> Iterator[Process]:
    found = {one.pid: one for one in _processes()}
    known = {pid}
    # A child has a later line than its parent, except where numbers began anew: look twice.
    for _ in range(2):
        known |= {one.pid for one in found.values() if one.parent in known}
    return (one for one in found.values() if one.pid in known)


def _processes() -> Iterator[Process]:
    return _of_linux() if (_PROC / "self/stat").exists() else _of_ps()


def _of_linux() -> Iterator[Process]:
    for folder in _PROC.iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            line = (folder / "stat").read_text(encoding="ascii", errors="replace")
        except OSError:  # it ended meanwhile
            continue
        # proc(5): the name, in brackets, may hold anything; what follows begins with field 3.
        # Fields 14 to 17 are user and system time, then the same of children that ended.
        fields = line.rpartition(")")[2].split()
        ticks = sum(map(int, fields[11:15]))
        yield Process(int(folder.name), int(fields[1]), ticks / _TICKS, int(fields[21]) * _PAGE)


def _of_ps() -> Iterator[Process]:
    listed = subprocess.run(
        ["/bin/ps", "-axo", "pid=,ppid=,time=,rss="], check=True, capture_output=True, text=True
    )
    for line in listed.stdout.splitlines():
        pid, parent, time, kibibytes = line.split()
        yield Process(int(pid), int(parent), _read_time(time), int(kibibytes) * 1024)


def _read_time(text: str) -> float:
    """Read `[hours:]minutes:seconds.hundredths`."""
    total = 0.0
    for part in text.split(":"):
        total = total * 60 + float(part)
    return total
