import asyncio
import io
import json
import logging
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import psycopg
import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from foundation import log
from foundation.errors import Permanent, Transient

Lines = Callable[[], list[dict[str, Any]]]
SALON = UUID("01890000-0000-7000-8000-000000000001")
TOKEN = "Zx8Qw3Er5Ty7Ui9Op1As2D"


class Colour(Enum):
    RED = "red"


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


@pytest.fixture
def out() -> io.StringIO:
    out = io.StringIO()
    log.configure(out=out)
    return out


@pytest.fixture
def lines(out: io.StringIO) -> Lines:
    return lambda: [json.loads(line) for line in out.getvalue().splitlines()]


def test_an_event_is_one_line_of_json(lines: Lines) -> None:
    structlog.get_logger("channels.inbox").info("heard", salon_id=SALON, parts=3, fresh=True)
    (line,) = lines()
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "info",
        "logger": "channels.inbox",
        "event": "heard",
        "salon_id": str(SALON),
        "parts": 3,
        "fresh": True,
    }


def test_a_request_marks_its_lines(lines: Lines) -> None:
    log.bind_request("r1")
    structlog.get_logger("x").info("one")
    log.bind_request("r2")
    structlog.get_logger("x").info("two")
    assert [line["request_id"] for line in lines()] == ["r1", "r2"]


async def test_two_requests_at_once_keep_their_marks(lines: Lines) -> None:
    async def request(name: str) -> None:
        log.bind_request(name)
        await asyncio.sleep(0)
        structlog.get_logger("x").info("done", reason=name)

    await asyncio.gather(request("r1"), request("r2"))
    assert all(line["request_id"] == line["reason"] for line in lines())


@pytest.mark.parametrize("field", ["text", "name", "phone", "address", "body", "payload", "new"])
def test_text_under_other_names_is_withheld(lines: Lines, field: str) -> None:
    structlog.get_logger("x").info("heard", **{field: "Mia Schmidt"})
    assert lines()[0][field] == "[withheld]"


def test_text_inside_other_values_is_withheld(lines: Lines) -> None:
    structlog.get_logger("x").info(
        "heard", said=["Mia"], row={"name": "Mia"}, thing=object(), colour=Colour.RED, ids=[SALON]
    )
    line = lines()[0]
    assert line["said"] == ["[withheld]"]
    assert line["row"] == line["thing"] == "[withheld]"
    assert (line["colour"], line["ids"]) == ("red", [str(SALON)])


@pytest.mark.parametrize(
    "secret",
    [
        f"POST /hooks/telegram/{TOKEN} 401",
        f"GET /calendar/{TOKEN}.ics 200",
        f"postgresql://parlance_app:{TOKEN}@127.0.0.1/parlance",
        f"token={TOKEN}",
        f"Authorization: Bearer {TOKEN}",
        f"https://api.telegram.org/bot123456789:AA{TOKEN}{TOKEN}/sendMessage",
    ],
)
def test_secrets_are_masked_wherever_they_stand(lines: Lines, secret: str) -> None:
    structlog.get_logger("x").warning(secret, reason=secret)
    logging.getLogger("uvicorn.error").warning(secret)
    assert len(lines()) == 2
    assert TOKEN not in json.dumps(lines())


@pytest.mark.parametrize("personal", ["mia@example.com", "+49 170 1234567", "+1 (555) 010-9999"])
def test_addresses_are_masked_in_text_too(lines: Lines, personal: str) -> None:
    structlog.get_logger("x").info("failed", reason=f"no answer from {personal}, giving up")
    assert lines()[0]["reason"] == "no answer from [withheld], giving up"


def test_ids_and_times_are_not_mistaken_for_secrets(lines: Lines) -> None:
    kept = f"booking {SALON} at 2026-11-27T17:00:00+01:00 took 12345678 us"
    structlog.get_logger("x").info("told", reason=kept)
    assert lines()[0]["reason"] == kept


@given(st.text())
def test_any_text_stays_one_line(text: str) -> None:
    out = io.StringIO()
    log.configure(out=out)
    structlog.get_logger("x").info(text, reason=text)
    log.configure(out=out, pretty=True)
    structlog.get_logger("x").info(text, reason=text)
    structlog.reset_defaults()
    assert len(out.getvalue().splitlines()) == 2


def test_an_exception_tells_its_type_and_way_but_not_its_words(lines: Lines) -> None:
    def read(text: str) -> int:
        return int(text)

    try:
        read("Mia Schmidt")
    except ValueError:
        structlog.get_logger("x").exception("failed")
    (line,) = lines()
    assert line["error"] == "ValueError"
    assert "test_log.py" in line["where"]
    assert " read < " in line["where"]
    assert "Mia" not in json.dumps(line)


def test_our_own_failures_tell_their_reason(lines: Lines) -> None:
    for failure in (Transient("provider is busy"), Permanent("no such account")):
        structlog.get_logger("x").error("failed", exc_info=failure)
    assert [line["reason"] for line in lines()] == ["provider is busy", "no such account"]


def test_a_database_failure_tells_its_code_beside_its_cause(lines: Lines) -> None:
    try:
        try:
            raise psycopg.errors.UniqueViolation("Key (name)=(Mia) already exists")
        except psycopg.Error as error:
            raise RuntimeError("Mia") from error
    except RuntimeError:
        structlog.get_logger("x").exception("failed")
    (line,) = lines()
    assert (line["error"], line["sqlstate"]) == ("RuntimeError < UniqueViolation", "23505")
    assert "Mia" not in json.dumps(line)


def test_libraries_pass_the_same_gate(lines: Lines) -> None:
    logging.getLogger("aiogram.event").warning("Update %s id=%d\nValueError: Mia", "Mia", 7)
    logging.getLogger("asyncio").error("Task failed\nfuture: exception=ValueError('Mia')")
    logging.getLogger("psycopg").warning("error ignored in %r: %s", "pool-1", "refused")
    assert [line["event"] for line in lines()] == [
        "Update [withheld] id=7",
        "Task failed",
        "error ignored in 'pool-1': refused",
    ]


@pytest.mark.parametrize(
    ("message", "arguments", "said"),
    [
        ("%d%% of %s", (5, "Mia"), "5% of [withheld]"),
        ("%d texts", (Decimal(5),), "%d texts"),
        ("one %s\ntwo %s", ("Mia", "Ana"), "one [withheld]"),
        ("%(who)s came", ({"who": "Mia"},), "%(who)s came"),
    ],
)
def test_a_library_s_text_arguments_are_withheld(
    lines: Lines, message: str, arguments: tuple[object, ...], said: str
) -> None:
    logging.getLogger("library").warning(message, *arguments)
    assert lines()[0]["event"] == said


def test_what_libraries_say_by_the_way_is_left_out(lines: Lines) -> None:
    logging.getLogger("procrastinate").info("Starting job")
    logging.getLogger("psycopg.pool").warning("error connecting")
    logging.getLogger("uvicorn.access").error("GET /chat/demo")
    assert lines() == []


def test_configuring_twice_does_not_double_lines(out: io.StringIO, lines: Lines) -> None:
    log.configure(out=out)
    logging.getLogger("library").warning("once")
    assert len(lines()) == 1
