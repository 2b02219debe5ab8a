import re
from uuid import RFC_4122

from foundation import ids


def test_an_id_is_a_uuid_of_version_7() -> None:
    made = ids.new()
    assert (made.version, made.variant) == (7, RFC_4122)


def test_ids_never_repeat_while_they_follow_the_clock() -> None:
    made = [ids.new() for _ in range(2000)]
    assert len(set(made)) == 2000
    milliseconds = [one.int >> 80 for one in made]
    assert milliseconds == sorted(milliseconds)


def test_a_token_is_22_url_safe_characters() -> None:
    tokens = {ids.token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(re.fullmatch(r"[\w-]{22}", token, re.ASCII) for token in tokens)
