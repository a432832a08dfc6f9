"""Takes the pictures of docs/editors.md and docs/secretariat.md: `make screenshots`, or with the names of some.

A demonstration portal is made in a temporary folder, served, filled with what the pictures show, and thrown away.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import django
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
MANAGE = [sys.executable, str(ROOT / "manage.py")]
IMAGES = ROOT / "docs/images"
COLOURS, LARGEST, WIDTH = 96, 150_000, 1200


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(address: str) -> None:
    for _try in range(240):
        try:
            urlopen(address, timeout=10).close()  # noqa: S310 -- our own server
        except (URLError, TimeoutError):
            time.sleep(0.5)
        else:
            return
    raise SystemExit(f"No answer at {address}")


def take(browser: Browser, home: str, shot, session: str) -> None:
    context = browser.new_context(base_url=home, viewport={"width": WIDTH, "height": shot.height}, locale="en", reduced_motion="reduce")
    context.set_default_timeout(60_000)
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": home}])
    page = context.new_page()
    page.goto(shot.path)
    page.wait_for_load_state("load")
    for click in shot.clicks:
        page.locator(click).first.click()
    if shot.top:
        page.locator(shot.top).first.evaluate("one => one.scrollIntoView({block: 'start'})")
    page.wait_for_timeout(800)
    keep(page.screenshot(), IMAGES / f"{shot.name}.png")
    context.close()


def keep(content: bytes, target: Path) -> None:
    """Few colours are enough for a screen, and make a small file."""
    Image.open(BytesIO(content)).convert("RGB").quantize(COLOURS).save(target, optimize=True)
    size = target.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{target.name} has {size} bytes, more than {LARGEST}")
    print(f"{target.name}: {size // 1000} kB")


def main(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        os.environ |= {"PORTAL_VAR": folder, "PORT": str(port), "PORTAL_DEMONSTRATION": "true"}
        os.environ |= {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
        subprocess.run([*MANAGE, "prepare"], check=True)
        sys.path[:0] = [str(ROOT), str(ROOT / "site")]
        django.setup()
        from tests.screenshots.shots import prepared, session_of  # needs the settings

        shots = [shot for shot in prepared() if not names or shot.name in names]
        server = subprocess.Popen([*MANAGE, "runserver", "--noreload", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(f"http://localhost:{port}/healthz")
            with sync_playwright() as playwright:
                program = shutil.which("chromium") or shutil.which("google-chrome")
                browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
                for shot in shots:
                    take(browser, f"http://localhost:{port}", shot, session_of(shot.who) if shot.who else "")
                browser.close()
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main(sys.argv[1:])
