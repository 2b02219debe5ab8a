"""What must always hold of conversations: a revision is a turn, the last one is the session."""

from foundation.invariants import Invariant

INVARIANTS = (
    Invariant(
        "every conversation stands where its last turn left it",
        """
        SELECT c.conversation_id FROM conversations c
          LEFT JOIN turns t USING (salon_id, conversation_id)
          GROUP BY c.salon_id, c.conversation_id, c.revision
          HAVING c.revision <> coalesce(max(t.revision), c.revision)
              OR c.revision > 0 AND count(t.revision) = 0
        """,
    ),
    Invariant(
        "every durable session is of its conversation's revision",
        """
        SELECT c.conversation_id FROM conversations c
          LEFT JOIN dialog_sessions s USING (salon_id, conversation_id)
          WHERE c.revision <> coalesce(s.revision, 0)
             OR s.revision <> (s.snapshot->>'revision')::bigint
        """,
    ),
    Invariant(
        "every answered message was answered by a turn that happened",
        """
        SELECT i.inbox_id FROM inbox i JOIN conversations c USING (salon_id, conversation_id)
          WHERE i.answered_revision NOT BETWEEN 1 AND c.revision
        """,
    ),
    Invariant(
        "every reply belongs to a turn that happened",
        """
        SELECT o.outbox_id FROM outbox o JOIN conversations c USING (salon_id, conversation_id)
          WHERE o.revision NOT BETWEEN 1 AND c.revision
        """,
    ),
    Invariant(
        "no conversation rests in a state that lasts within a turn only",
        "SELECT conversation_id FROM conversations WHERE state IN ('holding', 'confirming')",
    ),
    Invariant(
        "every time that is held is known to the conversation that holds it",
        """
        SELECT h.hold_id FROM holds h
          LEFT JOIN dialog_sessions s
            ON s.salon_id = h.salon_id AND s.conversation_id = h.holder
          WHERE s.snapshot #>> '{held,hold_id}' IS DISTINCT FROM h.hold_id::text
        """,
    ),
    Invariant(
        "every booking that a conversation has told of is in the diary",
        """
        SELECT s.conversation_id FROM dialog_sessions s
          LEFT JOIN bookings b
            ON b.salon_id = s.salon_id AND b.booking_id::text = s.snapshot ->> 'booked'
          WHERE s.snapshot ->> 'booked' IS NOT NULL AND b.booking_id IS NULL
        """,
    ),
    Invariant(
        "every session knows whether a person has its conversation",
        """
        SELECT s.conversation_id FROM dialog_sessions s
          LEFT JOIN ownerships w USING (salon_id, conversation_id)
          WHERE (s.snapshot ->> 'taken' IS NOT NULL) <> (coalesce(w.holder, 'bot') <> 'bot')
        """,
    ),
)
