"""Secrets at rest: sealed values that name their key, with keyed hashes to find them by."""

import hmac
import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from foundation.errors import Permanent
from foundation.settings import SecretKey

_VERSION = 1
_NONCE = 12  # bytes: the size GCM is defined for (NIST SP 800-38D, 5.2.1.1)
_TAG = 16


class Vault:
    """The secret keys of this installation: `seal`, `open` and `keyed_hash`.

    The first key encrypts, every key decrypts, the LAST one derives the hashes. So a new key is
    put in front and hashes stay what they were; before the last key is dropped, all that is found
    by hash must be hashed anew.
    """

    def __init__(self, keys: Sequence[SecretKey]) -> None:
        """Take the keys of the settings, at least one."""
        if not keys:
            raise ValueError("a vault needs a key")
        # One derived key per use: no key ever serves two algorithms.
        self._ciphers = {key.id.encode(): AESGCM(_derive(key.key, b"seal")) for key in keys}
        first = keys[0].id.encode()
        self.header = bytes((_VERSION, len(first))) + first
        """How every value begins that the first key seals."""
        self._cipher = self._ciphers[first]
        self._hash_root = keys[-1].key
        self._hash_keys: dict[str, bytes] = {}

    def seal(self, text: str, context: bytes = b"") -> bytes:
        """Encrypt `text` so that it opens under the same `context` alone (salon id, purpose).

        Layout: version, length of the key id, key id, nonce (12), ciphertext, tag (16). The nonce
        is chance: a key is good for 2**32 values (SP 800-38D, 8.3), then a new one goes in front.
        """
        nonce = secrets.token_bytes(_NONCE)
        header = self.header
        return header + nonce + self._cipher.encrypt(nonce, text.encode(), header + context)

    def open(self, blob: bytes, context: bytes = b"") -> str:
        """Decrypt what `seal` made; raises Permanent when the key or the value is wrong."""
        start = 2 + blob[1] if len(blob) > 1 else 0
        body = start + _NONCE
        if len(blob) < body + _TAG or blob[0] != _VERSION:
            raise Permanent("a sealed value has a layout this version does not know")
        cipher = self._ciphers.get(blob[2:start]) or _missing(blob[2:start])
        try:
            plain = cipher.decrypt(blob[start:body], blob[body:], blob[:start] + context)
        except InvalidTag:
            raise Permanent("a sealed value was altered or belongs to another place") from None
        return plain.decode()

    def is_current(self, blob: bytes) -> bool:
        """Tell whether the first key sealed `blob`; else it is due to be sealed anew."""
        return blob.startswith(self.header)

    def keyed_hash(self, value: str, purpose: str) -> bytes:
        """Hash `value` for a lookup (HMAC-SHA256, 32 bytes), another one for each purpose."""
        key = self._hash_keys.get(purpose)
        if key is None:
            key = self._hash_keys[purpose] = _derive(self._hash_root, b"hash " + purpose.encode())
        return hmac.digest(key, value.encode(), "sha256")


def _missing(key_id: bytes) -> AESGCM:
    name = key_id.decode("ascii", "backslashreplace")
    raise Permanent(f"a value is sealed by key {name!r}: put it back into PARLANCE_SECRET_KEYS")


def _derive(key: bytes, use: bytes) -> bytes:
    """Derive a key for one use (HKDF, RFC 5869)."""
    return HKDF(SHA256(), length=32, salt=None, info=b"parlance " + use).derive(key)
