"""The folders in var/: what nobody but the portal may read is closed to others."""

from pathlib import Path

from django.conf import settings

CLOSED = ("keys", "private", "mail")


def make_folders() -> None:
    """Make var/ and what is in it, once. Keys, private files and mail are for their owner only, each time."""
    var = Path(settings.VAR)
    if not var.exists():
        var.mkdir(mode=0o700, parents=True)
    (var / "media").mkdir(exist_ok=True)
    for name in CLOSED:
        (var / name).mkdir(mode=0o700, exist_ok=True)
        (var / name).chmod(0o700)
