"""Anyone checks a document: what the pages say, what they never say, and how often they may be asked."""

import hashlib
import random
from io import BytesIO

import pytest
import time_machine
from cryptography import x509
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from core import seal_keys, sealed, verifying
from core.models import SealedDocument
from core.models.sealed import ALPHABET, new_code, private_storage
from core.sealed import Attestation, Kind, Standing

pytestmark = pytest.mark.django_db

NAME = "Amina Ndiaye-Óscar"


class Reader(Client):
    """Somebody at an address of their own, whose browser is asked for forms' tokens."""

    def __init__(self, address="192.0.2.1"):
        super().__init__(enforce_csrf_checks=True, REMOTE_ADDR=address)


@pytest.fixture(autouse=True)
def empty_cache(db):
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def attested(monkeypatch):
    """What a kind of its own attests; change it in place."""
    held = {
        "attestation": Attestation(Standing.IN_FORCE, "Sheet of honour", [("Town", "Exampleville")], "/en/charter/register/"),
        "names": [NAME],
    }
    kind = Kind("sheet", "Sheet", lambda *_: b"", lambda _subject: held["attestation"], lambda _subject: held["names"])
    monkeypatch.setitem(sealed.KINDS, kind.key, kind)
    return held


@pytest.fixture
def document(attested, genuine):
    """A sealed document, stored."""
    return stored(genuine)


def stored(pdf, **fields):
    document = SealedDocument(kind="sheet", subject=new_code(), language="en", sealed_at=timezone.now(), **fields)
    document.file.name = private_storage().save(f"documents/sheet/{new_code()}.pdf", ContentFile(pdf))
    document.sha256, document.seal_certificate = hashlib.sha256(pdf).hexdigest(), "0" * 64
    document.save()
    return document


@pytest.fixture
def reader():
    return Reader()


def page(code, language="en"):
    return f"/{language}/verify/{code}/"


def words(response):
    return " ".join(response.content.decode().split())


def main(response):
    return response.content.partition(b"<main")[2]


# --- The code
@pytest.mark.parametrize(
    "write",
    [
        str,
        str.upper,
        lambda code: f"  {code[:4]} {code[4:]}\n",
        lambda code: "-".join(code[start : start + 4] for start in range(0, 28, 4)),
        lambda code: "\u2013".join([code[:14], code[14:]]),
        lambda code: "\u200f" + code + "\u200e",
        lambda code: code.translate(str.maketrans("23456789", "٢٣٤٥٦٧٨٩")),
        lambda code: code.translate(str.maketrans("23456789", "۲۳۴۵۶۷۸۹")),
        lambda code: code.translate(str.maketrans("abcehkmptxy", "авсенкмртху")),
        lambda code: "".join(chr(ord(letter) + 0xFEE0) for letter in code),
        lambda code: code.replace("v", "u"),
        lambda code: f"https://portal.example/fr/verify/{code}/?x=1",
    ],
)
def test_a_code_is_read_as_people_type_it(write):
    code = "2av4bce5hkmptxy67v89gnqrswzd"
    assert set(code) <= set(ALPHABET)

    assert verifying.read_code(write(code)) == code


