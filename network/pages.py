"""Making the pages of local governments."""

from core.languages import CODES
from core.locks import lock
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
    for code in CODES:
        setattr(page, f"title_{code}", local_government.known_names.get(code) or local_government.name_local)
        setattr(page, f"ready_{code}", True)
    directory.add_child(instance=page)
    page.save_revision().publish()
    return page
