"""How a local government stands towards the charter, as the database can tell for a whole list."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from network.models.records import LocalGovernment, LocalGovernmentQuerySet


def real_signature() -> Exists:
    """Whether a signature of the real register is in force."""
    return Exists(LocalGovernment.objects.filter(pk=OuterRef("pk"), signatures__chain="register", signatures__status="accepted"))


def is_member() -> ExpressionWrapper:
    """Whether it counts as a member: by a real signature, or by a demonstration one if it is itself made up."""
    made_up = Q(is_demonstration=True, member_since__isnull=False)
    return ExpressionWrapper(made_up | Q(Q(is_demonstration=False), real_signature()), output_field=BooleanField())


def has_page() -> Exists:
    """Whether there is a profile to read."""
    return Exists(LocalGovernment.objects.filter(pk=OuterRef("pk"), page__live=True))


def with_standing(local_governments: LocalGovernmentQuerySet) -> LocalGovernmentQuerySet:
    """Note on each whether it has a page to read, and whether its membership rests on a real signature or a demonstration one."""
    return local_governments.annotate(has_page=has_page(), has_real_signature=real_signature())
