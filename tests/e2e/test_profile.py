"""A representative keeps a profile up to date, and the secretariat answers, as people do it."""

import pytest
from django.db import transaction

from core.models import PortalImage
from core.permissions import SECRETARIAT
from network.models import NetworkPage, ProfileChange, ProfilePicture
from network.pages import open_profile
from network.profile_enums import ChangeStatus
from tests import pictures
from tests.charter.conftest import make_authority, make_user
from tests.e2e.people import press, sign_in
from tests.factories import in_all
from tests.network.keeping import colleague_of, public

KEEPER, OTHER, SECRETARY = "keeper@town.example", "other@town.example", "secretary@network.example"
STORY = {
    "en": "The town opened a house of listening.\n\nTwo officers answer there.",
    "ar": "فتحت البلدية بيتًا للإصغاء.\n\nوتردّ فيه موظفتان.",
}


@pytest.fixture
def place(live_server, home):
    """A local government in the directory, two who keep its profile, and the secretariat."""
    home.add_child(
        instance=NetworkPage(slug="network", **in_all("title", "Network"), **{f"ready_{code}": True for code in ("en", "fr", "es", "ar")})
    )
    found = make_authority("sampletown", name_local="Sampletown", name_en="Sampletown", name_ar="بلدية النموذج", role="participant")
    with transaction.atomic():
        open_profile(found)
    colleague_of(found, email=KEEPER, first_name="Kim", last_name="Keeper")
    colleague_of(found, email=OTHER, first_name="Odile", last_name="Other")
    make_user(SECRETARY, SECRETARIAT)
    return found


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


def fill(page, path, **typed):
    """Open a form, type, and send it."""
    page.goto(path)
    for name, value in typed.items():
        page.fill(f"[name={name}]", value)
    press(page)


def send_picture(page, home, content, name="hall.jpg", kind="image/jpeg"):
    page.goto(f"{home}pictures/add/")
    page.set_input_files("[name=file]", {"name": name, "mimeType": kind, "buffer": content})
    press(page)


def decide(page, reason="", *left_out):
    """The secretariat opens the oldest proposal, unticks what it leaves out, and confirms."""
    page.goto("/admin/profile-changes/")
    page.locator(".desk-who a").first.click()
    for part in left_out:
        page.uncheck(f"[name=accept][value={part}]")
    if reason:
        page.fill("[name=reason]", reason)
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").first.click()
    assert page.url.endswith("/admin/profile-changes/")


def test_profile_is_proposed_accepted_in_part_and_shown(visitor, mails, place, language, width, sound):
    home = f"/{language}/space/sampletown/profile/"
    keeper = visitor(width, language)
    sign_in(keeper, mails, KEEPER, language, f"/{language}/space/")
    keeper.locator(f"a[href='{home}']").click()
    sound(keeper)
    keeper.goto(f"{home}names/")
    sound(keeper)
    fill(keeper, f"{home}story/{language}/", **{f"story_{language}": STORY[language]})
    sound(keeper)
    fill(keeper, f"{home}facts/", population="50 000")
    sound(keeper)
    keeper.fill("[name=population_year]", "2021")
    keeper.fill("[name=population_source]", "Census")
    press(keeper)
    fill(keeper, f"{home}contact/", contact_name="Equality office", contact_phone="+33 1 23 45 67 89")
    keeper.goto(f"{home}links/add/")
    keeper.fill("[name=title]", "Plan")
    keeper.select_option("[name=language]", language)
    keeper.fill("[name=url]", "https://town.example/plan")
    sound(keeper)
    press(keeper)
    keeper.goto(f"{home}pictures/add/")
    sound(keeper)
    send_picture(keeper, home, pictures.with_place())
    sound(keeper)
    keeper.fill(f"[name=alt_{language}]", "The town hall")
    keeper.fill("[name=credit]", "Town")
    keeper.check("[name=people][value=nobody]")
    press(keeper)
    sound(keeper)
    keeper.goto(f"{home}preview/")
    sound(keeper)
    keeper.goto(f"{home}withdraw/")
    sound(keeper)

    reader = visitor(width, language)
    reader.goto(f"/{language}/network/sampletown/")
    assert "Equality office" not in reader.content()

    secretary = visitor(1280, "en")
    sign_in(secretary, mails, SECRETARY, "en", "/admin/profile-changes/")
    decide(secretary, "Please give another number.", "contact_phone")
    assert ProfileChange.objects.get().left_out == ["contact_phone"]
    assert "Please give another number." in mails.newest(KEEPER).text

    reader.goto(f"/{language}/network/sampletown/")
    sound(reader)
    shown = reader.content()
    for said in ("Equality office", STORY[language].partition("\n")[0], "Census", "https://town.example/plan"):
        assert said in shown
    assert "+33 1 23 45 67 89" not in shown
    assert reader.evaluate("document.querySelector('main img').naturalWidth") == 666
    assert reader.context.cookies() == []
    with PortalImage.objects.get().file.open() as public_file:
        assert b"Exif" not in public_file.read()
    keeper.goto(home)
    sound(keeper)


