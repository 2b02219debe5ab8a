"""Named points where a test may kill the process; inert unless armed."""

import os
import signal
from pathlib import Path
from typing import NoReturn

# Every point the code passes, in the order of a booking's path: arming another name is a mistake.
POINTS = (
    "inbox_before_commit",
    "inbox_committed",
    "acknowledged",
    "locked",
    "hold_taken",
    "confirming",
    "turn_before_commit",
    "turn_committed",
    "redis_stored",
    "before_send",
    "after_send",
)


class _Plan:
    """What this process was told: where to die, at which pass, where to note the points."""

    def __init__(self) -> None:
        self.armed = False
        self.point = ""
        self.passes = 1
        self.group = False
        self.record: Path | None = None


_plan = _Plan()


def arm(spec: str) -> None:
    """Arm the process from `PARLANCE_FAULT`; an empty spec disarms it, a wrong one is a ValueError.

    `name[:n[:group]]` kills this process (or its whole group) by SIGKILL at the n-th pass of the
    point; `record:/path` appends the name of every point reached to a file. Both may be given,
    with a comma between them.
    """
    plan = _Plan()
    for part in filter(None, spec.split(",")):
        name, _, rest = part.partition(":")
        if name == "record":
            plan.record = Path(rest)
        else:
            plan.point = _declared(name)
            plan.passes, plan.group = _when(part, rest)
    plan.armed = bool(spec)
    vars(_plan).update(vars(plan))


def point(name: str) -> None:
    """Pass the point `name`: nothing happens unless the process is armed."""
    if _plan.armed:
        _reach(_declared(name))


def _declared(name: str) -> str:
    if name not in POINTS:
        raise ValueError(f"no fault point is called {name!r}; there are {', '.join(POINTS)}")
    return name


def _when(part: str, rest: str) -> tuple[int, bool]:
    count, _, whom = rest.partition(":")
    if (count and not count.isdecimal()) or whom not in ("", "group"):
        raise ValueError(f"a fault is written name[:n[:group]], not {part}")
    return int(count or 1), whom == "group"


def _reach(name: str) -> None:
    if _plan.record is not None:
        _note(_plan.record, name)
    if name == _plan.point:
        _plan.passes -= 1
        if _plan.passes == 0:
            _die()


def _note(record: Path, name: str) -> None:
    # One short line to a file opened for appending stays whole, also among processes.
    with record.open("a", encoding="ascii") as file:
        file.write(f"{name}\n")


def _die() -> NoReturn:
    if _plan.group:
        os.killpg(os.getpgid(0), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)
    raise SystemExit("SIGKILL was not delivered")
