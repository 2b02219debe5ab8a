"""No door of the product shows one salon's things to another: every route, every kind of id.

The routes are the application's own. One without a rule below fails the first test.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from starlette.routing import BaseRoute, Mount, Route

from booking import seed
from bot import app
from channels import accounts
from foundation import cases, ids
from foundation.house import House
from tests.bot.api.program import Answer, Program
from tests.bot.neighbours import FRIDAY, Neighbour, doors, furnish, move_in, other

OPEN = "open"  # answers anybody the same
PUBLIC = "public"  # a salon's or a stylist's public page: found by its name, else 404
OPERATOR = "operator"  # leads strangers to the login, shows nothing of others
TALK = "talk"  # as OPERATOR, with an id in the path
DEED = "deed"  # as OPERATOR, with ids in its form
ACT = "act"  # as TALK, with a version in its form
CHANNEL = "channel"  # as TALK, of an account with a provider
QUICK = "quick"  # as DEED, of things that are nobody else's business either
LIST = "list"  # a program's: own things alone
THING = "thing"  # a program's: one thing by its id
MAKE = "make"  # a program's: ids in the body

RULES = {
    "GET /healthz": OPEN,
    "GET /readyz": OPEN,
    "GET /static/{digest}/{name}": OPEN,
    "GET /": OPEN,
    "GET /chat/{salon}": PUBLIC,
    "POST /chat/{salon}/messages": PUBLIC,
    "GET /chat/{salon}/events": PUBLIC,
    "GET /calendar/{token}.ics": PUBLIC,
    "GET /console": OPEN,
    "GET /console/login": OPEN,
    "POST /console/login": OPEN,
    "POST /console/logout": OPERATOR,
    "POST /console/theme": OPERATOR,
    "GET /console/conversations": OPERATOR,
    "GET /console/conversations/{talk}": TALK,
    "POST /console/conversations/{talk}/{deed}": ACT,
    "GET /console/quick-replies": OPERATOR,
    "POST /console/quick-replies/{deed}": QUICK,
    "GET /console/cases": OPERATOR,
    "POST /console/cases/{deed}": QUICK,
    "GET /console/channels": OPERATOR,
    "GET /console/channels/connect/{kind}": CHANNEL,
    "POST /console/channels/connect/{kind}": CHANNEL,
    "GET /console/channels/{account}": CHANNEL,
    "POST /console/channels/{account}/{deed}": CHANNEL,
    "GET /console/diary": OPERATOR,
    "GET /console/diary/events": OPERATOR,
    "POST /console/diary/{deed}": DEED,
    "GET /console/events": OPERATOR,
    "GET /api/v1/openapi.json": OPEN,
    "GET /api/v1/problems": OPEN,
    "GET /api/v1/availability": MAKE,
    "GET /api/v1/salon": LIST,
    "GET /api/v1/salons": LIST,
    "GET /api/v1/diary": LIST,
    "POST /api/v1/holds": MAKE,
    "DELETE /api/v1/holds/{hold_id}": THING,
    "POST /api/v1/bookings": MAKE,
    "GET /api/v1/bookings": LIST,
    "GET /api/v1/bookings/{booking_id}.ics": THING,
    "GET /api/v1/bookings/{booking_id}": THING,
    "GET /api/v1/bookings/{booking_id}/history": THING,
    "POST /api/v1/bookings/{booking_id}/reschedule": THING,
    "POST /api/v1/bookings/{booking_id}/cancel": THING,
    "POST /api/v1/bookings/{booking_id}/check-in": THING,
    "POST /api/v1/bookings/{booking_id}/complete": THING,
    "POST /api/v1/bookings/{booking_id}/no-show": THING,
    "POST /api/v1/bookings/{booking_id}/approve": THING,
    "POST /api/v1/bookings/{booking_id}/decline": THING,
    "POST /api/v1/bookings/{booking_id}/reopen": THING,
    "POST /api/v1/blocks": MAKE,
    "GET /api/v1/blocks": LIST,
    "DELETE /api/v1/blocks/{block_id}": THING,
    "POST /api/v1/classes": MAKE,
    "GET /api/v1/classes": MAKE,
    "DELETE /api/v1/classes/{class_id}": THING,
    "POST /api/v1/customers": LIST,
    "GET /api/v1/customers": LIST,
    "GET /api/v1/customers/{customer_id}": THING,
    "PATCH /api/v1/customers/{customer_id}": THING,
    "GET /api/v1/customers/{customer_id}/visits": THING,
    "POST /api/v1/waitlist": MAKE,
    "GET /api/v1/waitlist": LIST,
    "GET /api/v1/waitlist/offers": LIST,
    "POST /api/v1/waitlist/offers/{offer_id}/accept": THING,
    "POST /api/v1/waitlist/offers/{offer_id}/decline": THING,
    "GET /api/v1/waitlist/{entry_id}": THING,
    "DELETE /api/v1/waitlist/{entry_id}": THING,
}
SPARE = {
    "POST /api/v1/bookings/{booking_id}/reschedule": {"start": FRIDAY, "version": 1},
    "PATCH /api/v1/customers/{customer_id}": {"name": "Eve"},
    "POST /api/v1/customers": {"name": "Eve"},
}
"""Bodies that would do for a thing of one's own."""


