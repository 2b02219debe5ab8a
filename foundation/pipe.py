"""A connection in libpq's pipeline mode: calls go out at once, answers come in their order.

The hot path's calls are short SQL functions: the driver's own machinery (cursors, locks, a wait
built anew for each) cost five times what a call costs here.
"""

import asyncio
import re
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import psycopg
from psycopg.adapt import Transformer
from psycopg.pq import ExecStatus, Format
from psycopg.pq.abc import PGresult

from foundation.pipe_values import encode
from foundation.reconnect import is_gone

Row = tuple[Any, ...]

_PLACE = re.compile("%[sb]")


@dataclass(slots=True)
class Call:
    """One statement on its way; its error is the first of those it caused."""

    future: asyncio.Future[list[Row]]
    prepares: str = ""
    rows: list[Row] = field(default_factory=list)
    error: psycopg.Error | None = None

    def settle(self) -> None:
        """Tell whoever waits, unless nobody does any more."""
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(self.rows)
        else:
            self.future.set_exception(self.error)


class Pipe:
    """Calls of many over one connection; each is a transaction of its own unless one is begun."""

    def __init__(self, connection: psycopg.AsyncConnection[Any]) -> None:
        """Take an autocommitting connection that nobody else uses."""
        self.connection = connection
        self.lost = False
        self.failures = 0
        self._wire = connection.pgconn
        self._loop = asyncio.get_running_loop()
        self._adapter = Transformer(connection)
        self._names = count()
        self._prepared: dict[str, bytes] = {}
        self._waiting: deque[Call] = deque()
        self._socket = self._wire.socket
        self._wire.enter_pipeline_mode()
        self._loop.add_reader(self._socket, self._read)

    def usable(self) -> bool:
        """Tell whether calls can be made; an idle pipe asks the system: no answer would tell."""
        if not (self.lost or self._waiting) and is_gone(self.connection):
            self._lose(psycopg.OperationalError("the server has left"))
        return not self.lost

    @property
    def waiting(self) -> int:
        """How many calls wait for their answers."""
        return len(self._waiting)

    def call(self, statement: str, values: Sequence[object] = ()) -> asyncio.Future[list[Row]]:
        """Send a statement with the values of its `%s`; the future gets its rows.

        Raises psycopg's errors: those of the values at once, those of the server in the future.
        """
        future: asyncio.Future[list[Row]] = self._loop.create_future()
        encoded = [encode(value) for value in values]
        call = Call(future)
        self._waiting.append(call)
        try:
            name = self._prepared.get(statement) or self._prepare(call, statement)
            texts, formats = [text for text, _ in encoded], [form for _, form in encoded]
            self._wire.send_query_prepared(name, texts, formats, Format.BINARY)
            # Here the call's own transaction ends, with all that an error in it spoils.
            self._wire.pipeline_sync()
            if self._wire.flush():
                self._loop.add_writer(self._socket, self._flush)
        except psycopg.Error as error:
            self._lose(error)
        return future

    def begin(self) -> None:
        """Begin a transaction: it leaves with the next call, whose answer comes with its own."""
        with suppress(psycopg.Error):  # of a lost connection the next call will tell
            self._wire.send_query_params(b"BEGIN", None)

    def close(self) -> None:
        """End the connection; whoever waits gets an OperationalError."""
        self._lose(psycopg.OperationalError("it was closed"))

    def _prepare(self, call: Call, statement: str) -> bytes:
        name = self._prepared[statement] = b"pipe%d" % next(self._names)
        self._wire.send_prepare(name, _numbered(statement))
        call.prepares = statement
        return name

    def _flush(self) -> None:
        """Send what the system did not take at once."""
        try:
            if not self._wire.flush():
                self._loop.remove_writer(self._socket)
        except psycopg.Error as error:
            self._lose(error)

    def _read(self) -> None:
        try:
            self._wire.consume_input()
            while self._waiting and not self._wire.is_busy():
                if (result := self._wire.get_result()) is not None:
                    self._take(self._waiting[0], result)
        except psycopg.Error as error:
            self._lose(error)

    def _take(self, call: Call, result: PGresult) -> None:
        status = result.status
        if status == ExecStatus.PIPELINE_SYNC:
            self._waiting.popleft()
            call.settle()
        elif status == ExecStatus.TUPLES_OK:
            self._adapter.set_pgresult(result)
            call.rows = self._adapter.load_rows(0, result.ntuples, tuple)
        elif status == ExecStatus.FATAL_ERROR:
            self.failures += 1
            self._prepared.pop(call.prepares, None)  # it may have failed at that
            call.error = psycopg.errors.error_from_result(result)

    def _lose(self, error: psycopg.Error) -> None:
        if not self.lost:
            self.lost = True
            self._loop.remove_reader(self._socket)
            self._loop.remove_writer(self._socket)
            self._wire.finish()
        while self._waiting:
            call = self._waiting.popleft()
            call.error = psycopg.OperationalError(f"the connection is lost: {error}")
            call.settle()


def _numbered(statement: str) -> bytes:
    """Write `%s` as the server's own `$1`, `$2`, ..."""
    numbers = count(1)
    return _PLACE.sub(lambda _: f"${next(numbers)}", statement).encode()
