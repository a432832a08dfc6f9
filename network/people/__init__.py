"""Everything that changes who speaks for a local government. Views, the admin and jobs call these functions, nothing else does.

Invitation:      sent ──accept──▶ accepted;  ──decline──▶ declined;  ──withdraw──▶ withdrawn.  Two weeks after sending it expires;
                 sending again renews it. Accepting one that hands over makes the invited person owner in the inviter's place.
Representative:  (invitation accepted) ▶ active ──leave, end, hand over, end date──▶ ended.

Whoever would leave a local government without an owner is refused, or the secretariat is told (`notices`).
Each action holds the people of one local government, refuses, changes, saves, records, and mails in the same transaction.
"""

from network.people.closing import copy_of, leave_all, refuse_last_owner
from network.people.invitations import accept, decline, forget_addresses, invitation_for, invite, resend, withdraw
from network.people.notices import answer_notice, ask_ownership, look_after
from network.people.reminders import end_lapsed, remind, watch_owners
from network.people.roles import announce_leaving, appoint, change_role, end, hand_over, leave, set_until

__all__ = [
    "accept",
    "announce_leaving",
    "answer_notice",
    "appoint",
    "ask_ownership",
    "change_role",
    "copy_of",
    "decline",
    "end",
    "end_lapsed",
    "forget_addresses",
    "hand_over",
    "invitation_for",
    "invite",
    "leave",
    "leave_all",
    "look_after",
    "refuse_last_owner",
    "remind",
    "resend",
    "set_until",
    "watch_owners",
    "withdraw",
]
