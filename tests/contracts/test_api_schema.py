"""The API answers as its document says, whatever is sent."""

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, CheckFunction
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation

from bot.api import paces
from bot.api.app import build
from foundation import ids
from foundation.settings import Settings
from tests.contracts.served import Served, at_home, sensible, serving

Operation = APIOperation[Any, Any, Any, Any]
SCHEMA = schemathesis.openapi.from_dict(build().openapi())
OPERATIONS: list[Operation] = [
    found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)
]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
JUDGED = [
    cast("CheckFunction", CHECKS.get_one(name))
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
    )
]


@pytest.fixture(scope="module")
def served(settings: Settings, empty: Callable[[], None]) -> Iterator[Served]:
    """One product for all operations: what one of them leaves behind the next one meets."""
    empty()
    with pytest.MonkeyPatch.context() as unpaced, serving(settings) as running:
        for name in ("PER_KEY", "PER_ADDRESS"):
            unpaced.setattr(paces, name, paces.limit(name, 10**6, 60))
        yield running


@st.composite
def requests(draw: st.DrawFn, operation: Operation, known: dict[str, list[str]]) -> Case[Any]:
    """Draw a request as described, or one that is not; with the salon's own ids, mostly."""
    case: Case[Any] = draw(operation.as_strategy(draw(st.sampled_from(MODES))))
    if draw(st.integers(0, 3)):
        for part in ("path_parameters", "query", "body"):
            if isinstance(value := getattr(case, part), dict):
                setattr(case, part, draw(at_home(value, known)))
        if operation.label == "POST /v1/bookings" and isinstance(case.body, dict):
            case.body = sensible(case.body, known)
    return case


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_no_answer_is_undocumented(
    operation: Operation, served: Served, sized: Callable[[int, int], int]
) -> None:
    @settings(
        max_examples=sized(4, 200),
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(requests(operation, served.known), st.integers(0, 9))
    def judged(case: Case[Any], luck: int) -> None:
        headers = dict(served.headers)
        if luck and "Idempotency-Key" in (case.headers or {}):
            headers["Idempotency-Key"] = str(ids.new())
        response = case.call(base_url=served.base, headers=headers)
        case.validate_response(response, checks=JUDGED)

    judged()
