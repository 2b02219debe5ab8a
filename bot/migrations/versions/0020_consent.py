"""Who wants messages: a ledger of facts, what stands now beside each conversation, the gate."""

from types import ModuleType
from typing import Any

from alembic import context, op

from bot.migrations.guard import protect
from bot.migrations.parking import park, park_tables, unpark, unpark_tables

revision = "0020_consent"
down_revision = "0019_receipts"
branch_labels = None
depends_on = None

# Facts, each with its proof; nothing of it ever changes. `person` is an address wherever the salon
# meets it on this channel, whichever of its accounts. What is `late` was said before something
# that was known already when it came: it is kept, it changes nothing.
_CONSENTS = """
CREATE TABLE consents (
  salon_id uuid NOT NULL,
  consent_id bigint GENERATED ALWAYS AS IDENTITY,
  person bytea NOT NULL,
  channel text NOT NULL,
  address bytea NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('visit', 'marketing')),
  given boolean NOT NULL,
  how text NOT NULL CHECK (how IN ('words', 'provider', 'operator', 'booking')),
  conversation_id uuid NOT NULL,
  customer_id uuid,
  inbox_id bigint,
  proof text NOT NULL DEFAULT '',
  late boolean NOT NULL DEFAULT false,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (inbox_id IS NOT NULL OR proof <> ''),
  PRIMARY KEY (salon_id, consent_id),
  FOREIGN KEY (salon_id, conversation_id) REFERENCES conversations,
  FOREIGN KEY (salon_id, customer_id) REFERENCES customers,
  FOREIGN KEY (salon_id, inbox_id) REFERENCES inbox
)
"""
_STANDING = """
CREATE FUNCTION withdrawn_at(salon uuid, who bytea) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN NOT c.given THEN c.at END FROM consents c
    WHERE c.salon_id = salon AND c.person = who AND c.purpose = 'visit' AND NOT c.late
    ORDER BY c.consent_id DESC LIMIT 1
$$
"""
_KEY = "hashtextextended('consent ' || salon::text || encode({}, 'hex'), 0)"

