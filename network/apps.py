"""Local governments, their profiles and the people who speak for them."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import jobs


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("Network")

    def ready(self) -> None:
        from network import help_actions  # noqa: PLC0415 -- needs the models

        jobs.register(help_actions.ask_owners, every=timedelta(days=1))
