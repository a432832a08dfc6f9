"""Every address that the portal has, as the resolver knows it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver, reverse

OUR_PACKAGES = ("portal", "core", "network", "charter", "events", "search")
ADMIN = "admin/"
GROUP = re.compile(r"\(\?P<(?P<named>\w+)>(?:[^()]|\([^()]*\))*\)|\(\?P=(?P<again>\w+)\)|<(?:(?P<kind>\w+):)?(?P<plain>\w+)>")


@dataclass(frozen=True)
class Address:
    route: str  # under English
    name: str  # with its namespace; the route itself where there is none
    pattern: URLPattern

    @property
    def is_ours(self) -> bool:
        """Everything outside the admin; in it, our own views and the records that we registered."""
        view = getattr(self.pattern.callback, "view_class", self.pattern.callback)
        registered = self.name.startswith(tuple(f"wagtailsnippets_{package}_" for package in OUR_PACKAGES))
        return not self.route.startswith(ADMIN) or registered or view.__module__.partition(".")[0] in OUR_PACKAGES

    @property
    def has_arguments(self) -> bool:
        return bool(self.pattern.pattern.regex.groups)

    @property
    def shown(self) -> str:
        """As people read it: `/<l>/charter/versions/<number>/`."""
        named = GROUP.sub(lambda found: f"<{found['named'] or found['again'] or found['plain']}>", self.route)
        return "/" + re.sub(r"^en/", "<l>/", re.sub(r"[\^$\\]", "", named))

    def path(self, arguments: dict[str, Any] | list[Any]) -> str:
        if self.name == self.route:
            return self.filled(lambda found: str(arguments[found["named"] or found["plain"]]))
        return reverse(self.name, args=arguments) if isinstance(arguments, list) else reverse(self.name, kwargs=arguments)

    def path_to_nothing(self) -> str:
        """A path of the right form, to something that is not there."""
        kinds = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000"}
        return self.filled(lambda found: kinds.get(found["kind"], "1" if found["named"] else "x"))

    def filled(self, value) -> str:
        return "/" + re.sub(r"[\^$\\]", "", GROUP.sub(value, self.route)).replace(".*", "x")


def addresses(patterns: list[Any] | None = None, before: str = "", spaces: tuple[str, ...] = ()) -> Iterator[Address]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(route, ":".join([*spaces, pattern.name]) if pattern.name else route, pattern)
        else:
            yield from addresses(pattern.url_patterns, route, (*spaces, pattern.namespace) if pattern.namespace else spaces)