@pytest.mark.parametrize("typed", ["", "x", "a" * 27, "a" * 29, "i" * 28, "0" * 28, "é" * 28, "a" * 600, "\0", "🙂" * 28, "/verify/"])
def test_what_is_no_code_is_known_at_once(typed, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert verifying.read_code(typed) is None


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_the_start_page_is_everybodys_and_leaves_nothing(reader, language):
    answer = reader.get(f"/{language}/verify/")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.cookies == {}
    assert b"csrf" not in answer.content
    assert len(answer.content) < 30_000


def test_a_typed_code_leads_to_its_page(reader, document):
    answer = reader.get("/en/verify/", {"code": document.written_code})

    assert (answer.status_code, answer["Location"]) == (302, page(document.code))


def test_another_way_of_writing_it_leads_to_the_one_address(reader, document):
    answer = reader.get(page(document.written_code))

    assert (answer.status_code, answer["Location"]) == (302, page(document.code))


@pytest.mark.parametrize("typed", ["", "abc", "<b>'\"", "\u202e" * 30])
def test_a_malformed_code_is_told_and_kept(reader, typed):
    answer = reader.get("/en/verify/", {"code": typed})

    assert answer.status_code == 200
    assert "There is a problem" in words(answer)
    assert b"<b>'" not in answer.content


def test_unknown_and_malformed_codes_get_the_same_calm_page(reader):
    unknown, malformed = reader.get(page(new_code())), reader.get(page("abc"))

    assert unknown.status_code == malformed.status_code == 404
    assert main(unknown) == main(malformed)
    assert "We know no document with this code" in words(unknown)
    assert unknown.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_document_that_is_not_made_yet_is_unknown(reader, attested):
    waiting = SealedDocument.objects.create(kind="sheet", subject="one", language="en")

    assert reader.get(page(waiting.code)).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["%00/", "%ff%fe/", "a" * 3000 + "/", "..%2f..%2f/", "%D8%A7" * 28 + "/", "x/name/", "x/y/", "certificates.pem/", "hash/", "file/x/"],
)
def test_junk_addresses_are_no_fault(reader, path):
    assert reader.get(f"/en/verify/{path}").status_code in (302, 400, 404, 405)


# --- What the page says
@pytest.mark.parametrize("standing", Standing)
def test_it_says_what_holds_today(reader, document, attested, standing):
    attested["attestation"] = Attestation(standing, "Sheet of honour", [("Town", "Exampleville")])

    answer = reader.get(page(document.code))

    said = words(answer)
    assert answer.status_code == 200
    assert all(text in said for text in ("Sheet of honour", "Town", "Exampleville", str(standing.label), document.written_code))
    assert translation.gettext("As of %(time)s.")[:5] in said


def test_it_says_when_nothing_is_attested_any_more(reader, document, attested):
    attested["attestation"] = None

    answer = reader.get(page(document.code))

    assert answer.status_code == 200
    assert "no longer in our register" in words(answer)


def test_a_kind_that_no_longer_exists_is_no_fault(reader, document, attested, monkeypatch):
    monkeypatch.delitem(sealed.KINDS, "sheet")

    assert reader.get(page(document.code)).status_code == 200


def test_it_is_kept_and_indexed_by_nobody(reader, document):
    answer = reader.get(page(document.code))

    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.cookies == {}
    assert b'rel="canonical"' not in answer.content


def test_few_queries_are_enough(reader, document, django_assert_max_num_queries):
    reader.get(page(document.code))

    with django_assert_max_num_queries(10):
        reader.get(page(document.code))


# --- The name
def compare(reader, document, typed, language="en"):
    return reader.post(f"{page(document.code, language)}name/", {"name": typed})


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        (NAME, NAME),
        (NAME, "amina ndiaye oscar"),
        (NAME, "  NDIAYE OSCAR,   Amina "),
        (NAME, "Amina Ndiayeoscar"),
        ("María José Núñez", "maria-jose nunez"),
        ("Łukasz Żółć", "lukasz zolc"),
        ("Ayşe Işık", "ayse isik"),
        ("Sean O’Brien", "sean o'brien"),
        ("Sean O’Brien", "OBRIEN SEAN"),
        ("Jeanne d’Arc", "jeanne d arc"),
        ("فَاطِمَة الأحمد", "فاطمه الاحمد"),
        ("هدى علي", "هدي على"),
        ("أمينة بن عيسى", "امينه بن عيسي"),
        ("عبد الرحمن مؤمن", "عبدالرحمن مومن"),
        ("محمد یاسین کریم", "محمد ياسين كريم"),
        ("김민준", "GimMinJun"),
    ],
)
def test_the_same_name_matches_however_it_is_written(reader, document, attested, name, typed):
    attested["names"] = [name]

    answer = compare(reader, document, typed)

    assert answer.status_code == 200
    assert "The name is the one on the document." in words(answer)


