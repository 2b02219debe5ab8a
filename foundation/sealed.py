"""What is sealed in the database, declared by the rooms that seal it.

Every column of bytes is one of three: sealed, a keyed hash of something sealed, or plain with its
reason. A test compares the declarations with the database: nothing is forgotten when keys change.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from foundation.crypto import Vault


@dataclass(frozen=True, slots=True)
class Sealed:
    """A column of values that `Vault.seal` made under the salon's id; `keys` find its row."""

    table: str
    column: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hashed:
    """A column of keyed hashes that hang on the last key, each of the sealed `source` beside it.

    `value` gives what is hashed from what was sealed, with the columns named by `beside`.
    """

    table: str
    column: str
    keys: tuple[str, ...]
    purpose: str
    source: str
    value: Callable[[str, Sequence[object]], str]
    beside: tuple[str, ...] = ()

    def of(self, vault: Vault, opened: str, beside: Sequence[object]) -> bytes:
        """Hash anew what was sealed."""
        return vault.keyed_hash(self.value(opened, beside), self.purpose)


@dataclass(frozen=True, slots=True)
class Plain:
    """A column of bytes that holds nothing sealed; `why` it need not outlive a key."""

    table: str
    column: str
    why: str


PLAIN = (Plain("directory", "key_hash", "hashes of unguessable or public keys, without a key"),)
"""The floor's own."""
