import asyncio
import re
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from bot import opening
from bot.console import door, operators, passwords, sessions
from bot.console.login import entry
from bot.console.login.pages import inside
from bot.console.sessions import Signed
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import SalonId
from tests.bot.conftest import Client, Site, browsing, serving

LOGIN, PASSWORD = opening.DEMO_LOGIN, opening.DEMO_PASSWORD
COOKIE = "parlance_console"


async def sign_in(client: Client, login: str = LOGIN, password: str = PASSWORD) -> str:
    if not client.page:
        await client.get("/console/login")
    return await client.post("/console/login", {"login": login, "password": password})


def older(admin: psycopg.Connection, what: str, by: timedelta) -> None:
    admin.execute(f"UPDATE operator_sessions SET {what} = {what} - %s", (by,))  # noqa: S608 - fixed names


async def test_who_is_not_signed_in_is_led_to_the_login_and_back(visitor: Client) -> None:
    address = "/console/conversations/0190b5a0-0000-7000-8000-000000000000"
    await visitor.get(address)
    assert visitor.status == 303
    assert visitor.headers["location"] == f"/console/login?next={address}"
    page = await visitor.get(visitor.headers["location"])
    assert f'name="next" value="{address}"' in page


async def test_the_right_password_opens_the_console(visitor: Client) -> None:
    await sign_in(visitor)
    assert visitor.status == 303
    assert visitor.headers["location"] == "/console/conversations"
    cookie = visitor.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "max-age" not in cookie
    assert "No conversations yet" in await visitor.get("/console/conversations")


async def test_case_and_width_of_a_login_do_not_count(visitor: Client) -> None:
    await sign_in(visitor, " \uff24EMO ")
    assert visitor.status == 303


async def test_an_unknown_login_and_a_wrong_password_look_alike(visitor: Client) -> None:
    wrong = await sign_in(visitor, password="wrong")
    status = visitor.status
    unknown = await sign_in(visitor, "nobody")
    assert (status, visitor.status) == (401, 401)
    same = re.compile(r'value="(demo|nobody)"|value="[0-9a-f]{64}"| autofocus')
    assert same.sub("", wrong) == same.sub("", unknown)


async def test_an_unknown_login_costs_the_same_hashing() -> None:
    costs: list[str] = []

    def check(known: str, password: str) -> bool:
        costs.append(known.rpartition("$")[0].rpartition("$")[0])
        return passwords.verify(known, password)

    known = await passwords.hashed("x")
    assert await passwords.fits("x", known, check)
    assert not await passwords.fits("x", None, check)
    assert not await passwords.fits("nobody's password", None, check)
    assert costs == [known.rpartition("$")[0].rpartition("$")[0]] * 3


async def test_a_login_without_our_forms_token_is_refused(visitor: Client) -> None:
    await visitor.get("/console/login")
    await visitor.post("/console/login", {"login": LOGIN, "password": PASSWORD, "csrf": "0" * 64})
    assert visitor.status == 403
    assert not visitor.cookie(COOKIE)


async def test_a_login_without_the_doors_cookie_is_refused(visitor: Client) -> None:
    await visitor.get("/console/login")
    visitor.http.cookie_jar.clear()
    await sign_in(visitor)
    assert visitor.status == 403


@pytest.mark.parametrize("field", ["login", "password"])
async def test_hostile_fields_are_just_wrong(visitor: Client, field: str) -> None:
    await visitor.get("/console/login")
    for text in ("\x00", "x" * 10_000, "' OR 1=1 --"):
        fields = {"login": LOGIN, "password": PASSWORD} | {field: text}
        await visitor.post("/console/login", fields)
        assert visitor.status == 401


async def test_the_sixth_failure_of_an_address_in_five_minutes_is_refused(
    visitor: Client, admin: psycopg.Connection
) -> None:
    for n in range(5):
        await sign_in(visitor, f"somebody{n}", "wrong")
        assert visitor.status == 401
    page = await sign_in(visitor)
    assert visitor.status == 429
    assert "Too many tries" in page
    assert visitor.headers["retry-after"] == "300"
    admin.execute("UPDATE login_attempts SET at = at - interval '5 minutes'")
    await sign_in(visitor)
    assert visitor.status == 303


async def test_what_is_refused_was_never_hashed(site: Site) -> None:
    hashed: list[str] = []

    async def fits(password: str, known: str | None) -> bool:
        hashed.append(password)
        return known == "never"

    for n in range(5):
        assert await entry.sign_in(site.house, f"login{n}", "x", "1.2.3.4", fits) is None
    with pytest.raises(entry.TooOften):
        await entry.sign_in(site.house, LOGIN, PASSWORD, "1.2.3.4", fits)
    assert hashed == ["x"] * 5


