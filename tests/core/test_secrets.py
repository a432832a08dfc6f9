"""A secret is made once, for its owner's eyes, even when several processes start at once."""

import subprocess
import sys

from core.secrets import secret


def test_a_secret_stays_and_is_closed(tmp_path):
    path = tmp_path / "keys" / "secret_key"

    made = secret(path)

    assert len(made) >= 50
    assert secret(path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_processes_that_start_at_once_agree(tmp_path, root):
    code = f"import sys; sys.path.insert(0, 'site'); from pathlib import Path; from core.secrets import secret; print(secret(Path({str(tmp_path / 'keys/key')!r})))"
    processes = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=root, text=True) for _ in range(6)]

    said = {process.communicate(timeout=30)[0] for process in processes}

    assert len(said) == 1