def flat(routes: list[BaseRoute], before: str = "") -> Iterator[str]:
    """Give every route as `METHOD /path`; a mounted application's too."""
    for one in routes:
        if isinstance(one, Mount):
            yield from flat(one.app.__dict__["_app"].routes, before + one.path)
        else:
            assert isinstance(one, Route)
            for method in sorted((one.methods or set()) - {"HEAD"}):
                yield f"{method} {before}{one.path}"


ROUTES = list(flat(app.routes()))


def under(*rules: str) -> list[tuple[str, str, str]]:
    """Give the routes under these rules: name, method, path."""
    found = [one for one in ROUTES if RULES.get(one) in rules]
    return [(one, method, path) for one in found for method, _, path in [one.partition(" ")]]


@dataclass
class Street:
    """Two salons; `there` are the ids of what the first one has."""

    own: Neighbour
    foreign: Neighbour
    there: dict[str, str]

    async def ask(self, by: Program, route: str, number: str, body: object = None) -> Answer:
        """Ask for a thing by its id through one route."""
        method, path = route.removeprefix("/api/v1").split(" ", 1)
        path = re.sub(r"\{\w+\}", number, path.removeprefix("/api/v1"))
        return await by.ask(method, path, body)


@pytest.fixture
async def street(house: House) -> Street:
    served = doors(house)
    own = await move_in(served, seed.demo())
    foreign = await move_in(served, other())
    return Street(own, foreign, await furnish(own))


def test_every_route_has_a_rule_and_every_rule_a_route() -> None:
    assert sorted(RULES) == sorted(ROUTES)


async def test_without_a_good_key_no_door_of_the_api_opens(street: Street) -> None:
    opened = []
    for name, _, path in under(LIST, THING, MAKE):
        number = street.there.get("".join(re.findall(r"\{(\w+)\}", path)), str(ids.new()))
        for token in ("", "plk_" + "x" * 44):
            stranger = replace(street.own.program, token=token)
            answer = await street.ask(stranger, name, number, SPARE.get(name, {}))
            if (answer.status, answer.code) != (401, "no_key"):
                opened.append((name, token, answer.status))
    assert opened == []


async def test_a_foreign_thing_is_as_unknown_as_one_that_never_was(street: Street) -> None:
    seen = []
    for name, _, path in under(THING):
        [kind] = re.findall(r"\{(\w+)\}", path)
        body = SPARE.get(name)
        theirs = street.there.get(kind, str(ids.new()))
        for number in (theirs, str(ids.new()), str(UUID(int=0)), "x", "a\nb", "1;--"):
            answer = await street.ask(street.foreign.program, name, number, body)
            if (answer.status, answer.code, "reason" in answer.json) != (404, "not_found", False):
                seen.append((name, number, answer.status))
    assert seen == []


async def test_the_same_things_are_there_for_their_own_salon(street: Street) -> None:
    """The control: what others do not find is there; deletions come last."""
    missing = []
    for name, method, path in sorted(under(THING), key=lambda one: one[1] == "DELETE"):
        [kind] = re.findall(r"\{(\w+)\}", path)
        if kind in street.there:
            number = street.there[kind]
            answer = await street.ask(street.own.program, name, number, SPARE.get(name))
            if answer.status not in {200, 204, 409}:
                missing.append((name, method, answer.status))
    assert missing == []


async def test_lists_hold_one_s_own_things_alone(street: Street) -> None:
    shown = []
    query = {"day": "2026-11-27"}
    for name, method, path in under(LIST):
        if method != "GET":
            continue
        given = query if path.endswith("/diary") else None
        answer = await street.foreign.program.ask(method, path.removeprefix("/api/v1"), query=given)
        assert answer.status == 200, name
        found = [one for one in street.there.values() if one.encode() in answer.body]
        # The search across salons tells what a listed salon has published: its services.
        if found and (not path.endswith("/salons") or found != [street.there["service_id"]]):
            shown.append((name, found))
    assert shown == []