async def test_the_eleventh_failure_of_a_login_in_15_minutes_is_refused(
    visitor: Client, admin: psycopg.Connection
) -> None:
    for n in range(10):
        await sign_in(visitor, password=f"wrong{n}")
        assert visitor.status == 401
        # As if each came from another address.
        admin.execute("UPDATE login_attempts SET address_hash = sha256(attempt_id::text::bytea)")
    await sign_in(visitor)
    assert visitor.status == 429
    admin.execute("UPDATE login_attempts SET at = at - interval '14 minutes'")
    await sign_in(visitor)
    assert visitor.status == 429
    admin.execute("UPDATE login_attempts SET at = at - interval '1 minute'")
    await sign_in(visitor)
    assert visitor.status == 303


async def test_a_success_does_not_count_as_a_failure(visitor: Client) -> None:
    for _ in range(7):
        visitor.http.cookie_jar.clear()
        visitor.page = ""
        await sign_in(visitor)
        assert visitor.status == 303


async def begin_at_once(house: House, function: str) -> int:
    """Begin 30 attempts at the same time; tell how many were let in."""

    async def begin() -> int | None:
        async with house.database.hot.connection() as connection:
            call = sql.SQL("SELECT {}('a', 'b')").format(sql.Identifier(function))
            row = await (await connection.execute(call)).fetchone()
            return row[0] if row else None

    return len([one for one in await asyncio.gather(*(begin() for _ in range(30))) if one])


async def test_many_tries_at_once_do_not_slip_through_together(house: House) -> None:
    assert await begin_at_once(house, "login_begins") == 5


async def test_without_the_locks_they_would(house: House, admin: psycopg.Connection) -> None:
    row = admin.execute("SELECT pg_get_functiondef('login_begins'::regproc)").fetchone()
    assert row
    unlocked = re.sub(r"PERFORM pg_advisory_xact_lock.*?;\n", "", row[0])
    unlocked = unlocked.replace("login_begins", "login_begins_unlocked").replace(
        "INSERT INTO", "PERFORM pg_sleep(0.05); INSERT INTO"
    )
    assert unlocked.count("pg_advisory") == 0
    admin.execute(unlocked.encode())
    try:
        assert await begin_at_once(house, "login_begins_unlocked") > 5
    finally:
        admin.execute("DROP FUNCTION login_begins_unlocked")


async def test_the_app_cannot_read_or_forge_attempts(house: House) -> None:
    async with house.database.hot.connection() as connection:
        for statement in ("SELECT * FROM login_attempts", "DELETE FROM login_attempts"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                await connection.execute(statement)


async def test_a_new_login_ends_the_session_that_was_there(operator: Client, site: Site) -> None:
    before = operator.cookie(COOKIE)
    await operator.get("/console/login")
    assert operator.status == 303  # already in: nothing to sign
    async with browsing(site) as other:
        await other.get("/console/login")
        other.put_cookie(COOKIE, before)
        await sign_in(other)
        assert other.status == 303
        assert other.cookie(COOKIE) != before
    await operator.get("/console/conversations")
    assert operator.status == 303


async def test_logging_out_ends_the_session_on_the_server(operator: Client, site: Site) -> None:
    stolen = operator.cookie(COOKIE)
    await operator.post("/console/logout", {})
    assert operator.status == 303
    assert not operator.cookie(COOKIE)
    async with browsing(site) as thief:
        thief.put_cookie(COOKIE, stolen)
        await thief.get("/console/conversations")
        assert thief.status == 303


@pytest.mark.parametrize("path", ["/console/logout", "/console/theme"])
async def test_an_action_without_its_token_does_nothing(operator: Client, path: str) -> None:
    for token in ("", "0" * 64, "é"):
        await operator.post(path, {"theme": "dark", "csrf": token})
        assert operator.status == 403
        assert "set-cookie" not in operator.headers
    await operator.get("/console/conversations")
    assert operator.status == 200


async def test_a_session_ends_after_half_an_hour_of_rest(
    operator: Client, admin: psycopg.Connection
) -> None:
    older(admin, "seen_at", timedelta(minutes=29))
    await operator.get("/console/conversations")
    assert operator.status == 200  # and counts as activity
    older(admin, "seen_at", timedelta(minutes=29))
    await operator.get("/console/conversations")
    assert operator.status == 200
    older(admin, "seen_at", timedelta(minutes=30))
    await operator.get("/console/conversations")
    assert operator.status == 303


async def test_a_session_ends_after_twelve_hours_of_work(
    operator: Client, admin: psycopg.Connection
) -> None:
    older(admin, "created_at", timedelta(hours=11, minutes=59))
    await operator.get("/console/conversations")
    assert operator.status == 200
    older(admin, "created_at", timedelta(minutes=1))
    await operator.get("/console/conversations")
    assert operator.status == 303


async def test_dead_sessions_go_at_the_next_login(
    operator: Client, admin: psycopg.Connection, site: Site
) -> None:
    assert operator.cookie(COOKIE)
    older(admin, "seen_at", timedelta(hours=1))
    async with browsing(site) as again:
        await sign_in(again)
    assert admin.execute("SELECT count(*) FROM operator_sessions").fetchone() == (1,)


async def test_the_token_is_not_in_the_database(
    operator: Client, admin: psycopg.Connection
) -> None:
    token = operator.cookie(COOKIE).split(".")[1]
    row = admin.execute("SELECT token_hash, operator_id FROM operator_sessions").fetchone()
    assert row
    assert token.encode() not in bytes(row[0])


@pytest.mark.parametrize(
    "cookie",
    ["", ".", "x.y", "{0190}.x", "é.é", "0" * 32 + ".", "0" * 32 + ".guess", "g" * 32 + ".x"],
)
async def test_a_made_up_session_is_nobody(house: House, cookie: str) -> None:
    assert await sessions.use(house, cookie) is None
    await sessions.end(house, cookie)


async def test_anothers_salon_in_the_cookie_is_nobody(operator: Client, site: Site) -> None:
    token = operator.cookie(COOKIE).split(".")[1]
    assert await sessions.use(site.house, f"{'1' * 32}.{token}") is None


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/console/conversations",
        "https://evil.example",
        "/console/../chat",
        "/\\evil.example",
        "/console/conversations/../../x",
        "/console/conversations\n",
        "/console/conversations?x=//evil",
        "javascript:alert(1)",
        "/consolexx",
        "",
    ],
)
def test_no_way_back_leads_outside(address: str) -> None:
    assert inside(address) == ""


