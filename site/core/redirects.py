"""Wagtail's redirects after a slug changed or a page moved, made for the address in every language."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import translation
from wagtail.contrib.redirects import signal_handlers
from wagtail.signals import page_slug_changed, post_page_move


def per_language(handler: Callable[..., Any]) -> Callable[..., None]:
    """Call `handler` once under each language, so that it sees each language's address."""

    def handle(sender: Any = None, signal: Any = None, **kwargs: Any) -> None:
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                handler(sender=sender, **kwargs)

    return handle


def connect() -> None:
    """Replace Wagtail's two handlers, which would only see the editor's language."""
    for signal, handler in (
        (page_slug_changed, signal_handlers.autocreate_redirects_on_slug_change),
        (post_page_move, signal_handlers.autocreate_redirects_on_page_move),
    ):
        signal.disconnect(handler)
        signal.connect(per_language(handler), weak=False, dispatch_uid=handler.__name__)
