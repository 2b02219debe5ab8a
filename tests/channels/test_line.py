"""A provider's answers as they come over the line, whatever is in them."""

from collections.abc import AsyncIterator
from gzip import compress

import pytest

from channels.line import Answer, Line
from foundation.errors import Unknown
from tests.channels.peer import Peer, Reply, listening

MEGABYTE = 1024 * 1024


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    async with listening(Reply(200)) as found:
        yield found


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    made = Line("Somebody")
    yield made
    await made.close()


@pytest.mark.parametrize("packed", [True, False])
async def test_an_answer_without_end_is_not_kept(peer: Peer, line: Line, *, packed: bool) -> None:
    for most, whole in ((3 * MEGABYTE, True), (8 * MEGABYTE, False)):
        body = b" " * most
        headers = {"Content-Encoding": "gzip"} if packed else {}
        peer.replies.append(Reply(200, compress(body) if packed else body, headers))
        if whole:
            assert (await line.call("GET", peer.base, headers={})).body == body
            continue
        with pytest.raises(Unknown, match="Somebody said more than anybody reads"):
            await line.call("GET", peer.base, headers={})


@pytest.mark.parametrize(
    ("given", "wait"),
    [
        ("7", 7.0),
        ("0", 0.0),
        *((odd, None) for odd in ("", "-5", "soon", "9" * 5000, "\N{SUPERSCRIPT TWO}", "1e9")),
        ("Fri, 21 Nov 2036 20:16:36 GMT", None),
    ],
)
def test_a_wait_is_a_plain_number_of_seconds(given: str, wait: float | None) -> None:
    assert Answer(429, b"", {"retry-after": given}).retry_after == wait
