"""The demonstration's charter: our own text, labelled as such wherever it is shown."""

from charter.actions import publish_version
from charter.models import Article, CharterVersion, Declaration
from portal.demo.facts import read, translated

WHEN = {"authority": Declaration.When.DECIDED, "authority_pending": Declaration.When.PENDING}


def load_charter() -> bool:
    """Version 1, published; returns whether there was none. Any version that exists is left alone."""
    if CharterVersion.objects.exists():
        return False
    facts = read("charter")
    version = CharterVersion(number=int(facts["version"]), is_demonstration=True)
    for name in ("title", "label", "preamble"):
        for field, text in translated(name, facts[name]).items():
            setattr(version, field, text)
    version.articles.set(
        [
            Article(code=item["code"], sort_order=number, **translated("title", item["title"]), **translated("text", item["text"]))
            for number, item in enumerate(facts["articles"])
        ]
    )
    version.declarations.set(
        [
            Declaration(
                code=item["code"],
                sort_order=number,
                when=WHEN.get(item["code"], Declaration.When.ALWAYS),
                **translated("text", item["text"]),
            )
            for number, item in enumerate(facts["declarations"])
        ]
    )
    version.save()
    publish_version(version)
    return True
