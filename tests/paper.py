"""What a PDF says of itself, read by programs that did not make it."""

import os
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

VERAPDF = Path(__file__).parents[1] / ".tools/verapdf.jar"


def run(*command):
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is missing.")
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C.UTF-8"})


def saved(pdf, folder, name="document.pdf"):
    path = folder / name
    path.write_bytes(pdf)
    return path


def text_of(path):
    """The words of the PDF, line by line, in reading order and without marks of direction."""
    found = run("pdftotext", str(path), "-").stdout
    return re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069\f]", "", unicodedata.normalize("NFKC", found))


def fonts_not_embedded(path):
    rows = run("pdffonts", str(path)).stdout.splitlines()[2:]
    assert rows
    return [row for row in rows if row.split()[-5] != "yes"]


def signature_report(path):
    return run("pdfsig", str(path)).stdout


def broken_rules(standard, *paths):
    """What veraPDF finds wrong under a standard: `3a` for PDF/A-3a, `ua1` for PDF/UA-1."""
    if not VERAPDF.exists():
        pytest.skip("veraPDF is missing.")
    said = run(
        "java",
        "-cp",
        str(VERAPDF),
        "org.verapdf.apps.GreenfieldCliWrapper",
        "--flavour",
        standard,
        "--format",
        "text",
        "-v",
        *map(str, paths),
    )
    lines = [line for line in said.stdout.splitlines() if line.strip()]
    assert sum(line.startswith(("PASS", "FAIL")) for line in lines) == len(paths), said.stderr
    return [line for line in lines if not line.startswith("PASS")]
