"""What stands in the arguments of each address: its name → the situation in words → arguments taken from the world.

An address without arguments needs no entry. A name may end in `*`; the first entry that fits is used.
"""

from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import Any

from charter.admin_decisions import DECISIONS
from network.models import Term
from tests.access.world import UNKNOWN_TOKEN, World

Arguments = Callable[[World], dict[str, Any] | list[Any]]
Cases = dict[str, Arguments]

STATES = ("draft", "ready", "submitted", "sent_back", "accepted", "promised", "suspended", "superseded", "declined", "withdrawn")


def given(**arguments: Any) -> Cases:
    """Arguments that are the same in every world, which say for themselves what they are."""
    return {"": lambda _world: arguments}


def signatures(*names: str) -> Cases:
    """Files of the charter, by the state that the world has them in."""
    return {name.replace("_", " "): lambda world, name=name: {"public_id": getattr(world, name).public_id} for name in names}


def entries(*names: str) -> Cases:
    return {name: lambda world, name=name: {"reference": getattr(world, name).reference} for name in names}


def decisions() -> Cases:
    """Each decision, on a file for which it is open."""
    states = {"submitted": "submitted", "changes_requested": "sent_back", "accepted": "accepted", "suspended": "suspended"}
    return {
        name: lambda world, name=name, state=states[decision.statuses[0]]: {"public_id": getattr(world, state).public_id, "name": name}
        for name, decision in DECISIONS.items()
    }


def theirs(**more: str) -> Cases:
    """The owner's local government: a listed one, and one that only its people and the secretariat may know."""
    return {
        "listed": lambda world: {"slug": world.authority.slug} | more,
        "provisional": lambda world: {"slug": world.provisional.slug} | more,
    }


def places(**more: str) -> Cases:
    return theirs(**more) | {"nobody owns it": lambda world: {"slug": world.unclaimed.slug} | more}


def at_its(attribute: str, argument: str = "pk") -> Cases:
    """Something of the owner's listed local government."""
    return {"": lambda world: {"slug": world.authority.slug, argument: getattr(world, attribute)}}


def record(attribute: str, argument: str = "pk", field: str = "pk") -> Cases:
    return {"": lambda world: {argument: getattr(getattr(world, attribute), field)}}


def versions() -> Cases:
    return {"published": lambda world: {"pk": world.version.pk}, "draft": lambda world: {"pk": world.draft_version.pk}}


def pages() -> Cases:
    """Addresses of the page tree: a page of each type, then those that the public may not see."""
    names = {
        "home page": "home",
        "directory": "network_page",
        "profile": "profile_page",
        "plain page": "content_page",
        "library": "library",
        "resource": "resource_page",
        "course": "course_page",
        "programme": "programme_page",
        "calls for projects": "calls_page",
        "observatory": "observatory_page",
        "call for projects": "call_page",
        "page not published": "draft_page",
        "page ready in no language": "unready_page",
    }
    return {said: lambda world, name=name: [path_of(getattr(world, name), world)] for said, name in names.items()}


def path_of(page: Any, world: World) -> str:
    return page.url_path.removeprefix(world.home.url_path)


def tokens(attribute: str, **more: str) -> Cases:
    """A link in a mail that can be used, one that no longer can, and one that nobody sent."""
    found: Cases = {"open": lambda world: {"token": getattr(world, attribute)}}
    found |= {said: lambda world, name=name: {"token": getattr(world, name)} for said, name in more.items()}
    return found | {"unknown": lambda _world: {"token": UNKNOWN_TOKEN}}


def proposed(**more: str) -> Cases:
    """An experience of the owner's local government: being told, and with the editors."""
    return {
        "begun": lambda world: {"slug": world.authority.slug, "public_id": world.proposal.public_id} | more,
        "sent": lambda world: {"slug": world.authority.slug, "public_id": world.proposal_sent.public_id} | more,
    }


def proposed_file() -> Cases:
    return {
        "": lambda world: {
            "slug": world.authority.slug,
            "public_id": world.proposal.public_id,
            "attachment_id": world.attachment_id,
        }
    }


