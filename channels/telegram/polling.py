"""Long polling, for a bot whose server has no public address."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final

import msgspec
import structlog

from channels.telegram import requests
from channels.telegram.answers import Conflict
from channels.telegram.line import Line
from channels.telegram.wire import ENVELOPE
from foundation.errors import Transient, Unknown

Pause = Callable[[float], Awaitable[None]]

_log: Final = structlog.get_logger(__name__)
_BATCH: Final = msgspec.json.Decoder(list[msgspec.Raw])
_SECONDS: Final = 25  # how long Telegram holds an empty poll
_GRACE: Final = 10.0  # seconds for the answer itself
_LONGEST_PAUSE: Final = 30.0
_CONFLICT: Final = (
    "another process reads this bot's updates (a second poller or a webhook): stop it, or run"
    " `parlance channel check` where the webhook belongs"
)


async def poll(line: Line, token: str, pause: Pause) -> AsyncIterator[bytes]:
    """Yield raw updates for ever, in Telegram's order; raises Permanent when the token is wrong.

    An update is confirmed to Telegram only by the poll after its whole batch was taken: whoever
    consumes this commits each update before asking for the next, so a crash repeats updates
    (their ids tell) and loses none.
    """
    offset, failures = 0, 0
    ready = False
    while True:
        try:
            if not ready:
                await line.call(token, "deleteWebhook", b"{}")
                ready = True
            batch = await _ask(line, token, offset)
        except (Transient, Unknown) as error:
            _explain(error, failures)
            await pause(delay(failures, error))
            failures += 1
            continue
        failures = 0
        for raw in batch:
            yield bytes(raw)
            offset = max(offset, ENVELOPE.decode(raw).update_id + 1)


def delay(failures: int, error: Transient | Unknown) -> float:
    """Tell how many seconds to wait: what Telegram asked for, else doubling from 0.5 to 30."""
    asked = error.retry_after if isinstance(error, Transient) else None
    return min(_LONGEST_PAUSE, 0.5 * 2 ** min(failures, 10)) if asked is None else asked


async def _ask(line: Line, token: str, offset: int) -> list[msgspec.Raw]:
    body = requests.get_updates(offset, _SECONDS)
    found = await line.call(token, "getUpdates", body, wait=_SECONDS + _GRACE)
    return _BATCH.decode(found)


def _explain(error: Transient | Unknown, failures: int) -> None:
    """Say once per outage why nothing arrives."""
    if failures == 0:
        cure = _CONFLICT if isinstance(error, Conflict) else "trying again until it answers"
        _log.warning("polling Telegram fails", reason=error.reason, cure=cure)
