"""What every address answers to whom: the text of docs/access.md."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from django.contrib.auth.models import Group

from core.permissions import EDITORS, SECRETARIAT
from tests.access.addresses import Address, addresses
from tests.access.asking import Visitor
from tests.access.cases import cases_of
from tests.access.world import World

OTHERS = ("HEAD", "OPTIONS", "PUT", "DELETE")
SAMPLE = ("owner", "superuser")  # of whom other methods are tried first
OUTSIDERS = ("anybody", "owner", "page editor", "delegate", "elsewhere")  # have no business in the administration
ADMIN_ROOT, PLAIN_ADMIN = "/admin/", "The administration"
AREAS = {
    "/<l>/accounts/": "Accounts",
    "/<l>/charter/sign/": "Signing the charter",
    "/<l>/charter/": "The charter and its register",
    "/<l>/space/": "A representative's desk",
    "/<l>/mailbox/": "The mailbox (demonstration only)",
    "/<l>/": "Public pages, lists and files",
    "/admin/snippets/": "The administration: records",
    "/admin/charter/": "The administration: records",
    ADMIN_ROOT: PLAIN_ADMIN,
    "/": "Addresses without a language",
}
Row = tuple[str, ...]


def is_more(answers: Row, get: Row) -> bool:
    """Whether somebody is answered otherwise than to GET, and not by a refusal of the method."""
    return any(answer not in (before, "405") for answer, before in zip(answers, get, strict=True))


def area_of(address: Address) -> str:
    return next(area for start, area in AREAS.items() if address.shown.startswith(start))


class AccessTable:
    def __init__(self, world: World) -> None:
        self.world = world
        self.visitors = {name: Visitor(user) for name, user in world.people.items()}
        self.known = sorted(addresses(), key=lambda address: address.shown)

    def ask(self, path: str, method: str, people: tuple[str, ...] | None = None) -> Row:
        """What each person gets."""
        return tuple(self.visitors[name].ask(method, path) for name in people or self.visitors)

    # --- Our own addresses, in full
    def areas(self) -> Iterator[tuple[str, list[Row]]]:
        ours = sorted((one for one in self.known if one.is_ours), key=lambda one: list(AREAS.values()).index(area_of(one)))
        for area, inside in groupby(ours, key=area_of):
            yield area, [row for address in inside for row in self.rows(address)]

    def rows(self, address: Address) -> Iterator[Row]:
        cases = cases_of(address.name) if address.has_arguments else None
        for number, (situation, arguments) in enumerate((cases or {"": lambda _world: {}}).items()):
            path = address.path(arguments(self.world))
            shown = "/<l>/" + path.removeprefix("/en/") if address.name == "wagtail_serve" else address.shown
            by_answers = defaultdict(list)
            for method, answers in self.answers(path, others=number == 0):
                by_answers[answers].append(method)
            yield from ((f"`{shown}`", situation, " ".join(methods), *answers) for answers, methods in by_answers.items())

    def answers(self, path: str, *, others: bool) -> Iterator[tuple[str, Row]]:
        """What is said to GET; to POST and other methods where somebody gets more than that or a refusal."""
        get = self.ask(path, "GET")
        yield "GET", get
        if is_more(post := self.ask(path, "POST"), get):
            yield "POST", post
        for method in OTHERS if others else ():
            if is_more(self.ask(path, method, SAMPLE), tuple(dict(zip(self.visitors, get, strict=True))[name] for name in SAMPLE)):
                yield method, self.ask(path, method)

    # --- Wagtail's own, in short
    def theirs(self, *, with_arguments: bool) -> Iterator[tuple[Row, list[str]]]:
        """Addresses by what they answer to GET; those with arguments are tried on nothing, and only by outsiders."""
        people, found = OUTSIDERS if with_arguments else tuple(self.visitors), defaultdict(list)
        for address in self.known:
            if not address.is_ours and address.has_arguments == with_arguments:
                path = address.path_to_nothing()
                found[self.ask(path, "GET", people)].append(address.shown)
        yield from sorted(found.items(), key=lambda item: -len(item[1]))

    # --- What the groups may do with Wagtail's own
    def permissions(self) -> Iterator[tuple[str, list[str]]]:
        for name in (EDITORS, SECRETARIAT):
            group = Group.objects.get(name=name)
            listed = [str(one.codename) for one in group.permissions.order_by("codename")]
            on_pages = group.page_permissions.values_list("permission__codename", "page__url_path")
            on_files = group.collection_permissions.values_list("permission__codename", "collection__name")
            yield name, [*listed, *sorted(f"{code} below {place}" for code, place in [*on_pages, *on_files])]
