"""An opt-out is in force with its message: nothing queued goes, nothing held stays, one notice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from psycopg import errors

from channels import accounts, inbox, limits, outbox, registry
from channels.consent import ledger
from channels.consent.ledger import Fact, How, Purpose
from channels.inbox import Talk
from channels.message import Kind, Outbound
from channels.outbox import Stamp
from channels.ownership import Holder, Voice
from channels.port import OptedOut
from channels.simulator import Simulator
from dialog import relay, store
from dialog.relay import Place
from foundation.db import Bound, Row
from foundation.errors import Refused
from foundation.ids import OperatorId, SalonId, new
from tests.parlour import Parlour
from workers import deliver

HELD = "SELECT count(*) FROM holds"
OUT = "SELECT status, kind, error FROM outbox ORDER BY outbox_id"
PHONE = "+4915112345678"  # of a country that the salon sends SMS to
ANA = Voice(Holder.OPERATOR, OperatorId(new()), "Ana")


def off(said: list[str]) -> bool:
    return len(said) == 1 and said[0].startswith("You will get no more messages from Luma")


def on_sms(parlour: Parlour, *, carrier: bool = False) -> None:
    """Let the terminal be a phone, whose carrier answers STOP itself or does not."""
    parlour.simulator = Simulator(limits.TWILIO if carrier else limits.OPENPHONE)
    registry.use("terminal", parlour.simulator)


async def writes(
    parlour: Parlour, talk: Talk, kind: outbox.Kind = outbox.Kind.NOTICE, text: str = "See you"
) -> None:
    """Write a message as reminders do, behind what is queued."""
    async with parlour.house.database.unit_of_work(talk.salon_id) as tx:
        await store.lock(tx, talk.conversation_id, "test")
        await outbox.put(tx, parlour.house, talk, Outbound(text), Stamp(kind), hosted=False)


async def facts(parlour: Parlour, talk: Talk) -> Sequence[Fact]:
    async with parlour.house.database.unit_of_work(talk.salon_id) as tx:
        return await ledger.facts(tx, talk.conversation_id)


async def test_stop_is_confirmed_once_then_nothing_is_said(parlour: Parlour) -> None:
    await parlour.says("hi")
    assert off(await parlour.says("Stop. thank you"))
    assert await parlour.says("STOP") == []
    assert await parlour.says("haircut friday at 5") == []
    assert await parlour.says("HELP") == []


async def test_an_opt_out_frees_what_is_held(parlour: Parlour, admin: psycopg.Connection) -> None:
    await parlour.says("haircut friday at 17:00")
    assert admin.execute(HELD).fetchone() == (1,)
    assert off(await parlour.says("please stop texting me"))
    assert admin.execute(HELD).fetchone() == (0,)


async def test_who_writes_on_after_an_opt_out_is_left_to_a_person(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    waits = "SELECT waiting_since IS NOT NULL FROM conversations"
    await parlour.says("STOP")
    assert admin.execute(waits).fetchone() == (False,)
    assert await parlour.says("haircut friday at 17:00") == []
    assert admin.execute(waits).fetchone() == (True,)
    assert admin.execute(HELD).fetchone() == (0,)


async def test_start_turns_messages_on_again_with_one_word_of_it(parlour: Parlour) -> None:
    await parlour.says("STOP")
    [said] = await parlour.says("START")
    assert said.startswith("Messages from Luma are on again")
    [said] = await parlour.says("haircut friday at 17:00")
    assert "Haircut" in said
    assert off(await parlour.says("STOP")), "another opt-out is confirmed again"


async def test_a_stop_ends_a_conversation_that_was_not_heard_of_since_the_ledger_began(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    """An older one has no person yet: nobody but who writes there knows its address's hash."""
    talks = [await parlour.hears("haircut friday at 17:00", who) for who in ("mia", "old")]
    await parlour.answering.now(talks[0])
    for said in ("Mia", "yes"):
        await parlour.says(said)
    older = (talks[1].conversation_id,)
    admin.execute("UPDATE conversations SET customer_id = (SELECT customer_id FROM bookings)")
    admin.execute("UPDATE conversations SET person = NULL WHERE conversation_id = %s", older)
    assert off(await parlour.says("STOP"))
    out = "SELECT count(*) FROM conversations WHERE opted_out_at IS NOT NULL"
    assert admin.execute(out).fetchone() == (2,)
    assert (await parlour.hears("hello", "old")).opted_out
    assert [one.given for one in await facts(parlour, talks[1])] == [False, False]
    assert not (await parlour.hears("START", "old")).opted_out


async def test_a_stop_that_tells_no_time_is_the_latest_word(parlour: Parlour) -> None:
    await parlour.says("STOP")
    await parlour.says("START")
    assert off(await parlour.says("STOP", sequence=0))


async def test_start_and_yes_are_nothing_special_before_an_opt_out(parlour: Parlour) -> None:
    on_sms(parlour)
    assert "Luma" in (await parlour.says("START", PHONE))[0]
    await parlour.says("haircut friday at 17:00", PHONE)
    await parlour.says("Mia", PHONE)
    assert "Booked" in (await parlour.says("YES", PHONE))[0]


