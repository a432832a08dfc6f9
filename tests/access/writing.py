"""The table as people read it."""

from tests.access.table import OUTSIDERS, AccessTable, Row

HEAD = """# Who gets what

Every address of the portal, and its answer to each kind of visitor. This file is made by `make access`; a test compares it
whole with what the portal does, so that no right changes without somebody reading the change here.

Who comes: *anybody* without an account; the *owner*, a *page editor* and a *delegate* who speak for the local government
that the address is about; the owner of a local government *elsewhere*; an *editor* and a member of the *secretariat*; a
*superuser*.

What they get:

| | |
|---|---|
| 200 | the page; after POST, the form again, for the table sends it empty |
| 302 | led on: done, or to where this is done now |
| sign in | led to the sign-in page, then back |
| again | asked to prove once more who they are |
| home | led to the home page of the administration: Wagtail's way to refuse |
| 400 | not a question that can be answered |
| 403 | refused |
| 404 | not there, or not theirs to know of |
| 405 | not by this method |
| 409, 410, 429 | the state of things has changed; over and gone; too many at once |

A line stands for the methods that it names. POST, HEAD, OPTIONS, PUT and DELETE have one where somebody gets something else
than by GET and is not refused (405).
"""

THEIRS = """
## Wagtail's own views

Lists and forms without arguments, asked for by GET. Lines are grouped by their answers.
"""

WITH_ARGUMENTS = """
Views of Wagtail with arguments, asked for by those who have no business there. What editors and the secretariat may do in
them follows from the permissions below.
"""


def written(table: AccessTable) -> str:
    people = tuple(table.visitors)
    parts = [HEAD]
    for area, rows in table.areas():
        parts += [f"\n## {area}\n", in_columns([("address", "where", "method", *people), *rows]), ""]
    parts.append(THEIRS)
    for answers, places in table.theirs(with_arguments=False):
        parts += [in_columns([people, answers]), "", *(f"- `{place}`" for place in places), ""]
    parts.append(WITH_ARGUMENTS)
    for answers, places in table.theirs(with_arguments=True):
        parts += [in_columns([OUTSIDERS, answers]), "", *(f"- `{place}`" for place in places), ""]
    parts.append("## What the groups may do\n")
    for group, permissions in table.permissions():
        parts += [f"**{group}**", "", *(f"- {permission}" for permission in permissions), ""]
    return "\n".join(parts).rstrip() + "\n"


def in_columns(rows: list[Row]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
