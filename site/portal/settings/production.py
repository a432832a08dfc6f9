"""As the portal runs for people: by `make run` in demonstration mode, and on a server."""

from core.secrets import secret

from .base import *  # noqa: F403
from .base import PORTAL_URL, VAR, env

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="") or secret(VAR / "keys" / "secret_key")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other sites may stand on subdomains of the domain
    "security.W019",  # Wagtail shows previews in a frame of ours
    "security.W021",  # entering browsers' preload list is the domain's owner's choice
]

if PORTAL_URL.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
