"""The built package works where no checkout is near."""

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from foundation.embedded.launch import free_port

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel without asking an index."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target)]
    built = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=100
    )
    assert built.returncode == 0, built.stderr
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def parlance(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own, beside this one's dependencies."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home / "venv", symlinks=True)
    python = home / "venv" / "bin" / "python"
    site = next((home / "venv" / "lib").glob("python*")) / "site-packages"
    # A path file reached through a path file is not read: the checkout stays out of sight.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    install = [
        *(sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps"),
        *("--no-index", "--disable-pip-version-check", "--ignore-installed", str(wheel)),
    ]
    done = subprocess.run(install, capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr
    return python.with_name("parlance")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment without a word of ours, in a home of its own."""
    yield {"PATH": os.defpath, "HOME": str(tmp_path), "PYTHONWARNINGS": "default"}
    shutil.rmtree(tmp_path, ignore_errors=True)


def test_the_package_holds_what_the_rooms_hold_and_nothing_else(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    rooms = {name.split("/")[0] for name in inside if ".dist-info/" not in name}
    assert rooms <= {"bot", "booking", "channels", "dialog", "foundation", "payments", "workers"}
    shipped = {".py", ".html", ".css", ".js", ".po", ".mako", ".svg", ".toml", ".json"}
    kept = {
        str(path.relative_to(ROOT))
        for room in rooms
        for path in (ROOT / room).rglob("*")
        if path.suffix in shipped and path.is_file()
    }
    assert kept <= inside


def test_the_installed_command_tells_what_it_can(parlance: Path, elsewhere: dict[str, str]) -> None:
    told = subprocess.run(
        [parlance, "--help"],
        cwd=elsewhere["HOME"],
        env=elsewhere,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert told.returncode == 0, told.stderr
    assert {"chat", "migrate", "serve", "up", "work"} <= set(told.stdout.split())


def test_the_installed_demo_comes_up_and_goes_down(
    parlance: Path, elsewhere: dict[str, str]
) -> None:
    port = free_port()
    with subprocess.Popen(
        [parlance, "up"],
        cwd=elsewhere["HOME"],
        env=elsewhere | {"PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as demo:
        assert demo.stdout
        said = ""
        while not re.search(rf":{port}/chat/demo", said) and (line := demo.stdout.readline()):
            said += line
        try:
            assert f":{port}/chat/demo" in said, said
            with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10) as answer:
                assert answer.status == 200
        finally:
            demo.send_signal(signal.SIGINT)
            said += demo.communicate(timeout=60)[0]
    data = Path(elsewhere["HOME"]) / ".local/share/parlance"
    if sys.platform == "darwin":
        data = Path(elsewhere["HOME"]) / "Library/Application Support/parlance"
    assert list(data.glob("pg/*/PG_VERSION")), said
    assert not list(data.rglob("*.pid")), said
