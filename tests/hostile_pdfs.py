"""PDFs that try what they can against who reads them."""

import zlib
from io import BytesIO

import pikepdf


def pdf(change=None, **save):
    """A one-page PDF, changed by `change(pdf)` before it is written."""
    made, target = pikepdf.new(), BytesIO()
    made.add_blank_page()
    if change:
        change(made)
    made.save(target, **save)
    return target.getvalue()


def saying(text, pages=1):
    """Pages that each say the text, in Latin letters."""
    return drawing(b"BT /F1 12 Tf 20 20 Td (" + text.encode("latin-1") + b") Tj ET", pages)


def drawing(content, pages=1):
    """Pages that all draw the same, packed."""

    def change(made):
        stream = pikepdf.Stream(made, b"")
        stream.write(zlib.compress(content, 9), filter=pikepdf.Name.FlateDecode)
        face = {"Type": pikepdf.Name.Font, "Subtype": pikepdf.Name.Type1, "BaseFont": pikepdf.Name.Helvetica}
        font = made.make_indirect(pikepdf.Dictionary(**face, Encoding=pikepdf.Name.WinAnsiEncoding))
        for _more in range(pages - 1):
            made.add_blank_page()
        for page in made.pages:
            page.Contents, page.Resources = stream, pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))

    return pdf(change)


def bomb():
    """One and a half megabytes that swell to one and a half gigabytes."""
    return drawing(b"0" * 1_500_000_000)


def endless():
    """A small file that takes hours to draw, without a word in it."""
    return drawing(b"q Q " * 5_000_000, pages=1000)


def flood():
    """Far more words than anybody would keep."""
    return saying("A" * 30_000, pages=300)


def locked():
    return pdf(encryption=pikepdf.Encryption(owner="o", user="u"))


def lying():
    """It says that it has two thousand million pages."""

    def change(made):
        made.Root.Pages.Count = 2_000_000_000

    return pdf(change)


def in_a_ring():
    """Its pages are among its pages."""

    def change(made):
        made.Root.Pages.Kids.append(made.Root.Pages)

    return pdf(change)


def nested():
    return b"%PDF-1.4\n1 0 obj\n" + b"[" * 200_000 + b"]" * 200_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"