async def test_a_login_leads_home_instead(visitor: Client) -> None:
    await visitor.get("/console/login")
    fields = {"login": LOGIN, "password": PASSWORD, "next": "//evil.example/console"}
    await visitor.post("/console/login", fields)
    assert visitor.headers["location"] == door.HOME


def test_a_way_back_inside_is_kept() -> None:
    address = "/console/conversations/0190b5a0-0000-7000-8000-000000000000"
    assert inside(address) == address


async def test_the_theme_is_kept_in_a_cookie(operator: Client) -> None:
    await operator.post("/console/theme", {"theme": "dark"})
    assert operator.status == 303
    assert 'data-theme="dark"' in await operator.get("/console/conversations")
    await operator.post("/console/theme", {"theme": "<script>"})
    assert "data-theme" not in await operator.get("/console/conversations")


async def test_a_signed_out_script_is_told_so(visitor: Client) -> None:
    await visitor.get("/console/events", accept="text/event-stream")
    assert visitor.status == 401
    await visitor.post("/console/logout", {"csrf": "x"})
    assert visitor.status == 401


async def test_in_production_cookies_are_for_https_on_this_host_alone(
    house: House, site: Site
) -> None:
    production = house.settings.model_copy(update={"env": "production"})
    async with serving(production, house) as strict, browsing(strict) as client:
        page = await client.get("/console/login")
        assert "demo-luma" not in page
        assert client.headers["set-cookie"].startswith("__Host-parlance_door=")
        cookie, _, attributes = client.headers["set-cookie"].partition("; ")
        assert {"Secure", "HttpOnly", "Path=/"} <= set(attributes.split("; "))
        # The client speaks http: it is told the cookie by hand.
        name, _, value = cookie.partition("=")
        fields = {"login": LOGIN, "password": PASSWORD}
        await client.post("/console/login", fields, cookie=f"{name}={value}")
        assert client.status == 303
        assert client.headers["set-cookie"].startswith("__Host-parlance_console=")
        await client.get("/chat/demo")
        assert "Secure" in client.headers["set-cookie"]
    assert site.server.started


async def test_adding_an_operator_twice_changes_the_password(house: House, site: Site) -> None:
    async with house.database.unit_of_work(site.salon_id) as tx:
        first = await operators.add(tx, house, "Zoë", "Zoë", "one")
        same = await operators.add(tx, house, "zoë", "Zoë", "one")
        again = await operators.add(tx, house, "ZOË", "Zoë B.", "two")
        known = await operators.by_login(tx, "zoë")
    assert known
    assert first == same == again
    assert known.name == "Zoë B."
    assert await passwords.fits("two", known.password_hash)


async def test_a_login_belongs_to_one_salon(house: House, site: Site) -> None:
    assert site.salon_id != UUID(int=7)
    other = SalonId(UUID(int=7))
    async with house.database.unit_of_work(other) as tx:
        with pytest.raises(Refused):
            await operators.add(tx, house, LOGIN, "Eve", "x")


async def test_a_session_lasts_only_for_its_own_salon(operator: Client, site: Site) -> None:
    signed = await sessions.use(site.house, operator.cookie(COOKIE))
    assert isinstance(signed, Signed)
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        assert await sessions.lasts(tx, signed)
    async with site.house.database.unit_of_work(SalonId(UUID(int=7))) as tx:
        assert not await sessions.lasts(tx, signed)
