"""The diary's moves in SQL: a plan is taken whole or not at all, then held, booked, moved."""

from types import ModuleType

from alembic import context, op

from bot.migrations import chair_time, diary_reads
from bot.migrations.guard import roles

revision = "0010_moves"
down_revision = "0009_chairs"
branch_labels = None
depends_on = None

_OWNERS = "expire_unpaid, busy_between, load_between, in_the_way, make_way"


def upgrade() -> None:
    """Replace the functions of the diary that knew of one stylist alone."""
    for statement in (
        "DROP FUNCTION take_hold, confirm_hold, keep_chair, take_chair, busy_between",
        _OCCUPIES,
        _FOLLOW_HISTORY,
        diary_reads.BUSY_BETWEEN,
        diary_reads.LOAD_BETWEEN,
        diary_reads.IN_THE_WAY,
        diary_reads.CLASSES_BETWEEN,
        _PARTS,
        chair_time.MAKE_WAY,
        chair_time.TAKE_PLAN,
        chair_time.TAKE_PLANS,
        _WRITE_BOOKINGS,
        _TAKE_HOLD,
        _KEEP_CHAIRS,
        _CONFIRM_HOLD,
        _BOOK_PLAN,
        _MOVE_BOOKING,
        _RETAKE_BOOKING,
        _EXPIRE_UNPAID,
    ):
        op.execute(statement)
    _watch("NEW.seq > 1 OR NEW.status <> 'confirmed'")
    app, read = roles()
    op.execute(f"REVOKE ALL ON FUNCTION {_OWNERS} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {_OWNERS} TO {app}")
    op.execute(f"GRANT EXECUTE ON FUNCTION busy_between TO {read}")


def downgrade() -> None:
    """Bring the older functions back."""
    op.execute(
        "DROP FUNCTION expire_unpaid, retake_booking, move_booking, book_plan, confirm_hold,"
        " keep_chairs, take_hold, write_bookings, take_plans, take_plan, make_way, parts_of,"
        " classes_between, load_between, busy_between, in_the_way"
    )
    older: ModuleType = context.script.get_revision("0003_booking").module
    older.write_functions()
    _watch("NEW.seq > 1")


def _watch(when: str) -> None:
    op.execute("DROP TRIGGER moves_booking ON booking_history")
    op.execute(
        "CREATE TRIGGER moves_booking AFTER INSERT ON booking_history"
        f" FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION follow_history()"
    )


_OCCUPIES = """
CREATE OR REPLACE FUNCTION occupies(status text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT status NOT IN ('cancelled', 'expired') $$
"""

# With the owner's rights, because the app has none to write a status: the only way to change one
# is to add the row of history that says so. Chair time, reminders go with the status.
_FOLLOW_HISTORY = """
CREATE OR REPLACE FUNCTION follow_history() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE bookings b
    SET status = NEW.status, version = NEW.seq,
        sequence = sequence + (NEW.status = 'cancelled')::integer
    WHERE b.salon_id = NEW.salon_id AND b.booking_id = NEW.booking_id
      AND b.version = greatest(NEW.seq - 1, 1);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'row % of booking %: the history has no gaps', NEW.seq, NEW.booking_id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NOT occupies(NEW.status) THEN
    DELETE FROM occupied o WHERE o.salon_id = NEW.salon_id AND o.booking_id = NEW.booking_id;
    DELETE FROM planned_reminders r
      WHERE r.salon_id = NEW.salon_id AND r.booking_id = NEW.booking_id;
  END IF;
  RETURN NULL;
END $$
"""

# What a booking is made of, in one piece with its row. Volatile, to see what the statement it is
# called in has just written.
_PARTS = """
CREATE FUNCTION parts_of(salon uuid, booking uuid) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT json_agg(json_build_object(
      'service', s.service_id, 'staff', s.staff_id,
      'start', (extract(epoch FROM s.starts_at) / 60)::integer,
      'end', (extract(epoch FROM s.ends_at) / 60)::integer,
      'addons', s.addons, 'resources', s.resource_ids, 'class_id', s.class_id)
      ORDER BY s.position)::text
    FROM booking_segments s WHERE s.salon_id = salon AND s.booking_id = booking);
END $$
"""

