"""The three failures of the house."""


class Refused(Exception):
    """The business says no: a phrase for the customer or a 4xx, never an alarm.

    `key` names the refusal (`time_taken`), `facts` hold what a phrase needs to explain it.
    """

    def __init__(self, key: str, **facts: object) -> None:
        """Keep the key for machines, the facts for phrases."""
        super().__init__(key)
        self.key = key
        self.facts = facts


class Transient(Exception):
    """It may work later: try again, after `retry_after` seconds where the other side named them."""

    def __init__(self, reason: str, *, retry_after: float | None = None) -> None:
        """Keep the reason (no personal data) beside the wait the provider asked for."""
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


class Permanent(Exception):
    """It will never work: bury it where an operator sees it."""

    def __init__(self, reason: str) -> None:
        """Keep the reason; it must hold no personal data."""
        super().__init__(reason)
        self.reason = reason


class Unknown(Exception):
    """A send may or may not have reached the customer: never repeated by itself, always shown."""

    def __init__(self, reason: str) -> None:
        """Keep the reason; it must hold no personal data."""
        super().__init__(reason)
        self.reason = reason
