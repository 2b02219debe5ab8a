"""Settings: what stops a start, what the demo makes for itself."""

import base64
import stat
from pathlib import Path

import pytest

from foundation import private, settings
from foundation.settings import Misconfigured, Settings

GOOD = base64.b64encode(bytes(range(100, 132))).decode()
OTHER = base64.b64encode(bytes(range(200, 232))).decode()


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Start from an environment, a folder and a checkout without any setting."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"PARLANCE_{name.upper()}", raising=False)
    for name in ("DATABASE_URL", "REDIS_URL", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settings, "checkout", lambda: None)
    monkeypatch.setenv("PARLANCE_DATA_DIR", str(tmp_path / "data"))


def test_the_demo_needs_nothing() -> None:
    found = settings.load()
    assert found.env == "demo"
    assert found.database_url == ""
    assert found.port is None


def test_the_demo_makes_its_secret_key_once(tmp_path: Path) -> None:
    first = settings.load().secret_keys
    assert settings.load().secret_keys == first
    kept = tmp_path / "data" / "secret_keys"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_the_first_key_encrypts_and_spaces_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLANCE_SECRET_KEYS", f"new:{GOOD}, old:{OTHER}")
    assert [key.id for key in settings.load().secret_keys] == ["new", "old"]


@pytest.mark.parametrize(
    "keys",
    [
        "",
        "changeme",
        "k1:changeme",
        "k1:" + base64.b64encode(b"short").decode(),
        "k1:" + base64.b64encode(bytes(32)).decode(),
        "k1:" + base64.b64encode(b"correct horse battery staple and").decode(),
        f"k1:{GOOD},k1:{OTHER}",
        f":{GOOD}",
    ],
)
def test_production_refuses_a_missing_or_weak_secret(
    keys: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARLANCE_ENV", "production")
    monkeypatch.setenv("PARLANCE_SECRET_KEYS", keys)
    with pytest.raises(Misconfigured, match=r"PARLANCE_SECRET_KEYS .*Cure:") as refusal:
        settings.load()
    assert "correct horse" not in str(refusal.value)


def test_production_starts_with_a_strong_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLANCE_ENV", "production")
    monkeypatch.setenv("PARLANCE_SECRET_KEYS", f"k1:{GOOD}")
    assert settings.load().env == "production"


def test_production_refuses_a_fault_point(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLANCE_SECRET_KEYS", f"k1:{GOOD}")
    monkeypatch.setenv("PARLANCE_FAULT", "somewhere")
    assert settings.load().fault == "somewhere"
    monkeypatch.setenv("PARLANCE_ENV", "production")
    with pytest.raises(Misconfigured, match="PARLANCE_FAULT"):
        settings.load()


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "eighty"), ("PARLANCE_ENV", "prod"), ("PARLANCE_EMBEDDED", "docker")],
)
def test_a_wrong_value_is_told_by_the_settings_name(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured, match=f"^{name} "):
        settings.load()


def test_one_database_address_asks_for_the_other_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@127.0.0.1/parlance")
    with pytest.raises(Misconfigured, match="PARLANCE_DATABASE_OWNER_URL"):
        settings.load()


def test_a_dot_env_file_is_read_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("PORT=9001\nPARLANCE_PUBLIC_URL=https://salon.example/\n")
    assert settings.load().port == 9001
    assert settings.load().public_url == "https://salon.example"
    monkeypatch.setenv("PORT", "9002")
    assert settings.load().port == 9002


def test_secrets_do_not_show_in_a_printed_settings_object(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLANCE_SECRET_KEYS", f"k1:{GOOD}")
    monkeypatch.setenv("REDIS_URL", "redis://:hunter2@127.0.0.1:1")
    shown = repr(settings.load()) + repr(settings.load().secret_keys)
    assert "hunter2" not in shown
    assert repr(bytes(range(100, 132))) not in shown


def test_two_processes_agree_on_one_kept_secret(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "secret"

    def slow() -> str:
        path.write_text("the rival's")
        return "mine"

    assert private.kept(path, slow) == "the rival's"
    assert list(path.parent.iterdir()) == [path]


def test_a_replaced_private_file_stays_private(tmp_path: Path) -> None:
    path = tmp_path / "servers.json"
    private.replace(path, "one")
    private.replace(path, "two")
    assert path.read_text() == "two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
