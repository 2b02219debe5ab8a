"""What must always hold of messages: none that came in is forgotten, none overtakes another."""

from foundation.invariants import Invariant

INVARIANTS = (
    Invariant(
        "no message waits more than five minutes for its answer",
        """
        SELECT inbox_id FROM inbox
          WHERE answered_revision IS NULL
            AND received_at < clock_timestamp() - interval '5 minutes'
        """,
    ),
    Invariant(
        "every message that was given up says why, is left to a person by a turn",
        """
        SELECT inbox_id FROM inbox
          WHERE given_up IS NOT NULL AND (given_up = '' OR answered_revision IS NULL)
        """,
    ),
    Invariant(
        "nobody whose message was given up waits a day for a person",
        """
        SELECT inbox_id FROM inbox i JOIN conversations c USING (salon_id, conversation_id)
          WHERE i.given_up IS NOT NULL
            AND c.waiting_since < clock_timestamp() - interval '1 day'
        """,
    ),
    Invariant(
        "no send stays undecided after its lease",
        """
        SELECT outbox_id FROM outbox
          WHERE status = 'sending' AND leased_until < clock_timestamp() - interval '5 minutes'
        """,
    ),
    Invariant(
        "no message was sent before an earlier one of its conversation",
        """
        SELECT later.outbox_id FROM (
          SELECT outbox_id, sent_at, max(sent_at) OVER (
              PARTITION BY salon_id, conversation_id ORDER BY outbox_id
              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
            FROM outbox WHERE status = 'sent'
        ) later WHERE later.sent_at < later.before
        """,
    ),
    Invariant(
        "no message that may go waits more than five minutes for a sender",
        """
        SELECT outbox_id FROM outbox o
          WHERE status = 'queued' AND due_at < clock_timestamp() - interval '5 minutes'
            AND NOT EXISTS (
              SELECT FROM account_health h
                WHERE h.salon_id = o.salon_id AND h.account_id = o.account_id AND h.tripped)
            AND NOT EXISTS (
              SELECT FROM outbox earlier
                WHERE earlier.salon_id = o.salon_id
                  AND earlier.conversation_id = o.conversation_id
                  AND earlier.outbox_id < o.outbox_id
                  AND earlier.status IN ('queued', 'sending'))
        """,
    ),
    Invariant(
        "every message that may not have arrived says why",
        """
        SELECT outbox_id FROM outbox
          WHERE status IN ('failed', 'unknown') AND coalesce(error, '') = ''
        """,
    ),
    Invariant(
        "every message of which nobody knows whether it arrived was shown to a person",
        """
        SELECT outbox_id FROM outbox o
          WHERE status = 'unknown' AND NOT EXISTS (
            SELECT FROM cases c WHERE c.salon_id = o.salon_id AND c.key = 'unknown:' || o.outbox_id)
        """,
    ),
    Invariant(
        "no message that a provider reported lost counts as sent",
        "SELECT outbox_id FROM outbox WHERE fate = 'failed' AND status <> 'failed'",
    ),
    Invariant(
        "the bot writes nothing while a person has the conversation",
        """
        SELECT o.outbox_id FROM outbox o JOIN (
          SELECT salon_id, conversation_id, holder, at, lead(at) OVER (
              PARTITION BY salon_id, conversation_id ORDER BY version) AS until
            FROM handovers
        ) had USING (salon_id, conversation_id)
          WHERE had.holder <> 'bot' AND o.kind = 'bot' AND o.created_at > had.at
            AND (had.until IS NULL OR o.created_at < had.until)
        """,
    ),
    Invariant(
        "who has a conversation is whom its last change of hands says",
        """
        SELECT w.conversation_id FROM ownerships w
          LEFT JOIN handovers h USING (salon_id, conversation_id, version)
          WHERE (w.holder, w.operator_id) IS DISTINCT FROM (h.holder, h.operator_id)
             OR EXISTS (
               SELECT FROM handovers later
                 WHERE later.salon_id = w.salon_id
                   AND later.conversation_id = w.conversation_id AND later.version > w.version)
        """,
    ),
    Invariant(
        "nothing is begun to be sent to who has opted out",
        """
        SELECT o.outbox_id FROM outbox o JOIN conversations c USING (salon_id, conversation_id)
          JOIN (
            SELECT salon_id, person, given, at, lead(at) OVER (
                PARTITION BY salon_id, person ORDER BY consent_id) AS until
              FROM consents WHERE purpose = 'visit' AND NOT late
          ) said ON said.salon_id = c.salon_id AND said.person = c.person
          CROSS JOIN LATERAL (SELECT coalesce(
            o.leased_at, CASE WHEN o.kind <> 'human' THEN o.sent_at END) AS at) begun
          WHERE NOT said.given AND o.kind <> 'consent' AND o.status <> 'dropped'
            AND begun.at > said.at AND (said.until IS NULL OR begun.at < said.until)
        """,
    ),
    Invariant(
        "whether a conversation is opted out is what the ledger says",
        """
        SELECT conversation_id FROM conversations
          WHERE person IS NOT NULL
            AND (opted_out_at IS NULL) <> (withdrawn_at(salon_id, person) IS NULL)
        """,
    ),
    Invariant(
        "nobody is told more than once that they opted out",
        """
        SELECT o.conversation_id FROM outbox o JOIN conversations c
            USING (salon_id, conversation_id)
          WHERE o.kind = 'consent' AND o.created_at > c.opted_out_at AND o.status <> 'dropped'
          GROUP BY o.salon_id, o.conversation_id HAVING count(*) > 1
        """,
    ),
)
