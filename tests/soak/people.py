"""People who sign through the pages, with patience: they try again when a page does not come, whatever happens to the portal."""

import os
import re
import time
from email import message_from_bytes, policy
from pathlib import Path

import requests
from bs4 import BeautifulSoup

from charter.enums import Status
from charter.models import Signature
from network.models import LocalGovernment
from tests.charter.pdfs import document

HOME = os.environ["PORTAL_URL"]
FOLDER = Path(os.environ["PORTAL_VAR"])


class NoPageError(Exception):
    """The page did not come: try again."""


class Person:
    """Somebody with a browser and patience."""

    def __init__(self) -> None:
        self.browser = requests.Session()

    def get(self, path: str) -> BeautifulSoup:
        return self.read(lambda: self.browser.get(HOME + path, timeout=20))

    def send(self, path: str, values: dict, files: dict | None = None, to: str = "") -> BeautifulSoup:
        """Fill in the form of a page and send it (`to` another address of ours)."""
        token = self.get(path).select_one("[name=csrfmiddlewaretoken]")
        if token is None:
            raise NoPageError(path)
        values = {"csrfmiddlewaretoken": token["value"], **values}
        return self.read(lambda: self.browser.post(HOME + (to or path), values, files=files, timeout=20, headers={"Referer": HOME + path}))

    @staticmethod
    def read(call) -> BeautifulSoup:
        try:
            answer = call()
        except requests.RequestException as error:
            raise NoPageError from error
        if answer.status_code >= 500:
            raise NoPageError(answer.status_code)
        return BeautifulSoup(answer.text, "html.parser")

    def sign_in(self, address: str) -> None:
        def act() -> None:
            before = mails(address)
            self.send("/en/accounts/login/", {"login": address})
            code = wait_for(lambda: newest(address, r"^\s*(\d{6})\s*$", before))
            page = self.get("/en/accounts/login/code/confirm/")
            self.send("/en/accounts/login/code/confirm/", {"code": code}) if page.select_one("[name=code]") else None

        until(lambda: "sessionid" in self.browser.cookies and self.get("/en/space/").select_one("[name=login], [name=email]") is None, act)


def mails(address: str) -> list[Path]:
    """Mail to an address, newest first."""
    found = [path for path in (FOLDER / "mail").glob("*.eml") if address in beginning(path)]
    return sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)


def beginning(path: Path) -> str:
    with path.open(errors="replace") as mail:
        return mail.read(2000)


def newest(address: str, pattern: str, before: list[Path]) -> str | None:
    for path in mails(address):
        if path not in before:
            text = message_from_bytes(path.read_bytes(), policy=policy.default).get_body(("plain",)).get_content()
            if found := re.search(pattern, text, re.MULTILINE):
                return found.group(1)
    return None


def wait_for(look, patience: float = 30):
    """What `look` gives, as soon as it gives something."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.2)
    raise NoPageError("nothing came")


def until(done, act) -> None:
    """Act until it is done, whatever happens to the portal meanwhile."""
    for _try in range(200):
        try:
            if done():
                return
            act()
        except NoPageError:
            time.sleep(0.3)
    raise RuntimeError(f"Gave up: {act}")


def file_of(name: str) -> Signature | None:
    return Signature.objects.filter(local_government__name_local=name).select_related("version").first()


def add(officer: Person, name: str) -> None:
    """Their names are alike, so the page asks whether it is one of those that are there."""
    values = {"name": name, "tongue": "en", "level": "municipality", "country": "IS", "website": ""}
    asked = officer.send("/en/charter/sign/add/", values).select("[name=seen]")
    if asked:
        officer.send("/en/charter/sign/add/", values | {"sure": "on", "seen": [field["value"] for field in asked]})


def journey(officer: Person, name: str, mayor: str) -> None:
    """One local government, from being added to being sent."""
    signatory = Person()
    until(lambda: LocalGovernment.objects.filter(name_local=name).exists(), lambda: add(officer, name))
    base = f"/en/charter/sign/{file_of(name).public_id}"
    mandate = {"state": "decided", "kind": "council", "date": "2026-02-12", "reference": "7"}
    until(
        lambda: "mandate" not in file_of(name).missing,
        lambda: officer.send(f"{base}/mandate/", mandate, {"file": ("d.pdf", document(), "application/pdf")}),
    )
    until(lambda: "text" not in file_of(name).missing, lambda: officer.send(f"{base}/text/", {"language": "en"}))
    person = {"name": "Marie Example", "function": "Mayor", "capacity": "head", "email": mayor, "language": "en"}
    until(lambda: "signatory" not in file_of(name).missing, lambda: officer.send(f"{base}/signatory/", person))
    until(lambda: file_of(name).active_link is not None, lambda: officer.send(f"{base}/review/", {}))
    link = wait_for(lambda: newest(mayor, r"^\s*https?://[^/]+(/\S+/with/\S+)\s*$", []), 600)

    def sign() -> None:
        declared = [d.code for d in file_of(name).declarations()]
        before = mails(mayor)
        signatory.send(link, {"declared": declared}, to=f"{link}code/")
        code = wait_for(lambda: newest(mayor, r"^\s*(\d{6})\s*$", before), 150)
        signatory.send(link, {"declared": declared, "code": code})

    until(lambda: file_of(name).status != Status.DRAFT, sign)
