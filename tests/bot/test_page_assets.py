import gzip
import re

import pytest

from bot.page import assets
from tests.bot.conftest import Client


def weight(*names: str) -> int:
    """Give the bytes of files as they travel, compressed."""
    return len(gzip.compress(b"".join(assets.files()[name] for name in names)))


@pytest.mark.parametrize("page", ["chat", "console"])
def test_a_pages_own_files_are_light(page: str) -> None:
    assert weight("tokens.css", f"{page}.css", "live.js", f"{page}.js", "mark.svg") < 100 * 1024


def test_the_diarys_files_are_light() -> None:
    sheets = ("tokens.css", "console.css", "diary.css", "rows.css")
    assert weight(*sheets, "live.js", "diary.js", "mark.svg") < 100 * 1024


def test_no_file_asks_a_third_party_for_anything() -> None:
    for name, content in assets.files().items():
        text = content.decode()
        found = re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}[^\s\"')]*", text)
        assert set(found) <= {"http://www.w3.org/2000/svg"}, name
        assert "@import" not in text


def test_a_script_calls_nothing_that_a_strict_policy_forbids() -> None:
    for name, content in assets.files().items():
        if name.endswith(".js"):
            assert not re.search(rb"\beval\(|new Function\(|document\.write|\.style\b", content)


def test_every_colour_of_a_page_is_a_token() -> None:
    for page in ("chat.css", "console.css", "diary.css", "rows.css"):
        style = assets.files()[page].decode()
        assert re.findall(r"#[0-9a-f]{3,8}\b", style) in ([], ["#17130f"])  # the dialog's backdrop


async def test_files_are_kept_for_a_year_under_the_address_of_their_content(
    visitor: Client,
) -> None:
    path = assets.address("chat.css")
    await visitor.get(path)
    assert visitor.status == 200
    assert "immutable" in visitor.headers["cache-control"]
    assert visitor.headers["content-type"].startswith("text/css")
    await visitor.get(path.replace(assets.digest(), "0" * 16))
    assert visitor.status == 200
    assert visitor.headers["cache-control"] == "no-cache"


async def test_nothing_else_is_served(visitor: Client) -> None:
    for name in ("..%2f..%2frender.py", "render.py", "x.css", "%00"):
        await visitor.get(f"/static/{assets.digest()}/{name}")
        assert visitor.status == 404


def test_an_address_of_no_file_is_an_error() -> None:
    with pytest.raises(KeyError):
        assets.address("nothing.css")
