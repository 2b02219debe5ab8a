import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.crypto import Vault
from foundation.errors import Permanent
from foundation.settings import parse_keys

OLD = f"old:{base64.b64encode(bytes(range(32))).decode()}"
NEW = f"new:{base64.b64encode(bytes(range(200, 232))).decode()}"


def vault(*keys: str) -> Vault:
    return Vault(parse_keys(",".join(keys)))


@given(st.text(), st.binary(max_size=40))
def test_what_is_sealed_opens_as_it_was(text: str, context: bytes) -> None:
    assert vault(OLD).open(vault(OLD).seal(text, context), context) == text


def test_a_sealed_value_shows_nothing_and_never_twice_the_same() -> None:
    one, other = vault(OLD).seal("Mia Schmidt"), vault(OLD).seal("Mia Schmidt")
    assert b"Mia" not in one
    assert one != other


def test_a_sealed_value_belongs_to_its_place() -> None:
    sealed = vault(OLD).seal("Mia", b"salon one")
    with pytest.raises(Permanent, match="another place"):
        vault(OLD).open(sealed, b"salon two")


def test_each_altered_byte_is_noticed() -> None:
    sealed = vault(OLD).seal("Mia", b"here")
    for position in range(len(sealed)):
        altered = bytearray(sealed)
        altered[position] ^= 1
        with pytest.raises(Permanent):
            vault(OLD).open(bytes(altered), b"here")


def test_each_shortened_value_is_noticed() -> None:
    sealed = vault(OLD).seal("Mia")
    for length in range(len(sealed)):
        with pytest.raises(Permanent):
            vault(OLD).open(sealed[:length])


def test_a_new_key_seals_while_the_old_one_still_opens() -> None:
    sealed = vault(OLD).seal("Mia")
    both = vault(NEW, OLD)
    assert both.open(sealed) == "Mia"
    assert not both.is_current(sealed)
    again = both.seal(both.open(sealed))
    assert both.is_current(again)
    assert vault(NEW).open(again) == "Mia"


def test_a_missing_key_is_named() -> None:
    with pytest.raises(Permanent, match=r"'old'.*PARLANCE_SECRET_KEYS"):
        vault(NEW).open(vault(OLD).seal("Mia"))


def test_a_hash_survives_a_new_key_in_front() -> None:
    before = vault(OLD).keyed_hash("+49 30 555", "address")
    assert vault(NEW, OLD).keyed_hash("+49 30 555", "address") == before
    assert len(before) == 32


def test_a_hash_differs_by_purpose_by_value_by_key() -> None:
    hashes = {
        vault(OLD).keyed_hash("a", "address"),
        vault(OLD).keyed_hash("a", "login"),
        vault(OLD).keyed_hash("b", "address"),
        vault(NEW).keyed_hash("a", "address"),
    }
    assert len(hashes) == 4


def test_a_vault_without_a_key_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a key"):
        Vault(())
