"""Log lines without personal data: where an error happened and of what kind, never the values it speaks of."""

import logging
import re
import traceback
from types import TracebackType

SECRET = re.compile(r"[\w-]{30,}")  # a signatory's link, a file's address, a session key


class Formatter(logging.Formatter):
    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- named by logging
        record.message = SECRET.sub("…", record.message)
        return super().formatMessage(record)

    def formatException(self, ei: object) -> str:  # noqa: N802 -- named by logging
        error: BaseException | None = ei[1]  # type: ignore[index]
        parts: list[str] = []
        while error is not None:
            parts.insert(0, told(error, error.__traceback__))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n\n".join(parts)


def told(error: BaseException, where: TracebackType | None) -> str:
    """The lines of code an error went through, and its kind."""
    return "".join(traceback.format_tb(where)) + type(error).__qualname__


def place(error: BaseException) -> str:
    """An error in one line: its kind and the line of code where it arose."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} at {frames[-1].filename}:{frames[-1].lineno}" if frames else type(error).__name__
