"""The soak: races, crashes, properties at full size, resumed where the last run stopped.

A plugin for `make soak`. What passed is remembered until the code changes.
"""

import hashlib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
_PASSED = "parlance/soak"
_KNOWN = "parlance/soak-at-start"


def fingerprint(root: Path) -> str:
    """Name the state of the code: another byte, another name."""
    digest = hashlib.sha256()
    for path in sorted(root.glob("*/**/*")):
        parts = path.relative_to(root).parts
        if path.suffix in {".py", ".po", ".chat", ".html"} and not parts[0].startswith("."):
            digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()


def has_a_full_size(item: pytest.Item) -> bool:
    """Whether the test asks for its size, or draws its examples."""
    drawn = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    return drawn or "sized" in getattr(item, "fixturenames", ())


class Soak:
    """One run of the soak; the process in front keeps the book, its workers read it."""

    def __init__(self, config: pytest.Config) -> None:
        """Open the book, empty if the code has changed."""
        self._config = config
        self._front = not hasattr(config, "workerinput")
        self._code = fingerprint(ROOT)
        if self._front:
            kept = self._read(_PASSED)
            self._book: dict[str, float] = kept
            self._write(_KNOWN, kept)
        # Workers read what was known at the start: all of them must choose the same tests.
        self._known = self._read(_KNOWN)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the tests that have a full size, without those that passed."""
        left = [item for item in items if has_a_full_size(item) and item.nodeid not in self._known]
        self._config.hook.pytest_deselected(items=[item for item in items if item not in left])
        items[:] = left

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Enter a passed test at once: the run may be stopped at any moment."""
        if self._front and report.when == "call" and report.passed:
            self._book[report.nodeid.partition("@")[0]] = report.duration
            self._write(_PASSED, self._book)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Count nothing left to do as success."""
        if session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
            session.exitstatus = pytest.ExitCode.OK

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the table of all that passed since the code last changed."""
        terminalreporter.section("soak: passed at full size")
        for name, seconds in sorted(self._book.items(), key=lambda entry: -entry[1]):
            terminalreporter.write_line(f"{seconds:9.2f} s  {name}")

    def _read(self, name: str) -> dict[str, float]:
        found: dict[str, Any] = self._config.cache.get(name, {})
        passed: dict[str, float] = found.get("passed", {})
        return passed if found.get("code") == self._code else {}

    def _write(self, name: str, passed: dict[str, float]) -> None:
        self._config.cache.set(name, {"code": self._code, "passed": passed})


def pytest_configure(config: pytest.Config) -> None:
    """Join the run."""
    config.pluginmanager.register(Soak(config), "soak")