# Nothing may be begun to be sent after this commits. It takes the conversations' locks, under which
# alone messages are written; then the unsent messages' own, so that none is leased, taken up again
# or put back; then it waits until no sender trusts its lease any more (`trust`; docs/adr/0019).
_WITHDRAW = f"""
CREATE FUNCTION withdraw_consent(
  salon uuid, talk uuid, hashed bytea, family text, source text, letter bigint, evidence text,
  trust interval
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE mine conversations%ROWTYPE; theirs uuid[]; last timestamptz; stood boolean;
BEGIN
  PERFORM set_config('app.salon_id', salon::text, true);
  PERFORM pg_advisory_xact_lock({_KEY.format("hashed")});
  SELECT * INTO mine FROM conversations c
    WHERE c.salon_id = salon AND c.conversation_id = talk;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF mine.person IS NULL THEN
    UPDATE conversations c SET person = hashed, channel = family
      WHERE c.salon_id = salon AND c.conversation_id = talk;
  END IF;
  SELECT array_agg(one.conversation_id), bool_and(one.opted_out_at IS NOT NULL)
    INTO theirs, stood
    FROM (SELECT c.conversation_id, c.opted_out_at FROM conversations c
            WHERE c.salon_id = salon AND (c.person = hashed OR (c.channel = family
              AND c.customer_id IN (SELECT person_rows(salon, mine.customer_id))))
            ORDER BY c.conversation_id FOR NO KEY UPDATE) one;
  IF NOT stood THEN
    PERFORM FROM outbox o
      WHERE o.salon_id = salon AND o.conversation_id = ANY (theirs) AND o.kind <> 'consent'
        AND (o.status = 'queued'
          OR o.status = 'sending' AND o.leased_until > clock_timestamp())
      ORDER BY o.outbox_id FOR UPDATE;
    SELECT max(o.leased_at) INTO last FROM outbox o
      WHERE o.salon_id = salon AND o.conversation_id = ANY (theirs) AND o.kind <> 'consent'
        AND o.status = 'sending' AND o.leased_until > clock_timestamp();
    IF last + trust > clock_timestamp() THEN
      PERFORM pg_sleep(extract(epoch FROM last + trust - clock_timestamp()));
    END IF;
    UPDATE outbox o SET status = 'dropped', error = 'they opted out'
      WHERE o.salon_id = salon AND o.conversation_id = ANY (theirs) AND o.kind <> 'consent'
        AND o.status = 'queued';
    UPDATE conversations c SET opted_out_at = clock_timestamp()
      WHERE c.salon_id = salon AND c.conversation_id = ANY (theirs) AND c.opted_out_at IS NULL;
  END IF;
  INSERT INTO consents (salon_id, person, channel, address, purpose, given, how, conversation_id,
                        customer_id, inbox_id, proof)
    SELECT DISTINCT ON (c.person, p.purpose) salon, c.person, c.channel, c.address, p.purpose,
           false, source, c.conversation_id, c.customer_id, letter, evidence
      FROM conversations c CROSS JOIN (VALUES ('visit'), ('marketing')) p(purpose)
      WHERE c.salon_id = salon AND c.conversation_id = ANY (theirs) AND c.person IS NOT NULL
      ORDER BY c.person, p.purpose, (c.conversation_id = talk) DESC;
  RETURN NOT stood;
END $$
"""
# What is asked for again are messages about visits: offers have to be asked for by their name.
_GIVE = """
CREATE FUNCTION give_consent(
  salon uuid, talk uuid, source text, letter bigint, evidence text
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE mine conversations%ROWTYPE;
BEGIN
  PERFORM set_config('app.salon_id', salon::text, true);
  SELECT * INTO mine FROM conversations c
    WHERE c.salon_id = salon AND c.conversation_id = talk;
  IF mine.person IS NULL THEN RETURN false; END IF;
  PERFORM FROM conversations c WHERE c.salon_id = salon AND c.person = mine.person
    ORDER BY c.conversation_id FOR NO KEY UPDATE;
  UPDATE conversations c SET opted_out_at = NULL
    WHERE c.salon_id = salon AND c.person = mine.person AND c.opted_out_at IS NOT NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO consents (salon_id, person, channel, address, purpose, given, how, conversation_id,
                        customer_id, inbox_id, proof)
    VALUES (salon, mine.person, mine.channel, mine.address, 'visit', true, source, talk,
            mine.customer_id, letter, evidence);
  RETURN true;
END $$
"""
# The gate: whatever writes, leases or puts back a message, none of who opted out becomes due.
_GATE = """
CREATE FUNCTION heed_opt_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind <> 'consent' AND EXISTS (SELECT FROM conversations c
      WHERE c.salon_id = NEW.salon_id AND c.conversation_id = NEW.conversation_id
        AND c.opted_out_at IS NOT NULL) THEN
    IF TG_OP = 'UPDATE' AND NEW.status = 'sending' THEN RETURN NULL; END IF;
    NEW.status := 'dropped';
    NEW.error := 'they opted out';
    NEW.lease_owner := NULL;
    NEW.leased_until := NULL;
    NEW.sent_at := NULL;
  ELSIF NEW.status = 'sending' THEN
    NEW.leased_at := clock_timestamp();
  END IF;
  RETURN NEW;
END $$
"""
# As `0016_bursts` wrote it, with what the message wishes about messages. The caller may wait then
# for messages under way: such a call has a connection of its own.
_HEAR = f"""
CREATE FUNCTION hear(
  salon uuid, account uuid, new_conversation uuid, hashed bytea, sealed_address bytea,
  tongue text, provider text, seq bigint, what text, content bytea,
  raw_hash bytea, raw bytea, quiet interval DEFAULT '0', longest interval DEFAULT '0',
  who bytea DEFAULT NULL, family text DEFAULT NULL, wish text DEFAULT NULL,
  otherwise text DEFAULT NULL, trust interval DEFAULT '0'
) RETURNS TABLE (
  conversation uuid, revision bigint, customer uuid, language text, fresh boolean,
  catalogue bigint,
  ids bigint[], kinds text[], bodies bytea[], wait integer, opted_out boolean
)
LANGUAGE plpgsql AS $$
DECLARE talk conversations%ROWTYPE; due timestamptz := clock_timestamp(); letter bigint;
        overtaken boolean := false; known timestamptz;
BEGIN
  PERFORM set_config('app.salon_id', salon::text, true);
  IF wish = 'opt_out' THEN PERFORM pg_advisory_xact_lock({_KEY.format("who")}); END IF;
  SELECT * INTO talk FROM conversations c
    WHERE c.salon_id = salon AND c.account_id = account AND c.address_hash = hashed;
  IF NOT FOUND THEN
    INSERT INTO conversations (salon_id, conversation_id, account_id, address_hash, address,
                               language, person, channel, opted_out_at)
      VALUES (salon, new_conversation, account, hashed, sealed_address, tongue, who, family,
        CASE WHEN who IS NULL THEN NULL
             WHEN pg_try_advisory_xact_lock_shared({_KEY.format("who")})
             THEN withdrawn_at(salon, who) ELSE clock_timestamp() END)
      ON CONFLICT ON CONSTRAINT conversations_salon_id_account_id_address_hash_key DO NOTHING;
    SELECT * INTO talk FROM conversations c
      WHERE c.salon_id = salon AND c.account_id = account AND c.address_hash = hashed;
  ELSIF talk.person IS NULL AND who IS NOT NULL THEN
    UPDATE conversations c SET person = who, channel = family,
           opted_out_at = coalesce(c.opted_out_at, withdrawn_at(salon, who))
      WHERE (c.salon_id, c.conversation_id) = (SELECT o.salon_id, o.conversation_id
        FROM conversations o WHERE o.salon_id = salon
         AND o.conversation_id = talk.conversation_id FOR NO KEY UPDATE SKIP LOCKED)
      RETURNING c.opted_out_at INTO known;
    IF FOUND THEN talk.opted_out_at := known; END IF;
    -- Withdrawn by another conversation of theirs before this one's address had a hash.
    INSERT INTO consents (salon_id, person, channel, address, purpose, given, how,
                          conversation_id, customer_id, proof)
      SELECT salon, who, family, sealed_address, p.purpose, false, 'words',
             talk.conversation_id, talk.customer_id, 'in another conversation'
        FROM (VALUES ('visit'), ('marketing')) p(purpose)
        WHERE known IS NOT NULL AND withdrawn_at(salon, who) IS NULL;
  END IF;
  IF quiet > '0' THEN
    SELECT greatest(least(due + quiet, coalesce(min(i.received_at), due) + longest),
                    max(i.answer_after) FILTER (WHERE i.tries > 1))
      INTO due FROM inbox i
      WHERE i.salon_id = salon AND i.conversation_id = talk.conversation_id
        AND i.answered_revision IS NULL;
  END IF;
  IF wish IS NOT NULL THEN
    overtaken := EXISTS (SELECT FROM inbox i WHERE i.salon_id = salon
      AND i.conversation_id = talk.conversation_id AND i.kind IN ('opt_out', 'opt_in')
      AND i.sequence > seq);
    IF wish = 'opt_in' AND (talk.opted_out_at IS NULL OR overtaken) THEN what := otherwise; END IF;
  END IF;
  INSERT INTO inbox (salon_id, account_id, conversation_id, provider_id, sequence, kind, body,
                     answer_after)
    VALUES (salon, account, talk.conversation_id, provider, seq, what, content, due)
    ON CONFLICT ON CONSTRAINT inbox_salon_id_account_id_provider_id_key DO NOTHING
    RETURNING inbox_id INTO letter;
  fresh := FOUND;
  IF fresh AND raw IS NOT NULL THEN
    INSERT INTO deliveries (salon_id, account_id, body_hash, body)
      VALUES (salon, account, raw_hash, raw);
  END IF;
  IF fresh AND wish = 'opt_out' AND overtaken THEN
    INSERT INTO consents (salon_id, person, channel, address, purpose, given, how,
                          conversation_id, customer_id, inbox_id, late)
      SELECT salon, who, family, sealed_address, p.purpose, false, 'words',
             talk.conversation_id, talk.customer_id, letter, true
        FROM (VALUES ('visit'), ('marketing')) p(purpose);
  ELSIF fresh AND wish = 'opt_out' THEN
    PERFORM withdraw_consent(salon, talk.conversation_id, who, family, 'words', letter, '', trust);
    talk.opted_out_at := clock_timestamp();
  ELSIF fresh AND wish = 'opt_in' AND what = 'opt_in' THEN
    PERFORM give_consent(salon, talk.conversation_id, 'words', letter, '');
    talk.opted_out_at := NULL;
  END IF;
  conversation := talk.conversation_id;
  revision := talk.revision;
  customer := talk.customer_id;
  language := talk.language;
  opted_out := talk.opted_out_at IS NOT NULL;
  SELECT f.revision INTO catalogue FROM salon_facts f WHERE f.salon_id = salon;
  SELECT array_agg(i.inbox_id ORDER BY i.sequence, i.inbox_id),
         array_agg(i.kind ORDER BY i.sequence, i.inbox_id),
         array_agg(i.body ORDER BY i.sequence, i.inbox_id),
         wait_until(CASE WHEN fresh THEN due ELSE max(i.answer_after) END)
    INTO ids, kinds, bodies, wait FROM inbox i
    WHERE i.salon_id = salon AND i.conversation_id = talk.conversation_id
      AND i.answered_revision IS NULL;
  RETURN NEXT;
END $$
"""
_GATHER_OPENS = "ids bigint[], kinds text[], bodies bytea[], wait integer\n)"
_GATHER_GIVES = "due.bodies,\n         due.wait\n"
# As `0019_receipts` left it. Whose word the turn's messages are is new: a turn's own words to who
# has opted out meanwhile are kept as dropped; the one notice of an opt-out is said once.
_TURN_ENDS = ", owner text, lease interval\n)"
_TURN_SAYS = "IF cardinality(bodies) > 0 THEN"
_TURN_ROW = "lease_owner, leased_until, sent_at)"
_TURN_GIVES = "CASE WHEN hosted THEN clock_timestamp() END\n"
_TURN_OPENS = "RETURNING c.account_id INTO account;"
_TURN_RETURNS = "RETURN CASE WHEN hosted OR leased THEN made ELSE '{}' END;"
_TURN_BOOKED = """
  IF new_state = 'booked' AND cardinality(answered) > 0 AND opted_out IS NULL THEN
    INSERT INTO consents (salon_id, person, channel, address, purpose, given, how,
                          conversation_id, customer_id, inbox_id)
      SELECT salon, c.person, c.channel, c.address, 'visit', true, 'booking', talk,
             c.customer_id, answered[cardinality(answered)]
        FROM conversations c
        WHERE c.salon_id = salon AND c.conversation_id = talk AND c.person IS NOT NULL
          AND NOT EXISTS (SELECT FROM consents k WHERE k.salon_id = salon
            AND k.person = c.person AND k.purpose = 'visit');
  END IF;
"""


