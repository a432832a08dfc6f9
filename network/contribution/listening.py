"""What happens to a page in Wagtail, told to its proposal; and Wagtail's mails about experiences replaced by ours."""

from typing import Any

from django.dispatch import Signal
from wagtail.admin import signal_handlers as wagtails
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import page_published, task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from core.models import User
from network.contribution import editorial
from network.experiences import signoff
from network.models import ExperiencePage


def on_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, ExperiencePage):
        editorial.published(instance)
        signoff.note_first_publication(instance)


def experience_of(state: WorkflowState) -> ExperiencePage | None:
    """The experience that a workflow is about, if it is about one."""
    found = getattr(state.content_object, "specific", None)
    return found if isinstance(found, ExperiencePage) else None


def is_of_experience(instance: WorkflowState | TaskState) -> bool:
    return experience_of(instance.workflow_state if isinstance(instance, TaskState) else instance) is not None


def on_rejected(sender: Any, instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    """“Request changes” in Wagtail is a question to the authority, in the editor's own words."""
    page = experience_of(instance)
    if page:
        task = instance.current_task_state
        editorial.ask_by_workflow(page, by=user, text=task.comment if task else "")


def with_our_mails() -> None:
    """Wagtail's own mails name a page in their subject and lead into the admin: for experiences ours go out instead."""
    notifiers: list[tuple[Signal, Any, type, str]] = [
        (task_submitted, wagtails.task_submission_email_notifier, TaskState, "group_approval_task_submitted_email_notification"),
        (workflow_submitted, wagtails.workflow_submission_email_notifier, WorkflowState, "workflow_state_submitted_email_notification"),
        (workflow_rejected, wagtails.workflow_rejection_email_notifier, WorkflowState, "workflow_state_rejected_email_notification"),
        (workflow_approved, wagtails.workflow_approval_email_notifier, WorkflowState, "workflow_state_approved_email_notification"),
    ]
    for signal, notifier, sender, uid in notifiers:

        def tell(sender: Any, instance: Any, notifier: Any = notifier, **kwargs: Any) -> None:
            if not is_of_experience(instance):
                notifier(sender=sender, instance=instance, **kwargs)

        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(tell, sender=sender, dispatch_uid=uid, weak=False)


def connect() -> None:
    """Called when the application starts. Wagtail, starting later, finds its places taken."""
    page_published.connect(on_published, dispatch_uid="experience_published")
    workflow_rejected.connect(on_rejected, sender=WorkflowState, dispatch_uid="experience_changes_requested")
    with_our_mails()
