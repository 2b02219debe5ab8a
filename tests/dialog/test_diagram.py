"""The drawn page is the table of today."""

from dialog.diagram import PAGE, page


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make diagram`"
