"""The five questions that are asked before an experience is published: no woman is put at risk by it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Question(models.TextChoices):
    """Each is a sentence that must be true. The values are the columns of a HarmCheck."""

    STORIES = "stories", _("Nobody’s story is told without their documented consent, or it is marked as made up from several.")
    PLACES = "places", _("No address of a shelter or of another safe place is given, nor anything that leads there.")
    FACES = "faces", _("Nobody can be recognised in a picture without having agreed in writing.")
    NUMBERS = "numbers", _("No number stands for fewer than 5 people.")
    RISK = "risk", _("Nobody is put at risk when this is published.")


WHY = {
    Question.STORIES: _("A place, a date and a profession together are enough for a violent partner to know who is meant."),
    Question.PLACES: _("Neither a street, nor a view from a window, nor “behind the station”."),
    Question.FACES: _("Children and people in the background count too."),
    Question.NUMBERS: _("In a small town “3 women” are known to everybody. Write “fewer than 5”."),
    Question.RISK: _("Think of the women, their children, those who work with them, and those who spoke to you."),
}
