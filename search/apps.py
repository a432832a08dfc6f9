"""Finding things: for now by title and name."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