CASES: dict[str, Cases] = {
    # --- Pages, files and what leads to them
    "wagtail_serve": pages(),
    "^media/(?P<path>(?!documents/).*)$": {
        "a picture": lambda world: {"path": world.image.file.name},
        "nothing": lambda _world: {"path": "nothing.jpg"},
    },
    "^accounts/(?P<rest>.*)$": given(rest="login/"),
    "wagtaildocs_serve": {"": lambda world: [world.document.pk, world.document.filename]},
    "wagtaildocs_authenticate_with_password": given(restriction_id=1),
    "wagtailcore_authenticate_with_password": {"": lambda world: {"page_view_restriction_id": 1, "page_id": world.content_page.pk}},
    "mailbox_attachment": {"none": lambda world: {"name": world.mail_name, "number": 9}},
    "mailbox_message": {"a mail": lambda world: {"name": world.mail_name}, "none": lambda _world: {"name": "none"}},
    "mfa_*_webauthn": {"nobody's": lambda _world: {"pk": 1}},
    "patterns:frame": given(name="page"),
    "verify:*": {"a certificate": lambda world: {"code": world.sealed.code}, "unknown": lambda _world: {"code": "unknown"}},
    # --- The charter
    "charter:version_detail": {"published": lambda _world: {"number": 1}, "draft": lambda _world: {"number": 2}},
    "charter:text_download": {"": lambda _world: {"number": 1, "language": "fr"}},
    "charter:register_entry": entries("accepted", "suspended", "superseded") | {"unknown": lambda _world: {"reference": "CT-9"}},
    "charter:sign_ask": places(),
    "charter:sign_begin": places(),
    "charter:signing*": tokens("signing_token"),
    "charter:sign_answer": signatures("draft", "sent_back", "accepted"),
    "charter:sign_decision": signatures("draft", "accepted", "promised"),
    "charter:mandate_file": signatures("draft", "submitted", "accepted"),
    "charter:certificate_file": signatures("draft", "accepted"),
    "charter:sign_file": signatures(*STATES),
    "charter:sign_*": signatures("draft", "ready", "submitted", "accepted", "withdrawn"),
    # --- The network and a representative's desk
    "directory:region": {"": lambda _world: {"name": "europe"}, "unknown": lambda _world: {"name": "atlantis"}},
    "space:people_change": at_its("page_editor_pk"),
    "space:people_end": at_its("page_editor_pk"),
    "space:invitation_resend": at_its("invitation_pk"),
    "space:invitation_withdraw": at_its("invitation_pk"),
    "space:invitation_waiting": {"to somebody elsewhere": lambda world: {"pk": world.invited_elsewhere.pk}},
    "space:invitation": tokens("invitation_token", **{"taken back": "taken_back_token"}),
    "space:profile_story": theirs(code="fr"),
    "space:profile_link": at_its("link_id", "public_id"),
    "space:profile_picture": at_its("picture_id", "public_id"),
    "space:profile_picture_file": at_its("picture_id", "public_id"),
    "space:proposal_attachment*": proposed_file(),
    "space:proposal_step": proposed(name="what"),
    "space:proposal*": proposed(),
    "experiences:paper": record("experience", "slug", "slug") | {"not published": lambda world: {"slug": world.proposed_page.slug}},
    "experiences:contact*": record("experience", "slug", "slug") | {"not published": lambda world: {"slug": world.proposed_page.slug}},
    "observatory:experience_adapted": record("experience", "slug", "slug"),
    "observatory:measure*": record("measure", "slug", "slug"),
    "observatory:protocol": record("protocol", "slug", "slug"),
    "experiences:sign_off": tokens("sign_off_token"),
    "experiences:still_true": tokens("still_true_token"),
    "space:people*": places(),
    "space:profile*": theirs(),
    # --- The administration
    "signature_detail": signatures("submitted", "draft"),
    "signature_mandate_file": signatures("submitted", "draft"),
    "signature_decide": decisions(),
    "representation_answer": record("request"),
    "charter_version_publish": versions(),
    "owner_notice": record("notice"),
    "profile_change_picture": {"": lambda world: {"public_id": world.picture_id}},
    "profile_change*": record("change"),
    "experience_attachment*": {"": lambda world: {"public_id": world.sent_attachment_id}},
    "experience_handled": {"": lambda world: {"pk": world.question.page_id, "question": world.question.pk}},
    "experience_clean_picture": {"": lambda world: {"pk": world.proposed_page.pk, "image_id": 1}},
    "experience_*": record("proposed_page"),
    "pdf_text_again": record("text"),
    "adaptation_report": record("report"),
    "second_factor_reset": {"of an owner": lambda world: {"pk": world.people["owner"].pk}},
    "people_detail": places(),
    "people_appoint": places(),
    "people_admin_end": at_its("page_editor_pk"),
    "wagtailsnippets_charter_charterversion:*": versions(),
    "wagtailsnippets_network_localgovernment:*": record("authority"),
    "wagtailsnippets_network_helpnumber:*": record("number"),
    "wagtailsnippets_network_duty:*": record("duty"),
    "wagtailsnippets_network_keyfigure:*": record("figure"),
    "wagtailsnippets_network_localobservatory:*": record("observatory"),
    "wagtailsnippets_network_localprotocol:*": record("protocol"),
    "wagtailsnippets_network_measure:*": record("measure"),
    "wagtailsnippets_network_term:*": {"": lambda _world: {"pk": Term.objects.values_list("pk", flat=True).first() or 1}},
}


def cases_of(name: str) -> Cases | None:
    """The entry of an address: its own, or the first whose name with `*` fits."""
    return CASES.get(name) or next((cases for pattern, cases in CASES.items() if "*" in pattern and fnmatchcase(name, pattern)), None)
