"""The console's words for channels: where to find each secret, what to do about a wrong one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to type: a secret is never shown again."""

    label: str
    hint: str
    secret: bool = True
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of channel: its steps at the provider, its fields, the cure of refused secrets."""

    title: str
    icon: str
    about: str
    steps: tuple[str, ...]
    fields: Mapping[str, Field]
    cure: str
    paste: str


KINDS: Final[Mapping[str, Kind]] = {
    "telegram": Kind(
        "Telegram",
        "telegram",
        "A bot that customers find by its name. Free, ready in two minutes.",
        (
            "In Telegram, open a chat with @BotFather and send /newbot.",
            "Choose the name that customers see, then a user name that ends in “bot”.",
            "Copy the token it answers with, like 123456789:AAF…, and paste it here.",
        ),
        {"token": Field("Bot token", "From @BotFather; /token shows it again.")},
        "Copy the whole token from @BotFather again: numbers, a colon, then 35 characters.",
        "Telegram is told this address by us: there is nothing to paste.",
    ),
    "whatsapp": Kind(
        "WhatsApp",
        "chat",
        "The salon's WhatsApp number, through Meta's Cloud API.",
        (
            "At developers.facebook.com open your app, then WhatsApp, API Setup.",
            "Copy the phone number ID that stands under the number.",
            "In Business settings, System users, make a token for the app that never expires.",
            "Give it the permission whatsapp_business_messaging.",
            "In the app, App settings, Basic, show the app secret and copy it.",
        ),
        {
            "phone_number_id": Field(
                "Phone number ID", "15 digits or so, no phone number.", secret=False
            ),
            "token": Field("Access token", "The system user's; a test token ends after a day."),
            "app_secret": Field("App secret", "It proves that messages come from Meta."),
            "business_account_id": Field(
                "Business account ID",
                "Only for templates; under API Setup.",
                secret=False,
                needed=False,
            ),
        },
        "Look whether the token has ended, may use this number, and belongs to the same app.",
        "In the app, WhatsApp, Configuration, Webhook: paste the address as Callback URL and the "
        "verify token, then subscribe to “messages”.",
    ),
    "evolution": Kind(
        "WhatsApp (Evolution)",
        "chat",
        "The salon's own WhatsApp phone, linked through an Evolution server you run.",
        (
            "In the Evolution manager create an instance, scan its QR code with the phone.",
            "Copy the server's address and the instance's name.",
            "Copy the instance's API key.",
        ),
        {
            "url": Field("Server address", "https://evolution.example.com", secret=False),
            "instance": Field("Instance", "Its name in the manager.", secret=False),
            "apikey": Field("API key", "The instance's own, else the server's."),
        },
        "Look whether address, instance and key are right, and whether the phone is linked.",
        "Evolution is told this address by us: there is nothing to paste.",
    ),
    "twilio": Kind(
        "SMS (Twilio)",
        "phone",
        "Text messages from a Twilio number.",
        (
            "At console.twilio.com, on the front page, find Account Info.",
            "Copy the account SID, it begins with AC, and the auth token beneath it.",
            "Copy the number under Phone Numbers, Active numbers, with its plus sign.",
        ),
        {
            "account_sid": Field("Account SID", "Begins with AC.", secret=False),
            "auth_token": Field("Auth token", "The account's, no API key: it proves webhooks too."),
            "from": Field("Number", "+14155550199, or MG… of a messaging service.", secret=False),
        },
        "Copy the account SID and the auth token again; they belong together.",
        "Twilio is told this address by us, where the number has its own webhook.",
    ),
    "openphone": Kind(
        "SMS (OpenPhone, Quo)",
        "phone",
        "Text messages from a number of your OpenPhone workspace.",
        (
            "In OpenPhone open Settings, API, and make an API key.",
            "Copy the number you text from, with its plus sign.",
            "Under Settings, Webhooks, make a webhook for messages, with any address for now.",
            "Copy its signing secret. Its right address stands here once you are connected.",
        ),
        {
            "api_key": Field("API key", "From Settings, API."),
            "from": Field("Number", "+14155550199", secret=False),
            "signing_key": Field("Signing secret", "The webhook's; several with commas."),
        },
        "Copy the API key again and look whether the number belongs to its workspace.",
        "Under Settings, Webhooks, paste the address as the webhook's URL.",
    ),
}  # fmt: skip

WEB: Final = Kind(
    "Web chat", "web", "A page of your own, for your website and your profile.", (), {}, "", ""
)

NO_PUBLIC_URL: Final = (
    "This installation has no public address yet, so providers cannot deliver to it. Whoever runs"
    " it sets PARLANCE_PUBLIC_URL=https://… and starts it again. Telegram works without: it is"
    " asked for messages instead."
)

DEAF: Final = (
    "It can send, but nothing comes in: this installation has no public address.",
    "Whoever runs it sets PARLANCE_PUBLIC_URL=https://… and starts it again.",
)
"""What is wrong with an account that its provider cannot deliver to, beside the cure."""

REFUSED: Final = {
    "missing": "Still needed: {}.",
    "outward": "From here only an https address that the whole internet can reach is connected. "
    "Whoever runs this installation connects a private one: parlance channel add evolution.",
}


def title(kind: str) -> str:
    """Give what people call a kind."""
    return KINDS[kind].title if kind in KINDS else WEB.title
