"""For the test suite: a file database (threads need it), tasks at once, real everything else."""

import os

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES, VAR

DEBUG = False
DEMONSTRATION = True
SECRET_KEY = "for-tests-only-and-long-enough-to-satisfy-the-deployment-checks"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
VAR = VAR / "test" / os.environ.get("PYTEST_XDIST_WORKER", "")  # tests side by side share no folder
VAR.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = VAR / "media"
MAIL_FOLDER = VAR / "mail"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}
STORAGES = STORAGES | {
    "private": STORAGES["private"] | {"OPTIONS": STORAGES["private"]["OPTIONS"] | {"location": VAR / "private"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