@pytest.mark.parametrize(
    "typed",
    ["Amina", "Ndiaye-Óscar", "Amina Ndiaye", "A N O", "Amine Ndiaye-Óscar", "Amina Amina Ndiaye Óscar", ".", "...", "%", "*", "Amina*"],
)
def test_parts_and_neighbours_do_not_match(reader, document, typed):
    answer = compare(reader, document, typed)

    assert "The name is not the one on the document." in words(answer)


def test_nobody_matches_a_paper_that_names_nobody(reader, document, attested):
    attested["names"] = []

    assert "The name is not the one" in words(compare(reader, document, "Anybody"))


@pytest.mark.parametrize(
    "sent", [{}, {"name": ""}, {"name": "  "}, {"name": "\u200f"}, {"name": "x" * 201}, {"name": ["", ""]}, {"other": "x"}]
)
def test_a_missing_name_is_asked_for_and_counts_for_nothing(reader, document, sent):
    answers = [reader.post(f"{page(document.code)}name/", sent) for _time in range(8)]

    assert {answer.status_code for answer in answers} == {200}
    assert "There is a problem" in words(answers[-1])


def test_no_name_stands_anywhere(reader, document, caplog):
    caplog.set_level("DEBUG")
    answers = [reader.get(page(document.code)), reader.get(f"{page(document.code)}name/")]
    answers += [compare(reader, document, typed) for typed in (NAME, "Somebody Else", "x" * 300, "")]

    for answer in answers:
        told = answer.content.decode() + str(answer.headers) + answer.headers.get("Location", "")
        assert [name for name in ("Amina", "Ndiaye", "Somebody", "xxx") if name in told] == []
        assert answer.cookies == {}
        assert "no-store" in answer.headers["Cache-Control"]
    assert [name for name in ("Amina", "Ndiaye", "Somebody") if name in caplog.text] == []


def test_no_name_is_kept_in_the_cache_or_the_database(reader, document):
    compare(reader, document, NAME)
    compare(reader, document, "Somebody Else")

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM django_cache")
        rows = str(cursor.fetchall())
    assert [name for name in ("Amina", "Somebody") if name in rows] == []


def test_answers_to_wrong_names_are_all_the_same(reader, document):
    near, far = compare(reader, document, "Amina Ndiaye"), compare(reader, document, "Q")

    assert len(main(near)) == len(main(far))


def test_wrong_names_are_limited_for_a_document_and_right_ones_are_not(document):
    for number in range(20):
        assert compare(Reader(f"192.0.2.{number + 10}"), document, NAME).status_code == 200
    statuses = [compare(Reader(f"198.51.100.{number}"), document, f"Wrong {number}").status_code for number in range(7)]

    assert statuses == [200] * 5 + [429] * 2
    stopped = compare(Reader("203.0.113.9"), document, NAME)
    assert stopped.status_code == 429
    assert "The name is the one on the document." not in words(stopped)
    assert "Please wait" in words(stopped)


def test_wrong_names_are_limited_for_a_visitor(reader, attested, genuine):
    documents = [stored(genuine + str(number).encode()) for number in range(6)]

    statuses = [compare(reader, document, f"Wrong {number}").status_code for document in documents for number in range(4)]

    assert statuses == [200] * 20 + [429] * 4


def test_a_name_does_not_help_without_the_code(reader, document):
    assert reader.post(f"/en/verify/{new_code()}/name/", {"name": NAME}).status_code == 404


def test_a_reload_of_the_answer_leads_back_to_the_document(reader, document):
    answer = reader.get(f"{page(document.code)}name/")

    assert (answer.status_code, answer["Location"]) == (302, page(document.code))


# --- The file
def send(reader, content, language="en", **fields):
    name = fields.pop("name", "Amina Ndiaye.pdf")
    return reader.post(f"/{language}/verify/file/", {"file": SimpleUploadedFile(name, content, "application/pdf"), **fields})


