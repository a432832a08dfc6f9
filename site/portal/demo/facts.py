"""Reading the demonstration's files, which stand beside this module."""

from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


def read(name: str) -> Any:
    """The content of one file."""
    return yaml.load((HERE / f"{name}.yml").read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 -- safe either way


def translated(name: str, values: dict[str, str] | None) -> dict[str, str]:
    """A field in the languages in which it is known: {"title_en": …, "title_ar": …}."""
    return {f"{name}_{code}": text.strip() for code, text in (values or {}).items()}