def upgrade() -> None:
    """Create the ledger, what stands beside each conversation, the gate before the outbox."""
    op.execute(
        "ALTER TABLE conversations ADD person bytea, ADD channel text,"
        " ADD opted_out_at timestamptz,"
        " ADD CONSTRAINT conversations_person CHECK (person IS NULL OR channel IS NOT NULL)"
    )
    # The person is hashed when next heard of; where they are reached is known already.
    op.execute(
        "UPDATE conversations c SET channel = CASE WHEN a.kind IN ('twilio', 'openphone')"
        " THEN 'sms' WHEN a.kind = 'evolution' THEN 'whatsapp' ELSE a.kind END FROM accounts a"
        " WHERE (a.salon_id, a.account_id) = (c.salon_id, c.account_id)"
    )
    op.execute(
        "CREATE INDEX conversations_person ON conversations (salon_id, person)"
        " WHERE person IS NOT NULL"
    )
    op.execute(
        "CREATE INDEX conversations_customer ON conversations (salon_id, customer_id)"
        " WHERE customer_id IS NOT NULL"
    )
    op.execute(_CONSENTS)
    protect("consents", app="SELECT, INSERT")
    op.execute("CREATE INDEX consents_now ON consents (salon_id, person, purpose, consent_id DESC)")
    op.execute(
        """
        ALTER TABLE outbox ADD leased_at timestamptz,
          DROP CONSTRAINT outbox_kind_check,
          ADD CONSTRAINT outbox_kind_check CHECK (kind IN ('bot', 'notice', 'human', 'consent'))
        """
    )
    op.execute("DROP FUNCTION hear, gather, close_turn")
    for statement in (_STANDING, _WITHDRAW, _GIVE, _GATE, _HEAR, _gather(), _close_turn()):
        op.execute(statement)
    due = "NEW.status IN ('queued', 'sending')"
    # On our own page a message is sent when it is written; what a person wrote elsewhere is a fact.
    shown = f"{due} OR NEW.status = 'sent' AND NEW.kind <> 'human'"
    for moment, condition in (("INSERT", shown), ("UPDATE", due)):
        op.execute(
            f"CREATE TRIGGER heed_opt_out_{moment.lower()} BEFORE {moment} ON outbox"
            f" FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION heed_opt_out()"
        )
    unpark_tables("consents")
    unpark(
        "conversations_consent",
        "UPDATE conversations c SET person = p.person, channel = p.channel,"
        " opted_out_at = p.opted_out_at FROM parked.conversations_consent p"
        " WHERE (c.salon_id, c.conversation_id) = (p.salon_id, p.conversation_id)",
    )