SAME = "This file is exactly the one we sealed"
CHANGED = "This file was changed after we sealed it"
NOT_OURS = "We did not make this file"


def test_the_very_file_is_recognised_and_leads_to_its_page(reader, document, genuine):
    answer = send(reader, genuine)

    assert answer.status_code == 200
    assert SAME in words(answer)
    assert page(document.code) in words(answer)
    assert "In force" in words(answer)


def test_a_file_is_judged_by_its_seal_when_it_is_none_of_ours(reader, document, genuine, plain):
    revised = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(genuine))
    writer.root["/PageLabels"] = generic.DictionaryObject()
    writer.update_root()
    writer.write(revised)

    assert CHANGED in words(send(reader, genuine + b"\n"))
    assert CHANGED in words(send(reader, revised.getvalue()))
    assert CHANGED in words(send(reader, genuine[:-1]))
    assert NOT_OURS in words(send(reader, plain))
    assert "This file is not a PDF" in words(send(reader, b"words"))
    assert SAME not in words(send(reader, genuine[: len(genuine) // 2]))


def test_a_whole_seal_that_is_in_no_register_is_said_so(reader, genuine):
    answer = send(reader, genuine)

    assert "the document is not in our register" in words(answer)


def test_one_bit_anywhere_is_refused(document, genuine):
    chance = random.Random(7)
    found = {"same": 0, "changed": 0}
    for number in range(1000):
        changed = bytearray(genuine)
        changed[number * len(genuine) // 1000] ^= 1 << chance.randrange(8)
        told = words(send(Reader(f"10.1.{number // 250}.{number % 250}"), bytes(changed)))
        found["same"] += SAME in told or "Our seal is whole" in told
        found["changed"] += CHANGED in told

    assert found == {"same": 0, "changed": 1000}


@pytest.mark.parametrize(("content", "said"), [(b"", "This file is empty."), (None, "Choose the file to check.")])
def test_a_missing_file_is_asked_for(reader, content, said):
    answer = send(reader, content) if content is not None else reader.post("/en/verify/file/", {})

    assert answer.status_code == 200
    assert said in words(answer)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(reader, settings):
    settings.MAX_UPLOAD_MB = 1

    for size in (1_000_001, 1_200_000, 3_000_000):
        assert "This file is too large. The limit is 1 MB." in words(send(reader, b"%PDF-" + b"x" * size))


def test_a_file_of_the_limit_is_read(reader, settings):
    settings.MAX_UPLOAD_MB = 1

    assert NOT_OURS in words(send(reader, b"%PDF-" + b"x" * 999_995))


def test_a_file_never_touches_the_disk_and_its_name_is_forgotten(reader, document, genuine, settings, caplog):
    """A large one, which Django would put in a temporary file."""
    caplog.set_level("DEBUG")
    settings.FILE_UPLOAD_TEMP_DIR = "/nowhere"

    answer = send(reader, genuine + b"x" * 5_000_000)

    assert CHANGED in words(answer)
    assert "Amina" not in words(answer) + caplog.text


def test_other_fields_of_the_form_are_nothing_to_it(reader, document, genuine):
    files = {
        "file": SimpleUploadedFile("a.pdf", genuine),
        "more": SimpleUploadedFile("b.pdf", b"x" * 100),
        "text": "a\0b",
        "list": ["1", "2"],
    }

    assert SAME in words(reader.post("/en/verify/file/", files))
    assert reader.post("/en/verify/file/", {"file": "words, no file"}).status_code == 200
    assert reader.post("/en/verify/file/", b"junk", content_type="multipart/form-data; boundary=x").status_code in (200, 400)
    assert reader.post("/en/verify/file/", b"{}", content_type="application/json").status_code == 200


def test_files_that_we_do_not_know_are_limited_others_are_not(document, genuine, plain):
    one, other = Reader("192.0.2.50"), Reader("192.0.2.51")
    assert {send(one, genuine).status_code for _time in range(25)} == {200}
    statuses = [send(one, plain).status_code for _time in range(21)]

    assert statuses == [200] * 20 + [429]
    assert send(one, genuine).status_code == 429
    assert send(other, genuine).status_code == 200


def test_a_reload_leads_back_to_the_start(reader):
    answer = reader.get("/en/verify/file/")

    assert (answer.status_code, answer["Location"]) == (302, "/en/verify/")


# --- The fingerprint, computed in the browser
def test_the_fingerprint_is_enough_to_recognise_a_file(reader, document):
    answer = reader.post("/ar/verify/hash/", {"sha256": document.sha256})

    assert answer.status_code == 200
    assert page(document.code, "ar") in words(answer)
    assert "<html" not in words(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.cookies == {}


def test_an_unknown_fingerprint_offers_to_send_the_file(reader, document):
    answer = reader.post("/en/verify/hash/", {"sha256": "0" * 64})

    assert "This is not a file that we sealed" in words(answer)
    assert "data-send" in words(answer)


@pytest.mark.parametrize(
    "sent", [{}, {"sha256": ""}, {"sha256": "x" * 64}, {"sha256": "A" * 64}, {"sha256": "0" * 65}, {"sha256": "0" * 64 + "\n"}]
)
def test_what_is_no_fingerprint_is_refused(reader, sent):
    assert reader.post("/en/verify/hash/", sent).status_code == 400


def test_fingerprints_are_limited_and_only_posted(reader):
    assert reader.get("/en/verify/hash/").status_code == 405
    statuses = [reader.post("/en/verify/hash/", {"sha256": f"{number:064x}"}).status_code for number in range(22)]

    assert statuses == [200] * 20 + [429] * 2


def test_an_unsealed_document_is_recognised_by_no_fingerprint(reader, attested):
    SealedDocument.objects.create(kind="sheet", subject="one", language="en")

    assert reader.post("/en/verify/hash/", {"sha256": ""}).status_code == 400


# --- Guessing
@time_machine.travel("2026-11-24T12:00:00Z", tick=False)
def test_ten_thousand_wrong_codes_find_nothing_and_disturb_nobody(document, home):
    """All within the time that the limit speaks of, however slow the machine is."""
    thief, reader = Reader("203.0.113.1"), Reader("192.0.2.99")

    statuses = [thief.get(page(new_code())).status_code for _time in range(10_000)]

    assert (statuses.count(404), statuses.count(429)) == (30, 9_970)
    assert statuses[:30] == [404] * 30
    stopped = thief.get(page(document.code))
    assert stopped.status_code == 429
    assert int(stopped.headers["Retry-After"]) <= 300
    assert thief.post(f"{page(document.code)}name/", {"name": NAME}).status_code == 429
    assert thief.get("/en/").status_code == 200
    assert reader.get(page(document.code)).status_code == 200
    assert reader.get("/en/verify/").status_code == 200


def test_right_codes_are_not_counted(reader, document):
    assert {reader.get(page(document.code)).status_code for _time in range(60)} == {200}


def test_names_asked_of_wrong_codes_count_as_wrong_codes(reader, document):
    statuses = [reader.post(f"{page(new_code())}name/", {"name": NAME}).status_code for _time in range(31)]

    assert statuses == [404] * 30 + [429]


# --- Without the portal
def test_every_certificate_of_ours_is_published(reader):
    answer = reader.get("/fr/verify/certificates.pem")

    assert x509.load_pem_x509_certificates(answer.content) == seal_keys.certificates()
    assert b"PRIVATE" not in answer.content
    assert answer.headers["Content-Type"] == "application/x-pem-file"
    assert answer.headers["ETag"]


# --- Where it is found
def test_robots_find_the_start_page_and_no_document(reader, document, home):
    sitemap = reader.get("/sitemap.xml").content.decode()

    assert sitemap.count("<loc>") > 0
    assert f"{reverse('verify:start')}</loc>" in sitemap
    assert document.code not in sitemap


def test_each_page_leads_to_it(reader, home):
    assert 'href="/fr/verify/"' in reader.get("/fr/").content.decode()
