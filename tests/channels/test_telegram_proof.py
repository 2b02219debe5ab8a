"""Only Telegram is heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.port import Account, MissingSecret, Request, Unauthentic
from channels.telegram.proof import verify

SECRET = b"s3cret_Token-1"
HEADER = "x-telegram-bot-api-secret-token"


def account(secret: str = SECRET.decode()) -> Account:
    return Account("telegram", "path", {"token": "42:x", "secret_token": secret})


def request(given: bytes | None) -> Request:
    return Request({} if given is None else {HEADER: given}, b"{}")


def accepted(given: bytes | None, secret: str = SECRET.decode()) -> bool:
    try:
        verify(account(secret), request(given))
    except Unauthentic:
        return False
    return True


def test_the_right_secret_is_heard() -> None:
    assert accepted(SECRET)


def test_every_changed_byte_is_refused() -> None:
    for place in range(len(SECRET)):
        for flip in range(1, 256):
            changed = bytearray(SECRET)
            changed[place] ^= flip
            assert not accepted(bytes(changed))


@pytest.mark.parametrize(
    "header",
    [
        None,
        b"",
        b" ",
        SECRET[:-1],
        SECRET + b"x",
        SECRET + b"\x00",
        b" " + SECRET,
        SECRET.swapcase(),
        SECRET * 2,
        SECRET + b"," + SECRET,
        b"Bearer " + SECRET,
        "s3cret_Tökén".encode(),
        b"\xff\xfe",
        b"*",
    ],
)
def test_malformed_headers_are_refused(header: bytes | None) -> None:
    assert not accepted(header)


@given(st.binary(max_size=40))
def test_no_other_bytes_are_heard(header: bytes) -> None:
    assert accepted(header) == (header == SECRET)


def test_while_a_secret_is_replaced_both_are_heard() -> None:
    assert accepted(b"new_one", "new_one, old_one")
    assert accepted(b"old_one", "new_one, old_one")
    assert not accepted(b"new_one, old_one", "new_one, old_one")
    assert not accepted(b"", "new_one,")


@pytest.mark.parametrize("secrets", [{}, {"secret_token": ""}, {"secret_token": " , "}])
def test_without_a_secret_nobody_is_heard(secrets: dict[str, str]) -> None:
    with pytest.raises(MissingSecret, match="secret_token"):
        verify(Account("telegram", "path", secrets), request(b""))
