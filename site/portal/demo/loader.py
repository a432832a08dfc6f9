"""The demonstration's content: real facts with their sources, and plainly fictional signatures.

Every step creates what is missing and leaves what is there, so that edits made since are kept.
"""

from collections.abc import Iterator

from django.db import transaction

from portal.demo import charter, duties, experiences, help_numbers, library, observatory, pages, people, places, programme, signatures


def load() -> Iterator[str]:
    """Load everything; yields a line for each step that added something."""
    for name, step in (
        ("pages", load_pages),
        ("local governments", places.load_local_governments),
        ("fictional local governments", places.load_fictional),
        ("profile pages", places.load_profiles),
        ("pages of the programme", programme.load_programme),
        ("terms", experiences.load_terms),
        ("experiences", experiences.load_experiences),
        ("measures", experiences.load_measures),
        ("resources", library.load_library),
        ("observatory pages", observatory.load_page),
        ("key figures", observatory.load_figures),
        ("local observatories", observatory.load_observatories),
        ("local protocols", observatory.load_protocols),
        ("duties", duties.load_duties),
        ("help numbers", help_numbers.load_help_numbers),
        ("accounts", load_people),
        ("charter versions", lambda: int(charter.load_charter())),
        ("fictional signatures", signatures.load_signatures),
    ):
        with transaction.atomic():
            added = step()
        if added:
            yield f"{added} {name}"


def load_pages() -> int:
    before = pages.count()
    home = pages.load_home()
    pages.load_directory(home)
    pages.load_content_pages(home)
    return pages.count() - before


def load_people() -> int:
    added = people.load_people()
    people.load_representative()
    return added
