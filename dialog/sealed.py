"""What this room keeps sealed."""

from foundation.sealed import Sealed

SEALED = (Sealed("turns", "trace", ("conversation_id", "revision")),)