def test_secretariat_refuses_and_takes_back(visitor, mails, place):
    keeper, secretary = visitor(), visitor()
    home = "/en/space/sampletown/profile/"
    sign_in(keeper, mails, KEEPER, "en", home)
    sign_in(secretary, mails, SECRETARY, "en", "/admin/profile-changes/")

    fill(keeper, f"{home}story/en/", story_en="We are the best.")
    secretary.goto("/admin/profile-changes/")
    secretary.locator(".desk-who a").first.click()
    secretary.fill("[name=reason]", "Please say what you did.")
    with secretary.expect_navigation():
        secretary.locator("button[name=refuse]").click()
    keeper.goto(home)
    assert "Please say what you did." in keeper.locator("main").inner_text()

    fill(keeper, f"{home}story/en/", story_en="We opened a house.")
    decide(secretary)
    change = ProfileChange.objects.get(status=ChangeStatus.ACCEPTED)
    assert public(place)["story_en"] == {"story_en": "We opened a house."}

    secretary.goto(f"/admin/profile-changes/{change.pk}/take-back/")
    secretary.fill("[name=reason]", "The town asked for it.")
    with secretary.expect_navigation():
        secretary.locator("main form[method=post] button[type=submit]").first.click()
    assert public(place)["story_en"] == {"story_en": ""}
    assert "The town asked for it." in mails.newest(KEEPER).text


def test_two_who_edit_at_once_lose_nothing(visitor, mails, place, language, width, sound):
    home = f"/{language}/space/sampletown/profile/"
    one, two = visitor(width, language), visitor(width, language)
    sign_in(one, mails, KEEPER, language, home)
    sign_in(two, mails, OTHER, language, home)
    for page in (one, two):
        page.goto(f"{home}contact/")

    one.fill("[name=contact_name]", "Equality office")
    press(one)
    two.fill("[name=contact_name]", "Office for equality")
    two.fill("[name=contact_phone]", "+33 1 23 45 67 89")
    press(two)
    sound(two)
    assert two.locator(".quoted").inner_text().strip() == "Equality office"
    assert "Kim Keeper" in two.locator("main").inner_text()
    assert two.input_value("[name=contact_name]") == "Office for equality"

    choice = "mine" if width == 360 else "others"
    two.check(f"[name=choice-contact_name][value={choice}]")
    press(two)
    two.wait_for_url(f"**{home}")
    shown = two.locator("main").inner_text()
    assert ("Office for equality" if choice == "mine" else "Equality office") in shown
    assert "+33 1 23 45 67 89" in shown
    texts = [
        row.fields["contact_name"][1]["contact_name"]
        for row in ProfileChange.objects.get().contributions.all()
        if "contact_name" in row.fields
    ]
    assert texts[0] == "Equality office"


def test_hostile_files_are_refused_in_words_and_kept_nowhere(visitor, mails, place):
    keeper = visitor(360)
    home = "/en/space/sampletown/profile/"
    sign_in(keeper, mails, KEEPER, "en", home)

    for content, name, kind, said in (
        (pictures.SVG, "hall.svg", "image/svg+xml", "not a picture that we can read"),
        (pictures.HTML, "hall.jpg", "image/jpeg", "not a picture that we can read"),
        (pictures.bomb(), "hall.png", "image/png", "50 million pixels at most"),
        (b"\xff" * 11_000_000, "hall.jpg", "image/jpeg", "This file is too large"),
    ):
        send_picture(keeper, home, content, name, kind)
        assert said in keeper.locator(".error-summary").inner_text()
    assert not ProfilePicture.objects.exists()
