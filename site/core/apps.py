"""The bottom layer: what every application stands on."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from core import redirects  # noqa: PLC0415 -- needs the models

        redirects.connect()
