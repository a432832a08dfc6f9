"""Secrets that the portal makes for itself once, when the environment gives none, and those it hands out."""

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path


def secret(path: Path, length: int = 50) -> str:
    """The text kept at `path`, made on first use."""
    return made_once(path, lambda: secrets.token_urlsafe(length))


def made_once(path: Path, make: Callable[[], str]) -> str:
    """The text kept at `path`, `make()` on first use, readable by its owner only. Safe when several processes start at once."""
    if not path.exists():
        made = written_beside(path, make())
        try:
            os.link(made, path)  # fails when another process was first: its secret stands
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text()


def replace(path: Path, text: str) -> None:
    """Put another secret in the place of the one at `path`. Who reads meanwhile finds one of the two, whole."""
    written_beside(path, text).replace(path)


def written_beside(path: Path, text: str) -> Path:
    """A file for its owner only, in a folder for its owner only, on its way to `path`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    made = path.with_name(f"{path.name}.{os.getpid()}")
    made.touch(mode=0o600)
    made.write_text(text)
    return made


def token_digest(token: str) -> str:
    """What is kept of a token that was mailed. It has 256 random bits: a plain SHA-256 keeps it out of a stolen database."""
    return hashlib.sha256(token.encode()).hexdigest()
