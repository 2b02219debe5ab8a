"""Templates turned into pages."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from bot.page import assets

_FOLDERS = tuple(
    Path(__file__).parent.parent / room / "templates" for room in ("page", "web", "console")
)


@cache
def environment() -> Environment:
    """Make the one environment: everything is escaped, a missing value is an error."""
    made = Environment(
        loader=FileSystemLoader(_FOLDERS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(asset=assets.address, theme="", lang="en")
    return made


def fragment(template: str, name: str, **facts: object) -> str:
    """Render one macro of a template, for a page that is already open."""
    module = environment().get_template(template).module
    return str(getattr(module, name)(**facts)).strip()


def page(template: str, status: int = 200, /, **facts: object) -> HTMLResponse:
    """Render a whole page; nobody but its reader may keep it."""
    html = environment().get_template(template).render(**facts)
    return HTMLResponse(html, status, headers={"cache-control": "no-store"})


def lone(
    status: int,
    title: str,
    *lines: str,
    mark: str = "question",
    links: Mapping[str, str] = MappingProxyType({}),
    lang: str = "en",
) -> HTMLResponse:
    """Render a page that is one quiet message; `links` lead on, titles by address."""
    return page("lone.html", status, title=title, lines=lines, mark=mark, links=links, lang=lang)
