"""What each person does in the browser, in the words of the portal's forms rather than of one language."""

from datetime import date

from playwright.sync_api import Page

from tests.charter.pdfs import document


def press(page: Page, button: str = "main form[method=post] button.button") -> None:
    """The main button of the page's form; what it leads to is there when this returns."""
    with page.expect_navigation():
        page.locator(button).last.click()


def sign_in(page: Page, mails, address: str, language: str, onward: str = "") -> None:
    """Sign in with the code from the mailbox."""
    page.goto(f"/{language}/accounts/login/" + (f"?next={onward}" if onward else ""))
    page.fill("input[type=email]", address)
    press(page)
    page.fill("input[autocomplete=one-time-code]", mails.code(address))
    press(page)


def add_authority(page: Page, language: str, name: str, country: str) -> None:
    page.goto(f"/{language}/charter/sign/add/")
    page.fill("[name=name]", name)
    page.select_option("[name=tongue]", language)
    page.select_option("[name=level]", "municipality")
    page.select_option("[name=country]", country)
    press(page)
    page.wait_for_url("**/mandate/")


def fill_mandate(page: Page, reference: str = "2026-014") -> None:
    """Fill in a decision that was taken, and go on to whatever is still missing."""
    page.check("[name=state][value=decided]")
    page.check("[name=kind][value=council]")
    page.fill("[name=date]", date(2026, 2, 12).isoformat())
    page.fill("[name=reference]", reference)
    page.set_input_files("[name=file]", {"name": "décision.pdf", "mimeType": "application/pdf", "buffer": document()})
    press(page)


def fill_signatory(page: Page, language: str, name: str, address: str) -> None:
    page.fill("[name=name]", name)
    page.fill("[name=function]", "Mayor" if language == "en" else "رئيسة البلدية")
    page.check("[name=capacity][value=head]")
    page.fill("[name=email]", address)
    page.select_option("[name=language]", language)
    press(page)
    page.wait_for_url("**/review/")


def prepare(page: Page, language: str, name: str, address: str) -> None:
    """From the mandate to the signatory's mailbox."""
    fill_mandate(page)
    press(page)
    page.wait_for_url("**/signatory/")
    fill_signatory(page, language, name, address)
    press(page)


def sign(page: Page, mails, address: str) -> None:
    """Open the link in the mailbox, ask for the code, declare, type it, press."""
    page.goto(mails.link(address))
    for box in page.locator("[name=declared]").all():
        box.check()
    press(page, "#sign button.button")
    page.fill("[name=code]", mails.code(address))
    press(page, "#sign button.button")
