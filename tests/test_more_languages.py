"""Nothing in the portal counts on four languages: with Portuguese and Persian added, everything works in them too."""

import os
import subprocess
import sys


def test_portal_works_in_languages_that_are_added(root, tmp_path):
    """In a process of its own, for languages are columns: they have to be there before the models are."""
    settings = {"PORTAL_LANGUAGES": "en,fr,es,ar,pt,fa", "PORTAL_VAR": str(tmp_path), "CI": ""}
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | settings
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--no-migrations",
        "--create-db",
        "-p",
        "no:cacheprovider",
        "tests/languages/check_more_languages.py",
    ]

    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=300, check=False)

    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
