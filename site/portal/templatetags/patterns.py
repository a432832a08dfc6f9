"""The page of patterns: each component twice, in the reader's direction and in the other one."""

import re
from typing import Any

from django import template
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from core.languages import CODES, current, direction

register = template.Library()

REFERRING = re.compile(r'(?P<name>\s(?:id|for|aria-labelledby|aria-describedby)=")(?P<ids>[^"]+)"')
FRAGMENT = re.compile(r'(?P<name>\shref=")#(?P<id>[^"]+)"')


def both_directions() -> tuple[str, str]:
    """The reader's language, and the first one that is written the other way."""
    other = next(code for code in CODES if direction(code) != direction(current()))
    return current(), other


def with_own_ids(html: str, prefix: str) -> SafeString:
    """The same with ids that nothing else on the page has: every component is there twice."""
    html = REFERRING.sub(lambda found: f'{found["name"]}{" ".join(f"{prefix}-{one}" for one in found["ids"].split())}"', html)
    return mark_safe(FRAGMENT.sub(lambda found: f'{found["name"]}#{prefix}-{found["id"]}"', html))  # noqa: S308 -- made by templates


COUNTER = "specimens"  # how many the page has shown


class SpecimenNode(Node):
    def __init__(self, nodelist: NodeList, title: FilterExpression, options: dict[str, FilterExpression]) -> None:
        self.nodelist, self.title, self.options = nodelist, title, options

    def render(self, context: Context) -> SafeString:
        number: int = (context.render_context.get(COUNTER) or 0) + 1
        context.render_context[COUNTER] = number
        made = [(code, direction(code), self.render_in(context, code, number)) for code in both_directions()]
        options = {name: value.resolve(context) for name, value in self.options.items()}
        return render_to_string("portal/patterns/_specimen.html", {"title": self.title.resolve(context), "made": made, **options})

    def render_in(self, context: Context, code: str, number: int) -> SafeString:
        with translation.override(code), context.push(direction=direction(code)):
            return with_own_ids(self.nodelist.render(context), f"{code}-{number}")


@register.tag
def specimen(parser: Parser, token: Token) -> SpecimenNode:
    """{% specimen "Title" note="When to use it" wide=True %}…{% endspecimen %}: `wide` puts the two below each other."""
    _name, title, *rest = token.split_contents()
    options: Any = token_kwargs(rest, parser)
    nodelist = parser.parse(("endspecimen",))
    parser.delete_first_token()
    return SpecimenNode(nodelist, parser.compile_filter(title), options)
