"""The pages' own files, served under an address that changes with their content."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER = Path(__file__).parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@cache
def files() -> dict[str, bytes]:
    """Read every file once: they are small and change with a new version only."""
    found = sorted(path for path in FOLDER.iterdir() if path.suffix in _TYPES)
    return {path.name: path.read_bytes() for path in found}


@cache
def digest() -> str:
    """Name the content of all files: modules import each other, so they move together."""
    whole = sha256()
    for name, content in files().items():
        whole.update(name.encode() + b"\0" + content + b"\0")
    return whole.hexdigest()[:16]


def address(name: str) -> str:
    """Give the path of one file; KeyError for a file that does not exist."""
    if name not in files():
        raise KeyError(name)
    return f"/static/{digest()}/{name}"


async def serve(request: Request) -> Response:
    """Send one file, to be kept for a year; a page of the version before still gets today's."""
    content = files().get(request.path_params["name"])
    if content is None:
        return Response("Not found", 404, media_type="text/plain")
    current = request.path_params["digest"] == digest()
    keep = "public, max-age=31536000, immutable" if current else "no-cache"
    suffix = Path(request.path_params["name"]).suffix
    return Response(
        content,
        headers={
            "content-type": _TYPES[suffix],
            "cache-control": keep,
            "x-content-type-options": "nosniff",
            "content-security-policy": "default-src 'none'; style-src 'self'",
        },
    )


routes = [Route("/static/{digest}/{name}", serve, methods=["GET"])]
