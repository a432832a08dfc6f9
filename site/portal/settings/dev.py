"""For working on the portal: DEBUG, plain static files, mail in var/mail."""

from .base import *  # noqa: F403
from .base import STORAGES

DEBUG = True
DEMONSTRATION = True
SECRET_KEY = "for-development-only-never-on-a-server"  # noqa: S105
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
