"""Readings that have passed are not asked about."""

import pytest

from tests.dialog.heard import hear, times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("monday 8am", "11-30 =8:00"),
        ("monday at 5pm", "11-23 =17:00 | 11-30 =17:00"),
        ("today at 9", "11-23 =9:00"),
    ],
)
def test_only_what_is_to_come_is_a_reading(text: str, expected: str) -> None:
    assert times(hear(text)) == expected
