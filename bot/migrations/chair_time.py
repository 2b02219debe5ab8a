"""The SQL that takes chair time: a plan is taken whole or not at all."""

# Lapsed holds give way, so does the taker's own promise: whole, since nobody is promised a part of
# what they wanted. With the owner's rights, to find them by index (`diary_reads`), for the salon
# alone that is bound.
MAKE_WAY = """
CREATE FUNCTION make_way(salon uuid, chairs uuid[], spans tstzrange[], who uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF salon IS DISTINCT FROM current_setting('app.salon_id')::uuid THEN
    RAISE EXCEPTION 'another salon is bound' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM holds h
    WHERE h.salon_id = salon AND h.holder = who AND h.expires_at > clock_timestamp()
      AND EXISTS (
        SELECT FROM unnest(chairs, spans) AS wanted (chair, span)
          JOIN occupied l ON l.salon_id = salon AND l.chair = wanted.chair
            AND l.during && wanted.span
          WHERE l.hold_id = h.hold_id);
  DELETE FROM occupied o USING (
      SELECT l.occupied_id
        FROM unnest(chairs, spans) AS wanted (chair, span)
        JOIN occupied l ON l.salon_id = salon AND l.chair = wanted.chair
          AND l.during && wanted.span
        JOIN holds h ON (h.salon_id, h.hold_id) = (l.salon_id, l.hold_id)
        WHERE h.expires_at <= clock_timestamp()
        ORDER BY l.occupied_id FOR UPDATE OF l
    ) gone WHERE o.salon_id = salon AND o.occupied_id = gone.occupied_id;
END $$
"""

# The constraint is the judge. ON CONFLICT DO NOTHING waits for a rival that has not committed
# without the deadlocks of a plain insert; chairs are taken in one order by all, so that plans
# which cross each other queue up. Only a loser looks further, once per chair. What was taken of a
# plan that cannot be had whole is undone with its savepoint. Lock time-outs end at the third: by
# then a paused rival was disconnected. Most plans are one chair: to sort those would cost a tenth
# of a booking.
# Who moves looks before freeing anything: two who want each other's time would wait for each other
# at what they have freed, again and again. A class that is called off sells no seat any more: who
# calls it off and who takes a seat meet at its row.
TAKE_PLAN = """
CREATE FUNCTION take_plan(
  salon uuid, plan jsonb, who uuid, freed uuid, for_hold uuid, for_bookings uuid[],
  for_block uuid, for_class uuid
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  kinds text[]; chairs uuid[]; spans tstzrange[]; visits integer[]; one jsonb;
BEGIN
  IF jsonb_array_length(plan -> 'visits') = 1
     AND jsonb_array_length(plan #> '{visits,0,takes}') = 1 THEN
    one := plan #> '{visits,0,takes,0}';
    kinds := ARRAY[one ->> 0];
    chairs := ARRAY[(one ->> 1)::uuid];
    spans := ARRAY[tstzrange(to_timestamp((one ->> 2)::bigint * 60),
                             to_timestamp((one ->> 3)::bigint * 60))];
    visits := '{1}';
  ELSE
    SELECT array_agg(kind), array_agg(chair), array_agg(span), array_agg(number)
      INTO kinds, chairs, spans, visits
      FROM (
        SELECT t ->> 0 AS kind, (t ->> 1)::uuid AS chair, v.number::integer AS number,
               tstzrange(to_timestamp((t ->> 2)::bigint * 60),
                         to_timestamp((t ->> 3)::bigint * 60)) AS span
          FROM jsonb_array_elements(plan -> 'visits') WITH ORDINALITY AS v (visit, number),
               jsonb_array_elements(v.visit -> 'takes') AS t
          ORDER BY chair, span
      ) AS each;
  END IF;
  IF chairs IS NULL THEN RETURN false; END IF;
  FOR attempt IN 1..3 LOOP
    BEGIN
      IF freed IS NOT NULL THEN
        IF in_the_way(salon, chairs, spans, freed, who) THEN
          RETURN false;
        END IF;
        DELETE FROM occupied o WHERE o.salon_id = salon AND o.booking_id = freed;
      END IF;
      FOR n IN 1..cardinality(chairs) LOOP
        IF kinds[n] = 'seat' THEN
          PERFORM FROM class_sessions c JOIN class_seats s USING (salon_id, class_id)
            WHERE c.salon_id = salon AND s.seat_id = chairs[n] AND c.cancelled_at IS NULL
            FOR SHARE OF c;
          IF NOT FOUND THEN RAISE SQLSTATE 'PT409'; END IF;
        END IF;
        FOR look IN 1..2 LOOP
          INSERT INTO occupied (salon_id, staff_id, resource_id, seat_id, during, visit, hold_id,
                                booking_id, block_id, class_id)
            SELECT salon, CASE kinds[n] WHEN 'staff' THEN chairs[n] END,
                   CASE kinds[n] WHEN 'resource' THEN chairs[n] END,
                   CASE kinds[n] WHEN 'seat' THEN chairs[n] END,
                   spans[n], visits[n] - 1, for_hold, for_bookings[visits[n]], for_block, for_class
            ON CONFLICT DO NOTHING;
          EXIT WHEN FOUND;
          IF look = 2 THEN RAISE SQLSTATE 'PT409'; END IF;
          PERFORM make_way(salon, chairs, spans, who);
        END LOOP;
      END LOOP;
      RETURN true;
    EXCEPTION
      WHEN SQLSTATE 'PT409' THEN RETURN false;
      WHEN deadlock_detected OR lock_not_available THEN
        IF attempt = 3 THEN RAISE; END IF;
    END;
  END LOOP;
END $$
"""

# The plans are tried in order; the number of the one that was taken, from 0.
TAKE_PLANS = """
CREATE FUNCTION take_plans(
  salon uuid, plans jsonb, who uuid, freed uuid, for_hold uuid, for_bookings uuid[],
  for_block uuid, for_class uuid
) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  FOR choice IN 0..jsonb_array_length(plans) - 1 LOOP
    IF take_plan(salon, plans -> choice, who, freed, for_hold, for_bookings, for_block,
                 for_class) THEN
      RETURN choice;
    END IF;
  END LOOP;
  RETURN NULL;
END $$
"""
