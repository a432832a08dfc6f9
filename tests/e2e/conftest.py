"""A real browser on a real server. Pages are judged as they are visited: no error, no request elsewhere."""

import os
import re
import shutil
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect, sync_playwright

from core.models import Message
from tests.e2e import judges

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread, beside which tests use the database

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the first does a third of the others' work
WIDTHS = (360, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE = 10_000  # milliseconds
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "e2e":
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser():
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not program:
        pytest.skip("Chromium is missing.")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield found
        found.close()


@dataclass
class Visitor:
    """Opens pages as one person would, and notes what no page of ours may do."""

    browser: Browser
    home: str
    faults: list[str] = field(default_factory=list)
    contexts: list = field(default_factory=list)

    def __call__(self, width: int = 1280, language: str = "en", **options) -> Page:
        """A page in a browser of its own: nothing is shared with those opened before."""
        context = self.browser.new_context(
            base_url=self.home, locale=language, viewport={"width": width, "height": 800}, reduced_motion="reduce", **options
        )
        context.set_default_timeout(PATIENCE)
        context.route(lambda url: urlsplit(url).netloc != urlsplit(self.home).netloc, self.refuse)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))
        page.on("console", self.listen)
        page.on("response", lambda answer: answer.status >= 500 and self.faults.append(f"{answer.status}: {answer.url}"))
        return page

    def refuse(self, route) -> None:
        if not route.request.is_navigation_request():  # leaving by a link is the visitor's own act
            self.faults.append(f"request elsewhere: {route.request.url}")
        route.fulfill(status=200, content_type="text/plain", body="another site")

    def listen(self, message) -> None:
        expected = "the server responded with a status of 4"  # an error page is a page too
        if message.type == "error" and expected not in message.text:
            self.faults.append(f"console: {message.text}")


@pytest.fixture
def visitor(browser, live_server):
    """`visitor(width=360, language="ar", java_script_enabled=False)` gives a Playwright page. Ends with no fault found."""
    cache.clear()
    found = Visitor(browser, live_server.url)
    yield found
    for context in found.contexts:
        context.close()
    assert found.faults == []


@pytest.fixture(params=WIDTHS, ids=["narrow", "wide"])
def width(request) -> int:
    return request.param


@pytest.fixture(params=["en", "ar"])
def language(request) -> str:
    return request.param


@pytest.fixture
def mails(deliver):
    """What arrives in somebody's mailbox: `mails.code("a@example.org")`, `mails.link("a@example.org")`."""
    return Mails(deliver)


class Mails:
    def __init__(self, deliver) -> None:
        self.deliver = deliver

    def newest(self, address: str) -> Message:
        self.deliver()
        return Message.objects.filter(recipient=address, sent_at__isnull=False).latest("created_at", "pk")

    def code(self, address: str) -> str:
        return re.search(r"^\s*(\d{6})\s*$", self.newest(address).text, re.MULTILINE).group(1)

    def link(self, address: str) -> str:
        """The path of the first link in the newest mail that stands alone on its line."""
        return urlsplit(re.search(r"^\s*(https?://\S+)\s*$", self.newest(address).text, re.MULTILINE).group(1)).path


@pytest.fixture(scope="session")
def axe(root):
    """`axe(page)` lists what stands between the page and people who cannot see, hear or point: rule, then places."""
    path = root / ".tools/node_modules/axe-core/axe.min.js"
    if not path.exists():
        pytest.skip("axe-core is missing.")
    script = path.read_text()

    def judge(page: Page, *, without: tuple[str, ...] = ()) -> list[str]:
        page.wait_for_load_state()  # a page that is still arriving has neither heading nor main part
        page.evaluate("scrollTo(0, 0)")  # the safety bar covers what is scrolled under it
        page.evaluate(script)
        rules = {rule: {"enabled": False} for rule in without}
        found = page.evaluate("options => axe.run(document, options)", {"runOnly": RULES, "rules": rules, "resultTypes": ["violations"]})
        return [f"{rule['id']}: {[node['target'][0] for node in rule['nodes']]}" for rule in found["violations"]]

    return judge


@pytest.fixture(scope="session")
def html_errors(root):
    """`html_errors(page.content(), …)` or of responses' text: what the Nu Html Checker says against the documents."""
    jar = root / ".tools/node_modules/vnu-jar/build/dist/vnu.jar"
    if not jar.exists() or not shutil.which("java"):
        pytest.skip("The HTML checker is missing.")
    with judges.html_checker(jar) as port:
        yield lambda *documents: [f"{number} {said}" for number, text in enumerate(documents) for said in judges.check(port, text)]


@pytest.fixture
def sideways():
    """`sideways(page)`: how many pixels the page is wider than its window. Nobody should have to scroll sideways."""
    return lambda page: page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture
def sound(axe, sideways, html_errors):
    """`sound(page)`: what is shown can be read by everybody, at this width; the HTML is judged at the end, all at once."""
    documents = []

    def look(page):
        assert axe(page) == [], page.url
        assert sideways(page) <= 0, page.url
        documents.append(page.content())

    yield look
    assert html_errors(*documents) == []
