"""A copy of a wheel's programs for a user who cannot enter the folder they are installed in."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from foundation.embedded.launch import Account, CannotStart, Way, run

# What only a compiler needs: a quarter of the size.
_LEFT_OUT = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig", "__pycache__")


def program(parts: list[Path], inside: Path, label: str, user: Account | None) -> Path:
    """Give the path of `inside` (within the first part) where `user` can run it.

    That is the wheel itself, or a copy of all `parts` side by side in a folder for temporary
    files, made once for each `label`; the wheel again where no copy runs either.
    """
    original = parts[0] / inside
    if _runs(original, user):
        return original
    for place in _places():
        copy = _copied(parts, place / f"parlance-{os.geteuid()}-{label}")
        if _runs(copy / parts[0].name / inside, user):
            return copy / parts[0].name / inside
    return original


def _runs(path: Path, user: Account | None) -> bool:
    return run([str(path), "--version"], Way(user)).returncode == 0


def _places() -> Iterator[Path]:
    for name in dict.fromkeys((tempfile.gettempdir(), "/tmp", "/var/tmp")):  # noqa: S108 `_trusted` checks
        place = Path(name).resolve()
        if place.is_dir() and all(_open(folder) for folder in (place, *place.parents)):
            yield place


def _open(folder: Path) -> bool:
    return bool(folder.stat().st_mode & stat.S_IXOTH)


def _copied(parts: list[Path], target: Path) -> Path:
    if target.is_symlink() or target.exists():
        if _names(parts, _trusted(target)) == _names(parts, parts[0].parent):
            return target
        # A cleaner of temporary files ate from it. Who still runs from it keeps what is open.
        aside = target.rename(tempfile.mkdtemp(dir=target.parent, prefix=f"{target.name}."))
        shutil.rmtree(aside)
    draft = Path(tempfile.mkdtemp(dir=target.parent, prefix=f"{target.name}."))
    for part in parts:
        shutil.copytree(part, draft / part.name, symlinks=True, ignore=_LEFT_OUT)
    _open_up(draft)
    try:
        draft.rename(target)
    except OSError:  # another process was first
        shutil.rmtree(draft)
    return _trusted(target)


def _names(parts: list[Path], inside: Path) -> set[str]:
    """List the files of all `parts` as they are found under `inside`, without what is left out."""
    names: set[str] = set()
    for part in parts:
        for folder, folders, files in os.walk(inside / part.name):
            skipped = _LEFT_OUT(folder, [*folders, *files])
            folders[:] = [name for name in folders if name not in skipped]
            here = Path(folder).relative_to(inside)
            names.update(str(here / name) for name in files if name not in skipped)
    return names


def _open_up(draft: Path) -> None:
    """Let everyone read: an install under a strict umask closed the files too."""
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if runs else 0o644)


def _trusted(target: Path) -> Path:
    """Refuse a folder that another user made or may write to: it could hold anything."""
    found = target.lstat()
    writable = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or writable:
        raise CannotStart(f"{target} was not made by this user. Cure: remove it")
    return target