def bodies(there: dict[str, str], own: dict[str, str]) -> Iterator[tuple[str, object]]:
    """Give for each route with ids in its body requests with one id of somebody else's in each."""
    cut = [{"service_id": own["service_id"], "staff_ids": [own["staff_id"]]}]
    person, when = {"name": "Eve"}, {"start": FRIDAY}
    end = {"end": "2026-11-27T18:00:00+01:00"}
    windows = {"windows": [when | end]}
    for wants in (
        [cut[0] | {"service_id": there["service_id"]}],
        [cut[0] | {"staff_ids": [there["staff_id"]]}],
        [cut[0] | {"addon_ids": [there["service_id"]]}],
    ):
        yield "POST /api/v1/holds", when | {"services": wants}
        yield "POST /api/v1/bookings", when | {"services": wants, "customer": person}
        yield "POST /api/v1/waitlist", windows | {"services": wants, "customer": person}
    stranger = {"id": there["customer_id"]}
    yield "POST /api/v1/holds", when | {"services": cut, "customer_id": there["customer_id"]}
    yield "POST /api/v1/bookings", when | {"services": cut, "customer": stranger}
    yield "POST /api/v1/bookings", {"hold_id": there["hold_id"], "customer": person}
    yield "POST /api/v1/waitlist", windows | {"services": cut, "customer": stranger}
    yield "POST /api/v1/blocks", when | end | {"staff_id": there["staff_id"], "reason": "x"}
    yield "POST /api/v1/blocks", when | end | {"resource_id": there["staff_id"], "reason": "x"}
    yield "POST /api/v1/classes", when | {k: there[k] for k in ("service_id", "staff_id")}


async def test_ids_in_a_body_tell_nothing_of_others(street: Street) -> None:
    salon = street.foreign.program.salon
    own = {"service_id": str(salon.services[0].id), "staff_id": str(salon.staff[0].id)}
    never = {kind: str(ids.new()) for kind in street.there}
    pairs = zip(bodies(street.there, own), bodies(never, own), strict=True)
    tried, told = set(), []
    for (name, foreign), (_, random) in pairs:
        tried.add(name)
        answers = [
            await street.ask(street.foreign.program, name, "", body) for body in (foreign, random)
        ]
        first, second = answers
        if first.status not in {409, 422} or first.body != second.body:
            told.append((name, foreign, first.body, second.body))
    assert told == []
    assert tried == {name for name, method, _ in under(MAKE) if method == "POST"}


async def test_ids_in_a_query_tell_nothing_of_others(street: Street) -> None:
    days = {"from": "2026-11-27", "to": "2026-11-27"}
    for name, method, path in under(MAKE):
        if method != "GET":
            continue
        short = path.removeprefix("/api/v1")
        found = [
            await street.foreign.program.get(short, service=number, **days)
            for number in (street.there["service_id"], str(ids.new()))
        ]
        assert found[0].status == found[1].status == 422, name
        assert found[0].body == found[1].body


async def test_a_public_page_is_found_by_its_name_alone(street: Street) -> None:
    found = []
    for name, method, path in under(PUBLIC):
        for what in ("nobody", str(ids.new()), street.there["booking_id"]):
            answer = await street.own.page(method, re.sub(r"\{\w+\}", what, path))
            if answer.status != 404:
                found.append((name, what, answer.status))
    assert found == []


async def test_without_a_session_the_console_shows_its_login_alone(street: Street) -> None:
    shown = []
    nobody = replace(street.own, cookie="", csrf="")
    liar = replace(street.own, cookie=f"parlance_console={'1' * 32}.guess")
    for name, method, path in under(OPERATOR, TALK, DEED, ACT, QUICK, CHANNEL):
        where = path.replace("{talk}", street.there["talk"]).replace("{deed}", "cancel")
        for one in (nobody, liar):
            answer = await one.page(method, where, id=street.there["booking_id"])
            if answer.status not in {303, 401}:
                shown.append((name, answer.status))
    assert shown == []


async def test_an_operator_sees_their_own_salon_alone(street: Street) -> None:
    shown = []
    secret = [street.there[kind] for kind in ("booking_id", "customer_id", "talk", "block_id")]
    for name, method, path in under(OPERATOR):
        if method == "GET" and not path.endswith("/events"):
            answer = await street.foreign.page(method, f"{path}?day=2026-11-27")
            assert answer.status == 200, name
            shown += [(name, one) for one in secret if one.encode() in answer.body]
    assert shown == []
    assert (await street.own.page("GET", "/console/diary?day=2026-11-27")).body.count(
        street.there["booking_id"].encode()
    )