# One row per person with all that belongs to it; a party goes by the id of its first booking. Gives
# what the rows were given beside what is asked for. Loops with plain values: a statement that takes
# the plan apart by itself costs twice as much. A list of ids in JSON becomes an array's literal.
_WRITE_BOOKINGS = """
CREATE FUNCTION write_bookings(
  salon uuid, plan jsonb, ids uuid[], persons uuid[], facts jsonb, kept uuid, paying interval,
  OUT begins text, OUT deadline timestamptz, OUT made timestamptz[]
) LANGUAGE plpgsql AS $$
DECLARE
  part jsonb; piece jsonb; at timestamptz;
  actor text := coalesce(nullif(facts ->> 'by', ''),
                         nullif(current_setting('app.actor', true), ''), 'system');
BEGIN
  begins := coalesce(facts ->> 'status', plan ->> 'status', 'confirmed');
  deadline := CASE begins WHEN 'pending_payment' THEN clock_timestamp() + paying END;
  FOR n IN 1..cardinality(ids) LOOP
    part := plan -> 'visits' -> (n - 1);
    INSERT INTO bookings (salon_id, booking_id, customer_id, starts_at, ends_at, takes,
                          price_minor, currency, price, policy_version, party_id, visit,
                          conversation_id, hold_id, request_key, pay_until, source)
      VALUES (salon, ids[n], coalesce(persons[n], persons[1]),
              to_timestamp((part ->> 'start')::bigint * 60),
              to_timestamp((part ->> 'end')::bigint * 60), part -> 'takes',
              (part ->> 'total')::bigint, facts ->> 'currency', part -> 'price',
              (facts ->> 'terms')::integer, CASE WHEN cardinality(ids) > 1 THEN ids[1] END,
              n - 1, (facts ->> 'talk')::uuid, kept, facts ->> 'key', deadline,
              facts ->> 'source')
      RETURNING created_at INTO at;
    made[n] := at;
    FOR place IN 0..jsonb_array_length(part -> 'segments') - 1 LOOP
      piece := part -> 'segments' -> place;
      INSERT INTO booking_segments (salon_id, booking_id, position, service_id, staff_id,
                                    starts_at, ends_at, addons, resource_ids, class_id)
        VALUES (salon, ids[n], place, (piece ->> 'service')::uuid, (piece ->> 'staff')::uuid,
                to_timestamp((piece ->> 'start')::bigint * 60),
                to_timestamp((piece ->> 'end')::bigint * 60),
                translate(piece ->> 'addons', '[]"', '{}')::uuid[],
                translate(piece ->> 'resources', '[]"', '{}')::uuid[],
                (piece ->> 'class_id')::uuid);
    END LOOP;
    INSERT INTO booking_history (salon_id, booking_id, seq, status, cause, actor, reason, details)
      VALUES (salon, ids[n], 1, begins, facts ->> 'cause', actor, facts ->> 'reason',
              facts -> 'details');
    IF part ->> 'remind' IS NOT NULL THEN
      INSERT INTO planned_reminders (salon_id, booking_id, kind, due_at)
        VALUES (salon, ids[n], 'visit', to_timestamp((part ->> 'remind')::bigint * 60));
    END IF;
  END LOOP;
END $$
"""

# The holder's old time is given back only once a new one is taken. Its row is locked first, as a
# yes to it, as giving it back locks it; of two that begin at once the second replaces the first.
_TAKE_HOLD = """
CREATE FUNCTION take_hold(
  new_hold uuid, who uuid, plans jsonb, facts jsonb, draft bigint, lasting interval
) RETURNS TABLE (choice integer, expires timestamptz, told timestamptz) LANGUAGE plpgsql AS $$
DECLARE salon uuid := current_setting('app.salon_id')::uuid; plan jsonb;
BEGIN
  PERFORM FROM holds h WHERE h.salon_id = salon AND h.holder = who FOR UPDATE;
  choice := take_plans(salon, plans, who, NULL, new_hold, NULL, NULL, NULL);
  IF choice IS NULL THEN RETURN; END IF;
  plan := plans -> choice;
  LOOP
    DELETE FROM holds h WHERE h.salon_id = salon AND h.holder = who;
    INSERT INTO holds (salon_id, hold_id, holder, kind, plan, policy_version, starts_at, ends_at,
                       price_minor, currency, draft_version, expires_at)
      VALUES (salon, new_hold, who, facts ->> 'kind', plan, (facts ->> 'terms')::integer,
              to_timestamp((plan ->> 'start')::bigint * 60),
              to_timestamp((plan ->> 'end')::bigint * 60), (plan ->> 'total')::bigint,
              facts ->> 'currency', draft, clock_timestamp() + lasting)
      ON CONFLICT (salon_id, holder) DO NOTHING
      RETURNING expires_at INTO expires;
    EXIT WHEN FOUND;
  END LOOP;
  told := clock_timestamp();
  RETURN NEXT;
END $$
"""

