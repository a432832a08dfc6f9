"""The charter: its texts, its signatures and their evidence, the public register."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import jobs


class CharterConfig(AppConfig):
    name = "charter"
    verbose_name = _("Charter")

    def ready(self) -> None:
        from charter import actions, certificates, personal_data  # noqa: PLC0415 -- needs the models
        from core import personal_data as copies  # noqa: PLC0415 -- needs the models
        from core import sealed  # noqa: PLC0415 -- needs the models

        copies.register("files_prepared", personal_data.prepared_files)
        sealed.register(certificates.KIND)
        jobs.register(actions.suspend_lapsed, every=timedelta(hours=1))
        jobs.register(actions.forget_abandoned, every=timedelta(days=1))
