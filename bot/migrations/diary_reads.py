"""The SQL that reads chair time, one round trip each."""

# With the owner's rights, each for the salon it is asked for: what overlaps a time is found by
# the index of one_at_a_time, and under a policy Postgres looks at every row instead, since a
# range's operators are not known to keep what they see to themselves (CREATE FUNCTION, LEAKPROOF).

# A lapsed hold is not in the way, neither is the asker's own. Sets the tenant itself, so that it
# is one round trip on a connection outside any unit of work.
BUSY_BETWEEN = """
CREATE FUNCTION busy_between(
  salon uuid, since timestamptz, until timestamptz, who uuid
) RETURNS TABLE (chair uuid, begins integer, ends integer) LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('app.salon_id', salon::text, true);
  RETURN QUERY
  SELECT o.chair, floor(extract(epoch FROM lower(o.during)) / 60)::integer,
         ceil(extract(epoch FROM upper(o.during)) / 60)::integer
    FROM occupied o LEFT JOIN holds h ON (h.salon_id, h.hold_id) = (o.salon_id, o.hold_id)
    WHERE o.salon_id = salon AND o.during && tstzrange(since, until)
      AND (o.hold_id IS NULL
           OR h.expires_at > clock_timestamp() AND h.holder IS DISTINCT FROM who)
    ORDER BY o.during;
END $$
"""

# How many minutes of each stylist are sold, for a fair choice among them; a hold is no sale yet,
# else whoever changes their mind would be led to somebody else.
LOAD_BETWEEN = """
CREATE FUNCTION load_between(salon uuid, since timestamptz, until timestamptz)
RETURNS TABLE (stylist uuid, minutes integer) LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('app.salon_id', salon::text, true);
  RETURN QUERY
  SELECT o.staff_id,
         (sum(extract(epoch FROM upper(o.during) - lower(o.during))) / 60)::integer
    FROM occupied o
    WHERE o.salon_id = salon AND o.staff_id IS NOT NULL AND o.block_id IS NULL
      AND o.hold_id IS NULL AND o.during && tstzrange(since, until)
    GROUP BY o.staff_id;
END $$
"""

# Whether anybody but the owner of `freed`, `who` has what is wanted.
IN_THE_WAY = """
CREATE FUNCTION in_the_way(salon uuid, chairs uuid[], spans tstzrange[], freed uuid, who uuid)
RETURNS boolean LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM unnest(chairs, spans) AS wanted (chair, span)
      JOIN occupied o ON o.salon_id = salon AND o.chair = wanted.chair
        AND o.during && wanted.span
      LEFT JOIN holds h ON (h.salon_id, h.hold_id) = (o.salon_id, o.hold_id)
      WHERE o.booking_id IS DISTINCT FROM freed
        AND (o.hold_id IS NULL OR h.expires_at > clock_timestamp()
             AND h.holder IS DISTINCT FROM who));
END $$
"""

# The classes of a service with the seats that are left, in the order of their numbers.
CLASSES_BETWEEN = """
CREATE FUNCTION classes_between(
  salon uuid, service uuid, since timestamptz, until timestamptz, who uuid
) RETURNS TABLE (class uuid, stylist uuid, begins integer, ends integer, seats uuid[])
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.salon_id', salon::text, true);
  RETURN QUERY
  SELECT c.class_id, c.staff_id, (extract(epoch FROM c.starts_at) / 60)::integer,
         (extract(epoch FROM c.ends_at) / 60)::integer,
         ARRAY(
           SELECT s.seat_id FROM class_seats s
             WHERE (s.salon_id, s.class_id) = (salon, c.class_id)
               AND NOT EXISTS (
                 SELECT FROM occupied o
                   LEFT JOIN holds h ON (h.salon_id, h.hold_id) = (o.salon_id, o.hold_id)
                   WHERE o.salon_id = salon AND o.chair = s.seat_id
                     AND o.during && tstzrange(c.starts_at, c.ends_at)
                     AND (o.hold_id IS NULL
                          OR h.expires_at > clock_timestamp() AND h.holder IS DISTINCT FROM who))
             ORDER BY s.number)
    FROM class_sessions c
    WHERE c.salon_id = salon AND c.service_id = service AND c.cancelled_at IS NULL
      AND c.starts_at >= since AND c.starts_at < until
    ORDER BY c.starts_at, c.class_id;
END $$
"""
