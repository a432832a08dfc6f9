"""Files as visitors send them: good ones, and all that are not."""

import zlib
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile


def document(change=None, **save):
    """A one-page PDF, changed by `change(pdf)` before it is written."""
    pdf, target = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    if change:
        change(pdf)
    pdf.save(target, **save)
    return target.getvalue()


def upload(content, name="decision.pdf", content_type="application/pdf"):
    return SimpleUploadedFile(name, content, content_type)


def script(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def attachment(pdf):
    pdf.attachments["virus.exe"] = b"MZ"


def bomb(pdf):
    """A page whose content would swell from 50 kB to 50 MB if anybody unpacked it."""
    swollen = zlib.compress(b"0" * 50_000_000, 9)
    stream = pikepdf.Stream(pdf, b"")
    stream.write(swollen, filter=pikepdf.Name.FlateDecode)
    pdf.pages[0].Contents = stream


BAD = {
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "This file is not a PDF."),
    "a web page": (b"<html><script>alert(1)</script></html>", "This file is not a PDF."),
    "a program": (b"MZ\x90\x00" * 50, "This file is not a PDF."),
    "a zip": (b"PK\x03\x04" + b"\x00" * 100, "This file is not a PDF."),
    "nothing": (b"", "This file is empty."),
    "a cut file": (b"%PDF-1.7\n1 0 obj\n<<", "This PDF is damaged and cannot be opened."),
    "a locked one": (
        document(encryption=pikepdf.Encryption(owner="o", user="u")),
        "This PDF is locked with a password. Upload one that everybody can open.",
    ),
    "one with a script": (
        document(script),
        "This PDF holds programs or other files. Upload a plain one, for example a scan or a print to PDF.",
    ),
    "one with a file": (
        document(attachment),
        "This PDF holds programs or other files. Upload a plain one, for example a scan or a print to PDF.",
    ),
}
