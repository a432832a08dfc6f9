"""A program of its own that reads the text of one PDF, from standard input to standard output, within limits.

It knows nothing of the portal: no settings, no database, no secrets. A file that breaks it breaks nothing else.
Usage: python -I reader.py CHARACTERS SECONDS MEMORY OUTPUT
"""

import resource
import sys

LOCKED, BROKEN, HUGE = 3, 4, 5  # how it ends when it cannot read the file; read by network.library.extraction


def limit(seconds: int, memory: int, output: int) -> None:
    """What the kernel takes away: time on the processor, memory, bytes written to any file, further processes."""
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def read(characters: int) -> int:
    import pypdfium2  # noqa: PLC0415 -- loaded under the limits
    import pypdfium2.raw as pdfium  # noqa: PLC0415 -- the same

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        return LOCKED if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD else BROKEN
    left = characters
    for number in range(len(document)):
        left -= write(page_text(document, number)[:left])
        if left <= 0:
            break
    return 0


def page_text(document: "object", number: int) -> str:
    """The text of one page; of a page that is broken, none."""
    import pypdfium2  # noqa: PLC0415 -- loaded already

    try:
        page = document[number]  # type: ignore[index]
        text = page.get_textpage().get_text_range(errors="ignore")
        page.close()
    except pypdfium2.PdfiumError:
        return ""
    return str(text)


def write(text: str) -> int:
    sys.stdout.buffer.write(text.encode("utf-8", "ignore") + b"\n\f")
    return len(text) + 1


if __name__ == "__main__":
    limit(*(int(given) for given in sys.argv[2:5]))
    try:
        sys.exit(read(int(sys.argv[1])))
    except MemoryError:
        sys.exit(HUGE)
