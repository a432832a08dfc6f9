"""The editors' workflow for experiences."""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from core.locks import lock
from core.models import User
from core.permissions import EDITORS, SECRETARIAT
from network.models import ExperiencePage, ExperiencesPage

NAME, TASK = "Experiences", "Read, translate, ask the local government"


def attach(parent: ExperiencesPage) -> Workflow:
    """The workflow of what stands below the list of experiences: the one an administrator chose there, else ours. Needs a transaction."""
    lock("workflow of experiences")
    chosen = WorkflowPage.objects.filter(page=parent, workflow__active=True).select_related("workflow").first()
    if chosen:
        return chosen.workflow
    workflow = Workflow.objects.filter(name=NAME, active=True).first() or make()
    WorkflowPage.objects.update_or_create(page=parent, defaults={"workflow": workflow})
    return workflow


def make() -> Workflow:
    """One step: an editor or the secretariat reads, completes and approves, which publishes."""
    task = GroupApprovalTask.objects.create(name=TASK)
    task.groups.set(Group.objects.filter(name__in=[EDITORS, SECRETARIAT]))
    workflow = Workflow.objects.create(name=NAME)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def hand_over(page: ExperiencePage, by: User) -> None:
    """Put the page before the editors, if it is not there already."""
    state = page.current_workflow_state
    if state is None:
        attach(page.get_parent().specific).start(page, by)
    elif state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=by)


def take_out(page: ExperiencePage, by: User) -> None:
    """Nobody is asked to read it any more."""
    state = page.current_workflow_state
    if state:
        state.cancel(user=by)
