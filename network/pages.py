"""The pages of local governments: made when one is listed, kept in step with its record."""

from django.db import transaction

from core.languages import CODES
from core.locks import lock
from network.enums import Role
from network.models import LocalGovernment, NetworkPage, ProfilePage


def open_profile(local_government: LocalGovernment) -> ProfilePage | None:
    """Its page under the directory, made now if it has none; None while there is no directory. Needs a transaction.

    It is visible in every language: facts always are in the reader's, and it has no prose yet.
    """
    page = ProfilePage.objects.filter(local_government=local_government).first()
    if page:
        return page
    lock("profile pages")  # two at once would get the same place in the tree
    directory = NetworkPage.objects.first()
    if directory is None:
        return None
    page = ProfilePage(local_government=local_government, slug=local_government.slug)
    name_after_record(page)
    for code in CODES:
        setattr(page, f"ready_{code}", True)
    directory.add_child(instance=page)
    page.save_revision().publish()
    return page


@transaction.atomic
def follow(local_government: LocalGovernment) -> None:
    """After the record changed: give its page the same address and names; make the page if it is listed now.

    One that is only described as an example has no page of its own that anybody can read.
    """
    page = (
        open_profile(local_government)
        if local_government.is_listed
        else ProfilePage.objects.filter(local_government=local_government).first()
    )
    if page and name_after_record(page):
        page.slug = local_government.slug
        page.save_revision().publish()
    if page and page.live and local_government.role == Role.REFERENCE and not local_government.is_listed:
        page.unpublish()


def name_after_record(page: ProfilePage) -> bool:
    """Whether the page's address or titles were not the record's; its titles now are."""
    record, differs = page.local_government, page.slug != page.local_government.slug
    for code in CODES:
        title = record.known_names.get(code) or record.name_local
        differs = differs or getattr(page, f"title_{code}") != title
        setattr(page, f"title_{code}", title)
    return differs