def _gather() -> str:
    made: str = _former("0016_bursts")._GATHER  # noqa: SLF001 - a revision's own statement
    return _changed(
        made,
        (_GATHER_OPENS, _GATHER_OPENS.replace("integer", "integer, opted_out boolean")),
        (_GATHER_GIVES, _GATHER_GIVES.rstrip() + ", c.opted_out_at IS NOT NULL\n"),
    )


def _close_turn() -> str:
    older = _former("0019_receipts")
    made: str = _former("0005_dialog")._CLOSE_TURN  # noqa: SLF001 - as above
    return _changed(
        made,
        (older._CALM, older._CALM_ON_A_GOOD_LINE),  # noqa: SLF001 - as above
        (_TURN_ENDS, _TURN_ENDS.replace("\n)", ", whose text DEFAULT 'bot'\n)")),
        ("DECLARE account uuid;", "DECLARE account uuid; opted_out timestamptz;"),
        (_TURN_OPENS, "RETURNING c.account_id, c.opted_out_at INTO account, opted_out;"),
        (_TURN_SAYS, _TURN_BOOKED + """  IF opted_out IS NOT NULL AND whose = 'consent'
     AND EXISTS (SELECT FROM outbox o WHERE o.salon_id = salon AND o.conversation_id = talk
                   AND o.kind = 'consent' AND o.created_at > opted_out) THEN
    bodies := '{}';
  END IF;
  """ + _TURN_SAYS),
        (_TURN_ROW, _TURN_ROW.replace(")", ", kind)")),
        (_TURN_GIVES, _TURN_GIVES.rstrip() + ", whose\n"),
        (_TURN_RETURNS, "IF opted_out IS NOT NULL AND whose <> 'consent' THEN RETURN '{}'; END IF;"
         "\n  " + _TURN_RETURNS),
    )  # fmt: skip