# The hold's chair time becomes the bookings'; what of it lapsed must be had again, whole.
_KEEP_CHAIRS = """
CREATE FUNCTION keep_chairs(kept holds, ids uuid[]) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE moved integer; owed integer := 0;
BEGIN
  UPDATE occupied o SET hold_id = NULL, booking_id = ids[o.visit + 1]
    WHERE o.salon_id = kept.salon_id AND o.hold_id = kept.hold_id;
  GET DIAGNOSTICS moved = ROW_COUNT;
  FOR n IN 0..cardinality(ids) - 1 LOOP
    owed := owed + jsonb_array_length(kept.plan -> 'visits' -> n -> 'takes');
  END LOOP;
  IF moved = owed THEN RETURN true; END IF;
  DELETE FROM occupied o WHERE o.salon_id = kept.salon_id AND o.booking_id = ANY (ids);
  RETURN take_plan(kept.salon_id, kept.plan, kept.holder, NULL, NULL, ids, NULL, NULL);
END $$
"""

# The caller looks for bookings made of the hold before, when it is gone. A hold that has lapsed is
# confirmed only when the caller has checked that its time may be taken `again`.
_CONFIRM_HOLD = """
CREATE FUNCTION confirm_hold(
  hold uuid, who uuid, new_booking uuid, persons uuid[], facts jsonb, paying interval,
  again boolean, OUT outcome text, OUT kept_plan text, OUT currency text, OUT terms integer,
  OUT ids uuid[], OUT begins text, OUT deadline timestamptz, OUT made timestamptz[]
) LANGUAGE plpgsql AS $$
DECLARE
  salon uuid := current_setting('app.salon_id')::uuid; kept holds; done record;
BEGIN
  SELECT * INTO kept FROM holds h
    WHERE h.salon_id = salon AND h.hold_id = hold AND h.holder = who FOR UPDATE;
  IF NOT FOUND THEN
    outcome := 'gone';
    RETURN;
  END IF;
  ids := ARRAY[new_booking];
  FOR n IN 2..jsonb_array_length(kept.plan -> 'visits') LOOP
    ids[n] := gen_random_uuid();
  END LOOP;
  IF kept.expires_at <= clock_timestamp() AND NOT again THEN
    outcome := 'lapsed';
    RETURN;
  ELSIF NOT keep_chairs(kept, ids) THEN
    outcome := 'taken';
    RETURN;
  END IF;
  done := write_bookings(
    salon, kept.plan, ids, persons,
    facts || jsonb_build_object('currency', kept.currency, 'terms', kept.policy_version),
    hold, paying);
  DELETE FROM holds h WHERE h.salon_id = salon AND h.hold_id = hold;
  outcome := 'confirmed';
  kept_plan := kept.plan;
  currency := kept.currency;
  terms := kept.policy_version;
  begins := done.begins;
  deadline := done.deadline;
  made := done.made;
END $$
"""

# A booking without a hold. The request's key makes it one however often it is sent; the lock lets
# the second of two at once wait for the first.
_BOOK_PLAN = """
CREATE FUNCTION book_plan(
  plans jsonb, ids uuid[], persons uuid[], facts jsonb, paying interval, who uuid,
  OUT outcome text, OUT choice integer, OUT begins text, OUT deadline timestamptz,
  OUT made timestamptz[]
) LANGUAGE plpgsql AS $$
DECLARE
  salon uuid := current_setting('app.salon_id')::uuid; request text := facts ->> 'key'; done record;
BEGIN
  IF request IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(salon || request, 0));
    IF EXISTS (SELECT FROM bookings b
        WHERE b.salon_id = salon AND b.request_key = request) THEN
      outcome := 'again';
      RETURN;
    END IF;
  END IF;
  choice := take_plans(salon, plans, who, NULL, NULL, ids, NULL, NULL);
  IF choice IS NULL THEN
    outcome := 'taken';
    RETURN;
  END IF;
  done := write_bookings(salon, plans -> choice, ids, persons, facts, NULL, paying);
  begins := done.begins;
  deadline := done.deadline;
  made := done.made;
  outcome := 'booked';
END $$
"""

