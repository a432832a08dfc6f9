"""Wagtail's choosers (of a page, a record, a picture) start without the inline script that our content policy refuses."""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser


def connect() -> None:
    """Called when the application starts: every chooser is one of these."""
    BaseChooser.render = render


def render(self: Any, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
    """The widget, and beside it what static/js/admin.js makes of it."""
    field, held = (attrs or {})["id"], self.get_value_data(value)
    options = json.dumps(self.get_js_init_options(field, name, held))
    return format_html(
        '{}<div hidden data-makes="{}" data-for="{}" data-options="{}"></div>',
        self.render_html(name, held, attrs),
        self.js_constructor,
        field,
        options,
    )
