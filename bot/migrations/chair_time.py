"""The SQL that takes chair time: a plan is taken whole or not at all."""

# Lapsed holds give way, the taker's own promise moves instead of standing in its own way.
MAKE_WAY = """
CREATE FUNCTION make_way(salon uuid, chairs uuid[], spans tstzrange[], who uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM occupied o USING (
      SELECT l.occupied_id
        FROM unnest(chairs, spans) AS wanted (chair, span)
        JOIN occupied l ON l.salon_id = salon AND l.chair = wanted.chair
          AND l.during && wanted.span
        JOIN holds h ON (h.salon_id, h.hold_id) = (l.salon_id, l.hold_id)
        WHERE h.expires_at <= clock_timestamp() OR h.holder = who
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
  FOR attempt IN 1..3 LOOP
    BEGIN
      IF freed IS NOT NULL THEN
        DELETE FROM occupied o WHERE o.salon_id = salon AND o.booking_id = freed;
      END IF;
      FOR n IN 1..cardinality(chairs) LOOP
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