# The old time is freed only in the transaction that takes the new one, behind one savepoint.
_MOVE_BOOKING = """
CREATE FUNCTION move_booking(booking uuid, seen integer, plans jsonb, facts jsonb)
RETURNS TABLE (outcome text, made bookings) LANGUAGE plpgsql AS $$
DECLARE
  salon uuid := current_setting('app.salon_id')::uuid; old bookings; choice integer; part jsonb;
BEGIN
  SELECT * INTO old FROM bookings b
    WHERE b.salon_id = salon AND b.booking_id = booking FOR UPDATE;
  IF EXISTS (SELECT FROM booking_history h
      WHERE h.salon_id = salon AND h.booking_id = booking AND h.cause = facts ->> 'cause'
        AND h.details ->> 'key' = facts #>> '{details,key}') THEN
    outcome := 'again';
  ELSIF old.version <> seen THEN
    outcome := 'stale';
  ELSE
    choice := take_plans(salon, plans, NULL, booking, NULL, ARRAY[booking], NULL, NULL);
    outcome := CASE WHEN choice IS NULL THEN 'taken' ELSE 'moved' END;
  END IF;
  IF outcome = 'moved' THEN
    part := plans -> choice #> '{visits,0}';
    UPDATE bookings b SET
        starts_at = to_timestamp((part ->> 'start')::bigint * 60),
        ends_at = to_timestamp((part ->> 'end')::bigint * 60), takes = part -> 'takes',
        price_minor = (part ->> 'total')::bigint, price = part -> 'price',
        policy_version = (facts ->> 'terms')::integer, sequence = b.sequence + 1
      WHERE b.salon_id = salon AND b.booking_id = booking;
    DELETE FROM booking_segments s WHERE s.salon_id = salon AND s.booking_id = booking;
    INSERT INTO booking_segments (salon_id, booking_id, position, service_id, staff_id,
                                  starts_at, ends_at, addons, resource_ids, class_id)
      SELECT salon, booking, s.number - 1, (s.piece ->> 'service')::uuid,
             (s.piece ->> 'staff')::uuid, to_timestamp((s.piece ->> 'start')::bigint * 60),
             to_timestamp((s.piece ->> 'end')::bigint * 60),
             ARRAY(SELECT jsonb_array_elements_text(s.piece -> 'addons')::uuid),
             ARRAY(SELECT jsonb_array_elements_text(s.piece -> 'resources')::uuid),
             (s.piece ->> 'class_id')::uuid
        FROM jsonb_array_elements(part -> 'segments') WITH ORDINALITY AS s (piece, number);
    DELETE FROM planned_reminders r WHERE r.salon_id = salon AND r.booking_id = booking;
    INSERT INTO planned_reminders (salon_id, booking_id, kind, due_at)
      SELECT salon, booking, 'visit', to_timestamp((part ->> 'remind')::bigint * 60)
        WHERE part ->> 'remind' IS NOT NULL;
    INSERT INTO booking_history (salon_id, booking_id, seq, status, cause, actor, reason, details)
      VALUES (salon, booking, seen + 1, old.status, facts ->> 'cause', facts ->> 'by',
              facts ->> 'reason', facts -> 'details');
  END IF;
  SELECT * INTO made FROM bookings b WHERE b.salon_id = salon AND b.booking_id = booking;
  RETURN NEXT;
END $$
"""

# Paid after its deadline: the same chairs once more, if they are to be had.
_RETAKE_BOOKING = """
CREATE FUNCTION retake_booking(booking uuid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE salon uuid := current_setting('app.salon_id')::uuid; old bookings;
BEGIN
  SELECT * INTO old FROM bookings b
    WHERE b.salon_id = salon AND b.booking_id = booking FOR UPDATE;
  RETURN take_plan(
    salon, jsonb_build_object('visits', jsonb_build_array(jsonb_build_object('takes', old.takes))),
    old.conversation_id, booking, NULL, ARRAY[booking], NULL, NULL);
END $$
"""

# By the database's clock, whoever runs it; with the owner's rights, because it is for all salons.
_EXPIRE_UNPAID = """
CREATE FUNCTION expire_unpaid(most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE expired integer;
BEGIN
  WITH due AS MATERIALIZED (
      SELECT b.salon_id, b.booking_id, b.version FROM bookings b
        WHERE b.status = 'pending_payment' AND b.pay_until <= clock_timestamp()
        LIMIT most FOR UPDATE SKIP LOCKED
    )
    INSERT INTO booking_history (salon_id, booking_id, seq, status, cause, actor)
      SELECT salon_id, booking_id, version + 1, 'expired', 'not_paid', 'system' FROM due
      ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS expired = ROW_COUNT;
  RETURN expired;
END $$
"""
