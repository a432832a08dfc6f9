"""Reading the charter's public pages as a visitor's browser does."""

from bs4 import BeautifulSoup

from charter import actions
from charter.models import Article, CharterVersion, Declaration
from core.languages import CODES

LIST = "/en/charter/register/"


class Page:
    """An answer, and what stands in it."""

    def __init__(self, response):
        self.response = response
        self.html = BeautifulSoup(response.content, "html.parser")
        self.main = self.html.main

    @property
    def text(self):
        return " ".join(self.main.get_text(" ").split())

    @property
    def links(self):
        return [link["href"] for link in self.html.find_all("a", href=True)]

    @property
    def canonical(self):
        return self.html.find("link", rel="canonical")["href"]

    @property
    def alternates(self):
        return {link["hreflang"]: link["href"] for link in self.html.find_all("link", rel="alternate", hreflang=True)}

    def meta(self, name):
        found = self.html.find("meta", attrs={"name": name}) or self.html.find("meta", attrs={"property": name})
        return found["content"] if found else ""


def read(client, path, **headers):
    response = client.get(path, **headers)
    assert response.status_code == 200, path
    assert not response.cookies
    return Page(response)


def make_text(number, articles, languages=CODES, *, publish=True, **fields):
    """A version whose articles are (code, title, text), complete in some languages only."""
    version = CharterVersion(number=number, **fields)
    for code in languages:
        setattr(version, f"title_{code}", f"Charter {number} {code}")
        setattr(version, f"preamble_{code}", f"We sign {code}\nand we act")
        setattr(version, f"label_{code}", f"Label {code}")
    version.save()
    for position, (code, title, text) in enumerate(articles):
        in_each = {
            f"{name}_{language}": f"{said} {language}" for language in languages for name, said in (("title", title), ("text", text))
        }
        Article.objects.create(version=version, sort_order=position, code=code, **in_each)
    Declaration.objects.create(version=version, code="read", **{f"text_{language}": f"I have read {language}" for language in languages})
    return actions.publish_version(version) if publish else version


def address(signature, language="en"):
    """Of its entry."""
    return f"/{language}/charter/register/{signature.reference}/"
