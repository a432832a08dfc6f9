"""What the page of the programme is made of beside its body."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import LinkBlock


class GoalBlock(blocks.StructBlock):
    """One goal of the programme, and what it means."""

    heading = blocks.CharBlock(label=_("Goal"))
    text = blocks.TextBlock(label=_("In a few sentences"), required=False)

    class Meta:
        icon = "tick"
        label = _("Goal")


class GoalsBlock(blocks.StreamBlock):
    goal = GoalBlock()


class SourcesBlock(blocks.StreamBlock):
    """Where what a page says comes from."""

    link = LinkBlock()
