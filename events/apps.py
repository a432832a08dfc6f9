"""Webinars, trainings, seminars and meetings (to come)."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
