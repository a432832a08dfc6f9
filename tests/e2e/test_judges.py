"""The judges themselves: each finds the flaw planted for it."""

import pytest

from tests.e2e.conftest import Visitor

FLAWED = '<!doctype html><html><head><title>Flawed</title></head><body><img src="data:,"><div style="width:2000px">wide</div></body></html>'


def test_judges_find_planted_flaws(visitor, axe, sideways, html_errors):
    page = visitor(360)
    page.set_content(FLAWED)

    assert {"image-alt", "html-has-lang"} <= {line.split(":")[0] for line in axe(page)}
    assert sideways(page) > 0
    assert any("alt" in line for line in html_errors(FLAWED))


def test_faults_of_pages_are_noticed(browser, live_server, home):
    watching = Visitor(browser, live_server.url)
    page = watching()
    page.goto("/en/")
    page.evaluate("() => { const image = new Image(); image.src = 'http://192.0.2.1/'; console.error('wrong'); }")
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.wait_for_timeout(300)
    page.context.close()

    said = "\n".join(watching.faults)
    for word in ("wrong", "broken", "Content Security Policy"):
        assert word in said


@pytest.mark.parametrize("width", [360])
def test_widths_are_those_asked_for(visitor, width):
    assert visitor(width).evaluate("window.innerWidth") == width
