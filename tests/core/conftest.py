"""Sealed PDFs, and keys to seal with."""

import pytest
import typst

from core import sealing

TEXT = '#set document(title: "A sheet", date: datetime(year: 2026, month: 3, day: 3))\n#set text(lang: "en")\n= A sheet\nIt says little.'


@pytest.fixture(scope="session")
def plain():
    """A PDF without a seal."""
    return bytes(typst.compile(TEXT.encode(), pdf_standards=["a-3a", "ua-1"]))


@pytest.fixture(scope="session")
def genuine(plain):
    """The same with our seal."""
    return sealing.seal(plain)


@pytest.fixture
def keys(settings, tmp_path):
    """A portal that has just been installed: its folder of keys is empty."""
    settings.VAR = tmp_path / "var"
    return settings.VAR / "keys/seal-demonstration"
