"""Everything that changes a signature. Views, the admin and commands call these functions, nothing else does.

draft ──sign──▶ submitted ──accept──▶ accepted ◀──suspend/reinstate──▶ suspended
  ▲                │  ▲                  │                                │
  │        request_changes │ sign or     └──────────┬────────────────────┘
  │                ▼  │ resubmit                    ▼
  └── start    changes_requested         withdrawn, superseded (by a newer version)
submitted or changes_requested ──decline──▶ declined;  anything live ──withdraw──▶ withdrawn
"""

from charter.actions.decisions import accept, decline, reinstate, request_changes, suspend, withdraw
from charter.actions.files import ask_signatory, keep_file, keep_typed, resubmit, save_mandate, save_signatory, save_text, start
from charter.actions.mandates import confirm_decision, provide_decision, refuse_decision, suspend_lapsed
from charter.actions.retention import forget_abandoned, remove_demonstration
from charter.actions.signing import link_for, send_back, send_code, sign
from charter.actions.versions import publish_version

__all__ = [
    "accept",
    "ask_signatory",
    "confirm_decision",
    "decline",
    "forget_abandoned",
    "keep_file",
    "keep_typed",
    "link_for",
    "provide_decision",
    "publish_version",
    "refuse_decision",
    "reinstate",
    "remove_demonstration",
    "request_changes",
    "resubmit",
    "save_mandate",
    "save_signatory",
    "save_text",
    "send_back",
    "send_code",
    "sign",
    "start",
    "suspend",
    "suspend_lapsed",
    "withdraw",
]
