"""People come and go in the browser: invite, accept, hand over, leave; links that no longer work; the secretariat's side."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from network import people
from network.models import Invitation, OwnerNotice, Representative
from tests.e2e.people import press, sign_in
from tests.factories import RepresentativeFactory, UserFactory
from tests.network.people import EDITOR, OWNER, add, invite, make_authority, now_of

OWNER_ADDRESS, GUEST, OTHER, SECRETARY = "owner@town.example", "new@town.example", "other@elsewhere.example", "secretary@network.example"
NAMES = {"en": "Sampletown", "ar": "بلدية النموذج"}


@pytest.fixture
def portal(live_server, home):
    UserFactory(email=SECRETARY, secretariat=True, language="en")


@pytest.fixture
def owner(portal, language):
    authority = make_authority(slug="sampletown", name_en=NAMES["en"], name_ar=NAMES["ar"], member=True)
    return RepresentativeFactory(local_government=authority, user=UserFactory(email=OWNER_ADDRESS, language=language))


def to(page, language, path=""):
    page.goto(f"/{language}/space/sampletown/people/{path}")


def sent_to(address, mails):
    """The path of the invitation in somebody's mailbox."""
    mails.deliver()
    text = mails.newest(address).text
    return re.search(r"https?://[^/]+(/\S+/space/invitations/\S+)", text).group(1)


def test_a_colleague_is_invited_takes_over_and_leaves(visitor, mails, owner, language, width, sound):
    authority = owner.local_government
    page = visitor(width, language)
    sign_in(page, mails, OWNER_ADDRESS, language, f"/{language}/space/")
    sound(page)

    # The owner invites.
    to(page, language)
    sound(page)
    to(page, language, "invite/")
    press(page)
    sound(page)  # what is missing is said
    page.fill("[name=email]", GUEST)
    page.check("[name=role][value=editor]")
    page.select_option("[name=language]", language)
    press(page)
    assert page.url.endswith("/people/")
    sound(page)

    # The invited person opens the link, signs in with the code, and is back at the invitation.
    guest = visitor(width, language)
    guest.goto(sent_to(GUEST, mails))
    sound(guest)
    assert NAMES[language] not in guest.content()
    guest.locator("main a.button").click()
    guest.fill("input[type=email]", GUEST)
    press(guest)
    guest.fill("input[autocomplete=one-time-code]", mails.code(GUEST))
    press(guest)
    assert "/space/invitations/" in guest.url
    sound(guest)
    press(guest)
    assert guest.url.endswith(f"/{language}/space/")
    sound(guest)
    made = Representative.objects.get(user__email=GUEST)
    assert now_of(made) == (EDITOR, "active", None)
    to(guest, language)
    sound(guest)

    # The owner changes the role, then hands over and leaves.
    for path in (f"{made.pk}/", f"{made.pk}/end/", "history/", "leave/", "hand-over/"):
        to(page, language, path)
        sound(page)
    page.check(f"[name=to][value='{made.pk}']")
    page.check("[name=afterwards][value=leave]")
    press(page)
    assert page.url.endswith(f"/{language}/space/")
    assert (now_of(made)[0], now_of(owner)[1]) == (OWNER, "ended")
    assert page.goto(f"/{language}/space/sampletown/people/").status == 404

    # The new owner is the last one: leaving tells the secretariat.
    to(guest, language, "leave/")
    sound(guest)
    guest.fill("[name=message]", "…")
    press(guest)
    assert guest.url.endswith(f"/{language}/space/")
    assert OwnerNotice.objects.get().kind == "leaving"
    assert now_of(made) == (OWNER, "active", timezone.localdate() + timedelta(days=14))
    assert list(authority.people_events.order_by("pk").values_list("kind", flat=True)) == [
        "invited",
        "joined",
        "role_changed",
        "handed_over",
        "secretariat_told",
    ]


def test_somebody_new_takes_over_by_invitation(visitor, mails, owner, language, width, sound):
    page = visitor(width, language)
    sign_in(page, mails, OWNER_ADDRESS, language, f"/{language}/space/sampletown/people/hand-over/")
    sound(page)
    page.check("[name=to][value=new]")
    page.fill("[name=email]", GUEST)
    page.check("[name=afterwards][value=stay]")
    press(page)
    assert now_of(owner)[0] == OWNER

    guest = visitor(width, language)
    sign_in(guest, mails, GUEST, language)
    sound(guest)  # the invitation waits on the desk
    guest.locator("main section a.button").first.click()
    guest.wait_for_url("**/space/invitations/*/")
    sound(guest)
    press(guest)

    assert (now_of(Representative.objects.get(user__email=GUEST))[0], now_of(owner)[0]) == (OWNER, EDITOR)
    to(page, language)
    sound(page)  # as an editor sees it


def test_links_that_no_longer_work_say_whom_to_ask(visitor, mails, owner, language, width, sound):
    used = invite(owner.local_government, owner.user, email=GUEST, language=language)
    used_link = sent_to(GUEST, mails)
    expired = invite(owner.local_government, owner.user, email=OTHER, language=language)
    expired_link = sent_to(OTHER, mails)
    other = visitor(width, language)
    sign_in(other, mails, OTHER, language)
    assert other.goto(used_link).status == 403
    sound(other)
    press(other)  # signs out, and is back at the invitation
    assert used_link in other.url
    sound(other)
    people.accept(used, by=UserFactory(email=GUEST))
    past = timezone.now() - timedelta(days=15)
    Invitation.objects.filter(pk=expired.pk).update(invited_at=past, expires_at=past + timedelta(days=14))

    for path, status in ((used_link, 410), (expired_link, 410), (f"/{language}/space/invitations/{'x' * 43}/", 404)):
        assert other.goto(path).status == status
        assert NAMES[language] not in other.content()
        sound(other)


def test_secretariat_finds_an_owner(visitor, mails, owner, language, width, sound, axe):
    editor = add(owner.local_government, "editor@town.example", EDITOR)
    people.announce_leaving(owner, by=owner.user, day=timezone.localdate(), message="…")
    notice = OwnerNotice.objects.get()
    page = visitor(width, language)
    sign_in(page, mails, SECRETARY, language, "/admin/representatives/")
    paths = ["", "?show=without", "?show=ending", "?show=all", f"notices/{notice.pk}/", "of/sampletown/", f"of/sampletown/{editor.pk}/end/"]
    for path in paths:
        page.goto(f"/admin/representatives/{path}")
        assert axe(page, without=("landmark-unique",)) == [], path  # two of Wagtail’s own

    page.goto("/admin/representatives/of/sampletown/owner/")
    page.check(f"[name=to][value='{editor.pk}']")
    page.fill("[name=words]", "…")
    press(page, "main form[method=post] button[type=submit]")

    assert page.url.endswith("/admin/representatives/of/sampletown/")
    assert now_of(editor) == (OWNER, "active", None)
    assert not OwnerNotice.objects.standing().exists()
