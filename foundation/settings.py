"""Settings of the product, read once from the environment beside an optional `.env`."""

import base64
import binascii
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, Self

import platformdirs
from pydantic import AliasChoices, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from foundation import private
from foundation.errors import Permanent

_KEY_BYTES = 32
# 32 random bytes hold about 30 different ones; fewer than 16 happens to nobody by chance.
_FEWEST_DIFFERENT = 16
_NEW_KEY = (
    "python3 -c \"import base64,secrets;print('k1:'+base64.b64encode(secrets.token_bytes(32))"
    '.decode())"'
)


class Misconfigured(Permanent):
    """A setting is missing or wrong; the message names the setting beside its cure."""

    def __init__(self, setting: str, wrong: str, cure: str) -> None:
        """Keep the setting's name for doors that answer 503 with it."""
        super().__init__(f"{setting} {wrong}. Cure: {cure}")
        self.setting = setting


@dataclass(frozen=True, slots=True)
class SecretKey:
    """One AES-256 key, named by the id that ciphertexts carry."""

    id: str
    key: bytes = field(repr=False)


def checkout() -> Path | None:
    """Tell the folder of the checkout this code runs from; None where a wheel installed it."""
    root = Path(__file__).resolve().parents[1]
    return root if (root / "pyproject.toml").is_file() else None


def _data_dir() -> Path:
    root = checkout()
    return root / ".parlance" if root else platformdirs.user_data_path("parlance")


def _shared() -> Path:
    return (checkout() or Path.cwd()).parent / "shared"


def _named(name: str) -> AliasChoices:
    return AliasChoices(name)


class Settings(BaseSettings):
    """Every setting; `.env.example` says one line about each."""

    model_config = SettingsConfigDict(
        env_prefix="PARLANCE_",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_by_name=True,
    )

    database_url: str = Field("", validation_alias=_named("DATABASE_URL"), repr=False)
    database_owner_url: str = Field("", repr=False)
    database_read_url: str = Field("", repr=False)
    redis_url: str = Field("", validation_alias=_named("REDIS_URL"), repr=False)
    embedded: Literal["auto", "system", "bundled"] = "auto"
    env: Literal["demo", "production"] = "demo"
    secret_keys: Annotated[tuple[SecretKey, ...], NoDecode] = Field((), repr=False)
    public_url: str = ""
    host: str = "127.0.0.1"
    port: int | None = Field(None, validation_alias=_named("PORT"), ge=1, le=65535)
    data_dir: Path = Field(default_factory=_data_dir)
    shared: Path = Field(default_factory=_shared)
    telegram_api: str = "https://api.telegram.org"
    whatsapp_api: str = "https://graph.facebook.com/v26.0"
    twilio_api: str = "https://api.twilio.com"
    openphone_api: str = "https://api.openphone.com"
    quiet_seconds: float = Field(0.7, ge=0, le=60)
    burst_seconds: float = Field(2.0, ge=0, le=60)
    paced: bool = True
    door_failures: int = Field(30, ge=1, le=1_000_000)
    flood_messages: int = Field(100, ge=0, le=1_000_000)
    sms_per_prefix: int = Field(20, ge=0, le=1_000_000)
    takeover_warn_minutes: float = Field(60, gt=0, le=10_000)
    takeover_return_minutes: float = Field(90, gt=0, le=10_000)
    fault: str = ""
    scale: Literal["ci", "full"] = "ci"

    def pass_on(self) -> None:
        """Have the child processes of this one read these very settings."""
        plain = (
            "embedded", "env", "public_url", "host", "data_dir", "telegram_api", "whatsapp_api",
            "twilio_api", "openphone_api", "quiet_seconds", "burst_seconds", "paced",
            "door_failures", "flood_messages", "sms_per_prefix", "takeover_warn_minutes",
            "takeover_return_minutes", "fault",
        )  # fmt: skip
        os.environ.update({f"PARLANCE_{name.upper()}": str(getattr(self, name)) for name in plain})
        os.environ["DATABASE_URL"] = self.database_url
        os.environ["PARLANCE_DATABASE_OWNER_URL"] = self.database_owner_url
        os.environ["PARLANCE_DATABASE_READ_URL"] = self.database_read_url
        os.environ["REDIS_URL"] = self.redis_url
        os.environ["PARLANCE_SECRET_KEYS"] = ",".join(
            f"{one.id}:{base64.b64encode(one.key).decode()}" for one in self.secret_keys
        )

    @field_validator("secret_keys", mode="before")
    @classmethod
    def _keys(cls, value: object) -> object:
        return parse_keys(value) if isinstance(value, str) else value

    @property
    def provider_apis(self) -> dict[str, str]:
        """Give the base addresses of the chat providers by the kind of their accounts."""
        kinds = ("telegram", "whatsapp", "twilio", "openphone")
        return {kind: getattr(self, f"{kind}_api") for kind in kinds}

    @field_validator("public_url", "telegram_api", "whatsapp_api", "twilio_api", "openphone_api")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @field_validator("data_dir", "shared")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @model_validator(mode="after")
    def _three_addresses(self) -> Self:
        given = {
            "DATABASE_URL": self.database_url,
            "PARLANCE_DATABASE_OWNER_URL": self.database_owner_url,
            "PARLANCE_DATABASE_READ_URL": self.database_read_url,
        }
        missing = [name for name, value in given.items() if not value]
        if missing and len(missing) < len(given):
            raise Misconfigured(
                missing[0],
                "is missing beside the other database addresses",
                "give all three (app, owner, read role), or none for the embedded database",
            )
        return self


