"""The yardstick: a bare ASGI application that gives a POST's bytes back.

Run: python -m benchmarks.rig.echo PORT
"""

import sys

import uvicorn
from starlette.types import Receive, Scope, Send

_HEADERS = [(b"content-type", b"application/octet-stream")]


async def echo(_: Scope, receive: Receive, send: Send) -> None:
    """Read one body, answer with it."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    uvicorn.run(
        echo,
        port=int(sys.argv[1]),
        loop="uvloop",
        http="httptools",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
    )
