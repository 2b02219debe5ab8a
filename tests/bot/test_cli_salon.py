"""Whole salons at the command line, as an owner uses it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from foundation.settings import Settings
from tests.conftest import KEY

PARLANCE = (sys.executable, "-c", "from bot.cli import main; main()")
EXAMPLE = Path(__file__).parents[2] / "docs" / "demo-salon.toml"


class Shell:
    """Runs `parlance` against one database."""

    def __init__(self, settings: Settings) -> None:
        self._environment = {**os.environ} | {  # noqa: TID251 - a child inherits the shell it is run from
            "DATABASE_URL": settings.database_url,
            "PARLANCE_DATABASE_OWNER_URL": settings.database_owner_url,
            "PARLANCE_DATABASE_READ_URL": settings.database_read_url,
            "REDIS_URL": settings.redis_url,
            "PARLANCE_SECRET_KEYS": f"test:{KEY}",
            "PARLANCE_ENV": "demo",
            "NO_COLOR": "1",
            "COLUMNS": "200",
        }

    def salon(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("salon", *arguments)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*PARLANCE, *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture
def shell(clean: Settings) -> Shell:
    return Shell(clean)


def test_a_salon_goes_out_changes_comes_back_and_goes_out_the_same(
    shell: Shell, tmp_path: Path
) -> None:
    out = shell.salon("export")
    assert out.returncode == 0, out.stderr
    assert out.stdout == EXAMPLE.read_text(encoding="utf-8")
    file = tmp_path / "salon.toml"
    file.write_text(out.stdout.replace('price = "40.00"', 'price = "42.00"'), encoding="utf-8")
    dry = shell.salon("import", str(file), "--check")
    assert dry.stdout.splitlines() == [
        "haircut: price 40.00 EUR -> 42.00 EUR",
        "Nothing was written: that was a check.",
    ]
    done = shell.salon("import", str(file))
    assert done.stdout.splitlines() == ["haircut: price 40.00 EUR -> 42.00 EUR", "Done."]
    assert shell.salon("export").stdout == file.read_text(encoding="utf-8")
    assert "Nothing changes" in shell.salon("import", str(file)).stdout


def test_a_file_is_told_its_mistakes_by_line_then_makes_a_new_salon(
    shell: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "salon.toml"
    good = EXAMPLE.read_text(encoding="utf-8").replace('slug = "demo"', 'slug = "luma"')
    file.write_text(good.replace('"colour", "blow_dry"', '"colur", "blow_dri"'), encoding="utf-8")
    done = shell.salon("import", str(file))
    assert done.returncode == 1
    lines = enumerate(file.read_text(encoding="utf-8").split("\n"), 1)
    line = next(number for number, one in lines if "colur" in one)
    said = f"{file}:{line}: staff 'Bea': services: 'colur': no such service; did you mean 'colour'?"
    assert said in done.stderr.splitlines()
    assert "nothing was changed: wrong in 2 places" in done.stderr

    file.write_text(good, encoding="utf-8")
    missing = shell.salon("import", str(file), "--salon", "luma")
    assert (missing.returncode, "no such salon" in missing.stderr) == (1, True)
    done = shell.salon("import", str(file))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "salon luma is new: 6 services, 3 stylists, 3 resources",
        "Done.",
    ]
    assert shell.salon("export", "--salon", "luma").stdout == good


def test_a_salon_is_found_with_the_reasons(shell: Shell) -> None:
    shell.salon("export")
    done = shell.salon("search", "haircut", "--near", "52.52,13.41", "--max-price", "40.00 EUR")
    assert done.returncode == 0, done.stderr
    words = " ".join(done.stdout.split())
    assert "Luma, Berlin (demo)" in words
    assert "Haircut, 45 min, 40.00 EUR" in words
    assert "rating 94: 4.8 of 5 by 112" in words
    assert words.endswith("1 of 1")
    assert "No salon answers" in shell.salon("search", "car repair").stdout
    assert shell.salon("search", "--near", "north").returncode == 2
