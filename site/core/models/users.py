"""Accounts: an e-mail address, a name, a language. No user name."""

import hashlib
import hmac
import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An account without a usable password unless one is given. Its address is not confirmed: `accounts.confirm` does that."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An account with every right. Who makes it, in a terminal, answers for its address."""
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)  # type: ignore[attr-defined]  # allauth's
        return user


class User(AbstractUser):  # type: ignore[django-manager-missing]  # what Wagtail's models, which have no types, add to it
    username = None  # type: ignore[assignment]
    email = models.EmailField(_("email address"), unique=True)
    language = models.CharField(_("language we write in"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    salt = models.CharField(max_length=64, default=secrets.token_hex, editable=False)  # of the account's fingerprint in evidence
    is_demonstration = models.BooleanField(default=False, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def digest(self) -> str:
        """A salted fingerprint (HMAC-SHA-256) for evidence: names the account while it exists, nobody once it is erased."""
        return hmac.new(self.salt.encode(), self.email.encode(), hashlib.sha256).hexdigest()
