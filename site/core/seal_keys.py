"""The key that seals documents, and the certificate of every key that ever did.

The environment gives it (PORTAL_SEAL_KEY, PORTAL_SEAL_CERTIFICATE, PORTAL_SEAL_OLD_CERTIFICATES), else the portal makes its
own in var/keys/. RSA, since a signature then has one right value only (docs/decisions/0012). A demonstration has a key of
its own, which means nothing elsewhere. Every certificate is kept: what was sealed by an old key stays genuine.
"""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from django.conf import settings

from core.secrets import made_once, replace, written_beside

logger = logging.getLogger("portal.seal")

BITS, FEWEST_BITS = 3072, 2048
VALID = timedelta(days=20 * 365)  # the time for which other programs will call a seal valid
IN_USE = timedelta(days=5 * 365)  # the time after which the key is replaced
NOTICE = timedelta(days=60)  # before a given certificate ends


class SealKeyError(Exception):
    """There is no usable key. The message says what to change."""


@dataclass(frozen=True)
class SealKey:
    """A private key and its certificate."""

    private: RSAPrivateKey
    certificate: x509.Certificate

    @property
    def is_due(self) -> bool:
        """It should be replaced soon: it was used for long, or programs will soon call its certificate ended."""
        now = datetime.now(UTC)
        return self.certificate.not_valid_before_utc + IN_USE < now or self.certificate.not_valid_after_utc < now + NOTICE

    @property
    def is_valid(self) -> bool:
        return self.certificate.not_valid_before_utc <= datetime.now(UTC) <= self.certificate.not_valid_after_utc


def own() -> SealKey:
    """The key that seals now. Raises SealKeyError."""
    private = named("SEAL_KEY") if is_given() else made().encode()
    try:
        key = load_pem_private_key(private, password=None)
    except (ValueError, TypeError, ArithmeticError):
        raise SealKeyError("PORTAL_SEAL_KEY holds no private key in PEM without a password.") from None
    if not isinstance(key, RSAPrivateKey) or key.key_size < FEWEST_BITS:
        raise SealKeyError(f"PORTAL_SEAL_KEY must be an RSA key of {FEWEST_BITS} bits or more; {BITS} are recommended.")
    certificate = own_certificate()
    if certificate.public_key() != key.public_key():
        raise SealKeyError("PORTAL_SEAL_CERTIFICATE is not the certificate of PORTAL_SEAL_KEY.")
    return SealKey(key, certificate)


def own_certificate() -> x509.Certificate:
    """The certificate of the key that seals now."""
    return read(named("SEAL_CERTIFICATE") if is_given() else made().encode(), "PORTAL_SEAL_CERTIFICATE")[0]


def certificates() -> list[x509.Certificate]:
    """The certificate in use, then every older one, each once."""
    old = read(named("SEAL_OLD_CERTIFICATES"), "PORTAL_SEAL_OLD_CERTIFICATES") if settings.SEAL_OLD_CERTIFICATES else []
    kept = [read(path.read_bytes(), path.name)[0] for path in sorted(kept_folder().glob("*.pem"))]
    return list({fingerprint(certificate): certificate for certificate in (own_certificate(), *old, *kept)}.values())


def fingerprint(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(hashes.SHA256()).hex()


def problem() -> str:
    """Why the portal cannot seal, in plain words; nothing when it can."""
    try:
        own()
        certificates()
    except SealKeyError as error:
        return str(error)
    return ""


# --- Given by the environment
def is_given() -> bool:
    return bool(settings.SEAL_KEY or settings.SEAL_CERTIFICATE)


def named(setting: str) -> bytes:
    """The PEM that a setting holds, or the content of the file it names."""
    value = str(getattr(settings, setting)).strip()
    if not value:
        raise SealKeyError("PORTAL_SEAL_KEY and PORTAL_SEAL_CERTIFICATE belong together: set both, or neither.")
    if value.startswith("-----BEGIN"):
        return value.encode()
    try:
        return Path(value).read_bytes()
    except (OSError, ValueError):
        raise SealKeyError(f"PORTAL_{setting} is neither a PEM nor a file that can be read.") from None


def read(pem: bytes, source: str) -> list[x509.Certificate]:
    """The certificates in a PEM, one at least."""
    try:
        found = x509.load_pem_x509_certificates(pem)
        if all(isinstance(certificate.public_key(), RSAPublicKey) for certificate in found):
            return found
    except Exception:  # noqa: BLE001 -- whatever is wrong with a certificate, the answer is the same
        found = []
    raise SealKeyError(f"{source} holds no certificate of an RSA key in PEM.")


# --- Made by the portal
def folder() -> Path:
    return Path(settings.VAR) / "keys" / ("seal-demonstration" if settings.DEMONSTRATION else "seal")


def key_file() -> Path:
    return folder() / "key.pem"


def made() -> str:
    """Our own key and its certificate in PEM, made on first use."""
    return made_once(key_file(), new_key)


def kept_folder() -> Path:
    return folder() / "certificates"


def new_key() -> str:
    """A new key and its certificate in PEM. The certificate is kept before the key is used for the first time."""
    private = generate_private_key(65537, BITS)
    certificate = self_signed(private)
    pem = certificate.public_bytes(Encoding.PEM).decode()
    path = kept_folder() / f"{fingerprint(certificate)}.pem"
    written_beside(path, pem).replace(path)
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode() + pem


def self_signed(private: RSAPrivateKey) -> x509.Certificate:
    name = settings.SEAL_NAME + (" (demonstration)" if settings.DEMONSTRATION else "")
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    begins = datetime.now(UTC) - timedelta(hours=1)  # clocks differ
    uses = dict.fromkeys(("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False)
    usage = x509.KeyUsage(digital_signature=True, content_commitment=True, encipher_only=False, decipher_only=False, **uses)
    return (
        x509.CertificateBuilder(subject_name=subject, issuer_name=subject, public_key=private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + VALID)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
        .sign(private, hashes.SHA256())
    )


def rotate() -> SealKey:
    """Seal with a new key from now on. Refused for a key that the environment gives."""
    if is_given():
        raise SealKeyError(
            "The key comes from PORTAL_SEAL_KEY: change it there, and put the old certificate in PORTAL_SEAL_OLD_CERTIFICATES (docs/operations.md)."
        )
    replace(key_file(), new_key())
    return own()


def renew() -> None:
    """The worker's job: replace our own key in time; say it in the log when a given one should be replaced."""
    if not own().is_due:
        return
    if is_given():
        logger.warning("The certificate of the seal should be replaced (docs/operations.md)")
    else:
        rotate()
