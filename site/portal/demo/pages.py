"""The home page and its site, the directory, the plain pages."""

from html import escape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

from core.languages import CODES
from core.models import BasePage
from network.models import NetworkPage
from portal.demo.facts import read, translated
from portal.models import ContentPage, HomePage

Item = dict[str, Any]


def count() -> int:
    """How many of these pages there are."""
    return sum(model.objects.count() for model in (HomePage, NetworkPage, ContentPage))


def load_home() -> HomePage:
    """The home page, in place of Wagtail's page of welcome; an existing one is left as it is."""
    home = HomePage.objects.first()
    if home is None:
        root = BasePage.objects.get(depth=1)
        BasePage.objects.child_of(root).exact_type(BasePage).delete()  # the page of welcome, and with it its site
        root.refresh_from_db()
        home = publish(root, HomePage(slug="home"), read("index_pages")["home"], "title", "heading", "intro")
    if not Site.objects.filter(root_page=home).exists():
        address = urlsplit(settings.PORTAL_URL)
        Site.objects.create(
            hostname=address.hostname,
            port=address.port or (443 if address.scheme == "https" else 80),
            root_page=home,
            is_default_site=True,
            site_name=settings.WAGTAIL_SITE_NAME,
        )
    return home


def load_directory(home: HomePage) -> NetworkPage:
    directory = NetworkPage.objects.first()
    return directory or publish(home, NetworkPage(slug="network", show_in_menus=True), read("index_pages")["network"], "title", "intro")


def load_content_pages(home: HomePage) -> None:
    known = set(BasePage.objects.child_of(home).values_list("slug", flat=True))
    for facts in (page for page in read("pages") if page["slug"] not in known):
        content_page(home, facts)


def content_page(parent: BasePage, facts: Item) -> None:
    publish(parent, ContentPage(slug=facts["slug"], **body_in_each(facts["body"])), facts, "title", "intro")


def body_in_each(items: list[Item]) -> dict[str, Any]:
    return {f"body_{code}": [block for item in items if (block := body_item(item, code))] for code in CODES}


def body_item(item: Item, code: str) -> tuple[str, Any] | None:
    """One item of a body in one language; None when it is not known in that language."""
    kind, value = next(iter(item.items()))
    if kind == "link":
        return (kind, {"url": value["url"], "label": value["label"][code]}) if code in value["label"] else None
    if kind == "way":
        return ("paragraph", f'<p><a href="/{code}/{value["to"]}">{escape(value["label"][code])}</a></p>')
    if code not in value:
        return None
    return kind, f"<p>{escape(value[code].strip(), quote=False)}</p>" if kind == "paragraph" else value[code]


def publish(parent: BasePage, page: Any, facts: dict[str, Any], *fields: str) -> Any:
    """Put the page under its parent, with the fields' translations, visible in each language that has everything needed."""
    for name in fields:
        for field, text in translated(name, facts[name]).items():
            setattr(page, field, text)
    for code in CODES:
        setattr(page, f"ready_{code}", all(getattr(page, f"{name}_{code}") for name in page.required_when_ready))
    parent.add_child(instance=page)
    page.save_revision(clean=False).publish()  # it was checked a line above
    return page
