"""The console's doors."""

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.console import door
from bot.console.cases import pages as cases
from bot.console.channels import forms as channel_forms
from bot.console.channels import pages as channels
from bot.console.conversations import forms as conversation_forms
from bot.console.conversations import pages as conversations
from bot.console.diary import forms as diary_forms
from bot.console.diary import pages as diary
from bot.console.diary import wish as diary_wish
from bot.console.login import pages as login
from bot.console.quick import pages as quick
from bot.guard.headers import Guarded


async def home(_: Request) -> Response:
    """Lead from `/console` to its first room."""
    return RedirectResponse(door.HOME, 303)


routes: list[BaseRoute] = [
    Route(path, endpoint, methods=[method], middleware=[Middleware(Guarded)])
    for path, endpoint, method in (
        ("/console", home, "GET"),
        (door.LOGIN, login.show, "GET"),
        (door.LOGIN, login.enter, "POST"),
        ("/console/logout", door.acting(login.leave), "POST"),
        ("/console/theme", door.acting(login.switch_theme), "POST"),
        (door.HOME, door.for_operators(conversations.show_list), "GET"),
        (door.HOME + "/{talk}", door.for_operators(conversations.show_one), "GET"),
        (door.HOME + "/{talk}/{deed}", door.acting(conversation_forms.act), "POST"),
        (quick.HOME, door.for_operators(quick.show), "GET"),
        (quick.HOME + "/{deed}", door.acting(quick.act), "POST"),
        (cases.HOME, door.for_operators(cases.show), "GET"),
        (cases.HOME + "/{deed}", door.acting(cases.act), "POST"),
        (channels.HOME, door.for_operators(channels.show), "GET"),
        (channels.HOME + "/connect/{kind}", door.for_operators(channels.show_form), "GET"),
        (channels.HOME + "/connect/{kind}", door.acting(channel_forms.connect), "POST"),
        (channels.HOME + "/{account}", door.for_operators(channels.show_one), "GET"),
        (channels.HOME + "/{account}/{deed}", door.acting(channel_forms.act), "POST"),
        (diary_wish.HOME, door.for_operators(diary.show), "GET"),
        (diary_wish.HOME + "/events", door.for_operators(diary.stream), "GET"),
        (diary_wish.HOME + "/{deed}", door.acting(diary_forms.act), "POST"),
        ("/console/events", door.for_operators(conversations.stream), "GET"),
    )
]
