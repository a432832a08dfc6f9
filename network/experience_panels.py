"""The editor's screen of an experience: a tab per language, the facts that are the same in all, what is asked before publishing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface

from core.panels import language_tabs, settings_tab
from network.experiences.publishing_panel import BeforePublishingPanel
from network.original_panels import with_original
from network.page_forms import ExperienceForm

PROSE = ("intro", "problem", "action", "legal_basis", "governance", "costs", "difficulties", "conditions", "note")  # as a reader meets them
TERMS = ("forms_of_violence", "kinds_of_measure", "publics", "policy_areas")

HELP = {
    "title": _("What was done, in a few words: “A telephone that calls the police at once”."),
    "intro": _("Two to five sentences: who did what, for whom, with what result."),
    "problem": _("What was not working before, and how that was known."),
    "action": _("What was decided and done, by whom, in which order."),
    "legal_basis": _("The law, decree or decision of the council that allows it."),
    "governance": _("Who leads, who takes part, how often they meet."),
    "costs": _("What it costs a year, who pays, which posts it needs."),
    "difficulties": _("What was harder than expected, and what helped."),
    "conditions": _("What another territory needs before it begins."),
    "note": _("What the sources do not say, or say differently. Readers see it."),
    "body": _("Pictures, quotations, files, videos. Only if they add something."),
    "seo_title": _("Leave empty unless search engines should show another title."),
    "search_description": _("Leave empty: the summary is used."),
}


def facts() -> Panel:
    """What is the same in every language; what is not known is left empty."""
    return ObjectList(
        [
            HelpPanel(content=_("Leave empty what no source tells: the page then says “not documented”.")),
            MultiFieldPanel(
                [FieldPanel("local_government"), FieldPanel("country"), FieldPanel("scale")],
                heading=_("Who and where"),
            ),
            MultiFieldPanel(
                [FieldPanel(name) for name in ("start_year", "end_year", "status", "transfer_status")], heading=_("Since when")
            ),
            MultiFieldPanel(
                [FieldPanel(name, widget=forms.CheckboxSelectMultiple) for name in TERMS],
                heading=_("How readers find it"),
                classname="experience-terms",
            ),
            MultiFieldPanel([FieldPanel("cost_band"), FieldPanel("staff")], heading=_("Means")),
            *rows(),
            MultiFieldPanel(
                [FieldPanel("owner_account"), FieldPanel("contact_email"), FieldPanel("original_language")], heading=_("Who answers for it")
            ),
        ],
        heading=_("Facts"),
    )


def rows() -> list[Panel]:
    return [
        InlinePanel("results", label=_("Result"), heading=_("Results"), help_text=_("One claim each, with its year and its source.")),
        InlinePanel("steps", label=_("Step"), heading=_("Steps"), help_text=_("What to do first, second, third, to have the same.")),
        InlinePanel("partners", label=_("Partner"), heading=_("Partners")),
        InlinePanel("sources", label=_("Source"), heading=_("Sources"), help_text=_("Pages and documents that anybody can open.")),
    ]


def experience_editor() -> Any:
    return TabbedInterface(
        [
            *with_original(language_tabs(["place", *PROSE[:-1], "body", "note"], HELP)),
            facts(),
            ObjectList([BeforePublishingPanel()], heading=_("Before you publish")),
            settings_tab(FieldPanel("slug")),
        ],
        base_form_class=ExperienceForm,
    )