def _changed(statement: str, *changes: tuple[str, str]) -> str:
    """Put each new part in its old one's place; a part that is not there, once, is a mistake."""
    for old, new in changes:
        if statement.count(old) != 1:
            raise LookupError(old)
        statement = statement.replace(old, new)
    return statement


def _former(name: str) -> Any:  # noqa: ANN401 - a revision's module
    module: ModuleType = context.script.get_revision(name).module
    return module


def downgrade() -> None:
    """Set aside the ledger, what stands; bring the older functions back."""
    op.execute("DROP TRIGGER heed_opt_out_insert ON outbox")
    op.execute("DROP TRIGGER heed_opt_out_update ON outbox")
    op.execute(
        "DROP FUNCTION heed_opt_out, hear, gather, close_turn, give_consent, withdraw_consent,"
        " withdrawn_at"
    )
    older = _former("0019_receipts")
    for statement in (
        _former("0016_bursts")._HEAR,  # noqa: SLF001 - a revision's own statement
        _former("0016_bursts")._GATHER,  # noqa: SLF001 - as above
        _changed(
            _former("0005_dialog")._CLOSE_TURN,  # noqa: SLF001 - as above
            (older._CALM, older._CALM_ON_A_GOOD_LINE),  # noqa: SLF001 - as above
        ),
    ):
        op.execute(statement)
    park_tables("consents")
    park(
        "conversations_consent",
        "SELECT salon_id, conversation_id, person, channel, opted_out_at FROM conversations"
        " WHERE person IS NOT NULL",
    )
    # A notice of the law is a word of the product that the older code does not know apart.
    op.execute("UPDATE outbox SET kind = 'notice' WHERE kind = 'consent'")
    op.execute(
        """
        ALTER TABLE outbox DROP leased_at, DROP CONSTRAINT outbox_kind_check,
          ADD CONSTRAINT outbox_kind_check CHECK (kind IN ('bot', 'notice', 'human'))
        """
    )
    op.execute("DROP TABLE consents")
    op.execute("DROP INDEX conversations_person, conversations_customer")
    op.execute("ALTER TABLE conversations DROP person, DROP channel, DROP opted_out_at")
