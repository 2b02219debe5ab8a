"""What goes wrong at the API, told as RFC 9457 problem details."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

MEDIA = "application/problem+json"
TYPES = "/api/v1/problems"
"""Where a problem's `type` leads: the list of all of them."""


@dataclass(frozen=True, slots=True)
class Known:
    """One kind of problem: its status with what it means."""

    status: int
    title: str


KNOWN: Mapping[str, Known] = {
    "unreadable": Known(400, "The body is no JSON that can be read"),
    "request_key_missing": Known(400, "The header Idempotency-Key is missing"),
    "request_key_wrong": Known(400, "The header Idempotency-Key is not 1 to 200 visible letters"),
    "no_key": Known(401, "A key is needed, or this one is not good"),
    "scope_missing": Known(403, "The key is not good for this"),
    "not_found": Known(404, "There is no such thing in this salon"),
    "not_allowed": Known(405, "This path does not know the method"),
    "too_slow": Known(408, "The body did not arrive in time"),
    "time_taken": Known(409, "Somebody has this time"),
    "hold_gone": Known(409, "The hold is not there any more"),
    "offer_gone": Known(409, "The offer is not open any more"),
    "stale": Known(409, "It has changed since it was read"),
    "not_possible": Known(409, "Its status does not allow this"),
    "in_flight": Known(409, "The same request is being answered right now"),
    "refused": Known(409, "The salon's rules forbid it"),
    "too_large": Known(413, "The body is too large"),
    "not_json": Known(415, "Bodies are application/json"),
    "invalid": Known(422, "Something that was sent is not as described"),
    "not_bookable": Known(422, "The salon does not offer this time"),
    "request_differs": Known(422, "The Idempotency-Key was used for another request"),
    "version_missing": Known(428, "Say which version you saw: If-Match, or `version`"),
    "too_many": Known(429, "Too many requests"),
    "broken": Known(500, "Something broke on our side"),
    "busy": Known(503, "Try again in a moment"),
}


class FieldError(BaseModel):
    """What is wrong with one field; `field` is a JSON pointer into the body, or a parameter."""

    field: str
    message: str


class Alternative(BaseModel):
    """A free time close to the one that is not."""

    start: datetime
    end: datetime
    staff_id: UUID


class Clash(BaseModel):
    """Something that is in the way."""

    kind: str
    id: UUID


class ProblemDetails(BaseModel):
    """RFC 9457 problem details; `code` is the last part of `type`, for programs to go by."""

    model_config = ConfigDict(title="Problem")

    type: str
    title: str
    status: Annotated[int, Field(ge=400, le=599)]
    code: str
    detail: str | None = None
    errors: list[FieldError] | None = Field(None, description="The fields that are wrong")
    reason: str | None = Field(None, description="Why the salon says no")
    alternatives: list[Alternative] | None = Field(None, description="Free times close by")
    clashes: list[Clash] | None = Field(None, description="What is in the way")
    version: int | None = Field(None, description="The version there is now")
    state: str | None = Field(None, description="The status it has now")


class Problem(Exception):
    """An answer that says no: its kind, what else there is to say, headers."""

    def __init__(
        self,
        code: str,
        detail: str | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        **more: object,
    ) -> None:
        """Keep what the answer says; `more` are fields of ProblemDetails."""
        super().__init__(code)
        self.code, self.detail, self.headers, self.more = code, detail, headers or {}, more

    @property
    def response(self) -> Response:
        """Make the answer."""
        known = KNOWN[self.code]
        details = ProblemDetails(
            type=f"{TYPES}#{self.code}",
            title=known.title,
            status=known.status,
            code=self.code,
            detail=self.detail,
            **self._more(),
        )
        body = details.model_dump_json(exclude_none=True)
        return Response(body, known.status, self.headers, MEDIA)

    def _more(self) -> dict[str, Any]:
        return {name: value for name, value in self.more.items() if value is not None}


def wrong(field: str, message: str) -> Problem:
    """Say that one field is not as it must be; 422."""
    return Problem("invalid", errors=[FieldError(field=field, message=message)])
