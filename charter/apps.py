"""The charter: its texts, its signatures and their evidence, the public register."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CharterConfig(AppConfig):
    name = "charter"
    verbose_name = _("Charter")

    def ready(self) -> None:
        from datetime import timedelta  # noqa: PLC0415

        from charter import actions  # noqa: PLC0415 -- needs the models
        from core import jobs  # noqa: PLC0415

        jobs.register(actions.suspend_lapsed, every=timedelta(hours=1))
        jobs.register(actions.forget_abandoned, every=timedelta(days=1))
