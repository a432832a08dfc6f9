"""The test settings without modeltranslation, which swaps managers at run time and blinds the type checker."""

from .test import *  # noqa: F403
from .test import INSTALLED_APPS

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "modeltranslation"]