def parse_keys(text: str) -> tuple[SecretKey, ...]:
    """Read `id:base64(32 bytes)` pairs, comma separated; the first encrypts, all decrypt.

    Raises Misconfigured for a pair that is malformed, repeated or easy to guess.
    """
    keys = tuple(_key(part.strip()) for part in text.split(",") if part.strip())
    if len({key.id for key in keys}) < len(keys):
        raise _weak("names one id twice")
    return keys


def _key(part: str) -> SecretKey:
    name, colon, encoded = part.partition(":")
    if not colon or not name.isalnum():
        raise _weak("holds a part that is not `id:base64`")
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _weak(f"has no base64 under the id {name}") from error
    if len(key) != _KEY_BYTES:
        raise _weak(f"has {len(key)} bytes under the id {name}, needs {_KEY_BYTES}")
    # Typed text is guessable: random bytes are all printable once in 10^13 keys.
    if len(set(key)) < _FEWEST_DIFFERENT or all(0x20 <= byte < 0x7F for byte in key):
        raise _weak(f"is easy to guess under the id {name}")
    return SecretKey(name, key)


def _weak(wrong: str) -> Misconfigured:
    return Misconfigured("PARLANCE_SECRET_KEYS", wrong, f"make a key with {_NEW_KEY}")


def load() -> Settings:
    """Read the settings of this process; called once, at the composition root.

    Raises Misconfigured naming the setting with its cure. In the demo a missing secret key is
    made once, then kept in the data folder.
    """
    env_file = (checkout() or Path.cwd()) / ".env"
    try:
        settings = Settings(_env_file=env_file)
    except ValidationError as error:
        raise _translated(error) from error
    return _for_production(settings) if settings.env == "production" else _for_demo(settings)


def _for_production(settings: Settings) -> Settings:
    if not settings.secret_keys:
        raise _weak("is missing in production")
    if settings.fault:
        raise Misconfigured("PARLANCE_FAULT", "is refused in production", "unset it")
    return settings


def _for_demo(settings: Settings) -> Settings:
    if settings.secret_keys:
        return settings
    text = private.kept(settings.data_dir / "secret_keys", _generated)
    return settings.model_copy(update={"secret_keys": parse_keys(text)})


def _generated() -> str:
    return f"demo:{base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()}"


def _translated(error: ValidationError) -> Misconfigured:
    first = error.errors(include_input=False)[0]
    name = str(first["loc"][0]) if first["loc"] else "PARLANCE_*"
    setting = name if name.isupper() else f"PARLANCE_{name.upper()}"
    return Misconfigured(setting, f"is wrong: {first['msg']}", "see .env.example")
