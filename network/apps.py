"""Local governments, their profiles and the people who speak for them."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import jobs


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("Network")

    def ready(self) -> None:
        from core import closing, personal_data  # noqa: PLC0415 -- need the models
        from network import help_actions, people, profile_retention  # noqa: PLC0415 -- need the models
        from network.contribution import listening, retention  # noqa: PLC0415 -- need the models
        from network.experiences import checking, signoff  # noqa: PLC0415 -- need the models
        from network.library import texts  # noqa: PLC0415 -- the same
        from network.telling import retention as telling  # noqa: PLC0415 -- the same

        jobs.register(help_actions.ask_owners, every=timedelta(days=1))
        for job in (people.remind, people.end_lapsed, people.watch_owners, people.forget_addresses, profile_retention.forget_refused):
            jobs.register(job, every=timedelta(days=1))
        jobs.register(texts.look_for_new, every=timedelta(seconds=15))
        listening.connect()
        for job in (checking.ask_owners, checking.remind, signoff.forget_addresses, retention.forget_old):
            jobs.register(job, every=timedelta(days=1))
        closing.register(refusal=people.refuse_last_owner, ending=people.leave_all)
        personal_data.register("representations", people.copy_of)
        personal_data.register("experience_proposals", retention.copy_of)
        personal_data.register("adaptations_told", telling.copy_of)
