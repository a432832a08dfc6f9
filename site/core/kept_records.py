"""A record that others stand on is not deleted; Wagtail would answer with an error."""

from collections.abc import Iterable

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, ProtectedError
from django.db.models.deletion import Collector
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages


def keep(request: HttpRequest, instances: Iterable[Model]) -> HttpResponse | None:
    """Say so and lead back to the list, for one record or for several."""
    for instance in instances:
        if is_in_use(instance):
            messages.error(request, _("“%(name)s” stays: other records stand on it.") % {"name": instance})
            return redirect(instance.snippet_viewset.get_url_name("list"))  # type: ignore[attr-defined]
    return None


def is_in_use(instance: Model) -> bool:
    try:
        Collector(DEFAULT_DB_ALIAS).collect([instance])
    except ProtectedError:
        return True
    return False
