"""The OpenAPI document: every answer an operation may give, its headers too."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from fastapi import FastAPI

from bot.api.keys import Scope
from bot.api.problems import KNOWN, MEDIA, ProblemDetails
from bot.api.requests import HEADER, REPLAYED

_TITLES = {400: "Not readable", 401: "No good key", 403: "Not for this key", 404: "Not found",
           408: "Too slow", 409: "In conflict with what is there", 413: "Too large",
           415: "Not JSON", 422: "Not as described, or not offered", 428: "Version missing",
           429: "Too many requests", 500: "Broken", 503: "Busy"}  # fmt: skip
_ALWAYS = (401, 403, 422, 429, 500, 503)
_CHANGES = (400, 408, 409, 413, 415)
_WORDS = {"type": "string"}
_HEADERS: Mapping[str, dict[str, Any]] = {
    "X-Request-Id": {"description": "The name of this request in our logs, in the history"},
    "RateLimit": {"description": "What is left, when it is whole again; without Redis not there"},
    "RateLimit-Policy": {"description": "How many requests in how many seconds"},
    "Retry-After": {"description": "Seconds to wait"},
    "WWW-Authenticate": {"description": "How to show a key"},
    "ETag": {"description": "The version, for If-Match"},
    "Location": {"description": "Where the new thing is"},
    REPLAYED: {"description": "`true` when an earlier answer was given again"},
}
_DESCRIPTION = """
What programs of a salon may ask and do. Show a key as `Authorization: Bearer plk_...`; each is
good for one salon and its scopes. What changes something needs an `Idempotency-Key`: the same
request again gives the same answer again, for a day. Errors are RFC 9457 problem details.
Moments are ISO 8601 with their offset, answered in the salon's zone; money is in minor units.
"""


class Path(NamedTuple):
    """One operation: its method with its path, who answers it, which scope opens it.

    `refuses` are statuses beside those that all share, `shows` headers of its good answer,
    `media` its kind unless that is JSON; without `works` no transaction is open for it.
    """

    method: str
    path: str
    answers: Callable[..., Any]
    scope: Scope
    status: int = 200
    refuses: tuple[int, ...] = ()
    shows: tuple[str, ...] = ()
    media: str = ""
    works: bool = True


class Api(FastAPI):
    """FastAPI with the document of this API."""

    def __init__(self, handlers: Mapping[Any, Any]) -> None:
        """Answer failures by `handlers`; no pages of documentation, which load strangers' code."""
        super().__init__(
            title="Parlance",
            version="1",
            description=_DESCRIPTION.strip(),
            openapi_url="/v1/openapi.json",
            docs_url=None,
            redoc_url=None,
            redirect_slashes=False,
            servers=[{"url": "/api"}],
            root_path_in_servers=False,
            exception_handlers=dict(handlers),
            separate_input_output_schemas=True,
        )

    def openapi(self) -> dict[str, Any]:
        """Give the document, made once."""
        if self.openapi_schema is None:
            self._complete(super().openapi())
        return super().openapi()

    def _complete(self, schema: dict[str, Any]) -> None:
        parts = schema.setdefault("components", {})
        problem = ProblemDetails.model_json_schema(
            mode="serialization", ref_template="#/components/schemas/{model}"
        )
        schemas = parts.setdefault("schemas", {})
        schemas |= problem.pop("$defs", {})
        schemas["Problem"] = problem
        parts["headers"] = {name: one | {"schema": _WORDS} for name, one in _HEADERS.items()}
        parts["securitySchemes"] = {
            "key": {
                "type": "http",
                "scheme": "bearer",
                "description": "A key of `parlance key add`; the scopes: " + ", ".join(Scope),
            }
        }


def responses(one: Path) -> dict[int | str, dict[str, Any]]:
    """Describe every answer of an operation."""
    changes = one.method != "GET"
    known = set(_ALWAYS) | set(one.refuses) | (set(_CHANGES) if changes else set())
    if "{" in one.path:
        known.add(404)
    shown = (*one.shows, REPLAYED) if changes else one.shows
    good: dict[str, Any] = {"description": "Done", "headers": _headers(*shown)}
    if one.media:
        good["content"] = {one.media: {"schema": _WORDS}}
    found: dict[int | str, dict[str, Any]] = {one.status: good}
    return found | {status: _problem(status) for status in sorted(known)}


def more(one: Path) -> dict[str, Any]:
    """Say what FastAPI cannot read off the function: the key, the header of what changes."""
    found: dict[str, Any] = {"security": [{"key": [one.scope.value]}]}
    if one.method != "GET":
        text = {"type": "string", "pattern": "^[\\x21-\\x7e]{1,200}$"}
        found["parameters"] = [
            {
                "name": HEADER,
                "in": "header",
                "required": True,
                "schema": text,
                "description": "Made by the caller, another one for each thing to be done",
            }
        ]
    return found


def _problem(status: int) -> dict[str, Any]:
    named = {401: ("WWW-Authenticate",), 429: ("Retry-After",), 503: ("Retry-After",)}
    codes = ", ".join(f"`{code}`" for code, known in KNOWN.items() if known.status == status)
    return {
        "description": f"{_TITLES[status]}: {codes}",
        "headers": _headers(*named.get(status, ())),
        "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _headers(*names: str) -> dict[str, Any]:
    always = ("X-Request-Id", "RateLimit", "RateLimit-Policy")
    return {name: {"$ref": f"#/components/headers/{name}"} for name in (*always, *names)}
