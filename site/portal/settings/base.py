"""What every environment shares. Secrets and addresses come from the environment (README, docs/operations.md)."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[3]
VAR = Path(env.str("PORTAL_VAR", default=str(BASE_DIR / "var")))
DEMONSTRATION = env.bool("PORTAL_DEMONSTRATION", default=False)

# --- Addresses
PORT = env.int("PORT", default=8000)
PORTAL_URL = env.str("PORTAL_URL", default=f"http://localhost:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
LEAVE_URL = env.str("PORTAL_LEAVE_URL", default="https://www.wikipedia.org/")
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

# --- Languages (docs/decisions/0002)
LANGUAGE_CODE = "en"
NAMES = {"ar": "العربية"}  # as its readers write it
LANGUAGES = [
    (code, NAMES.get(code) or LANG_INFO[code]["name_local"].capitalize())
    for code in env.list("PORTAL_LANGUAGES", default=["en", "fr", "es", "ar"])
]
LOCALE_PATHS = [BASE_DIR / "locales"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
MODELTRANSLATION_CUSTOM_FIELDS = ("StreamField",)
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": tuple(code for code, _ in LANGUAGES)}

# --- Applications
INSTALLED_APPS = [
    "modeltranslation",
    "wagtail.contrib.redirects",  # before core, which replaces its signal handlers
    "core",
    "network",
    "charter",
    "events",
    "search",
    "portal",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.clean_request",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.TypingKept",
    "core.middleware.sessions_noted",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.middleware.AdminSecondFactor",
    "network.experiences.publishing_hooks.NotReadyAnswered",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "site/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.portal",
            ]
        },
    },
    {  # the text of mails: nothing is escaped in it
        "NAME": "text",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "site/templates"],
        "APP_DIRS": True,
        "OPTIONS": {"autoescape": False},
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "core.forms.PortalRenderer"

# --- Database: SQLite in var/, or PostgreSQL by DATABASE_URL
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache", "OPTIONS": {"MAX_ENTRIES": 100_000}},
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},  # else every reader of a picture writes to the database
}

# --- Work outside the request
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Files: public media, and private files that no address serves directly
MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = VAR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "site/static"]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "private", "base_url": None, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MAX_UPLOAD_MB = env.int("PORTAL_MAX_UPLOAD_MB", default=10)
MAX_DOCUMENT_MB = env.int("PORTAL_MAX_DOCUMENT_MB", default=40)  # of a document that an editor puts on the portal
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# --- The seal of documents: a key made in var/keys, or from the environment (core/seal_keys.py)
SEAL_NAME = env.str("PORTAL_SEAL_NAME", default="Caring Territories")
SEAL_KEY = env.str("PORTAL_SEAL_KEY", default="", multiline=True)
SEAL_CERTIFICATE = env.str("PORTAL_SEAL_CERTIFICATE", default="", multiline=True)
SEAL_OLD_CERTIFICATES = env.str("PORTAL_SEAL_OLD_CERTIFICATES", default="", multiline=True)

# --- Mail: SMTP by EMAIL_URL, or files in var/mail (demonstration mode only)
MAIL_FOLDER = VAR / "mail"
DEFAULT_FROM_EMAIL = env.str("PORTAL_MAIL_FROM", default="Caring Territories <portal@localhost>")
EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "core.mail.FolderBackend"
EMAIL_TIMEOUT = 20

# --- Accounts: an e-mailed code, a passkey, or a password for those who set one (core/accounts.py, core/account_urls.py)
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "first_name", "last_name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "core.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_FORMS = {
    "login": "core.account_forms.SignInForm",
    "confirm_login_code": "core.account_forms.SignInCodeForm",
    "add_email": "core.account_forms.ChangeAddressForm",
    "confirm_email_verification_code": "core.account_forms.AddressCodeForm",
    "reauthenticate": "core.account_forms.PasswordAgainForm",
}
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 100  # core.limits says how often
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 15  # core.limits counts exactly, for all processes, and lower
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 100
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 15
ACCOUNT_CHANGE_EMAIL = True  # one address per account
ACCOUNT_EMAIL_NOTIFICATIONS = True  # the old address hears of the new one
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = False  # core.attempts counts, by limits that the secretariat may change
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PORTAL_TRUSTED_PROXIES", default=0)  # else everybody behind the proxy shares the limits
MFA_ADAPTER = "core.second_factor.Adapter"
MFA_FORMS = {
    "authenticate": "core.second_factor_forms.SecondStepForm",
    "authenticate_webauthn": "core.second_factor_forms.PasskeyStepForm",
    "reauthenticate": "core.second_factor_forms.SecondStepAgainForm",
    "reauthenticate_webauthn": "core.second_factor_forms.PasskeyAgainForm",
    "login_webauthn": "core.second_factor_forms.PasskeySignInForm",
    "activate_totp": "core.second_factor_forms.AppForm",
    "add_webauthn": "core.second_factor_forms.PasskeyForm",
    "edit_webauthn": "core.second_factor_forms.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False
MFA_TOTP_ISSUER = "Caring Territories"
MFA_TOTP_TOLERANCE = 1  # telephones are up to half a minute wrong
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "space"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

# --- Wagtail
WAGTAIL_PAGE_MODEL = "core.BasePage"
WAGTAIL_SITE_NAME = "Caring Territories"
WAGTAILADMIN_BASE_URL = PORTAL_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_LOGIN_URL = "admin_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILIMAGES_IMAGE_MODEL = "core.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.image_form.PortalImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]  # those that core.picture_traces draws anew
WAGTAILDOCS_DOCUMENT_MODEL = "core.PortalDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "odt", "ods", "csv", "txt"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.documents.DocumentForm"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "core.adminsearch"}}

# --- Security
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_FAILURE_VIEW = "core.views.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "core.logs.Formatter", "format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"portal": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