async def test_a_foreign_conversation_is_not_there(street: Street) -> None:
    for name, method, path in under(TALK):
        for number in (street.there["talk"], str(ids.new()), "x"):
            answer = await street.foreign.page(method, path.replace("{talk}", number))
            assert answer.status == 404, name
        assert (
            await street.own.page(method, path.replace("{talk}", street.there["talk"]))
        ).status == 200


async def test_nobody_acts_in_a_foreign_conversation(street: Street) -> None:
    talk = street.there["talk"]
    for deed in ("take", "say", "hand_back", "book", "move", "cancel", "wish"):
        for number in (talk, str(ids.new()), "x"):
            answer = await street.foreign.page(
                "POST", f"/console/conversations/{number}/{deed}", version="0", text="hi"
            )
            assert answer.status == 404, (deed, number)
    answer = await street.own.page("POST", f"/console/conversations/{talk}/take", version="0")
    assert answer.status == 303


async def test_quick_replies_of_others_cannot_be_changed(street: Street) -> None:
    where = "/console/quick-replies"
    await street.own.page("POST", f"{where}/keep", title="Hi", text="Our own words")
    page = (await street.own.page("GET", where)).body.decode()
    number = re.findall(r'name="id" value="([^"]+)"', page)[0]
    assert b"Our own words" not in (await street.foreign.page("GET", where)).body
    changed = await street.foreign.page("POST", f"{where}/keep", id=number, title="x", text="y")
    assert changed.status == 409
    await street.foreign.page("POST", f"{where}/remove", id=number)
    assert b"Our own words" in (await street.own.page("GET", where)).body


async def test_cases_of_others_cannot_be_closed(street: Street) -> None:
    own = street.own.program
    async with own.house.database.unit_of_work(own.salon.salon_id) as tx:
        await cases.report(tx, "unknown", "unknown:1", conversation=street.there["talk"], message=1)
    page = (await street.own.page("GET", "/console/cases")).body.decode()
    number = re.findall(r'name="id" value="([^"]+)"', page)[0]
    assert (
        street.there["talk"].encode()
        not in (await street.foreign.page("GET", "/console/cases")).body
    )
    for deed in ("close", "again"):
        answer = await street.foreign.page("POST", f"/console/cases/{deed}", id=number)
        assert answer.status == 409
    assert (await street.own.page("POST", "/console/cases/close", id=number)).status == 303


async def test_nobody_touches_a_foreign_channel(street: Street) -> None:
    own = street.own.program
    secrets = {"token": "42:" + "A" * 35, "secret_token": "s3cret"}
    async with own.house.database.unit_of_work(own.salon.salon_id) as tx:
        made = await accounts.connect(tx, own.house, "telegram", "Telegram", secrets, "path")
    here = f"/console/channels/{made.account_id}"
    for where in (here, f"/console/channels/{ids.new()}", "/console/channels/x"):
        assert (await street.foreign.page("GET", where)).status == 404
        for deed in ("check", "renew", "disconnect"):
            answer = await street.foreign.page("POST", f"{where}/{deed}", token="x")
            assert answer.status == 404, (where, deed)
    # The control: its own salon's operator disconnects it.
    assert (await street.own.page("POST", f"{here}/disconnect")).status == 303


DEEDS = (
    *("check_in", "complete", "no_show", "approve", "decline", "reopen", "again", "move"),
    *("unblock", "cancel"),
)


async def test_a_form_with_a_foreign_id_does_nothing(street: Street) -> None:
    done = []
    day = {"on": "2026-11-27", "day": "2026-11-27"}
    for deed in DEEDS:
        kind = "block_id" if deed == "unblock" else "booking_id"
        told = []
        for number in (street.there[kind], str(ids.new())):
            answer = await street.foreign.page(
                "POST", f"/console/diary/{deed}", id=number, at="18:00", version="1", **day
            )
            told.append((answer.status, answer.body.replace(number.encode(), b"")))
        if told[0] != told[1] or told[0][0] == 303:
            done.append((deed, told[0][0], told[1][0]))
    assert done == []
    read = await street.own.program.get(f"/bookings/{street.there['booking_id']}")
    assert (read.json["status"], read.json["version"]) == ("confirmed", 1)
    # The control: the same form does it for its own salon's operator.
    answer = await street.own.page(
        "POST", "/console/diary/cancel", id=street.there["booking_id"], **day
    )
    assert answer.status == 303
