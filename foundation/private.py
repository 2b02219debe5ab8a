"""Small files that only their owner may read: generated secrets of the demo."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def folder(path: Path) -> Path:
    """Make `path` a folder closed to other users, with its parents; give it back."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def kept(path: Path, make: Callable[[], str]) -> str:
    """Read the text at `path`; where none is, write what `make` gives, once, with mode 0600.

    Two processes that arrive together agree on one text: the file appears whole or not at all.
    """
    try:
        return path.read_text()
    except FileNotFoundError:
        folder(path.parent)
    draft = _draft(path, make())
    with suppress(FileExistsError):  # another process was first: its text counts
        os.link(draft, path)
    draft.unlink()
    return path.read_text()


def replace(path: Path, text: str) -> None:
    """Put `text` at `path` with mode 0600, whole or not at all."""
    folder(path.parent)
    _draft(path, text).replace(path)


def _draft(path: Path, text: str) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    if os.geteuid() == 0:  # a root that visits a user's folder must not lock that user out
        there = path.parent.stat()
        os.fchown(handle, there.st_uid, there.st_gid)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
