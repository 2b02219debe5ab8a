"""The house keeps its own rules; each rule catches what it is there for."""

import re
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from foundation.settings import Settings
from tests.house import rules

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "booking", "channels", "dialog", "foundation", "payments", "workers")
CODE = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
BENCHMARKS = sorted((ROOT / "benchmarks").rglob("*.py"))
PRIVATE_FOLDERS = {"dist", "build", "htmlcov", "test-results", "__pycache__"}
TEXT = {
    *(".py", ".toml", ".md", ".lock", ".html", ".css", ".js", ".po", ".chat", ".mako", ".svg"),
    *("", ".example", ".json", ".txt", ".sql"),
}

Rule = Callable[[str], Iterator[str]]


def complaints(paths: list[Path], rule: Rule) -> str:
    return "\n".join(
        f"{path.relative_to(ROOT)}: {complaint}"
        for path in paths
        for complaint in rule(path.read_text())
    )


def texts() -> Iterator[Path]:
    """Every text of the repository, without what tools leave there."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = parts[0] != ".ci" and any(part.startswith(".") for part in parts[:-1])
        text = path.suffix in TEXT and path.name != ".coverage"
        if text and path.is_file() and not hidden and not PRIVATE_FOLDERS & set(parts):
            yield path


def test_files_and_functions_stay_short() -> None:
    assert not (found := complaints([*CODE, *TESTS, *BENCHMARKS], rules.too_long)), found


def test_names_say_what_a_thing_is() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {complaint}"
        for path in CODE
        for complaint in rules.empty_words(path.stem, path.read_text())
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("rule", "paths"),
    [
        (rules.purpose, CODE + BENCHMARKS),
        (rules.swallowed, CODE + BENCHMARKS),
        (rules.unexplained, CODE + TESTS + BENCHMARKS),
        (rules.postponed, CODE + TESTS + BENCHMARKS),
        (rules.silent_skips, TESTS),
    ],
)
def test_a_rule_of_the_house_holds_everywhere(rule: Rule, paths: list[Path]) -> None:
    assert not (found := complaints(paths, rule)), found


def test_every_switched_off_lint_rule_has_its_reason() -> None:
    assert list(rules.unexplained_ignores((ROOT / "pyproject.toml").read_text())) == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files_name_hashes_and_no_addresses(name: str) -> None:
    assert list(rules.addresses((ROOT / name).read_text())) == []


def test_every_dependency_is_locked() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    wanted = set(re.findall(r'^    "([a-z0-9][a-z0-9-]*)[\[=><]', text, flags=re.MULTILINE))
    lock = (ROOT / "requirements-dev.lock").read_text()
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE))
    assert wanted
    assert wanted <= locked, "run: make lock"


def test_the_runtime_lock_is_part_of_the_development_lock() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / name).read_text(), flags=re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock"), "run: make lock"


def test_every_setting_has_its_line_in_the_example() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    shown = {line.split("=")[0]: before for before, line in pairwise(lines)}
    named = {name for name in shown if name and not name.startswith("#")}
    assert named == set(_environment_names())
    assert all(shown[name].startswith("# ") for name in named), "one line of explanation each"


def _environment_names() -> Iterator[str]:
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        yield str(getattr(alias, "choices", [f"PARLANCE_{name.upper()}"])[0])


def test_the_repository_names_no_ones_machine() -> None:
    # Split, so that this file does not name them either.
    private = re.compile(
        "|".join(["/wo" + "rk/", "/Us" + "ers/", "/ho" + "me/[a-z]", "/op" + "t/py"])
    )
    found = [str(path) for path in texts() if private.search(path.read_text(errors="replace"))]
    assert found == []


SQL = 'def sql() -> None:\n    run(f"""' + "{1}\n" * 60 + '""")\n'
LONG = "def long() -> None:\n" + "    pass\n" * 40


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (rules.too_long, LONG, LONG.replace("    pass\n", "", 1)),
        (rules.too_long, LONG, SQL),
        (rules.too_long, "a = 1\n" * 401, "a = 1\n" * 400),
        (rules.purpose, '"""Reads and writes."""', '"""Reading of what was written."""'),
        (rules.purpose, "a = 1", '"""One purpose."""'),
        (rules.swallowed, "try: a()\nexcept E: pass", "try: a()\nexcept E: b()"),
        (rules.swallowed, "try: a()\nexcept E: ...", "try: a()\nexcept E: return"),
        (rules.unexplained, "a  # no" + "qa", "a  # no" + "qa: S101 for a reason"),
        (rules.unexplained, "a  # no" + "qa: S101", "a  # no" + "qa: S101, D100 as above"),
        (rules.unexplained, "a  # type: " + "ignore", "a  # type: " + "ignore[arg-type]  # why"),
        (rules.unexplained, "a  # type: " + "ignore[arg-type]", "a"),
        (rules.unexplained, "a  # pragma: " + "no cover", "a  # pragma: " + "no cover macOS"),
        (rules.postponed, "a  # TO" + "DO later", "a  # a todo list"),
        (rules.silent_skips, "@pytest.mark.skip\ndef t(): ...", "def t(): ..."),
        (rules.silent_skips, "pytest.skip()", "pytest.skip('no browser')"),
        (
            rules.silent_skips,
            "@pytest.mark.skipif(mac)\ndef t(): ...",
            "@pytest.mark.skipif(mac, reason='why')\ndef t(): ...",
        ),
        (
            rules.unexplained_ignores,
            '[tool.ruff.lint]\nignore = [\n  "D1",\n]',
            '[tool.ruff.lint]\nignore = [\n  "D1",  # why\n]',
        ),
        (
            rules.addresses,
            "a==1 \\\n    --hash=sha256:0\n--index-url https://index",
            "a==1 \\\n    --hash=sha256:0\n    # via b",
        ),
        (rules.addresses, "a==1\nb==2 \\\n    --hash=sha256:0", "b==2 \\\n    --hash=sha256:0"),
    ],
)
def test_a_rule_catches_what_it_is_there_for(rule: Rule, bad: str, good: str) -> None:
    assert list(rule(bad))
    assert not list(rule(good))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("utils", ""),
        ("base", ""),
        ("desk", "class HoldManager: ..."),
        ("desk", "class BaseDesk: ..."),
        ("desk", "class BookingService: ..."),
        ("desk", "def date_helper(): ..."),
    ],
)
def test_an_empty_word_is_caught(module: str, source: str) -> None:
    assert list(rules.empty_words(module, source))


def test_words_of_the_trade_pass() -> None:
    source = "class Service: ...\nclass Database: ...\ndef by_hand(): ...\ndef rebase(): ..."
    assert list(rules.empty_words("database", source)) == []


# Used without our import: the server's loop with its parser, Starlette's reader of forms, zones.
BY_NAME = {"httptools", "python-multipart", "tzdata", "uvloop"}
IMPORTED_AS = {"argon2-cffi": "argon2", "pydantic-settings": "pydantic_settings"}


def test_every_dependency_is_used() -> None:
    text = (ROOT / "pyproject.toml").read_text().partition("[project.optional-dependencies]")[0]
    wanted = set(re.findall(r'^    "([a-z0-9][a-z0-9-]*)[\[=><]', text, flags=re.MULTILINE))
    code = "\n".join(path.read_text() for path in CODE)
    for name in wanted - BY_NAME:
        module = IMPORTED_AS.get(name, name)
        assert re.search(rf"^\s*(?:import|from) {module}\b", code, flags=re.MULTILINE), name


def test_make_alone_lists_every_command() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for command in ["bench", "chat", "check", "demo", "diagram", "setup", "soak", "test"]:
        assert f"make {command} " in listed