async def test_yes_on_sms_opts_in_and_is_a_yes(parlour: Parlour) -> None:
    on_sms(parlour)
    await parlour.says("CANCEL", PHONE)
    [said] = await parlour.says("yes", PHONE)
    assert said.startswith("Messages from Luma are on again")
    assert len(said) > len("Messages from Luma are on again. Reply STOP to end them.")


async def test_cancel_is_the_carriers_word_on_sms_alone(parlour: Parlour) -> None:
    assert not off(await parlour.says("CANCEL", "tom"))
    on_sms(parlour)
    assert off(await parlour.says("CANCEL", PHONE))


async def test_what_the_carrier_answers_itself_is_not_answered_twice(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    on_sms(parlour, carrier=True)
    await parlour.says("haircut friday at 17:00", PHONE)
    assert await parlour.says("STOP", PHONE) == []
    assert admin.execute(HELD).fetchone() == (0,)
    assert await parlour.says("START", PHONE) == []
    assert await parlour.says("INFO", PHONE) == []
    assert off(await parlour.says("please stop texting me", PHONE)), "no carrier reads that"


async def test_help_tells_who_writes_and_how_to_stop(parlour: Parlour) -> None:
    [said] = await parlour.says("HELP")
    assert said.startswith("Luma, ")
    assert "030 555 010" in said
    assert "STOP" in said


async def test_the_ledger_keeps_each_fact_with_its_proof(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    talk = await parlour.hears("STOP")
    await parlour.answering.now(talk)
    await parlour.says("START")
    found = await facts(parlour, talk)
    assert {(one.purpose, one.given, one.how) for one in found[:2]} == {
        (Purpose.VISIT, False, How.WORDS),
        (Purpose.MARKETING, False, How.WORDS),
    }
    assert (found[2].purpose, found[2].given) == (Purpose.VISIT, True)
    assert found[0].letter == talk.letters[0].id
    async with parlour.house.database.unit_of_work(talk.salon_id) as tx:
        assert await ledger.allows(tx, talk.conversation_id, Purpose.VISIT)
        assert not await ledger.allows(tx, talk.conversation_id, Purpose.MARKETING)
    for change in ("UPDATE consents SET given = true", "DELETE FROM consents"):
        with pytest.raises(errors.InsufficientPrivilege):
            async with parlour.house.database.unit_of_work(talk.salon_id) as tx:
                await tx.rows(change)
    assert admin.execute("SELECT count(*) FROM consents").fetchone() == (3,)


async def test_a_booking_is_consent_to_messages_about_it(parlour: Parlour) -> None:
    await parlour.says("haircut friday at 17:00")
    await parlour.says("Mia")
    talk = await parlour.hears("yes")
    await parlour.answering.now(talk)
    [fact] = await facts(parlour, talk)
    assert (fact.given, fact.how, fact.purpose) == (True, How.BOOKING, Purpose.VISIT)
    assert fact.letter == talk.letters[0].id


async def test_a_delivery_that_comes_twice_is_one_opt_out(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    stop = replace(parlour.said("STOP"), provider_id="1")
    await inbox.hear(parlour.house, parlour.connected, stop)
    await parlour.says("START")
    again = await inbox.hear(parlour.house, parlour.connected, stop)
    assert not again.opted_out
    assert admin.execute("SELECT count(*) FROM consents").fetchone() == (3,)


async def test_a_stop_that_comes_after_a_later_start_changes_nothing(parlour: Parlour) -> None:
    stop, start = parlour.said("STOP"), parlour.said("START")
    await inbox.hear(parlour.house, parlour.connected, parlour.said("STOP"))
    await inbox.hear(parlour.house, parlour.connected, replace(start, sequence=90))
    talk = await inbox.hear(parlour.house, parlour.connected, replace(stop, sequence=80))
    assert not talk.opted_out
    assert [one.late for one in await facts(parlour, talk)][-2:] == [True, True]


async def test_a_start_that_comes_after_a_later_stop_changes_nothing(parlour: Parlour) -> None:
    stop, start = parlour.said("STOP"), parlour.said("START")
    await inbox.hear(parlour.house, parlour.connected, replace(stop, sequence=90))
    talk = await inbox.hear(parlour.house, parlour.connected, replace(start, sequence=80))
    assert talk.opted_out


async def test_what_was_queued_is_dropped_whatever_is_written_later_too(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    talk = await parlour.hears("hi")
    await parlour.answering.now(talk)
    admin.execute("UPDATE outbox SET status = 'queued', sent_at = NULL")
    talk = await parlour.hears("STOP")
    await writes(parlour, talk)
    await writes(parlour, talk, outbox.Kind.HUMAN)
    found = admin.execute(OUT).fetchall()
    assert [(status, why) for status, _, why in found] == [("dropped", "they opted out")] * 3
    assert await deliver.sweep(parlour.house, parlour.answering.accounts) == 0


async def test_a_turn_thought_meanwhile_says_nothing(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    talk = await parlour.hears("haircut friday at 17:00")
    await parlour.hears("STOP")
    await parlour.answering.now(replace(talk, opted_out=False))
    assert admin.execute(OUT).fetchall() == [("dropped", "bot", "they opted out")]
    assert parlour.shown() == []


async def test_an_opt_out_holds_for_every_account_that_reaches_the_person(
    parlour: Parlour,
) -> None:
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        second = await accounts.connect(tx, parlour.house, "terminal", "Second", {}, "second")
    before = await inbox.hear(parlour.house, second, replace(parlour.said("hi"), provider_id="a"))
    assert not before.opted_out
    await parlour.hears("STOP")
    after = await inbox.hear(parlour.house, second, replace(parlour.said("hi"), provider_id="b"))
    assert after.opted_out
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        third = await accounts.connect(tx, parlour.house, "terminal", "Third", {}, "third")
    assert (await inbox.hear(parlour.house, third, parlour.said("hello"))).opted_out
    assert not (await inbox.hear(parlour.house, third, parlour.said("hello", "tom"))).opted_out


def test_one_number_is_one_person_on_all_accounts_of_a_channel(parlour: Parlour) -> None:
    def person(kind: str, address: str) -> tuple[bytes, str]:
        return ledger.hashed(parlour.house.vault, kind, address)

    assert person("twilio", "+4915112345678") == person("openphone", "+4915112345678")
    assert person("whatsapp", "4915112345678") == person(
        "evolution", "4915112345678@s.whatsapp.net"
    )
    assert person("twilio", "+4915112345678") != person("whatsapp", "4915112345678")
    assert person("evolution", "12345@lid") != person("whatsapp", "12345")


async def test_a_providers_word_counts_as_the_customers_own(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    talk = await parlour.hears("hi")
    parlour.simulator.failures.append(OptedOut("21610: they opted out"))
    await parlour.answering.now(talk)
    assert [one.how for one in await facts(parlour, talk)] == [How.PROVIDER] * 2
    assert admin.execute("SELECT opted_out_at IS NOT NULL FROM conversations").fetchone() == (True,)
    assert await parlour.says("haircut friday at 17:00") == []
    [said] = await parlour.says("START")
    assert said.startswith("Messages from Luma are on again")


async def test_a_person_cannot_write_to_who_opted_out(parlour: Parlour) -> None:
    talk = await parlour.hears("STOP")
    place = Place(parlour.house, talk.salon_id, talk.conversation_id, hosted=False)
    with pytest.raises(Refused, match="opted_out"):
        await relay.say(place, ANA, 0, "Hi", "1")


async def test_an_opt_out_is_heard_while_a_person_has_the_conversation(parlour: Parlour) -> None:
    talk = await parlour.hears("hi")
    await parlour.answering.now(talk)
    place = Place(parlour.house, talk.salon_id, talk.conversation_id, hosted=False)
    await relay.take(place, Voice(Holder.PHONE), 0)
    assert off(await parlour.says("STOP"))


async def test_who_opens_a_bots_chat_again_is_answered(parlour: Parlour) -> None:
    await parlour.says("STOP")
    assert await parlour.says("", kind=Kind.START) != []


@dataclass
class Interrupted:
    """A transaction that looks twice: between its looks the customer says stop."""

    tx: Bound
    parlour: Parlour
    stopped: bool = False

    @property
    def salon_id(self) -> SalonId:
        return self.tx.salon_id

    async def rows(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        found = await self.tx.rows(query, values)
        if not self.stopped:
            self.stopped = True
            await self.parlour.hears("STOP")
        return found


async def test_a_stop_that_comes_between_two_looks_at_a_conversation_gets_its_notice(
    parlour: Parlour,
) -> None:
    talk = await parlour.hears("hi")
    async with parlour.house.database.unit_of_work(talk.salon_id) as tx:
        interrupted = Interrupted(tx, parlour)
        found = await store.talk(interrupted, parlour.house, talk.conversation_id)
    assert interrupted.stopped
    assert found.opted_out is any(one.kind is Kind.OPT_OUT for one in found.letters)
    await parlour.answering.now(found)
    await parlour.answering.sweep(timedelta())
    assert off(parlour.shown())


async def test_a_stop_committed_while_another_message_is_stored_gets_its_notice(
    parlour: Parlour, monkeypatch: pytest.MonkeyPatch
) -> None:
    await parlour.hears("STOP")
    stored = inbox._heard  # noqa: SLF001 - the race is inside of one statement

    async def before(*given: Any, waits: bool) -> list[Row]:  # noqa: ANN401 - whatever it is given
        return [(*row[:5], False, *row[6:]) for row in await stored(*given, waits=waits)]

    monkeypatch.setattr(inbox, "_heard", before)
    talk = await parlour.hears("4", kind=Kind.CHOICE, choice_id="1.1")
    assert talk.fresh
    await parlour.answering.now(talk)
    assert off(parlour.shown())
