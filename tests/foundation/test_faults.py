import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from foundation import faults

ROOT = Path(__file__).parents[2]
DIES = """
import sys
from foundation import faults
faults.arm(sys.argv[1])
for number in range(3):
    print(number, flush=True)
    faults.point("turn_committed")
print("alive", flush=True)
"""


@pytest.fixture(autouse=True)
def _disarmed() -> Iterator[None]:
    yield
    faults.arm("")


def run(spec: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", DIES, spec],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        start_new_session=True,
    )


def test_an_unarmed_point_does_nothing() -> None:
    assert run("").stdout.split() == ["0", "1", "2", "alive"]


def test_the_process_dies_at_the_named_pass() -> None:
    died = run("turn_committed:2")
    assert died.returncode == -9
    assert died.stdout.split() == ["0", "1"]


def test_the_first_pass_is_meant_when_none_is_named() -> None:
    assert run("turn_committed").stdout.split() == ["0"]


def test_the_whole_group_dies_when_asked() -> None:
    script = (
        "import subprocess, sys\n"
        "print('parent', flush=True)\n"
        "subprocess.run([sys.executable, '-c', sys.argv[1], 'turn_committed:1:group'])\n"
        "print('parent lives', flush=True)\n"
    )
    died = subprocess.run(
        [sys.executable, "-c", script, DIES],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        start_new_session=True,
    )
    assert died.returncode == -9
    assert died.stdout.split() == ["parent", "0"]


@pytest.mark.parametrize(("spec", "killed"), [("locked:2", "process"), ("locked:2:group", "group")])
def test_what_is_named_is_killed_once(
    monkeypatch: pytest.MonkeyPatch, spec: str, killed: str
) -> None:
    kills: list[tuple[str, int]] = []
    monkeypatch.setattr(os, "kill", lambda _, number: kills.append(("process", number)))
    monkeypatch.setattr(os, "killpg", lambda _, number: kills.append(("group", number)))
    faults.arm(spec)
    faults.point("locked")
    faults.point("before_send")
    assert kills == []
    with pytest.raises(SystemExit):
        faults.point("locked")
    assert kills[0] == (killed, signal.SIGKILL)


def test_points_reached_are_recorded_each_time(tmp_path: Path) -> None:
    record = tmp_path / "points"
    faults.arm(f"record:{record}")
    faults.point("locked")
    faults.point("before_send")
    faults.point("locked")
    assert record.read_text().split() == ["locked", "before_send", "locked"]


def test_the_point_one_dies_at_is_recorded_too(tmp_path: Path) -> None:
    record = tmp_path / "points"
    died = run(f"record:{record},turn_committed:2")
    assert died.returncode == -9
    assert record.read_text().split() == ["turn_committed"] * 2


@pytest.mark.parametrize("spec", ["nowhere", "locked:x", "locked:1:all", "locked:-1"])
def test_a_wrong_spec_is_refused_and_arms_nothing(spec: str) -> None:
    with pytest.raises(ValueError, match="fault"):
        faults.arm(spec)
    faults.point("locked")


def test_passing_an_undeclared_point_fails_when_armed(tmp_path: Path) -> None:
    faults.arm(f"record:{tmp_path / 'points'}")
    with pytest.raises(ValueError, match="nowhere"):
        faults.point("nowhere")


def test_the_code_passes_declared_points_alone() -> None:
    passed = {
        name
        for room in ("bot", "booking", "channels", "dialog", "workers")
        for file in (ROOT / room).rglob("*.py")
        for name in re.findall(r"faults\.point\(\s*\"(\w+)\"", file.read_text())
    }
    assert passed <= set(faults.POINTS)
