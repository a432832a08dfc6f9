"""Secrets that the portal makes for itself once, when the environment gives none."""

import os
import secrets
from pathlib import Path


def secret(path: Path, length: int = 50) -> str:
    """The text kept at `path`, made on first use, readable by its owner only. Safe when several processes start at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    made = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(length))
        try:
            os.link(made, path)  # fails when another process was first: its secret stands
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text()
