"""A representative who proposes an experience, and the editors who take it up."""

import re

from core.languages import CODES
from network.contribution import proposals
from network.contribution.attachments import attach, describe
from network.contribution.form_base import fingerprint
from network.models import ExperienceProposal, ExperiencesPage, Term
from tests import pictures
from tests.factories import in_all

WHAT = {"title": ["Un téléphone d’alerte"], "intro": ["La ville prête un téléphone aux femmes en très grand danger."]}
ACTION = {"action": ["Le juge décide, la ville remet le téléphone."], "problem": ["Des femmes étaient suivies."]}
RESULTS = {
    "text_0": ["Les femmes équipées sont restées en vie."],
    "figure_0": ["1 250"],
    "counts_people_0": ["on"],
    "year_0": ["2024"],
    "source_0": ["www.ville.example/rapport"],
    "evidence_0": ["monitored"],
}
MEANS = {
    "partners": ["Le tribunal\nLa police"],
    "sources": ["https://ville.example/telephone"],
    "staff": ["2,5"],
    "cost_band": ["under_100"],
}
WHOLE = {"what": WHAT, "action": ACTION, "results": RESULTS, "means": MEANS}


def experiences_page(home) -> ExperiencesPage:
    ready = {f"ready_{code}": True for code in CODES}
    return home.add_child(instance=ExperiencesPage(slug="experiences", **in_all("title", "Experiences"), **ready))


def terms() -> None:
    Term.objects.get_or_create(vocabulary="form", code="femicide", defaults=in_all("name", "Femicide"))
    Term.objects.get_or_create(vocabulary="measure", code="alert-phone", defaults=in_all("name", "Alert phone"))


def begun(place, by, language="fr", **steps) -> ExperienceProposal:
    proposal = proposals.start(place, by=by, language=language)
    return typed(proposal, by, **steps)


def typed(proposal, by, **steps) -> ExperienceProposal:
    for step, answers in steps.items():
        proposal = proposals.save_step(proposal, by=by, step=step, typed=answers, seen=fingerprint(proposal.answers.get(step, {})))
    return proposal


def whole(place, by, language="fr") -> ExperienceProposal:
    """Everything that is asked, and more."""
    return begun(place, by, language, **WHOLE)


def sent(place, by, language="fr") -> ExperienceProposal:
    return proposals.send(whole(place, by, language), by=by)


def with_picture(proposal, by):
    attachment = attach(proposal, by=by, upload=pictures.upload())
    return describe(attachment, by=by, text="Le téléphone", credit="Ville", people="nobody")


def token_in_mail(message) -> str:
    """The token of the link that stands alone on its line."""
    link = re.search(r"^\s*(https?://\S+/(?:sign-off|still-true)/\S+)\s*$", message.text, re.MULTILINE).group(1)
    return link.rstrip("/").rpartition("/")[2]
